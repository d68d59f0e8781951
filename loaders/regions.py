"""Where the regions of a profile are in somebody's sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from contract.model import fold
from loaders.cells import as_text
from loaders.patterns import begins, is_named
from loaders.problems import letter
from loaders.profile import Label, Region
from loaders.spans import only, span, stretch
from loaders.workbook import Sheet

JOINED = " › "
# A first heading row further down is no heading row: there a sheet holds data.
HEADINGS_WITHIN = 1000
NUMBER = re.compile(r"#\d+$")
folded = lru_cache(100_000)(fold)


class Spot(NamedTuple):
    """One cell of the sender's."""

    sheet: Sheet
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as people write it."""
        return f"{letter(self.column)}{self.row + 1}"

    @property
    def cell(self) -> Any:
        """What it holds."""
        return self.sheet.columns[self.column][self.row]


@dataclass(frozen=True)
class Block:
    """A table found: the sheet sent, the same upright (turned where records run across), its headings, rows, labels."""

    region: Region
    sent: Sheet
    sheet: Sheet
    header: int
    places: dict[str, int]
    rows: range
    labels: dict[str, Spot]
    columns: range
    """The columns of `sheet` that are its own: all, unless other tables stand beside it."""
    looked_up: dict[str, dict[int, Spot]] = field(default_factory=dict)

    def place(self, heading: str) -> int | None:
        """The column under a heading."""
        return self.places.get(folded(heading))

    def spot(self, row: int, place: int) -> Spot:
        """The sender's cell in a row and column of this table."""
        return Spot(self.sent, place, row) if self.region.transposed else Spot(self.sent, row, place)

    def is_heading(self, row: int) -> bool:
        """Whether a row says the headings again."""
        found = (self.place(heading) for heading in self.region.headings)
        columns = [self.sheet.columns[place] for place in found if place is not None]
        tops = range(self.header, self.header + self.region.header_rows)
        return any(_repeats([(column[row], column[top]) for column in columns]) for top in tops)


def find(region: Region, sheets: list[Sheet]) -> list[Block]:
    """All tables of a region on the visible sheets; none when its headings are nowhere."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    fitting = (sheet for sheet in visible if is_named(region.sheet, sheet))
    return [block for sheet in fitting for block in _blocks(region, sheet, visible)]


def turned(sheet: Sheet) -> Sheet:
    """The sheet with its columns as rows."""
    flawed = {(column, row): text for (row, column), text in sheet.flawed.items()}
    return Sheet(sheet.name, sheet.hidden, [tuple(sheet.row(row)) for row in range(sheet.height)], flawed)


def headings(sheet: Sheet, row: int, count: int) -> dict[int, str]:
    """The heading of each column that has one, from so many rows joined; a merged one counts for all its columns."""
    lines = [[as_text(cell) for cell in sheet.row(at)] for at in range(row, min(row + count, sheet.height))]
    for line, below in pairwise(lines):
        for place in range(1, len(line)):
            if not line[place] and below[place] and below[place - 1]:
                line[place] = line[place - 1]
    joined = (JOINED.join(filter(None, parts)) for parts in zip(*lines, strict=True))
    return {place: heading for place, heading in enumerate(joined) if heading}


def places(found: dict[int, str]) -> dict[str, int]:
    """The column of each heading, folded; the second of the same name is "name #2"."""
    seen: Counter[str] = Counter()
    known: dict[str, int] = {}
    for place, heading in found.items():
        name = folded(heading)
        seen[name] += 1
        known.setdefault(name if seen[name] == 1 else f"{name}#{seen[name]}", place)
    return known


def _repeats(pairs: list[tuple[Any, Any]]) -> bool:
    said = [(cell, heading) for cell, heading in pairs if heading != ""]
    return bool(said) and all(cell == heading for cell, heading in said)


def _blocks(region: Region, sheet: Sheet, sheets: list[Sheet]) -> list[Block]:
    upright, own = _apart(region, sheet)
    first = _row_with(upright, region.after, range(upright.height)) + 1 if region.after else 0
    headers = [] if region.after and not first else list(_headers(region, upright, range(first, upright.height)))
    blocks = []
    for header, after, before in zip(headers, [*headers[1:], upright.height], [first, *headers], strict=False):
        data = range(min(header + region.header_rows + region.below, after), after)
        end = _row_with(upright, region.until, data) if region.until else -1
        above = range(sheet.height) if region.transposed else range(before, header)
        labels = {name: _label(each, sheet, above, sheets) for name, each in region.labels.items() if not each.key}
        found = {name: spot for name, spot in labels.items() if spot}
        known = places(headings(upright, header, region.header_rows))
        rows = range(data.start, end) if end >= 0 else data
        blocks.append(Block(region, sheet, upright, header, known, rows, found, own))
    return blocks


def _apart(region: Region, sheet: Sheet) -> tuple[Sheet, range]:
    """The sheet with the region's columns alone: those it names, or the fewest with all of its headings."""
    whole = turned(sheet) if region.transposed else sheet
    if not region.columns:
        return whole, range(len(whole.columns))
    own = span(region.columns)
    if next(_headers(region, only(whole, own), range(whole.height)), None) is None:
        header = next(_headers(region, whole, range(whole.height)), whole.height)
        said = {place: folded(each) for place, each in headings(whole, header, region.header_rows).items()}
        own = stretch(said, (NUMBER.sub("", folded(each)) for each in region.headings)) or own
    return only(whole, own), own


