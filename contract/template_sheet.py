"""One sheet of a template: headings, rules and rows of one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from contract import template_style as style
from contract.model import Column, Kind, Setting, Table
from contract.settings import SETTINGS, setting_named
from contract.template_validation import spelling, validation
from contract.template_words import DEFAULT_IS

Row = Mapping[str, Any]
LAST_ROW, ROWS_TO_ADD = 501, 100
REQUIRED_SETTING = "register_date"


class TableSheet:
    """Writes one table; with `commented`, its headings explain themselves in comments too."""

    def __init__(self, sheet: Worksheet, table: Table, language: str, commented: bool) -> None:
        self.sheet = sheet
        self.table = table
        self.language = language
        self.commented = commented
        self.last_column = get_column_letter(len(table.columns))
        self.last_row = LAST_ROW

    def write(self, rows: Sequence[Row]) -> None:
        """Everything on the sheet; its rules reach beyond the rows given."""
        self.last_row = max(LAST_ROW, len(rows) + ROWS_TO_ADD)
        for place, column in enumerate(self.table.columns, 1):
            self._heading(self.sheet.cell(1, place), column)
            self._column(get_column_letter(place), column)
        self._frame()
        self._rows(rows)

    def _heading(self, cell: Cell, column: Column) -> None:
        cell.value = _marked(column.heading.in_language(self.language), column.required)
        cell.font = style.font(self.language, style.SURFACE if column.required else style.INK, bold=True)
        cell.fill = style.fill(style.ACCENT if column.required else style.HEADING_TINT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        self._explain(cell, column.help.in_language(self.language))

    def _explain(self, cell: Cell, text: str) -> None:
        if self.commented:
            cell.comment = Comment(text, "Throughline", height=80, width=280)

    def _column(self, letter: str, column: Column) -> None:
        dimension = self.sheet.column_dimensions[letter]
        dimension.width = style.width(column, column.heading.in_language(self.language))
        dimension.font = style.font(self.language)
        dimension.number_format = style.number_format(column.kind)
        dimension.alignment = style.alignment(column.kind)
        area = f"{letter}2:{letter}{self.last_row}"
        self._rule(validation(column, self.language, f"{letter}2"), area)
        self._rag_colours(f"{letter}2", area, column)
        self._missing_tint(f"{letter}2", area, column)

    def _rule(self, rule: DataValidation, area: str) -> None:
        self.sheet.add_data_validation(rule)
        rule.add(area)

    def _rag_colours(self, cell: str, area: str, column: Column) -> None:
        for choice in column.choices if column.kind is Kind.RAG else ():
            background, colour = style.RAG_COLOURS[choice.value]
            formula = f'{cell}="{spelling(choice, self.language)}"'
            # Only colour and weight: Excel repairs a workbook whose rules set a font's name or size.
            rule = FormulaRule([formula], fill=style.fill(background), font=Font(color=colour, bold=True))
            self.sheet.conditional_formatting.add(area, rule)

    def _missing_tint(self, cell: str, area: str, column: Column) -> None:
        if column.required:
            formula = f"AND(COUNTA($A2:${self.last_column}2)>0,ISBLANK({cell}))"
            self.sheet.conditional_formatting.add(area, FormulaRule([formula], fill=style.fill(style.MISSING)))

    def _frame(self) -> None:
        self.sheet.freeze_panes = "B2"
        self.sheet.auto_filter.ref = f"A1:{self.last_column}{self.last_row}"
        self.sheet.row_dimensions[1].height = 30
        self.sheet.print_title_rows = "1:1"
        style.set_up_print(self.sheet, self.language)

    def _rows(self, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows, 2):
            for place, column in enumerate(self.table.columns, 1):
                if row.get(column.name) is not None:
                    self._value(self.sheet.cell(number, place), column, row[column.name])
                    self._small_percent(self.sheet.cell(number, place), column)

    def _value(self, cell: Cell, column: Column | Setting, value: Any) -> None:
        cell.value = _written(column, value, self.language)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # or openpyxl takes "=1+1" for a formula
        # Its column's style by reference: setting each part anew takes ten times as long.
        cell._style = copy(self.sheet.column_dimensions[cell.column_letter]._style)

    def _small_percent(self, cell: Cell, column: Column) -> None:
        """Below 1 as a per cent cell: a plain 0.4 may mean 40 %, and the loader would ask."""
        if column.kind is Kind.PERCENT and isinstance(cell.value, int | float) and 0 < cell.value < 1:
            cell.value, cell.number_format = cell.value / 100, style.SMALL_PERCENT


class SettingsSheet(TableSheet):
    """Lists every setting with its default, so that nobody has to know their names."""

    def _rule(self, rule: DataValidation, area: str) -> None:
        """No rule for the whole column: each setting has its own."""

    def _rows(self, rows: Sequence[Row]) -> None:
        stated = {_setting(row).name: row["value"] for row in rows}
        for number, setting in enumerate(SETTINGS, 2):
            name, value = self.sheet.cell(number, 1), self.sheet.cell(number, 2)
            required = setting.name == REQUIRED_SETTING
            name.value = _marked(setting.heading.in_language(self.language), required)
            name.font = style.font(self.language, bold=required)
            self._explain(name, _setting_help(setting, self.language))
            self._value(value, setting, stated.get(setting.name, setting.default))
            value.number_format = style.number_format(setting.kind)
            super()._rule(validation(setting, self.language, value.coordinate), value.coordinate)


def _marked(heading: str, required: bool) -> str:
    return f"{heading} *" if required else heading


def _written(column: Column | Setting, value: Any, language: str) -> Any:
    """The value as the workbook's language writes it."""
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
