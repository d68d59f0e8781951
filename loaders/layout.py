"""Where things are in a workbook: which sheet is which table, where its header is, which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from contract.model import Table, fold
from contract.tables import TABLES
from contract.template_words import FEEDBACK_SHEET, GUIDE_SHEET
from loaders.problems import Problem, letter, shown
from loaders.styles import Style
from loaders.workbook import Sheet

HEADER_WITHIN = 20
GUIDE_SHEETS = {fold(name) for name in (*GUIDE_SHEET, *FEEDBACK_SHEET)}


class Origin(NamedTuple):
    """Where rows stand in the sender's file: a sheet, and for each contract column where its cell is.

    That is a letter ("D": in the row's own row), a number ("14": the sheet runs across, and a row's number is that of
    its column), a whole cell ("D19" or "Admin!E8": the same for all rows), or blank for what no cell says.
    """

    sheet: str
    letters: Mapping[str, str]

    def address(self, column: str, row: int) -> tuple[str, str]:
        """Sheet and cell of a column in a row counted from 1; the row's first known cell if the column has none."""
        where = self.letters.get(column) or next(filter(None, self.letters.values()), "")
        if where.isalpha():
            return self.sheet, f"{where}{row}"
        if where.isdigit():
            return self.sheet, f"{letter(row - 1)}{where}"
        sheet, _, cell = where.rpartition("!")
        return sheet or self.sheet, cell


@dataclass(frozen=True)
class Layout:
    """A sheet understood: its table, its header row (from 0), the place of each column, rows that are no data.

    Where a profile rewrote the sender's sheets into this one, it has no header (-1), `written` says where its rows come
    from, and `came` has for each of them the place of its origin and its row there.
    """

    table: Table
    sheet: Sheet
    header: int
    places: dict[str, int]
    passed_over: frozenset[int] = frozenset()
    styles: Mapping[str, Style] = field(default_factory=dict)
    """How a column writes dates and numbers, where a profile says so."""
    written: tuple[Origin, ...] = ()
    came: tuple[tuple[int, int], ...] = ()

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Where the rows stand: on the sheet itself unless a profile wrote it."""
        letters = {name: letter(place) for name, place in self.places.items()}
        return self.written or (Origin(self.sheet.name, letters),)

    def source(self, row: int) -> tuple[int, int]:
        """The place of a row's origin, and its row number there; `row` counts from 0."""
        return self.came[row] if self.written else (0, row + 1)

    def address(self, column: str, row: int) -> tuple[str, str]:
        """The sender's sheet and cell of a column in a row counted from 0."""
        part, number = self.source(row)
        return self.origins[part].address(column, number)


def understand(sheets: list[Sheet]) -> tuple[list[Layout], list[Problem]]:
    """A layout per sheet that a table was found for, and all that stands in the way."""
    layouts: list[Layout] = []
    problems: list[Problem] = []
    tables = {spelling: table for table in TABLES.values() for spelling in table.sheets()}
    for sheet in sheets:
        table = tables.get(fold(sheet.name))
        if table is None or sheet.hidden:
            problems += _ignored(sheet, table)
            continue
        layout, found = _understand(sheet, table)
        problems += found + _twice(sheet, table, layouts)
        layouts += [layout] if layout else []
    return layouts, problems


def problems_block(problems: list[Problem]) -> bool:
    """Whether any of them keeps the workbook out."""
    return any(problem.is_error for problem in problems)


def _ignored(sheet: Sheet, table: Table | None) -> list[Problem]:
    if sheet.hidden:
        return [Problem("hidden-sheet", sheet.name, severity="warning")]
    if fold(sheet.name) in GUIDE_SHEETS or table is not None:
        return []
    return [Problem("unknown-sheet", sheet.name, severity="warning")]


def _twice(sheet: Sheet, table: Table, layouts: list[Layout]) -> list[Problem]:
    other = next((layout.sheet.name for layout in layouts if layout.table is table), None)
    return [Problem("sheet-twice", sheet.name, details={"other": other})] if other else []


def _understand(sheet: Sheet, table: Table) -> tuple[Layout | None, list[Problem]]:
    names = {heading: column.name for column in table.columns for heading in column.headings()}
    header = _header_row(sheet, names)
    if header is None:
        wanted = tuple(column.heading for column in table.columns if column.required)
        return None, [Problem("no-header", sheet.name, "A1", details={"wanted": wanted})]
    places, problems = _places(sheet, header, names)
    layout = Layout(table, sheet, header, places, _repeated(sheet, header, names))
    return layout, problems + _missing(layout) + _second_header(layout)


def _recognised(cells: list[Any], names: dict[str, str]) -> int:
    return len({names[fold(cell)] for cell in cells if isinstance(cell, str) and fold(cell) in names})


def _header_row(sheet: Sheet, names: dict[str, str]) -> int | None:
    """The row that names most columns, near the top; a lone match is no header."""
    rows = range(min(sheet.height, HEADER_WITHIN))
    best = max(rows, key=lambda row: (_recognised(sheet.row(row), names), -row), default=None)
    return best if best is not None and _recognised(sheet.row(best), names) >= 2 else None


def _places(sheet: Sheet, header: int, names: dict[str, str]) -> tuple[dict[str, int], list[Problem]]:
    places: dict[str, int] = {}
    problems = []
    for place, heading in enumerate(sheet.row(header)):
        if heading == "":
            continue
        name = names.get(fold(str(heading)))
        at = (sheet.name, f"{letter(place)}{header + 1}", shown(heading))
        if name is None:
            problems.append(Problem("unknown-column", *at, severity="warning"))
        elif name in places:
            problems.append(Problem("column-twice", *at, details={"other": letter(places[name])}))
        else:
            places[name] = place
    return places, problems


def _missing(layout: Layout) -> list[Problem]:
    absent = [column for column in layout.table.columns if column.required and column.name not in layout.places]
    at = (layout.sheet.name, f"A{layout.header + 1}")
    return [Problem("missing-column", *at, details={"heading": column.heading}) for column in absent]


def _second_header(layout: Layout) -> list[Problem]:
    return [Problem("second-header", layout.sheet.name, f"A{row + 1}") for row in sorted(layout.passed_over)]


def _repeated(sheet: Sheet, header: int, names: dict[str, str]) -> frozenset[int]:
    """Rows below the header that are headings again: the next one in any wording, later ones in the same."""
    headings = {cell for cell in sheet.row(header) if cell != ""}
    first = next(column for column in sheet.columns if column[header] != "")
    same = [row for row in range(header + 1, sheet.height) if row == header + 1 or first[row] in headings]
    return frozenset(row for row in same if _is_heading_row(sheet.row(row), names))


def _is_heading_row(cells: list[Any], names: dict[str, str]) -> bool:
    recognised = _recognised(cells, names)
    return recognised >= 2 and recognised * 2 >= sum(cell != "" for cell in cells)
