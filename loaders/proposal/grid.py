"""A sheet as lines of cells with headings on top, also where the headings stand in a column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from contract.model import fold
from loaders import regions
from loaders.problems import letter
from loaders.sources import is_blank
from loaders.spans import only
from loaders.workbook import Sheet


@dataclass(frozen=True)
class Header:
    """Where the headings are: the first line, how many lines they take, how many lines of units follow."""

    first: int
    lines: int = 1
    below: int = 0

    @property
    def data(self) -> int:
        """The first line of data."""
        return self.first + self.lines + self.below


@dataclass(frozen=True)
class Grid:
    """A sheet as it was sent, and with its headings on top: turned where they stand in a column.

    Of several tables on a sheet it is one: from the line `top` to before `bottom`, in some `columns`.
    """

    sheet: Sheet
    upright: Sheet
    transposed: bool = False
    columns: range | None = None
    top: int = 0
    bottom: int | None = None

    @cached_property
    def lines(self) -> list[tuple[Any, ...]]:
        """The cells line by line, down to where another table begins."""
        return list(zip(*self.upright.columns, strict=True))[: self.bottom]

    def headings(self, first: int, lines: int = 1) -> tuple[str, ...]:
        """The heading of every place as a profile names it; blank where there is none."""
        found = regions.headings(self.upright, first, lines)
        return _numbered([found.get(place, "").strip() for place in range(len(self.upright.columns))])

    def cells(self, place: int, header: Header) -> list[Any]:
        """The cells below a heading."""
        return list(self.upright.columns[place][header.data : self.bottom])

    def width(self, line: int) -> int:
        """How many cells of a line say something."""
        return sum(not is_blank(cell) for cell in self.lines[line])

    def place(self, number: int) -> str:
        """What people call a place: a column's letter, or a row's number."""
        return str(number + 1) if self.transposed else letter(number)

    def line(self, number: int) -> str:
        """What people call a line."""
        return letter(number) if self.transposed else str(number + 1)


def upright(sheet: Sheet, columns: range | None = None, top: int = 0, bottom: int | None = None) -> Grid:
    """A sheet whose headings stand in a row, or one of its tables."""
    return Grid(sheet, only(sheet, columns) if columns else sheet, False, columns, top, bottom)


def turned(sheet: Sheet, columns: range | None = None) -> Grid:
    """A sheet whose headings stand in a column; of its rows those that are named only."""
    whole = regions.turned(sheet)
    return Grid(sheet, only(whole, columns) if columns else whole, True, columns)


def _numbered(headings: list[str]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    numbered = []
    for heading in headings:
        counts[fold(heading)] += 1
        number = counts[fold(heading)]
        numbered.append(f"{heading} #{number}" if heading and number > 1 else heading)
    return tuple(numbered)
