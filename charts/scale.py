"""What the strategy map is coloured by: the evidence, how late the work is, or what its risks may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor, log10
from typing import Any

import pandas as pd

from charts.columns import tidy
from charts.palette import LETTERS, RATINGS, SHAPES, Palette, faded, filled, mark, rating_of
from i18n import Words

LONG, MEDIUM = 90, 30
"""Days late from which a project counts as very late, and as late by more than a report or two."""

_STEPS = (1.0, 0.7, 0.45)
_LATE = ("late_long", "late_medium", "late_short", "in_time", "Not rated")
_COST = ("cost_high", "cost_medium", "cost_low", "cost_none")


@dataclass(frozen=True)
class Scale:
    """Classes of projects, the worst first, and how each is drawn and named."""

    name: str
    classes: tuple[str, ...]
    of: Callable[[pd.DataFrame], pd.Series[Any]]
    bounds: tuple[float, ...] = ()

    def fill(self, each: str, palette: Palette) -> dict[str, Any]:
        """A bar's fill for one class."""
        if each in RATINGS:
            return filled(each, palette)
        return {"color": self._colour(each, palette), "line": {"color": palette.surface, "width": 1}}

    def glyph(self, each: str, palette: Palette, after: str = "") -> str:
        """The sign of a class in its colour, for Plotly text."""
        if each in RATINGS:
            return mark(each, palette, after)
        return f'<span style="color:{self._colour(each, palette)}">■</span>{after}'

    def letter(self, each: str, row: Any, t: Words) -> str:
        """What is said of one project after its sign."""
        if self.name == "lateness":
            return t.days(row["days_late"])
        return LETTERS[each] if each in LETTERS else t.money(row["expected_cost"])

    def group(self, each: str, t: Words) -> str:
        """What is said of several projects of a class after their sign."""
        return LETTERS[each] if self.name == "evidence" else self.word(each, t)

    def word(self, each: str, t: Words) -> str:
        """The name of a class."""
        if each in RATINGS:
            return t(f"charts.rating.{each}")
        values = {"days": LONG, "fewer": MEDIUM, "money": t.money(self._bound(0)), "less": t.money(self._bound(1))}
        return t(f"charts.map.{each}", **values)

    def key(self, t: Words, palette: Palette) -> str:
        """All classes with their signs, on one line; nothing where the shapes say it."""
        if self.name == "evidence":
            return ""
        return "    ".join(f"{self.glyph(each, palette)} {self.word(each, t)}" for each in self.classes)

    def sign(self, each: str) -> str:
        """The sign of a class where there is no colour."""
        return SHAPES.get(each, "■")

    def _colour(self, each: str, palette: Palette) -> str:
        if each in ("in_time", "cost_none"):
            return faded(palette.previous, 0.6)
        if self.name == "lateness":
            return faded(palette.late, _STEPS[_LATE.index(each)])
        return palette.ramp[(-1, -3, 2)[_COST.index(each)]]

    def _bound(self, place: int) -> float:
        return self.bounds[place] if self.bounds else 0.0


EVIDENCE = Scale("evidence", RATINGS, lambda rows: rows["rag_evidence"].map(rating_of).astype(object))


def scale(colour: str, rows: pd.DataFrame) -> Scale:
    """The scale of that name; that of costs is laid through the expected costs of these links."""
    if colour == "lateness":
        return Scale("lateness", _LATE, _lateness)
    if colour != "exposure":
        return EVIDENCE
    bounds = _bounds(float(tidy(rows, (), ("expected_cost",)).max().iloc[0]))
    return Scale("exposure", _COST, lambda each: _exposure(each, bounds), bounds)


def _lateness(rows: pd.DataFrame) -> pd.Series[Any]:
    edges = [-float("inf"), 0, MEDIUM - 0.5, LONG - 0.5, float("inf")]
    found = pd.cut(rows["days_late"], edges, labels=["in_time", "late_short", "late_medium", "late_long"])
    return found.astype(object).where(found.notna(), "Not rated")


def _exposure(rows: pd.DataFrame, bounds: tuple[float, float]) -> pd.Series[Any]:
    edges = [-float("inf"), 0, bounds[1], bounds[0], float("inf")]
    found = pd.cut(
        rows["expected_cost"], edges, labels=["cost_none", "cost_low", "cost_medium", "cost_high"], right=False
    )
    return found.astype(object).where(found.notna() & (rows["expected_cost"] > 0), "cost_none")


def _bounds(most: float) -> tuple[float, float]:
    """From which amount an expected cost is high, and medium: round amounts at about a half and a tenth of the most."""
    if not most > 0:
        return 2.0, 1.0
    high = _round(most / 2)
    return high, _round(high / 5)


def _round(amount: float) -> float:
    size = 10.0 ** floor(log10(amount))
    return float(max(step for step in (1, 2, 5) if step * size <= amount) * size)
