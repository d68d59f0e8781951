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
    "reach": "pages/reach.py",
    "adjustments": "pages/adjustments.py",
    "schedule": "pages/schedule.py",
    "forecast": "pages/forecast.py",
    "warnings": "pages/warnings.py",
    "risk": "pages/risk.py",
    "ignorance": "pages/ignorance.py",
    "register": "pages/register.py",
    "mitigation": "pages/mitigation.py",
    "exposure": "pages/exposure.py",
    "causes": "pages/causes.py",
    "programmes": "pages/programme.py",
    "programme": "pages/programme.py?programme=PG018",
    "project": "pages/project.py?project=P00018",
    "intake": "pages/intake.py",
}
ROUNDS = 5


def main() -> None:
    """Print milliseconds by page; the targets are 400 cold and 150 cached."""
    os.environ["THROUGHLINE_WAREHOUSE"] = str(HOME)
    portfolio().refresh()
    print(f"{'script':12} {'cold':>9} {'cached':>9}   (targets 400 and 150 ms)")
    for name, script in SCRIPTS.items():
        milliseconds_of(script)  # imports are the process's cost, not the page's
        first = median(cold(script) for _ in range(ROUNDS))
        cached = median(milliseconds_of(script) for _ in range(ROUNDS))
        print(f"{name:12} {first:6.0f} ms {cached:6.0f} ms")


def cold(script: str) -> float:
    """Milliseconds of a page's script with nothing in the cache."""
    st.cache_resource.clear()
    return milliseconds_of(script)


def milliseconds_of(script: str) -> float:
    """Milliseconds of a page's script."""
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    path, _, address = script.partition("?")
    if path != "dashboard.py":
        page.switch_page(path)
    if address:
        name, _, value = address.partition("=")
        page.query_params.update({name: value})
    started = time.perf_counter()
    page.run()
    assert not page.exception, page.exception
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