def _row_with(sheet: Sheet, pattern: str, rows: range) -> int:
    """The first of these rows with a cell that fits the pattern, or -1."""
    return next((row for row in rows if any(cell != "" and begins(pattern, cell) for cell in sheet.row(row))), -1)


def _headers(region: Region, sheet: Sheet, rows: range) -> Iterator[int]:
    """The heading rows of a region: the first, or all where it is repeated."""
    wanted = {folded(heading) for heading in region.headings}
    last = -1
    for row in rows:
        if row <= last or not _fits(wanted, region, sheet, row):
            if last < 0 and row > rows.start + HEADINGS_WITHIN:
                return
            continue
        # A blank or title row above joins to the same headings: the rows that give most of them are theirs.
        near = [each for each in range(row, row + region.header_rows) if _fits(wanted, region, sheet, each)]
        found = max(near, key=lambda each: len(headings(sheet, each, region.header_rows)))
        yield found
        if not region.repeated:
            return
        last = found + region.header_rows - 1


def _fits(wanted: set[str], region: Region, sheet: Sheet, row: int) -> bool:
    said = {
        folded(part) for at in range(row, min(row + region.header_rows, sheet.height)) for part in _texts(sheet, at)
    }
    if not any(NUMBER.sub("", name.partition("›")[0]) in said for name in wanted):
        return False
    return wanted <= places(headings(sheet, row, region.header_rows)).keys()


def _texts(sheet: Sheet, row: int) -> Iterator[str]:
    return (as_text(column[row]) for column in sheet.columns if column[row] != "")


def _label(label: Label, own: Sheet, above: range, sheets: list[Sheet]) -> Spot | None:
    """The cell that a label points to; of the region's own sheet first what is above its table, nearest first."""
    if label.sheet:
        looked = [sheet for sheet in sheets if is_named(label.sheet, sheet)]
        rows = [(sheet, row) for sheet in looked for row in range(sheet.height)]
    else:
        rows = [(own, row) for row in reversed(above)]
    for sheet, row in rows:
        for place, cell in enumerate(sheet.row(row)):
            if cell != "" and begins(label.says, cell):
                spot = Spot(sheet, row + label.down, place + label.right)
                return spot if spot.row < sheet.height and spot.column < len(sheet.columns) else None
    return None
