"""OpenDocument sheets (.ods), from their XML: calamine would give error cells as blanks and tells no percentages."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any
from xml.parsers.expat import ExpatError

from loaders.decoders.answer import Refusal, Sheet, corner, grid, sheet
from loaders.decoders.sealed import Attributes, NotSealed, walk

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE = f"{ODF}table:1.0 ", f"{ODF}office:1.0 ", f"{ODF}text:1.0 ", f"{ODF}style:1.0 "
# A cell covered by a merged one may still hold a value, as it may in Excel.
CELLS, ROW = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"), f"{TABLE}table-row"
PARAGRAPH = f"{TEXT}p"
SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
# LibreOffice gives an error a number that stands for nothing and shows the error only in the cell's text.
ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A)|Err:\d+")
NUMBERS = {"float", "currency", "percentage"}


@dataclass
class _Page:
    """What one sheet holds, by (row, column)."""

    name: str
    hidden: bool
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    flawed: dict[tuple[int, int], str] = field(default_factory=dict)
    percentages: set[tuple[int, int]] = field(default_factory=set)


class _Reader:
    """Follows the elements of content.xml and fills pages."""

    def __init__(self) -> None:
        self.pages: list[_Page] = []
        self.hidden_styles: set[str] = set()
        self.path: list[str] = []
        self.style = ""
        self.row = self.column = 0
        self.rows: int = 1
        self.cell: Attributes = {}
        self.shown: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        if name in CELLS:
            self.cell, self.shown = attributes, []
        elif name == ROW:
            self.rows, self.column = int(attributes.get(f"{TABLE}number-rows-repeated", 1)), 0
        elif name == PARAGRAPH:
            self.text("\n")
        elif name in SPACES:
            self.text(SPACES[name] * int(attributes.get(f"{TEXT}c", 1)))
        elif name == f"{TABLE}table":
            self.row = 0
            hidden = attributes.get(f"{TABLE}style-name") in self.hidden_styles
            self.pages.append(_Page(attributes.get(f"{TABLE}name", ""), hidden))
        elif name == f"{STYLE}style":
            self.style = attributes.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self.style)

    def text(self, text: str) -> None:
        # A note on a cell and a drawing over it have paragraphs too.
        if PARAGRAPH in self.path and self.path[self.path.index(PARAGRAPH) - 1] in CELLS:
            self.shown.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        if name in CELLS:
            times = int(self.cell.get(f"{TABLE}number-columns-repeated", 1))
            # A deleted cell that the file still tracks lies in no row.
            if self.path[-1] == ROW:
                self._keep(times)
            self.column += times
        elif name == ROW:
            self.row += self.rows

    def _keep(self, times: int) -> None:
        page, kind = self.pages[-1], self.cell.get(f"{OFFICE}value-type")
        shown = "".join(self.shown)[1:]  # every paragraph began with a line end, the first one too
        formula = self.cell.get(f"{TABLE}formula")
        if page.hidden or not (kind or shown or formula):
            return
        places = list(product(range(self.row, self.row + self.rows), range(self.column, self.column + times)))
        if ERROR.fullmatch(shown):
            page.flawed.update(dict.fromkeys(places, shown))
        elif formula and not kind:
            page.flawed.update(dict.fromkeys(places, f"={formula.partition('=')[2]}"))
        else:
            page.values.update(dict.fromkeys(places, _value(kind, self.cell, shown)))
            page.percentages.update(places if kind == "percentage" else ())


def cells(content: bytes) -> list[Sheet] | Refusal:
    """Every sheet; a hidden one without its cells."""
    try:
        pages = _pages(content)
    except (ExpatError, NotSealed):
        return "damaged", ""
    return [sheet(p.name, grid(dict.fromkeys(p.flawed, "") | p.values), p.hidden, p.flawed) for p in pages]


def percentages(content: bytes, *names: str) -> dict[str, set[tuple[int, int]]]:
    """Cells formatted as a percentage, by sheet: there 0.45 means 45 %."""
    return {page.name: page.percentages for page in _pages(content) if page.name in names}


def farthest(content: bytes) -> dict[str, tuple[int, int]]:
    """The farthest row and column that each sheet uses, found without building its columns."""
    return {page.name: corner([*page.values, *page.flawed]) for page in _pages(content)}


def _pages(content: bytes) -> list[_Page]:
    reader = _Reader()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        walk(archive.read("content.xml"), reader.start, reader.end, reader.text)
    return reader.pages


def _value(kind: str | None, cell: Attributes, shown: str) -> Any:
    try:
        if kind in NUMBERS:
            return float(cell[f"{OFFICE}value"])
        if kind == "date":
            written = cell[f"{OFFICE}date-value"]
            return datetime.fromisoformat(written[:26]) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return shown
    if kind == "boolean":
        return cell[f"{OFFICE}boolean-value"] == "true"
    return cell.get(f"{OFFICE}string-value", shown)
