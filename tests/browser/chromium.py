"""Which browser the browser tests drive. `python -m tests.browser.chromium` tells `make` whether there is one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = "No Chromium for the browser tests: run `make browser`, or name one in THROUGHLINE_CHROMIUM."
# Nothing that a test needs is out there: the browser is not to look for updates or accounts.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """The path of a Chromium: the one named, one installed, or Playwright's own; None when there is none."""
    named = os.environ.get("THROUGHLINE_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or _downloaded()


def _downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


if __name__ == "__main__":
    browser = program()
    if "--quiet" not in sys.argv:
        print(f"Browser: {browser}" if browser else REMEDY)
    sys.exit(browser is None)
