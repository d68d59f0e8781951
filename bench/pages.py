"""What each page's script costs at 10,000 projects × 104 weeks, cold and cached: `python -m bench.pages`."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.portfolio_10k import HOME, portfolio

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = {
    "briefing": "dashboard.py",
    "strategy": "pages/strategy.py",
    "schedule": "pages/schedule.py",
    "forecast": "pages/forecast.py",
    "warnings": "pages/warnings.py",
    "risk": "pages/risk.py",
    "intake": "pages/intake.py",
}
ROUNDS = 5


def main() -> None:
    """Print milliseconds by page; the targets are 400 cold and 150 cached."""
    os.environ["THROUGHLINE_WAREHOUSE"] = str(HOME)
    portfolio().refresh()
    print(f"{'script':10} {'cold':>9} {'cached':>9}   (targets 400 and 150 ms)")
    for name, script in SCRIPTS.items():
        _milliseconds(script)  # imports are the process's cost, not the page's
        cold = median(_cold(script) for _ in range(ROUNDS))
        cached = median(_milliseconds(script) for _ in range(ROUNDS))
        print(f"{name:10} {cold:6.0f} ms {cached:6.0f} ms")


def _cold(script: str) -> float:
    st.cache_resource.clear()
    return _milliseconds(script)


def _milliseconds(script: str) -> float:
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if script != "dashboard.py":
        page.switch_page(script)
    started = time.perf_counter()
    page.run()
    assert not page.exception, page.exception
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
