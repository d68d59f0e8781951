"""Two workbooks full of common mistakes, to see what the Intake page says about them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from contract.template import saved, write_template

DAY = date(2026, 10, 14)
MISTAKES = "status-with-mistakes.xlsx"
HEADINGS = "status-with-wrong-headings.xlsx"
# [cell, what is wrong with it], as STORIES.md lists them.
SAID = {
    MISTAKES: (
        ("Status!A3", "a project that no register has"),
        ("Status!B4", "the 31st of February, as text"),
        ("Status!C3", "a colour that is none"),
        ("Status!G3", "140 per cent"),
        ("Status!I2", "words where money belongs"),
        ("Status!K2", "a formula that has lost its cells (#REF!)"),
        ("Milestones!A3", "the milestone of row 2 once more"),
        ("Milestones!D4", "a required date that “does not apply”"),
        ("Milestones!F5", "an actual date in the future (a warning)"),
        ("Risks!E2", "level 7 on a scale of five"),
        ("Risks!R3", "a risk without a state"),
        ("Decisions!F2", "needed before it was raised (a warning)"),
    ),
    HEADINGS: (
        ("Status!C1", "“Colour” is no heading we know (a warning)"),
        ("Status!A1", "so the required column Overall RAG is missing"),
        ("Status!A3", "the heading row is repeated"),
        ("Risks!A1", "the required column Probability is missing"),
        ("Notes", "a sheet that belongs to no table (a warning)"),
    ),
}


def broken(folder: Path) -> list[Path]:
    """Write both workbooks; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {MISTAKES: _with_mistakes(), HEADINGS: _with_wrong_headings()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def mistakes() -> list[tuple[str, list[str]]]:
    """Each file with its mistakes, a line each."""
    return [(file, [f"`{cell}`: {what}" for cell, what in said]) for file, said in SAID.items()]


def _with_mistakes() -> bytes:
    rows = {
        "status": [
            _status("P001", planned_value="twelve million"),
            _status("P099", overall_rag="Purple", percent_complete=140),
            _status("P003", report_date="31/02/2026"),
        ],
        "milestone": [
            _milestone(1),
            _milestone(1),
            _milestone(2, baseline_date="n/a"),
            _milestone(3, actual_date=date(2026, 12, 1)),
        ],
        "risk": [_risk(1, probability=7), _risk(2, state=None)],
        "decision": [_decision()],
    }  # fmt: skip
    book = load_workbook(BytesIO(write_template("status", "en", rows)))
    cell = book["Status"]["K2"]
    cell.value, cell.data_type = "#REF!", "e"
    return saved(book)


def _with_wrong_headings() -> bytes:
    headings = ["Project ID", "Report date", "Colour", "% complete", "Forecast finish"]
    row = ["P001", DAY, "Green", 97, date(2027, 3, 26)]
    book = Workbook()
    sheets: dict[str, list[list[Any]]] = {
        "Status": [headings, row, headings, ["P003", *row[1:]]],
        "Risks": [
            ["Scope ID", "Risk ID", "Risk", "Category", "Impact", "State"],
            ["P001", "P001-R9", "Frost delays the roof of Hall 7.", "Site", 3, "Open"],
        ],
        "Notes": [["Please call me before you load this. Hou Jianping"]],
    }
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    del book["Sheet"]
    return saved(book)


def _status(project: str, **wrong: Any) -> dict[str, Any]:
    return {
        "project_id": project, "report_date": DAY, "overall_rag": "Green", "percent_complete": 97,
        "forecast_finish": date(2027, 3, 26), "actual_cost": 1_000_000, "summary": "Work proceeds as planned.",
    } | wrong  # fmt: skip


def _milestone(number: int, **wrong: Any) -> dict[str, Any]:
    return {
        "project_id": "P001", "milestone_id": f"P001-M{number}", "milestone": f"Milestone {number}",
        "baseline_date": date(2026, 6, 1), "actual_date": date(2026, 6, 3),
    } | wrong  # fmt: skip


def _risk(number: int, **wrong: Any) -> dict[str, Any]:
    return {
        "scope_id": "P001", "risk_id": f"P001-R{number}", "risk": "Frost delays the roof of Hall 7.",
        "category": "Site", "probability": 2, "impact": 3, "state": "Open",
    } | wrong  # fmt: skip


def _decision() -> dict[str, Any]:
    return {
        "decision_id": "D12", "project_id": "P001", "decision_needed": "Heat the building site in winter: yes or no?",
        "body_id": "B2", "raised_on": date(2026, 10, 12), "needed_by": date(2026, 10, 2), "state": "Open",
    }  # fmt: skip
