"""Where the headings of a table start on a sheet, and how many lines they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from contract.model import Table
from loaders.amounts import amount
from loaders.cells import as_text
from loaders.days import DATE_STYLES, days_of
from loaders.proposal.grid import Grid, Header
from loaders.proposal.meanings import is_not_stated
from loaders.proposal.resemblance import Likeness, likeness

WITHIN, JOINED_WITHIN, WITHIN_TURNED, LINES, LONGEST = 60, 15, 4, 3, 120
GOOD, ENOUGH, WIDE = 0.75, 30, 0.7
OPTIONAL, LINE_COSTS, TURNED_COSTS = 0.6, 0.2, 0.3
UNIT = re.compile(
    r"[(（\[]?\s*("
    r"%|per ?cent|days?|weeks?|months?|fte|number|text|date|free text|drop-?down|rag|mandatory|required|optional|id"
    r"|[£$€¥￥]\s?(m|k|bn|000s?)?|(gbp|usd|eur|cny|rmb)\s?(m|k|million|thousand)?"
    r"|yes ?/ ?no|y ?/ ?n|r ?/ ?a ?/ ?g|[dmy]{1,4}([-/. ][dmy]{1,4}){1,2}|\d ?[-–] ?\d+"
    r"|元|万元|百万元|亿元|天|日期|文本|数字|必填|选填|红/黄/绿|百分比"
    r")\s*[)）\]]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    """A place where the headings of a table could be, and how well they resemble it."""

    grid: Grid
    header: Header
    headings: tuple[str, ...]
    worth: float = 0.0

    @property
    def filled(self) -> tuple[str, ...]:
        """The headings that say something."""
        return tuple(heading for heading in self.headings if heading)


@dataclass(frozen=True)
class Candidates:
    """All places of some sheets where headings could be, and what each of their headings resembles."""

    found: list[Candidate]
    like: Likeness

    def best(self, table: Table) -> Candidate | None:
        """The place that resembles the table most; None where nothing does."""
        weights = [1.0 if column.required else OPTIONAL for column in table.columns]
        rated = (replace(each, worth=self._worth(each, table, weights)) for each in self.found)
        best = max(rated, key=lambda each: each.worth, default=None)
        return replace(best, header=_with_units(best)) if best and best.worth > 0 else None

    def _worth(self, candidate: Candidate, table: Table, weights: list[float]) -> float:
        scores = self.like.of(candidate.filled, table.name)
        which, best = scores.argmax(axis=1), scores.max(axis=1)
        served: dict[int, float] = {}
        for column, score in zip(which.tolist(), best.tolist(), strict=True):
            if score >= GOOD:
                served[column] = max(served.get(column, 0.0), score * weights[column])
        costs = LINE_COSTS * (candidate.header.lines - 1) + TURNED_COSTS * candidate.grid.transposed
        return (
            sum(served.values()) - costs - (candidate.header.first - candidate.grid.top) / 1000
            if len(served) > 1
            else 0.0
        )


def candidates(grids: list[Grid]) -> Candidates:
    """Every place near the top of these grids where headings could be."""
    found = [each for grid in grids for each in _candidates(grid)]
    return Candidates(found, likeness({heading for each in found for heading in each.filled}))


def _candidates(grid: Grid) -> Iterator[Candidate]:
    within, joined = (WITHIN_TURNED, WITHIN_TURNED) if grid.transposed else (WITHIN, JOINED_WITHIN)
    for last in range(grid.top, min(grid.top + within, len(grid.lines))):
        if not could_be_headings(grid.lines[last]):
            continue
        for lines in range(1, min(LINES, last - grid.top + 1) + 1 if last < grid.top + joined else 2):
            first = last - lines + 1
            if any(_says(cell) for cell in grid.lines[first]):
                yield Candidate(grid, Header(first, lines), grid.headings(first, lines))


def could_be_headings(line: tuple[Any, ...]) -> bool:
    """Whether a line says at least two things, and at least half of it in words."""
    filled = [cell for cell in line if cell != ""]
    return sum(map(_says, filled)) >= 2 and 2 * sum(map(_says, filled)) >= len(filled)


def widest(grid: Grid) -> Header | None:
    """The first line of words that is about as wide as the table: its headings, in whatever language."""
    near = range(grid.top, min(grid.top + WITHIN, len(grid.lines)))
    wide = max((grid.width(line) for line in near), default=0)
    fitting = (line for line in near if could_be_headings(grid.lines[line]) and grid.width(line) >= WIDE * wide)
    first = next(fitting, None)
    return None if first is None else _with_units(Candidate(grid, Header(first), grid.headings(first)))


def _says(cell: Any) -> bool:
    return isinstance(cell, str) and 0 < len(cell.strip()) <= LONGEST


def _with_units(candidate: Candidate) -> Header:
    """The header with the lines of units below it, if there are any."""
    header, lines = candidate.header, candidate.grid.lines
    below = 0
    while header.data + below < len(lines) and _is_units(lines[header.data + below]):
        below += 1
    data = header.data + below
    return replace(
        header, below=below + _is_note(lines[data], lines[data + 1 : data + ENOUGH]) if data < len(lines) else below
    )


def _is_note(line: tuple[Any, ...], below: list[tuple[Any, ...]]) -> bool:
    """Whether a line explains the columns: texts where numbers and dates follow, and none that begins like a row."""
    told = {place: cell for place, cell in enumerate(line) if cell != ""}
    if not below or not all(map(_says, told.values())) or any(map(is_not_stated, told.values())):
        return False
    first = min((place for row in below for place, cell in enumerate(row) if cell != ""), default=0)
    if _shape(line[first]) in {_shape(row[first]) for row in below}:
        return False
    measured = [place for place in range(len(line)) if _are_measured([row[place] for row in below])]
    explained = [told[place] for place in measured if place in told]
    return len(explained) > 1 and 2 * len(explained) >= len(measured) and not any(map(_is_measured, explained))


def _shape(cell: Any) -> str:
    """What an id and the next one have in common: "P12" and "P7" are both a letter and a number."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d]+", "a", as_text(cell)))


def _are_measured(cells: list[Any]) -> bool:
    filled = [cell for cell in cells if cell != "" and not is_not_stated(cell)]
    return bool(filled) and all(map(_is_measured, filled))


def _is_measured(cell: Any) -> bool:
    return not isinstance(cell, str) or amount(cell) is not None or bool(days_of(cell, DATE_STYLES))


def _is_units(line: tuple[Any, ...]) -> bool:
    texts = [cell for cell in line if cell != ""]
    units = [cell for cell in texts if isinstance(cell, str) and UNIT.fullmatch(cell.strip())]
    return len(units) >= 1 and 2 * len(units) >= len(texts) and all(isinstance(cell, str) for cell in texts)
