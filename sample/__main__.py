"""Write what is committed: the sample, its stories and the broken workbooks. Run it as `python -m sample`."""

from pathlib import Path

from sample import STORIES_FILE, generate
from sample.broken import broken, mistakes
from sample.model import scenario
from sample.stories import as_markdown

DATA = Path(__file__).resolve().parent.parent / "data"

if __name__ == "__main__":
    generate(DATA / "sample")
    broken(DATA / "broken-example")
    (DATA / "sample" / STORIES_FILE).write_text(as_markdown(scenario().projects, mistakes()), "utf-8")
