"""Excel binary workbooks (.xlsb), from their records: calamine gives error cells as blanks and dates as numbers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.decoders.answer import Sheet, corner, grid, sheet
from loaders.decoders.records import after_text, number, records, rk, text

WORKBOOK = "xl/workbook.bin"
# Types of records.
ROW, FORMAT, STYLE, SHARED_TEXT, PROPERTIES, SHEET = 0, 44, 47, 19, 153, 156
CELL_STYLES, CELL_STYLES_END, SHEET_DATA, SHEET_DATA_END = 617, 618, 145, 146
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
ERROR_CELLS, BLANK, SHARED = {3, 11}, 1, 7
# A cell or the result of a formula: behind the column and the style stands the value.
VALUES: dict[int, Callable[[bytes], Any]] = {
    2: lambda data: rk(data, 8),
    4: lambda data: bool(data[8]),
    5: lambda data: struct.unpack_from("<d", data, 8)[0],
    6: lambda data: text(data, 8),
    8: lambda data: text(data, 8),
    9: lambda data: struct.unpack_from("<d", data, 8)[0],
    10: lambda data: bool(data[8]),
    62: lambda data: text(data, 9),
}
# Cells without a column of their own; Excel is not known to write them. Better none of the file than one lost.
UNREADABLE = range(12, 19)
# Built-in date and time formats, those of Chinese, Japanese and Korean Excel included.
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
PERCENTAGES = {9, 10}


@dataclass
class _Book:
    """What the sheets of a workbook share."""

    archive: zipfile.ZipFile
    sheets: dict[str, tuple[str, bool]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    formats: list[str | int] = field(default_factory=list)
    since_1904: bool = False

    def cells(self, name: str) -> Iterator[tuple[int, int, int, int, bytes]]:
        """Row, column, style, type and record of every cell of a sheet."""
        row, inside = 0, False
        for kind, data in records(self.archive.read(self.sheets[name][0])):
            if kind == SHEET_DATA:
                inside = True
            elif kind == SHEET_DATA_END:
                return
            elif inside and kind == ROW:
                row = number(data, 0)
            elif inside and kind in UNREADABLE:
                raise ValueError(f"a cell of type {kind}")
            elif inside and (kind in VALUES or kind in ERROR_CELLS or kind == SHARED):
                yield row, number(data, 0), number(data, 4, 3), kind, data


def cells(content: bytes) -> list[Sheet]:
    """Every sheet; a hidden one without its cells. A formula that was never calculated cannot be told from its 0."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = _open(archive)
        return [sheet(name, [], True) if hidden else _sheet(book, name) for name, (_, hidden) in book.sheets.items()]


def percentages(content: bytes, *names: str) -> dict[str, set[tuple[int, int]]]:
    """Cells formatted as a percentage, by sheet: there 0.45 means 45 %."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = _open(archive)
        styles = {style for style, shown in enumerate(book.formats) if shown in PERCENTAGES or "%" in str(shown)}
        return {name: {(r, c) for r, c, style, *_ in book.cells(name) if style in styles} for name in names}


def farthest(content: bytes) -> dict[str, tuple[int, int]]:
    """The farthest row and column that each sheet uses, found without building its cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = _open(archive)
        return {name: corner((row, column) for row, column, *_ in book.cells(name)) for name in book.sheets}


def _sheet(book: _Book, name: str) -> Sheet:
    found: dict[tuple[int, int], Any] = {}
    flawed = {}
    dates = {style for style, shown in enumerate(book.formats) if _is_date(shown)}
    for row, column, style, kind, data in book.cells(name):
        if kind in ERROR_CELLS:
            flawed[row, column] = ERRORS.get(data[8], "#ERROR")
            found[row, column] = ""
        elif kind == SHARED:
            found[row, column] = book.texts[number(data, 8)]
        else:
            value = VALUES[kind](data)
            found[row, column] = _moment(value, book.since_1904) if style in dates and type(value) is float else value
    return sheet(name, grid(found), flawed=flawed)


def _is_date(shown: str | int) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return shown in DATES if isinstance(shown, int) else bool(is_date_format(shown))


def _moment(value: float, since_1904: bool) -> Any:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        return from_excel(value, MAC_EPOCH if since_1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return value


def _open(archive: zipfile.ZipFile) -> _Book:
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    book = _Book(archive)
    parts = {part.Id: part for part in get_dependents(archive, get_rels_path(WORKBOOK))}
    for kind, data in records(archive.read(WORKBOOK)):
        if kind == PROPERTIES:
            book.since_1904 = bool(data[0] & 1)
        elif kind == SHEET:
            part = parts[text(data, 8)]
            if part.Type.endswith("/worksheet"):
                book.sheets[text(data, after_text(data, 8))] = part.target, number(data, 0) != 0
    for part in parts.values():
        if part.Type.endswith("/sharedStrings"):
            book.texts = [text(data, 1) for kind, data in records(archive.read(part.target)) if kind == SHARED_TEXT]
        if part.Type.endswith("/styles"):
            book.formats = list(_formats(archive.read(part.target)))
    return book


def _formats(part: bytes) -> Iterator[str | int]:
    """The number format of each cell style: its own code, or the number of a built-in one."""
    own, inside = {}, False
    for kind, data in records(part):
        if kind == FORMAT:
            own[number(data, 0, 2)] = text(data, 2)
        elif kind in (CELL_STYLES, CELL_STYLES_END):
            inside = kind == CELL_STYLES
        elif inside and kind == STYLE:
            yield own.get(number(data, 2, 2), number(data, 2, 2))
