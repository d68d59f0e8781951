"""Checks across rows and sheets: report dates, duplicate keys, unknown references, dates in the wrong order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from contract.settings import setting_named
from contract.tables import TABLES
from loaders import levels
from loaders.known import Known
from loaders.parse import Rows
from loaders.problems import Problem, shown

Sheets = dict[str, Rows]


def link(sheets: Sheets, known: Known) -> list[Problem]:
    """Everything that is wrong between the rows of a workbook, and between it and the register."""
    problems = _levels(sheets, known)
    problems += [problem for check in _CHECKS for problem in check(sheets)]
    for rows in sheets.values():
        problems += _duplicates(rows) + _unknown(rows, sheets, known)
    return problems + _off_scale(sheets, known)


def _duplicates(rows: Rows) -> list[Problem]:
    table = rows.layout.table
    spell = _setting_key if table.name == "setting" else tuple
    keys = [spell(key) for key in zip(*(rows.columns[name] for name in table.key), strict=True)]
    if len(set(keys)) == len(keys):
        return []
    first: dict[Any, int] = {}
    problems = []
    for place, key in enumerate(keys):
        if None not in key and first.setdefault(key, place) != place:
            details = {"key": ", ".join(map(str, key)), "first": _row(rows, first[key])}
            problems.append(Problem("duplicate", *rows.address(table.key[0], place), shown(key[0]), details=details))
    return problems


def _row(rows: Rows, place: int) -> int | str:
    """A row as people find it again: its number, or its first cell where a layout gathered rows from anywhere."""
    return "!".join(rows.address(rows.layout.table.key[0], place)) if rows.layout.written else rows.source_row[place]


def _setting_key(key: tuple[Any, ...]) -> tuple[Any, ...]:
    setting = setting_named(key[0] or "")
    return (setting.name,) if setting else key


def _unknown(rows: Rows, sheets: Sheets, known: Known) -> list[Problem]:
    problems = []
    for column in rows.layout.table.columns:
        if not column.references:
            continue
        ids = {None}.union(*(_ids(target, sheets, known) for target in column.references))
        details = {"heading": column.heading, "where": tuple(TABLES[name].sheet for name in column.references)}
        for place, value in enumerate(rows.columns[column.name]):
            if value not in ids:
                at = rows.address(column.name, place)
                problems.append(Problem("unknown-id", *at, shown(value), details=details))
    return problems


def _ids(table: str, sheets: Sheets, known: Known) -> set[Any]:
    """Ids a workbook may refer to: its own sheet's if it has that sheet, else all ever registered."""
    return set(sheets[table].columns[TABLES[table].key[0]]) if table in sheets else known.ids.get(table, set())


def _levels(sheets: Sheets, known: Known) -> list[Problem]:
    if "risk" not in sheets:
        return []
    scales = known.scales.with_register(sheets)
    return [*levels.settle(sheets["risk"], scales), *levels.disagreeing(sheets["risk"])]


def _off_scale(sheets: Sheets, known: Known) -> list[Problem]:
    return levels.off_scale(sheets["risk"], known.scales.with_register(sheets)) if "risk" in sheets else []


def _order(table: str, earlier: str, later: str, severity: str = "error") -> Callable[[Sheets], list[Problem]]:
    """A check that one date of a row is not after another."""
    code = "dates-in-wrong-order"

    def check(sheets: Sheets) -> list[Problem]:
        if table not in sheets:
            return []
        rows = sheets[table]
        said = {"early": TABLES[table].column(earlier).heading, "late": TABLES[table].column(later).heading}
        pairs = enumerate(zip(rows.columns[earlier], rows.columns[later], strict=True))
        return [
            Problem(code, *rows.address(later, place), shown(end), severity, {**said, "start": start})
            for place, (start, end) in pairs
            if start is not None and end is not None and end < start
        ]

    return check


def _future_actuals(sheets: Sheets) -> list[Problem]:
    if "milestone" not in sheets:
        return []
    rows = sheets["milestone"]
    pairs = enumerate(zip(rows.columns["actual_date"], rows.columns["report_date"], strict=True))
    return [
        Problem("actual-in-future", *rows.address("actual_date", at), shown(actual), "warning", {"reported": reported})
        for at, (actual, reported) in pairs
        if isinstance(actual, date) and reported is not None and actual > reported
    ]


def _shares(sheets: Sheets) -> list[Problem]:
    if "contribution" not in sheets:
        return []
    rows = sheets["contribution"]
    total: dict[Any, float] = defaultdict(float)
    problems = []
    for place, project in enumerate(rows.columns["project_id"]):
        total[project] += rows.columns["share_percent"][place] or 0
        if total[project] > 100 + 1e-6:
            details = {"project": shown(project), "total": f"{total[project]:.10g}"}
            problems.append(Problem("shares-over-100", *rows.address("share_percent", place), details=details))
    return problems


def _weights(sheets: Sheets) -> list[Problem]:
    if "strategy" not in sheets:
        return []
    rows = sheets["strategy"]
    states = rows.columns["state"]
    weights = rows.columns["priority_weight_percent"]
    active = [weight for weight, state in zip(weights, states, strict=True) if state in (None, "Active")]
    total = sum(weight for weight in active if weight is not None)
    if not any(weight is not None for weight in active) or abs(total - 100) < 0.01:
        return []
    return [Problem("weights-not-100", rows.layout.sheet.name, severity="warning", details={"total": f"{total:g}"})]


_CHECKS = (
    _order("project", "approved_start", "approved_finish"),
    _order("strategy", "start_on", "end_on"),
    _order("decision", "raised_on", "needed_by", "warning"),
    _future_actuals,
    _shares,
    _weights,
)
