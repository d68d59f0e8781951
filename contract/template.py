"""The Excel templates: the contract as workbooks to fill in, empty or with rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from contract.model import Column, Kind, Setting, Table
from contract.settings import SETTINGS, setting_named
from contract.tables import tables_of
from contract.template_guide import Guide
from contract.template_style import (
    ACCENT,
    HEADING_TINT,
    INK,
    MISSING,
    RAG_COLOURS,
    SURFACE,
    alignment,
    fill,
    font,
    hairline,
    number_format,
    set_up_print,
    width,
)
from contract.template_validation import spelling, validation
from contract.template_words import DEFAULT_IS, GUIDE_SHEET, TITLE

Row = Mapping[str, Any]
LAST_ROW = 501
REQUIRED_SETTING = "register_date"
# Excel dates its files; ours are dated alike so that the same rows give the same bytes.
WRITTEN_AT = datetime(2026, 1, 1)


def write_template(workbook: str, language: str = "en", rows: Mapping[str, Sequence[Row]] | None = None) -> bytes:
    """The `register` or `status` workbook in `en` or `zh`.

    With `rows` it has the sheets named there, an empty one saying "none"; without, all sheets, to be filled in.
    """
    book = Workbook()
    book.properties.creator = "Throughline"
    book.properties.title = TITLE[workbook].in_language(language)
    book.properties.created = WRITTEN_AT
    guide = book.active
    guide.title = GUIDE_SHEET.in_language(language)
    Guide(guide, language).write(workbook)
    for table in tables_of(workbook):
        if rows is not None and table.name not in rows:
            continue
        sheet = book.create_sheet(table.sheet.in_language(language))
        TableSheet(sheet, table, language).write((rows or {}).get(table.name, ()))
    return _saved(book)


class TableSheet:
    """One sheet: headings, rules and rows of one table."""

    def __init__(self, sheet: Worksheet, table: Table, language: str) -> None:
        self.sheet = sheet
        self.table = table
        self.language = language

    def write(self, rows: Sequence[Row]) -> None:
        """Everything on the sheet; Settings list each setting, named in the rows or not."""
        for place, column in enumerate(self.table.columns, 1):
            self._heading(place, column)
            self._column(get_column_letter(place), column)
        self._missing_tint()
        self._frame()
        if self.table.name == "setting":
            self._settings({_setting(row).name: row["value"] for row in rows})
        else:
            self._rows(rows)

    def _heading(self, place: int, column: Column) -> None:
        heading = column.heading.in_language(self.language)
        cell = self.sheet.cell(1, place, f"{heading} *" if column.required else heading)
        cell.font = font(self.language, SURFACE if column.required else INK, bold=True)
        cell.fill = fill(ACCENT if column.required else HEADING_TINT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.comment = _comment(column.help.in_language(self.language))

    def _column(self, letter: str, column: Column) -> None:
        dimension = self.sheet.column_dimensions[letter]
        dimension.width = width(column, column.heading.in_language(self.language))
        dimension.number_format = number_format(column.kind)
        dimension.alignment = alignment(column.kind)
        rule = validation(column, self.language, f"{letter}2")
        self.sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        if column.kind is Kind.RAG:
            self._rag_colours(letter, column)

    def _rag_colours(self, letter: str, column: Column) -> None:
        for choice in column.choices:
            background, colour = RAG_COLOURS[choice.value]
            formula = f'{letter}2="{spelling(choice, self.language)}"'
            rule = FormulaRule([formula], fill=fill(background), font=font(self.language, colour, bold=True))
            self.sheet.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)

    def _missing_tint(self) -> None:
        last = get_column_letter(len(self.table.columns))
        for place, column in enumerate(self.table.columns, 1):
            letter = get_column_letter(place)
            if column.required:
                formula = f"AND(COUNTA($A2:${last}2)>0,ISBLANK({letter}2))"
                area = f"{letter}2:{letter}{LAST_ROW}"
                self.sheet.conditional_formatting.add(area, FormulaRule([formula], fill=fill(MISSING)))

    def _frame(self) -> None:
        last = get_column_letter(len(self.table.columns))
        self.sheet.freeze_panes = "B2"
        self.sheet.auto_filter.ref = f"A1:{last}{LAST_ROW}"
        self.sheet.row_dimensions[1].height = 30
        self.sheet.print_title_rows = "1:1"
        set_up_print(self.sheet, self.language)

    def _rows(self, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows, 2):
            for place, column in enumerate(self.table.columns, 1):
                value = row.get(column.name)
                if value is not None:
                    self._value(self.sheet.cell(number, place), column, value)

    def _settings(self, values: Mapping[str, Any]) -> None:
        for number, setting in enumerate(SETTINGS, 2):
            heading = setting.heading.in_language(self.language)
            required = setting.name == REQUIRED_SETTING
            name = self.sheet.cell(number, 1, f"{heading} *" if required else heading)
            name.font = font(self.language, bold=required)
            name.comment = _comment(_setting_help(setting, self.language))
            value = self.sheet.cell(number, 2)
            stated = values.get(setting.name, setting.default)
            self._value(value, setting, "" if stated is None else stated)
            rule = validation(setting, self.language, value.coordinate)
            self.sheet.add_data_validation(rule)
            rule.add(value)

    def _value(self, cell: Cell, column: Column | Setting, value: Any) -> None:
        cell.value = _written(column, value, self.language)
        if isinstance(value, str) and cell.value is not None:
            cell.data_type = "s"  # or openpyxl takes "=1+1" for a formula
        cell.number_format = number_format(column.kind)
        cell.alignment = alignment(column.kind)
        cell.font = font(self.language)
        cell.border = hairline()


def _written(column: Column | Setting, value: Any, language: str) -> Any:
    if isinstance(value, bool):
        value = "Y" if value else "N"
    if not isinstance(value, str):
        return value
    known = {choice.value: spelling(choice, language) for choice in column.choices}
    return ILLEGAL_CHARACTERS_RE.sub("", known.get(value, value)) or None


def _setting(row: Row) -> Setting:
    found = setting_named(str(row["name"]))
    if found is None:
        raise KeyError(row["name"])
    return found


def _setting_help(setting: Setting, language: str) -> str:
    text = setting.help.in_language(language)
    if setting.default is None:
        return text
    return text + " " + DEFAULT_IS.in_language(language).format(default=setting.default)


def _comment(text: str) -> Comment:
    return Comment(text, "Throughline", height=80, width=280)


def _saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the moment of writing in them."""
    raw, packed = BytesIO(), BytesIO()
    book.save(raw)
    stamp = f"{WRITTEN_AT.isoformat()}Z".encode()
    with ZipFile(raw) as source, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(ZipInfo(name, WRITTEN_AT.timetuple()[:6]), content, ZIP_DEFLATED, 9)
    return packed.getvalue()
