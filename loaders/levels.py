"""Levels that people write as a word or as a chance: taken by a declared rule, or reported at their cell.

Five words stand for the five levels of a scale of five, and for nothing on any other scale (`contract.choices`). A
chance is the level whose own chance is nearest: the register's, else the middle of its equal band. The scale is that
of the row's own report date.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract.choices import LEVEL_WORDS
from contract.model import Column, Kind, fold
from contract.tables import TABLES
from loaders.problems import Problem, shown

if TYPE_CHECKING:
    from loaders.parse import Rows
    from loaders.scales import Scale, Scales

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*[%％]")
_PLACES = {
    scale: {fold(word): place for place, words in enumerate(levels, 1) for word in words}
    for scale, levels in LEVEL_WORDS.items()
}
_RISK = TABLES["risk"]
_LEVELS = [column.name for column in _RISK.columns if column.kind is Kind.LEVEL]
RESIDUAL = ("probability", "impact")


@dataclass(frozen=True)
class Worded:
    """A level as it was written: a word's place among five, or a chance in per cent, `bare` if without its sign."""

    said: str
    place: int | None = None
    percent: float | None = None
    bare: bool = False

    def level(self, scale: Scale, of: str) -> int | None:
        """The level on a scale `of` probability or impact; None where it fits none."""
        if self.percent is None:
            return self.place if scale.levels[of] == len(LEVEL_WORDS[of]) else None
        share, known = self.percent / 100, scale.chances
        return max(range(len(known)), key=lambda at: (-abs(known[at] - share), at)) + 1 if share <= 1 else None


def worded(column: str, cell: str) -> Worded | None:
    """What a cell of a level says in words; None where it is none of ours."""
    scale = scale_of(column)
    percent = _PERCENT.fullmatch(cell.strip()) if scale == "probability" else None
    if percent:
        return Worded(cell, percent=float(percent[1].replace(",", ".")))
    place = _PLACES.get(scale, {}).get(fold(cell))
    return Worded(cell, place) if place else None


def bare_chance(column: str, value: float) -> Worded | None:
    """A chance without its sign, as Excel holds 30 %: levels are whole numbers from 1, so it can be nothing else."""
    is_chance = scale_of(column) == "probability" and 0 < value < 1
    return Worded(shown(value), percent=100 * value, bare=True) if is_chance else None


def scale_of(column: str) -> str:
    """Whether a column is of probability or of impact: the last word of its name."""
    return column.rsplit("_", 1)[-1]


def settle(rows: Rows, scales: Scales) -> list[Problem]:
    """Put the level in the place of each word and chance of a Risks sheet; what fits no level is a problem.

    What was written is kept beside the rows, so that they can be settled anew when other registers count.
    """
    problems: list[Problem] = []
    for name in _LEVELS:
        values = rows.columns[name]
        said = {place: value for place, value in enumerate(values) if isinstance(value, Worded)}
        said = rows.worded.setdefault(name, said)
        for place, value in said.items():
            values[place] = value.level(scales.on(rows.columns["report_date"][place]), scale_of(name))
            if values[place] is None:
                details = {"heading": _RISK.column(name).heading}
                problems.append(Problem("not-a-level", *rows.address(name, place), value.said, details=details))
        problems += _doubtful(rows, name) if any(each.bare for each in said.values()) else []
    return problems


def _doubtful(rows: Rows, name: str) -> list[Problem]:
    """A 1 beside bare chances: certain, or the lowest level? It counts as the level, which is told."""
    ones = [place for place, value in enumerate(rows.columns[name]) if value == 1 and place not in rows.worded[name]]
    details = {"heading": _RISK.column(name).heading}
    return [Problem("one-among-chances", *rows.address(name, place), "1", "warning", details) for place in ones]


def off_scale(rows: Rows, scales: Scales) -> list[Problem]:
    """The levels that the scale of their report does not have."""
    problems = []
    for name in _LEVELS:
        days = zip(rows.columns[name], rows.columns["report_date"], strict=True)
        for place, (value, day) in enumerate(days):
            if value is not None and value > (highest := scales.on(day).levels[scale_of(name)]):
                at = rows.address(name, place)
                problems.append(Problem("off-scale", *at, shown(value), details={"levels": highest}))
    return problems


def disagreeing(rows: Rows) -> list[Problem]:
    """A warning for each score that is not probability × impact: the levels count."""
    names = ("stated_score", *RESIDUAL)
    problems = []
    for place, (stated, one, two) in enumerate(zip(*(rows.columns[name] for name in names), strict=True)):
        if None not in (stated, one, two) and stated != one * two:
            at = rows.address("stated_score", place)
            details = {"score": one * two, "probability": one, "impact": two}
            problems.append(Problem("score-differs", *at, f"{stated:g}", "warning", details))
    return problems


def unassessed(rows: Rows, told: Collection[tuple[str, str]]) -> list[Problem]:
    """A warning for each open risk without a level, save where the cell has a problem of its own."""
    problems = []
    for column in (_RISK.column(name) for name in RESIDUAL):
        for place, value in enumerate(rows.columns[column.name]):
            at = rows.address(column.name, place)
            if value is None and _is_open(rows, place) and _is_there(rows, column, place) and at not in told:
                problems.append(Problem("not-assessed", *at, severity="warning", details={"heading": column.heading}))
    return problems


def _is_open(rows: Rows, place: int) -> bool:
    return bool(rows.columns["state"][place] == "Open")


def _is_there(rows: Rows, column: Column, place: int) -> bool:
    """Whether a cell of the sender's could hold the level: a column that is never there is told once, by its layout."""
    return bool(rows.origins[rows.source_part[place]].letters.get(column.name))
