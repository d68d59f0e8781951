"""A table as a workbook: numbers as numbers, days as days, and text as text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDE = {"risk": 72, "project": 28, "milestone": 28, "strategy": 28, "programme": 24}


def workbook(rows: pd.DataFrame, columns: Mapping[str, str], name: str) -> bytes:
    """These columns of the rows, each under its heading, as .xlsx with one sheet of that name."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column, 14)
    sheet.append([_heading(sheet, heading) for heading in columns.values()])
    for row in rows[list(columns)].itertuples(index=False):
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _heading(sheet: Any, said: str) -> WriteOnlyCell:
    cell = _text(sheet, said)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if pd.api.types.is_list_like(value):
        return _text(sheet, " → ".join("–" if pd.isna(each) else f"{each:g}" for each in value))
    if pd.isna(value):
        return None
    if isinstance(value, date):
        return _day(sheet, value)
    return _text(sheet, value) if isinstance(value, str) else value


def _day(sheet: Any, value: date) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, date(value.year, value.month, value.day))
    cell.number_format = "yyyy-mm-dd"
    return cell


def _text(sheet: Any, said: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", said))
    cell.data_type = "s"  # or openpyxl takes "=1+1" for a formula
    cell.number_format = "@"
    return cell
