"""Which date a row speaks for, and what a workbook thereby states about whom."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from loaders.parse import Rows
from loaders.problems import Problem
from loaders.settings import declared

Sheets = dict[str, Rows]
SCHEMA = pa.schema([("table_name", pa.string()), ("scope_id", pa.string()), ("stated_on", pa.date32())])


def date_rows(sheets: Sheets) -> list[Problem]:
    """Fill the report date of child rows from their project's Status row; say where that is impossible."""
    reported = _reported(sheets)
    dates = {day for days in reported.values() for day in days}
    problems = []
    for rows in sheets.values():
        table = rows.layout.table
        if table.name == "status" or table.scope is None:
            continue
        own = rows.columns["report_date"]
        for place, scope in enumerate(rows.columns[table.scope]):
            if own[place] is None:
                candidates = reported.get(scope) or ({max(dates)} if dates and table.scope == "scope_id" else set())
                own[place] = next(iter(candidates)) if len(candidates) == 1 else None
                problems += [] if own[place] else _undated(rows, place, candidates, sheets.get("status"))
    return problems if "status" in sheets else _first_of_each_sheet(problems)


def far_reports(sheets: Sheets) -> list[Problem]:
    """Report dates over a year ahead: a slip of the keyboard that would become the newest day on every page."""
    if "status" not in sheets:
        return []
    rows, limit = sheets["status"], date.today() + timedelta(366)
    days = enumerate(rows.columns["report_date"])
    far = [(place, day) for place, day in days if day is not None and day > limit]
    return [Problem("report-in-future", *rows.address("report_date", place), str(day), "warning") for place, day in far]


def register_date(sheets: Sheets) -> date | None:
    """The day from which a register counts, from its Settings sheet."""
    found = declared(sheets.get("setting")).get("register_date")
    return found if isinstance(found, date) else None


def check_register_date(sheets: Sheets) -> list[Problem]:
    """A register must say from when it counts."""
    if all(rows.layout.table.workbook == "status" for rows in sheets.values()) or register_date(sheets):
        return []
    sheet = sheets["setting"].layout.sheet.name if "setting" in sheets else "Settings"
    return [Problem("no-register-date", sheet, "A1")]


def statements(sheets: Sheets) -> pa.Table:
    """One line per sheet and scope: also for a reported project that a sheet says nothing of."""
    reported = _reported(sheets)
    day = register_date(sheets)
    stated: set[tuple[str, str, Any]] = set()
    for name, rows in sheets.items():
        scope = rows.layout.table.scope
        if scope is None:
            stated.add((name, "", day))
            continue
        stated |= {(name, project, on) for project, days in reported.items() for on in days}
        stated |= {(name, who, on) for who, on in zip(rows.columns[scope], rows.columns["report_date"], strict=True)}
    columns = list(zip(*sorted(stated), strict=True)) or [(), (), ()]
    return pa.table([pa.array(list(c), field.type) for c, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def spoken_for(sheets: Sheets) -> set[tuple[str, date | None]]:
    """Whom and which days a workbook speaks for as far as that can be read: '' for a register, None for no day.

    Of a project on the Status sheet only that sheet tells the day: the other sheets' days may be borrowed from it.
    """
    status = _pairs(sheets["status"], None) if "status" in sheets else set()
    named = {who for who, _ in status}
    others = {pair for rows in sheets.values() for pair in _pairs(rows, register_date(sheets)) if pair[0] not in named}
    return {(who, day) for who, day in status | others if who is not None}


def _pairs(rows: Rows, registered: date | None) -> set[tuple[Any, date | None]]:
    scope = rows.layout.table.scope
    if scope is None:
        return {("", registered)}
    return set(zip(rows.columns[scope], rows.columns["report_date"], strict=True))


def _reported(sheets: Sheets) -> dict[Any, set[date]]:
    found: dict[Any, set[date]] = defaultdict(set)
    if "status" in sheets:
        columns = sheets["status"].columns
        for project, day in zip(columns["project_id"], columns["report_date"], strict=True):
            if project is not None and day is not None:
                found[project].add(day)
    return found


def _undated(rows: Rows, place: int, candidates: set[date], status: Rows | None) -> list[Problem]:
    """Why a row has no date; nothing where its project's Status row has a problem of its own."""
    scope = rows.layout.table.scope or ""
    about = rows.columns[scope][place]
    if status and not candidates and about in status.columns["project_id"]:
        return []
    code = "which-report-date" if candidates else "no-report-date" if status else "no-status-sheet"
    return [Problem(code, *rows.address(scope, place), str(about or ""))]


def _first_of_each_sheet(problems: list[Problem]) -> list[Problem]:
    """Without a Status sheet every row lacks its date: it is said once a sheet."""
    return list({problem.sheet: problem for problem in reversed(problems)}.values())
