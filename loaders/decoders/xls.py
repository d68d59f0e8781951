"""Excel 97–2003 workbooks (.xls), by xlrd: calamine gives error cells as blanks and tells no formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import xlrd

from loaders.decoders.answer import Refusal, Sheet, sheet

# What xlrd says, and what it means to a sender.
REFUSED = {"encrypted": "password-protected", "Can't find workbook": "not-a-workbook"}


def cells(content: bytes) -> list[Sheet] | Refusal:
    """Every sheet; a hidden one without its cells. A formula that was never calculated cannot be told from its 0."""
    try:
        return list(_sheets(_open(content)))
    except MemoryError:
        raise
    except Exception as error:  # a damaged file shows by whatever goes wrong in xlrd first
        return next((code for said, code in REFUSED.items() if said in str(error)), "damaged"), ""


def _sheets(book: Any) -> Iterator[Sheet]:
    for number, name in enumerate(book.sheet_names()):
        page = book.sheet_by_index(number)
        yield sheet(name, [], hidden=True) if page.visibility else _sheet(page, book.datemode)
        book.unload_sheet(number)


def percentages(content: bytes, *names: str) -> dict[str, set[tuple[int, int]]]:
    """Cells formatted as a percentage, by sheet: there 0.45 means 45 %."""
    book = _open(content, formatting_info=True)
    styles = {
        number for number, style in enumerate(book.xf_list) if "%" in book.format_map[style.format_key].format_str
    }
    return {name: _styled_as(styles, book.sheet_by_name(name)) for name in names}


def _open(content: bytes, formatting_info: bool = False) -> Any:
    # Its log would go to standard output, where the answer goes.
    options = {"on_demand": True, "formatting_info": formatting_info, "logfile": sys.stderr}
    return xlrd.open_workbook(file_contents=content, **options)


def _sheet(page: Any, datemode: int) -> Sheet:
    columns, flawed = [], {}
    for place in range(page.ncols):
        kinds, values = page.col_types(place), page.col_values(place)
        for row, kind in enumerate(kinds):
            if kind == xlrd.XL_CELL_ERROR:
                flawed[row, place] = xlrd.error_text_from_code.get(values[row], "#ERROR")
                values[row] = ""
            elif kind == xlrd.XL_CELL_DATE:
                values[row] = _moment(values[row], datemode)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                values[row] = bool(values[row])
        columns.append(tuple(values))
    return sheet(page.name, columns, flawed=flawed)


def _moment(value: float, datemode: int) -> datetime | time | float:
    try:
        moment: datetime = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError):
        return value
    return moment.time() if 0 <= value < 1 else moment


def _styled_as(styles: set[int], page: Any) -> set[tuple[int, int]]:
    places = ((row, column) for row in range(page.nrows) for column in range(page.ncols))
    return {(row, column) for row, column in places if page.cell_xf_index(row, column) in styles}
