"""Where a region of a known layout stands on sheets that it fits only nearly, and which heading is called what now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contract.model import Column, Kind, fold
from loaders.cells import as_text
from loaders.patterns import is_named
from loaders.profile import Region
from loaders.proposal.assign import assign
from loaders.proposal.grid import Grid, Header, turned, upright
from loaders.proposal.looks import looks
from loaders.proposal.matching import TELLING
from loaders.proposal.resemblance import ALIAS, CLEAR, means_other, resembles
from loaders.regions import JOINED, folded
from loaders.renaming import named_in, needed, read_from
from loaders.spans import span
from loaders.wordings import differ_in_units_alone, is_known, is_strongly_alike, is_turned, without_units
from loaders.workbook import Sheet

NEAR, WITHIN = 0.5, 60
NUMBER = re.compile(r" #\d+$")
SAME_PLACE_AND_LOOKS, SAME_PLACE = 0.8, 0.15


@dataclass(frozen=True)
class Found:
    """A region's place on a sheet, and the headings that stand there now."""

    region: Region
    grid: Grid
    header: Header
    headings: tuple[str, ...]

    @property
    def still(self) -> list[str]:
        """The known headings that are there."""
        here = set(map(fold, self.headings))
        return [heading for heading in named_in(self.region) if fold(heading) in here]

    @property
    def nearness(self) -> float:
        """The share of the known headings that are there."""
        return len(self.still) / max(len(named_in(self.region)), 1)

    def cell(self, heading: str) -> str:
        """The address of a heading, for people."""
        place = self.grid.place(self.headings.index(heading))
        line = self.grid.line(self.header.first + self.header.lines - 1)
        return line + place if self.grid.transposed else place + line


def find(region: Region, sheets: list[Sheet]) -> Found | None:
    """Where most of the region's headings stand: on the sheet of its name, or on another where there is none."""
    named = [sheet for sheet in sheets if is_named(region.sheet, sheet)]
    places = (place for sheet in named or sheets for place in _places(region, sheet))
    best = max(places, key=lambda found: found.nearness, default=None)
    return best if best and best.nearness >= NEAR and len(best.still) > 1 else None


def _places(region: Region, sheet: Sheet) -> Iterator[Found]:
    if not _says_enough(region, sheet):
        return
    columns = span(region.columns) if region.columns else None
    grid = turned(sheet, columns) if region.transposed else upright(sheet, columns)
    for first in range(min(WITHIN, len(grid.lines) - region.header_rows + 1)):
        headings = grid.headings(first, region.header_rows)
        if sum(map(bool, headings)) > 1:
            yield Found(region, grid, Header(first, region.header_rows, region.below), headings)


def _says_enough(region: Region, sheet: Sheet) -> bool:
    """Asked first, because joining headings takes long: whether enough of the words stand anywhere near the top."""
    reach = (None, WITHIN) if region.transposed else (WITHIN, None)
    said = {folded(as_text(cell)) for column in sheet.columns[: reach[1]] for cell in column[: reach[0]] if cell != ""}
    words = [folded(NUMBER.sub("", heading.rsplit(JOINED, 1)[-1])) for heading in named_in(region)]
    return sum(word in said for word in words) >= NEAR * len(words)


def renames(found: Found, lost: list[str], new: list[str]) -> dict[str, str]:
    """Which of the lost headings is surely called what among the new ones."""
    scores = [[_same(found, was, now) for now in new] for was in lost]
    sure = [[score if score >= CLEAR else 0.0 for score in row] for row in scores]
    return {lost[row]: new[column] for row, column in assign(sure).items()}


def _same(found: Found, was: str, now: str) -> float:
    """How surely the heading `now` is what was called `was`: by its words, its place and the looks of its cells.

    What is required goes by its words alone.
    """
    columns = read_from(found.region, was)
    if (number := NUMBER.search(was)) and number[0] not in now:
        return 0.0
    if is_turned(was, now) or any(means_other(now, column) for column in columns):
        return 0.0
    if required := [column for column in needed(found.region, was) if column.required]:
        return _by_words(was, now, required)
    score = max(resembles(was, now), resembles(without_units(was), without_units(now)))
    if not _same_place(found, was, now):
        return score
    return max(score + SAME_PLACE, SAME_PLACE_AND_LOOKS if _looks_alike(found, now, columns) else 0.0)


def _by_words(was: str, now: str, required: list[Column]) -> float:
    """Where a wrong guess would be a wrong figure, only a heading that is known or nearly the same is taken."""
    if is_known(now, required) or differ_in_units_alone(was, now):
        return ALIAS
    return resembles(was, now) if is_strongly_alike(was, now) else 0.0


def _looks_alike(found: Found, now: str, columns: list[Column]) -> bool:
    """Whether the cells are what the columns hold; any text looks like any other."""
    cells = looks(found.grid.cells(found.headings.index(now), found.header), {})
    telling = any(column.kind not in (Kind.TEXT, Kind.ID) for column in columns)
    return telling and all((cells.suits(column) or 0.0) >= TELLING for column in columns)


def _same_place(found: Found, was: str, now: str) -> bool:
    """Whether it stands between the same neighbours, as far as these are still there."""
    known, here = list(map(fold, found.region.headings)), [fold(heading) for heading in found.headings if heading]
    if fold(was) not in known:
        return False
    at, place = known.index(fold(was)), here.index(fold(now))
    before, after = known[:at][-1:], known[at + 1 :][:1]
    return (here[:place][-1:] == before) and (here[place + 1 :][:1] == after or not after)
