"""A living dashboard on the sample portfolio, and a page of a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from loaders import engine
from loaders.reading import Upload
from tests.browser.chromium import ARGUMENTS, REMEDY, program
from tests.browser.serving import ROOT, serving
from warehouse import open_warehouse

SECONDS = 20
# What a browser says when a page goes away while it was still asking for something.
HARMLESS = ("net::ERR_ABORTED",)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample, published once for all browser tests."""
    folder = tmp_path_factory.mktemp("sample") / "warehouse"
    files = sorted((ROOT / "data" / "sample").rglob("*.xlsx"))
    outcome = engine.load(open_warehouse(folder), [Upload(file.name, file.read_bytes()) for file in files])
    assert outcome.accepted and not outcome.refused
    return folder


@pytest.fixture
def portfolio(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))


@pytest.fixture(scope="session")
def server(sample_warehouse: Path) -> Iterator[str]:
    """The address of a dashboard that several tests look at and none changes."""
    with serving(sample_warehouse) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests. None is a failure, never a skip."""
    path = program()
    assert path, REMEDY
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with an empty cache and the size of a projector; a test fails on any error it writes to the console."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="en-GB")
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.extend(_complaints(message)))
    yield page
    context.close()
    assert errors == []


def _complaints(message: ConsoleMessage) -> list[str]:
    harmless = message.type != "error" or any(word in message.text for word in HARMLESS)
    return [] if harmless else [f"{message.text} ({message.location.get('url', '')})"]
