"""One column of any kind, parsed as it stands under its heading in a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contract.choices import RAG
from contract.model import Column, Kind, Table, Text
from loaders.layout import Layout
from loaders.parse import parse
from loaders.problems import Problem
from loaders.styles import UNTOLD, Style
from loaders.workbook import Sheet


def parsed(kind: Kind, cells: Sequence[Any], hint: Style = UNTOLD) -> tuple[list[Any], list[Problem]]:
    """The values of a column in its order, and its problems."""
    column = Column("said", kind, Text("Said", "所述"), Text("As said.", "如所述。"), choices=RAG)
    by = Column("said_by", Kind.TEXT, Text("Said by", "所述者"), Text("Keeps rows with a blank.", "保留空白行。"))
    table = Table("saying", "status", Text("Sayings", "所述"), Text("", ""), ("said",), (column, by))
    sheet = Sheet("Sayings", False, [("Said", *cells), ("Said by", *["Li" for _ in cells])], {})
    rows, problems = parse(Layout(table, sheet, 0, {"said": 0, "said_by": 1}, styles={"said": hint}), set())
    return rows.columns["said"], problems


def values(kind: Kind, *cells: Any, hint: Style = UNTOLD) -> list[Any]:
    """The values of a column without a problem."""
    found, problems = parsed(kind, cells, hint)
    assert problems == []
    return found


def faults(kind: Kind, *cells: Any, hint: Style = UNTOLD) -> list[tuple[str, str]]:
    """Code and address of each problem of a column, whose first cell is A2."""
    return [(problem.code, problem.cell) for problem in parsed(kind, cells, hint)[1]]


def meanings(kind: Kind, cells: Sequence[Any]) -> set[tuple[str, str]]:
    """What became of each different cell of a column: its value, or its problem."""
    found, problems = parsed(kind, cells)
    codes = {problem.cell: problem.code for problem in problems}
    return {(repr(cell), codes.get(f"A{place + 2}", repr(found[place]))) for place, cell in enumerate(cells)}
