"""Levels that people write as a word or as a chance: taken by a declared rule, or reported at their cell.

Five words stand for the five levels of a scale of five, and for nothing on any other scale (`contract.choices`). A
chance in per cent is the level whose own chance is nearest: the register's, else the middle of its equal band.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.choices import LEVEL_WORDS
from contract.model import fold
from contract.tables import TABLES
from loaders.problems import Problem

if TYPE_CHECKING:
    from loaders.parse import Rows

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*[%％]")
_PLACES = {
    scale: {fold(word): place for place, words in enumerate(levels, 1) for word in words}
    for scale, levels in LEVEL_WORDS.items()
}


@dataclass(frozen=True)
class Worded:
    """A level as it was written: a word's place among five, or a chance in per cent."""

    said: str
    place: int | None = None
    percent: float | None = None

    def level(self, levels: int, chances: Sequence[float]) -> int | None:
        """The level on a scale of so many; `chances` (0 to 1) are those that the register declares for it."""
        if self.percent is None:
            return self.place if levels == len(next(iter(LEVEL_WORDS.values()))) else None
        known = chances if len(chances) == levels else [(level - 0.5) / levels for level in range(1, levels + 1)]
        share = self.percent / 100
        return max(range(levels), key=lambda at: (-abs(known[at] - share), at)) + 1 if share <= 1 else None


def worded(column: str, cell: str) -> Worded | None:
    """What a cell of a level says in words; None where it is none of ours."""
    scale = scale_of(column)
    percent = _PERCENT.fullmatch(cell.strip()) if scale == "probability" else None
    if percent:
        return Worded(cell, percent=float(percent[1].replace(",", ".")))
    place = _PLACES.get(scale, {}).get(fold(cell))
    return Worded(cell, place) if place else None


def scale_of(column: str) -> str:
    """Whether a column is of probability or of impact: the last word of its name."""
    return column.rsplit("_", 1)[-1]


def settle(rows: Rows, in_force: dict[str, int], chances: Sequence[float]) -> list[Problem]:
    """Put the level in the place of each word and chance of a Risks sheet; what fits no level is a problem."""
    problems = []
    for name, values in rows.columns.items():
        levels = in_force.get(f"{scale_of(name)}_levels", 5)
        for place, value in enumerate(values):
            if isinstance(value, Worded):
                values[place] = value.level(levels, chances)
                if values[place] is None:
                    details = {"heading": TABLES["risk"].column(name).heading}
                    problems.append(Problem("not-a-level", *rows.address(name, place), value.said, details=details))
    return problems


def disagreeing(rows: Rows) -> list[Problem]:
    """A warning for each score that is not probability × impact: the levels count."""
    names = ("stated_score", "probability", "impact")
    problems = []
    for place, (stated, one, two) in enumerate(zip(*(rows.columns[name] for name in names), strict=True)):
        if None not in (stated, one, two) and stated != one * two:
            at = rows.address("stated_score", place)
            details = {"score": one * two, "probability": one, "impact": two}
            problems.append(Problem("score-differs", *at, f"{stated:g}", "warning", details))
    return problems
