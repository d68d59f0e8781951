"""Which date a row speaks for, and what a workbook thereby states about whom."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
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
                problems += [] if own[place] else [_undated(rows, place, len(candidates))]
    return problems


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


def _reported(sheets: Sheets) -> dict[Any, set[date]]:
    found: dict[Any, set[date]] = defaultdict(set)
    if "status" in sheets:
        columns = sheets["status"].columns
        for project, day in zip(columns["project_id"], columns["report_date"], strict=True):
            if project is not None and day is not None:
                found[project].add(day)
    return found


def _undated(rows: Rows, place: int, candidates: int) -> Problem:
    scope = rows.layout.table.scope or ""
    code = "which-report-date" if candidates else "no-report-date"
    at = rows.address(scope, place)
    return Problem(code, *at, str(rows.columns[scope][place] or ""))
