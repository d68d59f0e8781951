"""What a decoder answers: sheets of plain cells, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Sheet = dict[str, Any]
# The code of a problem and the cell where it shows, if it has one.
Refusal = tuple[str, str]
Places = dict[tuple[int, int], Any]
# Above this the memory would run out anyhow, only later.
MOST_CELLS = 50_000_000


def sheet(
    name: str,
    columns: Iterable[tuple[Any, ...]],
    hidden: bool = False,
    flawed: dict[tuple[int, int], str] | None = None,
    remarks: list[tuple[str, str]] | None = None,
) -> Sheet:
    """One sheet: cells by column, flawed cells by (row, column) from 0, and remarks as (code of a problem, value)."""
    joined = [_joined(column) for column in columns]
    return {"name": name, "hidden": hidden, "columns": joined, "flawed": flawed or {}, "remarks": remarks or []}


def _joined(column: tuple[Any, ...]) -> tuple[Any, ...] | str:
    """A column of text alone joined by NUL, unless it holds one itself: it travels in a third of the time."""
    if set(map(type, column)) != {str}:
        return column
    text = "\0".join(column)
    return text if text.count("\0") == len(column) - 1 else column


def grid(cells: Places) -> list[tuple[Any, ...]]:
    """Columns from cells by (row, column); what is not there is blank."""
    height, width = (farthest + 1 for farthest in corner(cells)) if cells else (0, 0)
    check_area(height, width)
    columns: list[list[Any]] = [[""] * height for _ in range(width)]
    for (row, column), value in cells.items():
        columns[column][row] = value
    return [tuple(column) for column in columns]


def check_area(height: int, width: int) -> None:
    """Give up at once on a sheet that cannot be held, because of one cell far out."""
    if height * width > MOST_CELLS:
        raise MemoryError


def corner(cells: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The farthest row and the farthest column of these places."""
    farthest_row = farthest_column = 0
    for row, column in cells:
        farthest_row, farthest_column = max(row, farthest_row), max(column, farthest_column)
    return farthest_row, farthest_column
