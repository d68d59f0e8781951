"""Seconds until a page is painted in Chromium, at 10,000 projects × 104 weeks: `python -m bench.browser`.

Each page beside `bench/floor.py`, a bare Streamlit script with four charts on the same file; the target is 1.5 × that.
Pages with an address of their own are also set beside the floor as such a page: Streamlit takes a tenth of a second
longer to find its server there.
"""

from __future__ import annotations

import time
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.portfolio_10k import HOME, portfolio
from tests.browser.chromium import ARGUMENTS, program
from tests.browser.serving import serving

PAINTED = """(least) => {
  const idle = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  return idle && document.querySelectorAll('.js-plotly-plot .main-svg').length >= least;
}"""
# A rerun may be over before anybody looks, so the page itself takes down that there was one.
WATCH = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  window.ran = false;
  new MutationObserver(() => { window.ran = true; }).observe(app, {attributeFilter: ["data-test-script-state"]});
}"""
RAN = f"(least) => window.ran && ({PAINTED})(least)"
ROUNDS = 5
PATIENCE = 60_000


def main() -> None:
    """Print seconds and ratios with an empty browser cache, a warm one, and after a filter change."""
    portfolio().refresh()
    floors = (serving(HOME, "bench/floor.py"), serving(HOME, "bench/below/entry.py"))
    with floors[0] as bare, floors[1] as below, serving(HOME) as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(ARGUMENTS))
        _compare(browser, bare, below, pages)
        browser.close()


def _compare(browser: Browser, bare: str, below: str, pages: str) -> None:
    floor, deep = _times(browser, bare, 4, "Day"), _times(browser, f"{below}/floor", 4, "Day")
    print(f"{'page':12} {'empty':>14} {'warm':>14} {'filter':>14}   (target 1.5 × the floor)")
    _line("floor", floor, floor)
    _line("  as a page", deep, floor)
    for name, plots in (("briefing", 2), ("strategy", 1), ("schedule", 3), ("risk", 2)):
        address = pages if name == "briefing" else f"{pages}/{name}"
        taken = _times(browser, address, plots, "Strategy")
        _line(name, taken, floor)
        if name != "briefing":
            _line("  as a page", taken, deep)


def _times(browser: Browser, address: str, plots: int, label: str) -> list[float]:
    empty, warm, change = [], [], []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        empty.append(_paint(page, address, plots))
        warm.append(_paint(page, address, plots))
        change.append(_filter(page, label, plots))
        context.close()
    return [median(empty), median(warm), median(change)]


def _paint(page: Page, address: str, plots: int) -> float:
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(PAINTED, arg=plots, timeout=PATIENCE)
    return time.perf_counter() - started


def _filter(page: Page, label: str, plots: int) -> float:
    """From choosing the second option of a drop-down to the end of the rerun."""
    page.get_by_role("combobox", name=label).click()
    option = page.get_by_role("option").nth(1)
    option.wait_for()
    page.evaluate(WATCH)
    started = time.perf_counter()
    option.click()
    page.wait_for_function(RAN, arg=min(plots, 1), timeout=PATIENCE)
    return time.perf_counter() - started


def _line(name: str, taken: list[float], floor: list[float]) -> None:
    cells = [f"{mine:6.2f} s {mine / least:4.2f} ×" for mine, least in zip(taken, floor, strict=True)]
    print(f"{name:12} " + " ".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    main()
