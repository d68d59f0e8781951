"""What a profile makes of the sender's cells: one column of the contract at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from contract.model import Column, fold
from loaders.cells import UNSTATED, as_text
from loaders.patterns import begins
from loaders.problems import Problem, letter, shown
from loaders.profile import Source
from loaders.regions import Block, Spot

PART = re.compile(r"\{([^{}]*)\}")
_pattern = lru_cache(1000)(re.compile)


@dataclass
class Unstated:
    """Cells that state nothing as the layout has it, by sheet and heading, each once however many columns it feeds."""

    found: dict[tuple[str, str, bool], dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, spot: Spot) -> None:
        """Take note of such a cell under a heading."""
        cell = spot.cell
        self.found.setdefault((spot.sheet.name, name, is_blank(cell)), {})[spot.address] = cell

    def problems(self) -> Iterator[Problem]:
        """A warning for each heading: how many cells, the first of them and what it says."""
        for (sheet, name, blank), cells in self.found.items():
            address, cell = next(iter(cells.items()))
            details = {"count": len(cells), "source": shown(name)}
            yield Problem(
                f"{'blank' if blank else 'taken'}-as-not-stated", sheet, address, shown(cell), "warning", details
            )


def names(source: Source) -> list[str]:
    """The headings and labels whose cells a source reads."""
    return PART.findall(source.compose) or [name for name in (source.heading, source.label) if name]


def lacking(source: Source, block: Block) -> list[str]:
    """The headings and labels of a source that a block does not have."""
    wanted = [*names(source), *([source.first_of] if source.first_of else [])]
    return [name for name in wanted if block.place(name) is None and name not in {*block.labels, *block.looked_up}]


def is_blank(cell: Any) -> bool:
    """Whether nothing is in a cell."""
    return isinstance(cell, str) and not cell.strip()


def is_stated(cell: Any) -> bool:
    """Whether a cell, as a profile has it, says anything."""
    return cell is not UNSTATED and not is_blank(cell)


def says_nothing(source: Source, cell: Any) -> bool:
    """Whether the profile takes a cell for "not stated"."""
    return any(begins(pattern, cell) for pattern in source.unstated)


def _is_empty(source: Source, cell: Any) -> bool:
    return is_blank(cell) or says_nothing(source, cell)


def spots(source: Source, block: Block, row: int) -> list[Spot]:
    """The sender's cells that a source reads for a row, those that are there."""
    return [spot for name in names(source) if (spot := _spot(source, name, block, row))]


def lead(source: Source, block: Block, row: int) -> str:
    """The heading or label whose cell stands for a source in a row: of several the first that states anything."""
    parts = names(source)
    said = (each for each in parts if (spot := _spot(source, each, block, row)) and not _is_empty(source, spot.cell))
    return next(said, parts[0]) if len(parts) > 1 else next(iter(parts), "")


def where(source: Source, block: Block, name: str) -> str:
    """That cell for all rows of a block, as `loaders.layout.Origin` has it; blank for a constant."""
    place = None if source.label else block.place(name)
    if place is not None:
        return str(place + 1) if block.region.transposed else letter(place)
    spot = block.labels.get(name)
    return exactly(spot, block) if spot else ""


def exactly(spot: Spot, block: Block) -> str:
    """One cell, with its sheet where that is not the block's own."""
    return spot.address if spot.sheet is block.sent else f"{spot.sheet.name}!{spot.address}"


def cells(source: Source, column: Column, block: Block, rows: list[int], unstated: Unstated) -> list[Any]:
    """What the rows of a block say for a column of the contract; UNSTATED where the profile takes it for that."""
    parts = [_part(source, name, block, rows) for name in names(source)]
    marked = [_marked(source, part) for part in parts]
    for name, part, mark in zip(names(source), parts, marked, strict=True):
        for row, raw, cell in zip(rows, part, mark, strict=True):
            spot = _spot(source, name, block, row) if cell is UNSTATED else None
            if spot and (column.required or not is_blank(raw)):
                unstated.add(name, spot)
    if source.compose:
        said = [_composed(source.compose, values) for values in zip(*marked, strict=True)]
    else:
        said = marked[0] if marked else [source.constant] * len(rows)
    understood = {cell: cell if cell is UNSTATED else _understood(source, cell) for cell in set(said)}
    return [understood[cell] for cell in said]


def _spot(source: Source, name: str, block: Block, row: int) -> Spot | None:
    place = None if source.label else block.place(name)
    if place is not None:
        return block.spot(row, place)
    return block.looked_up[name].get(row) if name in block.looked_up else block.labels.get(name)


def _part(source: Source, name: str, block: Block, rows: list[int]) -> list[Any]:
    """The cells under one heading, or a label's cell for each row. True equals 1: as text the two stay apart."""
    place = None if source.label else block.place(name)
    if place is None and name in block.looked_up:
        spots = [block.looked_up[name].get(row) for row in rows]
        found = [spot.cell if spot else "" for spot in spots]
    elif place is None:
        found = [block.labels[name].cell if name in block.labels else ""] * len(rows)
    else:
        column = block.sheet.columns[place]
        found = [column[row] for row in rows]
    return [str(cell).upper() if cell is True or cell is False else cell for cell in found]


def _marked(source: Source, part: list[Any]) -> list[Any]:
    nothing = {cell for cell in set(part) if says_nothing(source, cell)} if source.unstated else set()
    return [UNSTATED if cell in nothing else cell for cell in part] if nothing else part


def _understood(source: Source, cell: Any) -> Any:
    found = _pattern(source.find).search(as_text(cell)) if source.find else None
    value = cell if found is None else found[1] or ""
    spellings = {fold(said): meant for said, meant in source.values.items()}
    return spellings.get(fold(as_text(value)), value) if spellings else value


def _composed(compose: str, values: tuple[Any, ...]) -> Any:
    """Cells put together as a profile says; a part that states nothing goes with the text before it."""
    between = PART.split(compose)[::2]
    said = [(text, as_text(cell)) for text, cell in zip(between, values, strict=False) if is_stated(cell)]
    if not said:
        return UNSTATED if UNSTATED in values else ""
    return between[0] + said[0][1] + "".join(text + cell for text, cell in said[1:]) + between[-1]
