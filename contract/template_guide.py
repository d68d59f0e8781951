"""The first sheet of a template: what goes where, and the few rules."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from contract.model import Table, Text
from contract.template_style import ACCENT, HEADING_TINT, INK, MISSING, SECONDARY, SURFACE, fill, font, set_up_print
from contract.template_words import (
    GENERAL_RULES,
    MARKS,
    MISSING_MARK,
    OPTIONAL_MARK,
    PREFILLED,
    PURPOSE,
    REQUIRED_MARK,
    RULES,
    RULES_OF,
    SENDING,
    SENDING_STEPS,
    SHEETS,
    TITLE,
)

NAME_WIDTH, TEXT_WIDTH = 26, 100


class Guide:
    """Writes the guide downwards, a line at a time."""

    def __init__(self, sheet: Worksheet, language: str) -> None:
        self.sheet = sheet
        self.language = language
        self.row = 1
        sheet.column_dimensions["A"].width = 3
        sheet.column_dimensions["B"].width = NAME_WIDTH
        sheet.column_dimensions["C"].width = TEXT_WIDTH
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = ACCENT
        set_up_print(sheet, language)

    def write(self, workbook: str, listed: Sequence[Table], notes: Sequence[Text] = ()) -> None:
        """All sections of the guide for that workbook and its sheets; first what is special about this copy."""
        self._line(TITLE[workbook], size=20, bold=True)
        self._line(PURPOSE[workbook], colour=SECONDARY)
        if notes:
            self._numbered(PREFILLED, tuple(notes))
        self._sheets(listed)
        self._marks()
        self._numbered(RULES, (*RULES_OF[workbook], *GENERAL_RULES))
        self._numbered(SENDING, SENDING_STEPS[workbook])

    def _sheets(self, listed: Sequence[Table]) -> None:
        self._heading(SHEETS)
        for table in listed:
            name = self._pair(table.sheet, table.help)
            sheet_name = table.sheet.in_language(self.language)
            # A location inside the file, not a relation to the outside, which the gate would refuse.
            self.sheet[name].hyperlink = Hyperlink(ref=name, location=f"'{sheet_name}'!A1")
            self.sheet[name].font = font(self.language, ACCENT)

    def _marks(self) -> None:
        self._heading(MARKS)
        for sample, meaning, background, colour in (
            ("… *", REQUIRED_MARK, ACCENT, SURFACE),
            ("…", OPTIONAL_MARK, HEADING_TINT, INK),
            ("", MISSING_MARK, MISSING, INK),
        ):
            name = self._pair(Text(sample, sample), meaning)
            self.sheet[name].fill = fill(background)
            self.sheet[name].font = font(self.language, colour, bold=True)

    def _numbered(self, heading: Text, rules: tuple[Text, ...]) -> None:
        self._heading(heading)
        for number, rule in enumerate(rules, 1):
            name = self._pair(Text(str(number), str(number)), rule)
            self.sheet[name].font = font(self.language, SECONDARY)
            self.sheet[name].alignment = Alignment(horizontal="right", vertical="top", indent=1)

    def _heading(self, text: Text) -> None:
        self.row += 1
        self._line(text, size=14, bold=True)

    def _line(self, text: Text, size: int = 11, bold: bool = False, colour: str = INK) -> None:
        cell = self.sheet.cell(self.row, 2, text.in_language(self.language))
        cell.font = font(self.language, colour, bold, size)
        self.row += 1

    def _pair(self, name: Text, meaning: Text) -> str:
        self.sheet.cell(self.row, 2, name.in_language(self.language))
        cell = self.sheet.cell(self.row, 3, meaning.in_language(self.language))
        cell.font = font(self.language)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.row += 1
        return f"B{self.row - 1}"
