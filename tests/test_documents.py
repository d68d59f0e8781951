"""What README and the pages beside it say is true of the tree: commands parse, targets and links exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from loaders.__main__ import app
from tests.test_architecture import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"python -m loaders ([^`\n]+)")
LINK = re.compile(r"\]\(([^)#:]+)\)")
TARGET = re.compile(r"(?:^    |`)make ([a-z]+)", re.MULTILINE)


def found(pattern: re.Pattern[str]) -> list[tuple[Path, str]]:
    return [(path, text) for path in DOCUMENTS for text in pattern.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize("words", sorted({command for _, command in found(COMMAND)}))
def test_every_command_of_the_documents_parses(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    name, *arguments = shlex.split(words)
    for argument in (word for word in arguments if not word.startswith("-")):
        place = tmp_path / argument
        place.touch() if place.suffix else place.mkdir(parents=True)
    get_command(app).commands[name].make_context(name, arguments)


def test_every_link_between_documents_leads_somewhere():
    assert [f"{path.name}: {link}" for path, link in found(LINK) if not (path.parent / link).exists()] == []


def test_every_make_target_that_is_named_exists():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {target for _, target in found(TARGET)} <= set(targets)


def test_a_decision_page_has_at_most_25_lines():
    pages = (ROOT / "docs" / "decisions").glob("*.md")
    assert [page.name for page in pages if len(page.read_text("utf-8").splitlines()) > 25] == []
