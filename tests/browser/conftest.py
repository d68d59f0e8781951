"""A living dashboard on the sample portfolio, and a page of a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, REMEDY, program
from tests.browser.serving import serving

MILLISECONDS = 20_000
expect.set_options(timeout=MILLISECONDS)
# On a deep link Streamlit asks first below the page and then at the root; the miss is part of how it finds its server.
EXPECTED_MISS = "/_stcore/"


@pytest.fixture
def fresh_server(sample_warehouse: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a dashboard just started, on a copy of the sample that the test may change."""
    with serving(Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))) as address:
        yield address


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
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.extend(_complaints(message)))
    yield page
    context.close()
    assert errors == []


def _complaints(message: ConsoleMessage) -> list[str]:
    url = message.location.get("url", "")
    return [f"{message.text} ({url})"] if message.type == "error" and EXPECTED_MISS not in url else []
