"""A sheet as lines of cells with headings on top, also where the headings stand in a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from contract.model import fold
from loaders.problems import letter
from loaders.workbook import Sheet

BETWEEN = " › "


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
    """The lines of a sheet: its rows, or its columns when it is transposed."""

    sheet: Sheet
    lines: list[tuple[Any, ...]]
    transposed: bool = False

    def headings(self, first: int, lines: int = 1) -> tuple[str, ...]:
        """The heading of every place, joined over several lines and told apart by number; blank where there is none."""
        if lines == 1:
            parts = [(cell,) for cell in self.lines[first]]
        else:
            upper = [_spread(line, self.lines[first + lines - 1]) for line in self.lines[first : first + lines - 1]]
            parts = list(zip(*upper, self.lines[first + lines - 1], strict=True))
        return _numbered([_joined(each) for each in parts])

    def cells(self, place: int, header: Header) -> list[Any]:
        """The cells below a heading."""
        return [line[place] for line in self.lines[header.data :]]

    def place(self, number: int) -> str:
        """What people call a place: a column's letter, or a row's number."""
        return str(number + 1) if self.transposed else letter(number)

    def line(self, number: int) -> str:
        """What people call a line."""
        return letter(number) if self.transposed else str(number + 1)


def upright(sheet: Sheet) -> Grid:
    """The rows of a sheet."""
    return Grid(sheet, list(zip(*sheet.columns, strict=True)))


def turned(sheet: Sheet) -> Grid:
    """The columns of a sheet, as if they were rows."""
    return Grid(sheet, list(sheet.columns), True)


def fits_name(pattern: str, name: str) -> bool:
    """Whether a sheet is called so; a pattern may leave parts open with *."""
    return re.fullmatch(".*".join(re.escape(fold(part)) for part in pattern.split("*")), fold(name)) is not None


def _spread(line: tuple[Any, ...], under: tuple[Any, ...]) -> list[Any]:
    """A heading over several columns counts for each that has one of its own: Excel keeps it in the first only."""
    spread: list[Any] = []
    for cell, below in zip(line, under, strict=True):
        spread.append(spread[-1] if cell == "" and below != "" and spread else cell)
    return spread


def _joined(parts: tuple[Any, ...]) -> str:
    texts = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
    return BETWEEN.join(dict.fromkeys(texts))


def _numbered(headings: list[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    numbered = []
    for heading in headings:
        counts[fold(heading)] = number = counts.get(fold(heading), 0) + 1
        numbered.append(f"{heading} #{number}" if heading and number > 1 else heading)
    return tuple(numbered)
