"""Real workbooks for tests, as people make them: rows of cells under sheet names."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from loaders.reading import Upload

REPORTED = date(2026, 9, 30)
Sheets = dict[str, list[list[Any]]]


def upload(sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "report.xlsx") -> Upload:
    """A workbook with these sheets, each a list of rows of cells."""
    return Upload(name, saved(book(sheets)))


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Workbook:
    """The same, still open, for what only openpyxl can do to it."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Workbook) -> bytes:
    """The bytes of an open workbook."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def register(day: date = date(2026, 1, 1)) -> Sheets:
    """A register of one strategy, one programme and the projects P1 and P2."""
    start, finish = date(2026, 1, 1), date(2026, 12, 31)
    return {
        "Strategies": [["Strategy ID", "Strategy", "Priority weight (%)"], ["S1", "Grow", 100]],
        "Programmes": [["Programme ID", "Programme", "Strategy ID", "Programme manager"], ["PG1", "Core", "S1", "Li"]],
        "Projects": [
            ["Project ID", "Project", "Programme ID", "Tier", "Project manager", "Department", "Approved start",
             "Approved finish", "Budget"],
            ["P1", "Hall", "PG1", "Key", "Wang", "Build", start, finish, 1_000_000],
            ["P2", "Edge", "PG1", "Component", "Kim", "Net", start, finish, 500_000],
        ],
        "Settings": [["Name", "Value"], ["Register date", day]],
    }  # fmt: skip


def status(day: date = REPORTED) -> Sheets:
    """A report of P1 and P2 with a milestone and a risk."""
    return {
        "Status": [
            ["Project ID", "Report date", "Overall RAG", "% complete", "Forecast finish", "Estimate at completion"],
            ["P1", day, "Green", 40, date(2027, 1, 15), 1_000_000],
            ["P2", day, "Amber", 70, date(2026, 12, 31), 520_000],
        ],
        "Milestones": [
            ["Project ID", "Milestone ID", "Milestone", "Baseline date", "Forecast date", "Actual date"],
            ["P1", "M1", "Shell", date(2026, 6, 1), date(2026, 6, 20), date(2026, 6, 20)],
        ],
        "Risks": [
            ["Scope ID", "Risk ID", "Risk", "Category", "Probability", "Impact", "Cost exposure", "State"],
            ["P1", "R1", "Crane is late", "Supplier", 4, 5, 90_000, "Open"],
        ],
    }
