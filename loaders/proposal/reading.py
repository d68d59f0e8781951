"""One sheet read as one table: how well it fits, and what it would feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from contract.model import Table, fold
from contract.tables import TABLES
from loaders.profile import Label
from loaders.proposal.grid import Grid, Header, turned, upright
from loaders.proposal.headers import Candidate, Candidates, candidates
from loaders.proposal.labels import labelled
from loaders.proposal.languages import SHEETS
from loaders.proposal.leavings import Leavings, leavings
from loaders.proposal.looks import Ids, Looks, looks
from loaders.proposal.matching import Columns, columns_at, matches
from loaders.proposal.model import Match
from loaders.proposal.resemblance import ALIAS, BEST_GUESS, likeness
from loaders.workbook import Sheet

LIKE_NAME, TALLEST_TURNED = 0.76, 200
REQUIRED_FOUND, EXPLAINED, NAMED = 0.5, 0.25, 0.25
ENOUGH_REQUIRED, ENOUGH_MATCHES = 0.45, 3
IF_NAMED_REQUIRED, IF_NAMED_MATCHES = 0.25, 2


@dataclass(frozen=True)
class Reading:
    """A sheet as if it held this table. `worth` is from 0 to 1."""

    grid: Grid
    header: Header
    columns: Columns
    table: Table
    matches: tuple[Match, ...]
    labels: dict[str, Label]
    left: Leavings
    worth: float
    repeated: bool = False
    """Whether the headings begin another block of rows further down."""

    @property
    def place(self) -> tuple[bool, Header]:
        """Where on the sheet it is."""
        return self.grid.transposed, self.header

    @property
    def found(self) -> set[str]:
        """The columns of the table that have a source."""
        return {match.column for match in self.matches}

    @property
    def is_whole(self) -> bool:
        """Whether no required column lacks a source."""
        return all(column.name in self.found for column in self.table.columns if column.required)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings folded: what another sheet of the same make has too."""
        return tuple(fold(heading) for heading in self.columns.places)


@dataclass(frozen=True)
class _Below:
    """What stands below some headings, found out once however many tables ask."""

    left: Leavings
    seen: dict[str, Looks]


def readings(grids: list[Grid], known: Ids) -> list[Reading]:
    """One stretch of a sheet, one way round or the other, as each table that it could hold, the most fitting first."""
    below: dict[tuple[bool, Header], _Below] = {}
    places = candidates(grids)
    found = []
    for table in TABLES.values():
        if best := places.best(table):
            at = (best.grid.transposed, best.header)
            below[at] = below.get(at) or _look_below(best, known)
            found.append(_reading(table, best, places, below[at]))
    return sorted(filter(_is_possible, found), key=lambda each: each.worth, reverse=True)


def read_as(table: Table, grid: Grid, header: Header, known: Ids) -> Reading:
    """What stands under these headings as this table, however little of it is understood."""
    place = Candidate(grid, header, grid.headings(header.first, header.lines))
    return _reading(table, place, Candidates([place], likeness(set(place.filled))), _look_below(place, known))


def both_ways(sheet: Sheet) -> list[Grid]:
    """The sheet with its headings in a row, and in a column if it is not too tall for that."""
    return [upright(sheet), *([turned(sheet)] if 0 < sheet.height <= TALLEST_TURNED else [])]


def _look_below(place: Candidate, known: Ids) -> _Below:
    left = leavings(place.grid, place.header)
    out = {line.number for line in left.lines}
    kept = [line for number, line in enumerate(place.grid.lines) if number >= place.header.data and number not in out]
    columns = zip(*kept, strict=True) if kept else [()] * len(place.headings)
    named = zip(place.headings, columns, strict=True)
    return _Below(left, {heading: looks(list(cells), known) for heading, cells in named if heading})


def _reading(table: Table, place: Candidate, places: Candidates, below: _Below) -> Reading:
    columns = columns_at(place.grid, place.header, below.seen, places.like.spoken(place.filled))
    found = matches(columns, table, places.like.of(place.filled, table.name).tolist())
    beside = dict(_labelled(place, table, found))
    labels = {match.column: label for match, label in beside.values()}
    every = (*found, *(match for match, _ in beside.values()))
    worth = _worth(table, every, columns, place.grid.sheet.name)
    return Reading(place.grid, place.header, columns, table, every, labels, below.left, worth)


def _labelled(place: Candidate, table: Table, found: tuple[Match, ...]) -> Iterator[tuple[str, tuple[Match, Label]]]:
    has = {match.column for match in found}
    for column in table.columns:
        wanted = column.required or column.name == "report_date"
        if wanted and column.name not in has and (beside := labelled(place.grid, place.header, table, column)):
            yield column.name, beside


def _worth(table: Table, found: tuple[Match, ...], columns: Columns, sheet: str) -> float:
    sure = {match.column: match.confidence for match in found}
    required = [sure.get(column.name, 0.0) for column in table.columns if column.required]
    explained = sum(sure.values()) / max(len(columns.places), 1)
    return (
        REQUIRED_FOUND * sum(required) / len(required) + EXPLAINED * min(explained, 1.0) + NAMED * _named(table, sheet)
    )


def _named(table: Table, sheet: str) -> float:
    """How much the name of a sheet says that it is this table."""
    if fold(sheet) in table.sheets():
        return ALIAS
    names = (*table.sheet, *table.aliases, *SHEETS.get(table.name, ()))
    like = max(_like_name(_words(sheet), _words(name)) for name in names)
    return like if like >= LIKE_NAME else 0.0


def _like_name(sheet: str, name: str) -> float:
    """Words beside those of the table do little harm: "Q3 risk register final"."""
    return float(fuzz.token_set_ratio(sheet, name) + fuzz.token_sort_ratio(sheet, name)) / 200 * BEST_GUESS


def _words(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ")


def _is_possible(reading: Reading) -> bool:
    """Enough surely found to be this table; the name of the sheet makes up for some of it."""
    if reading.table.name == "setting":
        return _lists_settings(reading)
    sure = {match.column for match in reading.matches if match.is_sure}
    required = [column.name for column in reading.table.columns if column.required]
    share = sum(name in sure for name in required) / len(required)
    under_headings = len(sure - set(reading.labels))
    if _named(reading.table, reading.grid.sheet.name):
        return share >= IF_NAMED_REQUIRED and under_headings >= IF_NAMED_MATCHES
    return share >= ENOUGH_REQUIRED and under_headings >= ENOUGH_MATCHES


def _lists_settings(reading: Reading) -> bool:
    """Two columns of names and values are anything, unless the names are those of settings."""
    name = next((match.source.heading for match in reading.matches if match.column == "name"), "")
    return bool(name) and (reading.columns.seen[name].suits(reading.table.column("name")) or 0.0) >= ENOUGH_REQUIRED
