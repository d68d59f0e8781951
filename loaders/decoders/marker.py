"""The sender's workbook with marks: bad cells coloured and commented, behind a first sheet that lists them.

The child process runs it under its limits (marks.py): an order of plain values comes in (see feedback.py), and
nothing of ours but these modules is imported.
"""

from __future__ import annotations

import io
import re
from copy import copy
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

Order = dict[str, Any]
LINE = 44  # letters on a line of a comment
LONGEST_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
OTHER_BOOK = re.compile(r"(?:^|[='(,+\-*/&<>^ ;{])\[\d+\]")
# Beside the list, hidden: the sheet of each marked cell, and its address in the style that the cell had.
PLACES, STYLES = 7, 8


def marked(order: Order) -> bytes:
    """The workbook that the order asks for; any exception when its file cannot be opened."""
    titles = {name: NOT_IN_TITLES.sub("-", name)[:LONGEST_TITLE] for name, _ in order["sheets"]}
    book = _opened(order) if order["workbook"] else _built(order["sheets"], titles)
    _take_back(book, order)
    front = book.create_sheet(order["title"], 0)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    places = {name: sheets[title] for name, title in titles.items()} | sheets
    _mark(front, places, order)
    _write(front, places, order)
    _open_at(book, front)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _opened(order: Order) -> Workbook:
    """The sender's book; what it took from other books it keeps as values, since those are not sent along."""
    book = load_workbook(io.BytesIO(order["workbook"]), keep_links=False, rich_text=True)
    for sheet in book.worksheets if order["linked"] else ():
        values = order["calculated"].get(sheet.title, {})
        for cell in [cell for cell in sheet._cells.values() if cell.data_type == "f"]:
            if OTHER_BOOK.search(str(getattr(cell.value, "text", cell.value))):
                cell.value = values.get(cell.coordinate)
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    for holder in (book, *book.worksheets):
        for name in [name for name, said in holder.defined_names.items() if OTHER_BOOK.search(said.value or "")]:
            del holder.defined_names[name]
    return book


def _built(sheets: list[tuple[str, list[Any]]], titles: dict[str, str]) -> Workbook:
    """A book of the values that could be read, where the file itself cannot be marked."""
    book = Workbook()
    book.remove(book.active)
    for name, columns in sheets:
        sheet = book.create_sheet(titles[name])
        for place, column in enumerate(columns, 1):
            for row, value in enumerate(column, 1):
                if value != "":
                    _set(sheet.cell(row, place), value)
    return book


def _take_back(book: Workbook, order: Order) -> None:
    """Undo what an earlier feedback did to the same workbook."""
    fills = {fill for fill, _, _ in order["colours"].values()}
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for sheet in book.worksheets:
        for cell in [cell for cell in sheet._cells.values() if cell.comment]:
            text = re.sub(order["our_words"], "", cell.comment.text).strip()
            cell.comment = _comment(text, cell.comment.author) if text else None
    for front in [sheet for sheet in book.worksheets if sheet.title in order["titles"]]:
        for row in front.iter_rows(min_col=PLACES, max_col=STYLES):
            title, address = (cell.value for cell in row)
            cell = sheets[title][address] if title in sheets and ADDRESS.fullmatch(str(address)) else None
            if cell is not None and str(cell.fill.start_color.rgb)[-6:] in fills:
                cell._style = copy(row[1]._style)
        book.remove(front)


def _mark(front: Worksheet, places: dict[str, Worksheet], order: Order) -> None:
    """Colour and comment each cell; its earlier style is remembered on the first sheet."""
    for number, ((name, address), (look, text)) in enumerate(order["marks"].items(), 1):
        if name not in places:
            continue
        cell = _cell(places[name], address)
        _set(front.cell(number, PLACES), places[name].title)
        kept = front.cell(number, STYLES)
        kept._style = copy(cell._style)
        kept.value = cell.coordinate
        fill, line, ink = order["colours"][look]
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
        cell.border = Border(*[Side("thin", line)] * 4)
        font = copy(cell.font)
        font.color = ink
        cell.font = font
        said = cell.comment
        cell.comment = _comment(f"{said.text}\n\n{text}" if said else text, said.author if said else order["author"])


def _cell(sheet: Worksheet, address: str) -> Cell:
    """The cell at an address; of merged ones the first, which holds what they say."""
    areas = (area for area in sheet.merged_cells.ranges if address in area)
    return next((sheet.cell(area.min_row, area.min_col) for area in areas), sheet[address])


def _comment(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // LINE for line in text.splitlines())
    return Comment(text, author, height=30 + 18 * lines, width=340)


def _write(front: Worksheet, places: dict[str, Worksheet], order: Order) -> None:
    for row, column, value, look, target in order["cells"]:
        cell = front.cell(row, column)
        _set(cell, value)
        cell.font = Font(**order["fonts"][look])
        cell.alignment = Alignment(vertical="top", wrap_text=look not in order["unwrapped"])
        cell.number_format = "@"
        if look in order["backgrounds"]:
            cell.fill = PatternFill(
                "solid", start_color=order["backgrounds"][look], end_color=order["backgrounds"][look]
            )
        if target and target[0] in places:
            title = places[target[0]].title.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{_absolute(target[1] or 'A1')}")
    for letter, width in order["widths"].items():
        front.column_dimensions[letter].width = width
    for row, height in order["heights"].items():
        front.row_dimensions[row].height = height
    for column in (PLACES, STYLES):
        front.column_dimensions[front.cell(1, column).column_letter].hidden = True


def _absolute(address: str) -> str:
    """Where a link leads: C3 alone is also the third column, as LibreOffice reads it."""
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", address)


def _open_at(book: Workbook, front: Worksheet) -> None:
    """Show the list first, and it alone: what is typed into sheets chosen together goes into all of them."""
    front.sheet_view.showGridLines = False
    front.page_setup.orientation = "landscape"
    front.page_setup.fitToHeight = 0
    front.sheet_properties.pageSetUpPr.fitToPage = True
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is front


def _set(cell: Cell, value: Any) -> None:
    """A value as it is: text never becomes a formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(cell.value, str):
        cell.data_type = "s"
