"""The tables that stand on one sheet, side by side and one below the other, each as what it could hold."""

from __future__ import annotations

from dataclasses import replace

from contract.model import Kind, fold
from loaders.ends import title
from loaders.proposal.grid import Grid, Header, upright
from loaders.proposal.headers import could_be_headings
from loaders.proposal.looks import Ids
from loaders.proposal.reading import Reading, both_ways, readings
from loaders.proposal.resemblance import likeness
from loaders.sources import is_blank
from loaders.workbook import Sheet

MOST, SMALLEST, ROW = 8, 2, 2


def tables(sheet: Sheet, known: Ids) -> list[list[Reading]]:
    """The readings of each table on a sheet; where no other one is sure, all of the sheet is one."""
    whole = readings(both_ways(sheet), known)
    return _parted(upright(sheet), whole, known)


def _parted(grid: Grid, whole: list[Reading], known: Ids) -> list[list[Reading]]:
    if not whole or whole[0].grid.transposed:
        return [whole]
    parts = _beside(grid, whole[0], known) or _below(grid, whole[0], known)
    if parts:
        return [part for each in parts for part in _parted(each, readings([each], known), known)]
    again = any(_says_again(whole[0], grid, start) for start in _starts(grid) if start >= whole[0].header.data)
    return [[replace(each, repeated=True) for each in whole] if again else whole]


def _beside(grid: Grid, whole: Reading, known: Ids) -> list[Grid]:
    """The tables side by side. Columns that are no table of their own belong to the one on their left, while they
    have no rows that it has not.
    """
    runs = _runs(grid, whole.header)
    if not 1 < len(runs) <= MOST:
        return []
    spans: list[range] = []
    owner, alone = None, False
    for run in runs:
        piece = upright(grid.sheet, run, grid.top, grid.bottom)
        if own := _own(piece, known):
            spans.append(run)
            owner = own[0]
        elif owner and not _stands_apart(piece, owner):
            spans[-1] = range(spans[-1].start, run.stop)
        elif owner:
            owner, alone = None, True
    split = len(spans) > 1 or (spans and alone)
    return [upright(grid.sheet, each, grid.top, grid.bottom) for each in spans] if split else []


def _runs(grid: Grid, header: Header) -> list[range]:
    """Neighbouring columns between blank ones, up to where a heading is said again; a lone one goes with its left."""
    within = grid.columns or range(len(grid.upright.columns))
    headings = [fold(each.partition(" #")[0]) for each in grid.headings(header.first, header.lines)]
    runs: list[list[int]] = []
    for at in (at for at in within if not all(map(is_blank, grid.upright.columns[at][grid.top : grid.bottom]))):
        again = bool(runs) and headings[at] != "" and headings[at] in (headings[each] for each in runs[-1])
        if not runs or at > runs[-1][-1] + 1 or again:
            runs.append([])
        runs[-1].append(at)
    merged = runs[:1]
    for run in runs[1:]:
        merged = [*merged, run] if len(run) >= SMALLEST else [*merged[:-1], [*merged[-1], *run]]
    return [range(run[0], run[-1] + 1) for run in merged]


def _below(grid: Grid, whole: Reading, known: Ids) -> list[Grid]:
    """The tables one below the other, where headings further down make a table of their own."""
    starts = [each for each in _starts(grid) if each < whole.header.data or not _says_again(whole, grid, each)][:MOST]
    if all(whole.header.first <= start < whole.header.data for start in starts):
        return []
    tops = [title(grid.lines, start) for start in starts]
    pieces = [
        upright(grid.sheet, grid.columns, top, end) for top, end in zip(tops, [*tops[1:], grid.bottom], strict=False)
    ]
    kept = [piece.top for piece in pieces if _own(piece, known)]
    if kept and kept[0] <= whole.header.first:
        kept = kept[1:]
    parts = zip([grid.top, *kept], [*kept, grid.bottom], strict=True)
    return [upright(grid.sheet, grid.columns, top, end) for top, end in parts] if kept else []


def _starts(grid: Grid) -> list[int]:
    """Lines that stand on top, after a blank one or a title, and of whose words at least half are headings."""
    every = range(grid.top, len(grid.lines))
    lines = [at for at in every if (at == grid.top or grid.width(at - 1) <= 1) and could_be_headings(grid.lines[at])]
    said = {at: tuple(str(cell).strip() for cell in grid.lines[at] if not is_blank(cell)) for at in lines}
    like = likeness({each for texts in said.values() for each in texts})
    return [at for at, texts in said.items() if 2 * sum(each in like.spoken(texts) for each in texts) >= len(texts)]


def _own(grid: Grid, known: Ids) -> list[Reading]:
    """What a stretch could hold by itself: the ids that tell its rows apart are there."""
    return [each for each in readings([grid], known)[:1] if _has_ids(each)]


def _has_ids(reading: Reading) -> bool:
    ids = {name for name in reading.table.key if reading.table.column(name).kind is Kind.ID}
    return ids <= reading.found


def _says_again(reading: Reading, grid: Grid, start: int) -> bool:
    here = {fold(each) for each in grid.headings(start, reading.header.lines) if each}
    return here == set(reading.headings)


def _stands_apart(grid: Grid, beside: Reading) -> bool:
    """Whether it has rows where its neighbour has none any more."""
    last = max((at for at in range(len(beside.grid.lines)) if beside.grid.width(at)), default=0)
    return any(grid.width(at) >= ROW for at in range(last + 1, len(grid.lines)))
