"""Whether the cells under a heading look like what a column of the contract holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from contract.model import Column, Kind
from contract.settings import setting_named
from contract.tables import TABLES
from loaders.cells import Reader, as_text, reader
from loaders.days import DATE_STYLES, days_of
from loaders.problems import Flaw
from loaders.proposal.meanings import is_level_word, is_not_stated, meaning
from loaders.styles import style_of

ENOUGH = 80
NUMBERED = re.compile(r"\s*(\d+)\b(?!\s*[./%\d]).*", re.DOTALL)
ID_LENGTH, LONGEST_DAY = 24, 32
UNREGISTERED, LEVEL_FOR_COLOUR, WORD_FOR_LEVEL, NAME_FOR_ID = 0.7, 0.5, 0.6, 0.3
SETTING_NAME = TABLES["setting"].column("name")
Ids = Mapping[str, set[str]]


@dataclass(frozen=True)
class Looks:
    """The distinct filled cells under a heading with how often each is there, and how they suit each column.

    `placeholders` are those that only say that nothing is stated.
    """

    counts: dict[Any, int]
    placeholders: list[str]
    known: Ids
    _suits: dict[Column, float] = field(default_factory=dict)

    @cached_property
    def cells(self) -> list[Any]:
        """The distinct filled cells."""
        return list(self.counts)

    def suits(self, column: Column) -> float | None:
        """The share of the cells that suit the column, from 0 to 1; None without any cell."""
        if not self.cells:
            return None
        if column not in self._suits:
            suits = _test(column, self)
            good = sum(suits(cell) * count for cell, count in self.counts.items())
            self._suits[column] = good / sum(self.counts.values())
        return self._suits[column]

    def registered(self, column: Column) -> float:
        """The share of the cells that are registered ids of what the column refers to."""
        ids = _registered(column, self.known)
        return sum(as_text(cell) in ids for cell in self.cells) / len(self.cells) if ids and self.cells else 0.0

    @cached_property
    def days(self) -> list[date]:
        """The days the cells mean, earliest first."""
        return sorted(day for cell in self.cells for day in _days(cell)[:1])


def looks(cells: list[Any], known: Ids) -> Looks:
    """Take a look at the cells below a heading."""
    texts = (cell.strip() if isinstance(cell, str) else cell for cell in cells)
    counts = Counter(cell for cell in texts if cell != "")
    stated = [cell for cell in counts if not is_not_stated(cell)]
    sample = {cell: counts[cell] for cell in stated[:: 1 + len(stated) // ENOUGH]}
    return Looks(sample, [cell for cell in counts if is_not_stated(cell)], known)


def is_level(cell: Any) -> bool:
    """Whether a cell holds a level of some scale where a colour is asked."""
    return re.fullmatch(r"\d{1,2}", as_text(cell)) is not None


def leading_number(cell: Any) -> bool:
    """Whether a level is written as "4 - likely"."""
    return isinstance(cell, str) and NUMBERED.fullmatch(cell) is not None


def _test(column: Column, seen: Looks) -> Any:
    if column.kind is Kind.RAG:
        return lambda cell: 1.0 if meaning(column, cell) else LEVEL_FOR_COLOUR * is_level(cell)
    if column.choices:
        return lambda cell: meaning(column, cell) is not None
    if column.kind is Kind.ID:
        ids = _registered(column, seen.known)
        return lambda cell: 1.0 if as_text(cell) in ids else (UNREGISTERED if ids else 1.0) * _like_a_code(cell)
    if column == SETTING_NAME:
        return lambda cell: setting_named(as_text(cell)) is not None
    if column.kind is Kind.TEXT:
        return lambda cell: isinstance(cell, str) and not _days(cell)
    read = reader(column, style_of(column, seen.cells)[0])
    if column.kind is Kind.LEVEL:
        return lambda cell: leading_number(cell) or _reads(column, read, cell) or WORD_FOR_LEVEL * is_level_word(cell)
    return lambda cell: _reads(column, read, cell)


def _reads(column: Column, read: Reader, cell: Any) -> bool:
    if column.kind in (Kind.DATE, Kind.MONTH) and not _could_be_a_day(cell):
        return False
    reading = read(cell)
    return not isinstance(reading, Flaw) or reading.severity != "error" or reading.code == "ambiguous-date"


def _registered(column: Column, known: Ids) -> set[str]:
    return {each for table in column.references for each in known.get(table, ())}


def _like_a_code(cell: Any) -> float:
    """How much a cell looks like an id: a word in small letters is rather a name."""
    text = as_text(cell)
    if isinstance(cell, datetime | date | bool) or len(text) > ID_LENGTH or " " in text or "%" in text or _days(cell):
        return 0.0
    return 1.0 if text.upper() == text or any(map(str.isdigit, text)) else NAME_FOR_ID


def _days(cell: Any) -> list[date]:
    return days_of(cell, DATE_STYLES) if _could_be_a_day(cell) else []


def _could_be_a_day(cell: Any) -> bool:
    """Asked first, because most texts are none and trying every style takes long."""
    return not isinstance(cell, str) or (len(cell) <= LONGEST_DAY and any(map(str.isdigit, cell)))
