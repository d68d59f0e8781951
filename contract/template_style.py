"""How the templates look: the tokens of the dashboard, as Excel knows them."""

from __future__ import annotations

import unicodedata
from math import ceil

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from contract.model import Column, Kind, Text
from contract.template_words import PAGE_OF

INK, SECONDARY, ACCENT, SURFACE = "18212C", "5A6675", "2F5BD3", "FFFFFF"
HEADING_TINT, MISSING = "E3E7ED", "FFF3D6"
RAG_COLOURS = {"Red": ("B3261E", SURFACE), "Amber": ("FFCB5C", INK), "Green": ("5BC79A", INK)}
FONT_NAME = Text("Calibri", "微软雅黑")
NUMBER_FORMATS = {
    Kind.ID: "@",
    Kind.TEXT: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: "yyyy-mm",
    Kind.MONEY: "#,##0",
    Kind.DAYS: "#,##0",
    Kind.LEVEL: "0",
}
SMALL_PERCENT = "0.0##%"
WIDTHS = {Kind.ID: 14, Kind.TEXT: 24, Kind.DATE: 13, Kind.MONTH: 11, Kind.MONEY: 16, Kind.CHOICE: 13}
# Sentences, unlike names, need room to be read.
SENTENCES = frozenset({
    "risk", "issue", "decision_needed", "summary", "next_steps", "target_outcome", "outcome", "measure",
    "milestone", "decides_on", "members", "was", "becomes",
})  # fmt: skip
SENTENCE_WIDTH = 52
LINE_HEIGHT = 15
# How much of a digit's width a letter takes in running text.
NARROW = 0.9


def font(language: str, colour: str = INK, bold: bool = False, size: int = 11) -> Font:
    """Text of a template in the font of its language."""
    return Font(name=FONT_NAME.in_language(language), size=size, bold=bold, color=colour)


def fill(colour: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def alignment(kind: Kind) -> Alignment:
    """Words wrap, numbers keep to the right as Excel does."""
    return Alignment(vertical="top", wrap_text=kind is Kind.TEXT)


def number_format(kind: Kind) -> str:
    """How a cell of that kind is shown; text stays text whatever it starts with."""
    return NUMBER_FORMATS.get(kind, "General")


def width(column: Column, heading: str) -> float:
    """Column width in characters, wide enough for its heading and its filter button."""
    usual = SENTENCE_WIDTH if column.name in SENTENCES else WIDTHS.get(column.kind, 11)
    return max(usual, _columns_needed(heading) + 4)


def height(text: str, columns: float) -> float:
    """How high a row has to be for a text that wraps, in points: not every program finds that out by itself."""
    lines = [ceil(_columns_needed(line, NARROW) / columns) for line in text.splitlines()]
    return LINE_HEIGHT * max(1, sum(max(1, count) for count in lines))


def set_up_print(sheet: Worksheet, language: str) -> None:
    """A4 across, all columns on one page, the heading row on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = PAGE_OF.in_language(language)


def _columns_needed(text: str, letter: float = 1) -> float:
    """In columns as wide as a digit; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else letter for each in text)
