"""A monthly return whose layout is known, for tests, and how another file of its make departs from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.drift import Drift, drift
from loaders.profile import Profile
from loaders.proposal import propose
from loaders.workbook import decode
from tests.workbooks import REPORTED, upload

HEADINGS = ["Project ID", "Report date", "RAG", "% complete", "Forecast finish", "Spend to date", "Weather", "Comments"]
ROWS = [
    ["P1", REPORTED, "Green", 40, date(2027, 1, 15), 100, "fine", "Steel is up"],
    ["P2", REPORTED, "Red", 70, date(2026, 12, 31), 200, "wet", "Late"],
]


def sheets(headings: list[Any], rows: list[list[Any]] = ROWS, name: str = "Return"):
    return decode(upload({name: [["Monthly return"], headings, *rows], "Notes": [["By hand"]]}).content, "report.xlsx")


def known() -> Profile:
    return propose(sheets(HEADINGS)).profile("return")


def drifted(headings: list[Any], rows: list[list[Any]] = ROWS, name: str = "Return") -> Drift:
    found = drift(known(), sheets(headings, rows, name))
    assert found is not None
    return found


def told(found: Drift) -> list[tuple[str, str]]:
    return [(each.code, each.value) for each in (*found.warnings, *found.questions)]


def sources(profile: Profile) -> dict[str, str]:
    return {name: source.heading for name, source in profile.regions[0].feeds[0].columns.items()}


def swapped(was: str, now: str) -> list[str]:
    return [now if heading == was else heading for heading in HEADINGS]
