"""One table of the contract filled from the records of a region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contract.model import Column, Table
from contract.tables import TABLES
from loaders.cells import as_text
from loaders.layout import Layout, Origin
from loaders.problems import Problem, shown
from loaders.profile import Feed
from loaders.records import Records
from loaders.regions import Block, Spot
from loaders.sources import Unstated, cells, exactly, is_stated, lacking, lead, spots, where
from loaders.workbook import Sheet


@dataclass
class _Filling:
    """The columns of a feed as they stand in the records, and whose cell counts where that is another record's."""

    feed: Feed
    records: list[tuple[Block, int]]
    said: dict[str, list[Any]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table that is filled."""
        return TABLES[self.feed.table]

    def value(self, name: str, at: int) -> Any:
        """What a record says for a column."""
        return self.said[name][self.counts[name][at] if name in self.counts else at]

    def spots(self, name: str, at: int) -> list[Spot]:
        """The cells that this comes from."""
        block, row = self.records[self.counts[name][at] if name in self.counts else at]
        return spots(self.feed.columns[name], block, row)

    def keys(self) -> list[tuple[Any, ...]]:
        """What tells the rows apart, as far as the feed says it."""
        return list(zip(*(self.said[name] for name in self.table.key if name in self.said), strict=True))


def fill(feed: Feed, found: list[Records], unstated: Unstated) -> tuple[Layout, list[Problem]]:
    """The rows that a feed gives, and where those of one key that are to be one row do not agree."""
    columns = [column for column in TABLES[feed.table].columns if column.name in feed.columns]
    columns = [
        column for column in columns if not all(lacking(feed.columns[column.name], each.block) for each in found)
    ]
    at = [(each.block, row) for each in found for row in each.rows]
    filling = _Filling(feed, at, {column.name: _column(feed, column, found, unstated) for column in columns})
    for name, said in filling.said.items():
        if heading := feed.columns[name].first_of:
            filling.counts[name] = _first_stated(said, _under(heading, at))
    kept = list(range(len(at)))
    problems: list[Problem] = []
    if feed.once:
        keys = filling.keys()
        kept = sorted(set(_first_stated([True] * len(keys), keys)))
        problems = list(_disagreeing(filling, keys))
        for name in filling.said.keys() - filling.counts.keys():
            filling.counts[name] = _first_stated(filling.said[name], keys)
    return _layout(filling, kept, found[0].block), problems


def _column(feed: Feed, column: Column, found: list[Records], unstated: Unstated) -> list[Any]:
    source = feed.columns[column.name]
    return [cell for each in found for cell in cells(source, column, each.block, each.rows, unstated)]


def _under(heading: str, records: list[tuple[Block, int]]) -> list[str]:
    """The cells under a heading, by which rows belong together."""
    places = [(block, row, block.place(heading)) for block, row in records]
    return ["" if place is None else as_text(block.spot(row, place).cell) for block, row, place in places]


def _first_stated(said: list[Any], groups: list[Any]) -> list[int]:
    """For each record the first one of its group that states anything, or itself."""
    first: dict[Any, int] = {}
    for at, (cell, group) in enumerate(zip(said, groups, strict=True)):
        if is_stated(cell):
            first.setdefault(group, at)
    return [first.get(group, at) for at, group in enumerate(groups)]


def _disagreeing(filling: _Filling, keys: list[tuple[Any, ...]]) -> Iterator[Problem]:
    """One problem for each key and column where rows that are to be one state different things."""
    for name in filling.said.keys() - filling.counts.keys():
        said, told = filling.said[name], set()
        for at, first in enumerate(_first_stated(said, keys)):
            if is_stated(said[at]) and as_text(said[at]) != as_text(said[first]) and keys[at] not in told:
                told.add(keys[at])
                sheet, cell = _address(filling, name, at)
                heading = filling.table.column(name).heading
                details = {"heading": heading, "first": _address(filling, name, first)[1], "other": shown(said[first])}
                yield Problem("rows-disagree", sheet, cell, shown(said[at]), details=details)


def _address(filling: _Filling, name: str, at: int) -> tuple[str, str]:
    spot = filling.spots(name, at)[0]
    return spot.sheet.name, spot.address


def _layout(filling: _Filling, kept: list[int], first: Block) -> Layout:
    origins: dict[Any, tuple[int, Origin]] = {}
    came = []
    for at in kept:
        block, row = filling.records[at]
        moved = {name: filling.spots(name, at)[0] for name, counts in filling.counts.items() if counts[at] != at}
        moved |= {name: there[0] for name in filling.said if (there := _looked_up(filling, name, at))}
        leads = {name: lead(filling.feed.columns[name], block, row) for name in filling.said}
        same = (id(block), *leads.values(), *((name, id(spot.sheet), spot.address) for name, spot in moved.items()))
        if same not in origins:
            origins[same] = (len(origins), Origin(block.sent.name, _letters(filling, block, leads, moved)))
        came.append((origins[same][0], row + 1))
    columns = [tuple(filling.value(name, at) for at in kept) for name in filling.said]
    sheet = Sheet(first.sent.name, False, columns, _flawed(filling, kept))
    places = {name: place for place, name in enumerate(filling.said)}
    styles = {name: source.style for name, source in filling.feed.columns.items()}
    written = tuple(origin for _, origin in origins.values()) or (Origin(first.sent.name, {}),)
    return Layout(filling.table, sheet, -1, places, styles=styles, written=written, came=tuple(came))


def _looked_up(filling: _Filling, name: str, at: int) -> list[Spot]:
    """The cell of a record's own that stands on another sheet."""
    return filling.spots(name, at) if filling.feed.columns[name].label in filling.records[at][0].looked_up else []


def _letters(filling: _Filling, block: Block, leads: dict[str, str], moved: dict[str, Spot]) -> dict[str, str]:
    """Where each column's cell is for records of a block; as a whole cell where another record's counts."""
    letters = {name: where(filling.feed.columns[name], block, led) for name, led in leads.items()}
    letters |= {name: exactly(spot, block) for name, spot in moved.items()}
    return {name: letter for name, letter in letters.items() if letter}


def _beside(block: Block) -> Iterator[Sheet]:
    """The sheets of the cells that its labels give."""
    yield from (spot.sheet for spot in block.labels.values())
    yield from (spot.sheet for found in block.looked_up.values() for spot in found.values())


def _flawed(filling: _Filling, kept: list[int]) -> dict[tuple[int, int], str]:
    """Error cells, by their place among the rows given."""
    blocks = {id(block): block for block, _ in filling.records}.values()
    if not any(sheet.flawed for b in blocks for sheet in (b.sent, *_beside(b))):
        return {}
    return {
        (row, place): spot.sheet.flawed[spot.row, spot.column]
        for row, at in enumerate(kept)
        for place, name in enumerate(filling.said)
        for spot in filling.spots(name, at)
        if (spot.row, spot.column) in spot.sheet.flawed
    }
