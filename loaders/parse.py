"""(Column, cell) to a typed value or a problem. Every distinct cell of a column is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contract.model import Column, Kind
from loaders.cells import NOT_APPLICABLE, UNSTATED, reader
from loaders.layout import Layout, Origin
from loaders.problems import Flaw, Problem, shown
from loaders.styles import UNTOLD, style_of

Addresses = set[tuple[str, str]]


@dataclass
class Rows:
    """The data rows of one table by column, each with the place of its origin in `origins` and its row number there."""

    layout: Layout
    columns: dict[str, list[Any]] = field(default_factory=dict)
    source_row: list[int] = field(default_factory=list)
    source_part: list[int] = field(default_factory=list)
    not_applicable: list[list[str] | None] = field(default_factory=list)
    origins: tuple[Origin, ...] = ()
    worded: dict[str, dict[int, Any]] = field(default_factory=dict)
    """Levels that were written as a word or a chance, by column and place; see `levels.settle`."""

    def address(self, column: str, place: int) -> tuple[str, str]:
        """The sender's sheet and cell of a value; the row's first known cell when there is no such column."""
        return self.origins[self.source_part[place]].address(column, self.source_row[place])

    def __len__(self) -> int:
        return len(self.source_row)

    def joined(self, more: Rows) -> Rows:
        """These rows, then more of the same table from elsewhere in the file."""
        return Rows(
            self.layout,
            {name: values + more.columns[name] for name, values in self.columns.items()},
            self.source_row + more.source_row,
            self.source_part + [len(self.origins) + part for part in more.source_part],
            self.not_applicable + more.not_applicable,
            self.origins + more.origins,
        )


def parse(layout: Layout, percentages: Addresses) -> tuple[Rows, list[Problem]]:
    """All rows of a sheet that hold anything, and all cells that could not be read."""
    kept = _filled_rows(layout)
    came = [layout.source(row) for row in kept]
    parts, numbers = [part for part, _ in came], [number for _, number in came]
    rows = Rows(layout, {}, numbers, parts, [None] * len(kept), layout.origins)
    problems: list[Problem] = []
    for column in layout.table.columns:
        place = layout.places.get(column.name)
        if place is None:
            rows.columns[column.name] = [None] * len(kept)
            continue
        problems += _flawed(layout, column, place)
        cells = _cells(layout, place, kept, column, percentages)
        told = (
            {at for at, row in enumerate(kept) if (row, place) in layout.sheet.flawed} if layout.sheet.flawed else set()
        )
        rows.columns[column.name] = _read(column, cells, rows, told, problems)
    return rows, problems


def fractions(layout: Layout) -> bool:
    """Whether a percentage column holds numbers so small (up to 2, that is 200 %) that their format decides."""
    percent = [c.name for c in layout.table.columns if c.kind is Kind.PERCENT and c.name in layout.places]
    cells = (cell for name in percent for cell in layout.sheet.columns[layout.places[name]][layout.header + 1 :])
    return any(type(cell) is float and 0 < cell <= 2 for cell in cells)


def _filled_rows(layout: Layout) -> list[int]:
    known = [layout.sheet.columns[place] for place in layout.places.values()]
    flawed = {row for row, place in layout.sheet.flawed if place in layout.places.values()}
    first = layout.header + 1
    cells = zip(*(column[first:] for column in known), strict=True)
    filled = (row for row, values in enumerate(cells, first) if any(v != "" for v in values) or row in flawed)
    return [row for row in filled if row not in layout.passed_over]


def _cells(layout: Layout, place: int, kept: list[int], column: Column, percentages: Addresses) -> list[Any]:
    source = layout.sheet.columns[place]
    cells = [source[row] for row in kept]
    if bool in set(map(type, cells)):  # True equals 1: as text the two stay apart
        cells = [str(cell).upper() if type(cell) is bool else cell for cell in cells]
    if column.kind is Kind.PERCENT and percentages:
        pairs = zip(kept, cells, strict=True)
        shares = [type(cell) is float and layout.address(column.name, row) in percentages for row, cell in pairs]
        return [_per_cent(cell) if share else cell for cell, share in zip(cells, shares, strict=True)]
    return cells


def _per_cent(share: float) -> float | str:
    """The per cent that the cell shows; with its sign where the bare number would be taken for a fraction."""
    value = round(100 * share, 9)
    return f"{value:.9f}%" if 0 < value < 1 else value


def _flawed(layout: Layout, column: Column, place: int) -> list[Problem]:
    found = []
    for (row, at), text in layout.sheet.flawed.items():
        if at == place and row > layout.header:
            code = "formula-without-value" if text.startswith("=") else "error-cell"
            details = {"heading": column.heading}
            found.append(Problem(code, *layout.address(column.name, row), shown(text), details=details))
    return found


def _read(column: Column, cells: list[Any], rows: Rows, told: set[int], problems: list[Problem]) -> list[Any]:
    """Typed values of one column; its problems are appended, save where the cell has one of its own."""
    style, flaws = style_of(column, cells, rows.layout.styles.get(column.name, UNTOLD))
    read = reader(column, style)
    absent = None if column.name in rows.layout.table.key else UNSTATED
    readings = {cell: absent if cell is UNSTATED else read(cell) for cell in set(cells)} | flaws
    for place, cell in _worth_a_word(column, cells, readings):
        reading = readings[cell]
        if reading is NOT_APPLICABLE and not column.is_needed:
            rows.not_applicable[place] = [*(rows.not_applicable[place] or []), column.name]
        elif place not in told:
            problems.append(_problem(column, reading, cell, rows.address(column.name, place)))
    values = {cell: _value(reading) for cell, reading in readings.items()}
    return [values[cell] for cell in cells]


def _worth_a_word(column: Column, cells: list[Any], readings: dict[Any, Any]) -> list[tuple[int, Any]]:
    """Places of cells that are flawed, not applicable, or blank where a value is required."""
    told = {
        cell
        for cell, reading in readings.items()
        if isinstance(reading, Flaw) or reading is NOT_APPLICABLE or (reading is None and column.is_needed)
    }
    return [(place, cell) for place, cell in enumerate(cells) if cell in told] if told else []


def _problem(column: Column, reading: Any, cell: Any, at: tuple[str, str]) -> Problem:
    if reading is None:
        reading = Flaw("missing-value")
    if reading is NOT_APPLICABLE:
        reading = Flaw("not-applicable-required")
    details = {"heading": column.heading, **reading.details}
    return Problem(reading.code, *at, "" if cell is UNSTATED else shown(cell), reading.severity, details)


def _value(reading: Any) -> Any:
    if isinstance(reading, Flaw):
        return reading.kept
    return None if reading is NOT_APPLICABLE or reading is UNSTATED else reading
