"""Example rows on sheets of the template: left out where the id itself says so, else named at their cell.

Sheets that a layout reads have rules of their own for such rows (`profile.LeaveOut`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from contract.model import Kind
from loaders.layout import Layout
from loaders.problems import Problem, shown

# How a text begins; the same words make a row of an unknown sheet an example (`proposal.leavings`).
EXAMPLE = r"(examples?\b|e\.g\.|sample row\b|示例|例如|样例|举例|例[:：]).*"
_TEXT = re.compile(EXAMPLE, re.IGNORECASE | re.DOTALL)
# An id that is the word, with a number at most: nobody's risk, project or milestone is called that.
_ID = re.compile(r"(examples?|e\.g\.|sample row|示例|样例|例)[\s_#.:：-]*\d*", re.IGNORECASE)


def leave_out_examples(layouts: list[Layout]) -> tuple[list[Layout], list[Problem]]:
    """The layouts without the rows whose id is the word Example; a warning for these and for what looks like one."""
    pairs = [(layout, []) if layout.written else _without(layout) for layout in layouts]
    return [layout for layout, _ in pairs], [problem for _, told in pairs for problem in told]


def _without(layout: Layout) -> tuple[Layout, list[Problem]]:
    columns = [column for column in layout.table.columns if column.name in layout.places]
    ids = [column.name for column in columns if column.name in layout.table.key and column.kind is Kind.ID]
    texts = [column.name for column in columns if column.required and column.kind is Kind.TEXT]
    named = _matching(layout, ids, _ID)
    layout = replace(layout, passed_over=layout.passed_over | named.keys()) if named else layout
    told = [_said("example-left-out", layout, row, name) for row, name in named.items()]
    return layout, told + [_said("example-row", layout, *each) for each in _matching(layout, texts, _TEXT).items()]


def _matching(layout: Layout, names: list[str], wanted: re.Pattern[str]) -> dict[int, str]:
    """The rows in which one of these columns fits, and the first that does."""
    found: dict[int, str] = {}
    for name in names:
        cells = layout.sheet.columns[layout.places[name]]
        fitting = {cell for cell in set(cells) if isinstance(cell, str) and wanted.fullmatch(cell.strip())}
        rows = range(layout.header + 1, len(cells)) if fitting else ()
        found = {row: name for row in rows if cells[row] in fitting and row not in layout.passed_over} | found
    return dict(sorted(found.items()))


def _said(code: str, layout: Layout, row: int, name: str) -> Problem:
    cell = layout.sheet.columns[layout.places[name]][row]
    return Problem(code, *layout.address(name, row), shown(cell), "warning")
