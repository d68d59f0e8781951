"""Rows of the template that name a project and say nothing of it yet: passed over, and told one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loaders.cells import as_text
from loaders.layout import Layout
from loaders.problems import Problem, shown
from loaders.sources import is_blank

STATUS = "status"


def pass_over(layouts: list[Layout]) -> tuple[list[Layout], list[Problem]]:
    """The layouts without Status rows that hold no more than a project and a date, and a warning for each such row.

    The workbook for the next period has one for every project that never reported. Where another sheet takes the date
    of what it says of the project from that row, the row stays: then its blank cells are missing.
    """
    told: list[Problem] = []
    left = []
    for layout in layouts:
        rows = _unfilled(layout) if _is_template(layout) else {}
        needed = _undated(layouts) if rows else set()
        rows = {row: who for row, who in rows.items() if who not in needed}
        told += [_said(layout, *row) for row in rows.items()]
        left.append(replace(layout, passed_over=layout.passed_over | rows.keys()) if rows else layout)
    return left, told


def _is_template(layout: Layout) -> bool:
    """Whether it is the Status sheet with all that it has to have; without, the sheet itself lacks what a row may."""
    required = {column.name for column in layout.table.columns if column.required}
    return layout.table.name == STATUS and not layout.written and required <= layout.places.keys()


def _unfilled(layout: Layout) -> dict[int, str]:
    """The rows with nothing but a project, and which one."""
    at = {layout.places.get(name) for name in layout.table.key}
    who = layout.places.get("project_id")
    flawed = {row for row, _ in layout.sheet.flawed}
    rows = set(range(layout.header + 1, layout.sheet.height)) - layout.passed_over - flawed
    for column in [layout.sheet.columns[place] for place in layout.places.values() if place not in at]:
        rows = {row for row in rows if is_blank(column[row])}
    named = {} if who is None else {row: as_text(layout.sheet.columns[who][row]) for row in sorted(rows)}
    return {row: project for row, project in named.items() if project}


def _undated(layouts: list[Layout]) -> set[str]:
    """Of whom the other sheets say something without a date of its own."""
    return {as_text(who) for layout in layouts if layout.table.name != STATUS for who in _of_undated(layout)}


def _of_undated(layout: Layout) -> list[Any]:
    place, dated = layout.places.get(layout.table.scope or ""), layout.places.get("report_date")
    if place is None:
        return []
    cells = layout.sheet.columns[place]
    days = [""] * len(cells) if dated is None else layout.sheet.columns[dated]
    return [who for who, day in list(zip(cells, days, strict=True))[layout.header + 1 :] if is_blank(day)]


def _said(layout: Layout, row: int, project: str) -> Problem:
    return Problem("unfilled-row", *layout.address("project_id", row), shown(project), "warning")
