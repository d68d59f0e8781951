"""Excel workbooks (.xlsx, .xlsm): cells by calamine, which is fast; what it does not tell, from the XML."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

from loaders.decoders.answer import Sheet, corner, sheet

# A formula that was never calculated has no stored value: it would be read as a silent blank. One whose result is an
# empty text (t="str") has none either, and is blank indeed.
UNCALCULATED = re.compile(rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
TAG, STYLE, REFERENCE = re.compile(rb"<c [^>]*>"), re.compile(rb' s="(\d+)"'), re.compile(rb' r="([A-Z]+)(\d+)"')
# Excel does not write down its own formats; among them these show a percentage.
PERCENT_FORMATS: dict[str | None, str] = {"9": "0%", "10": "0.00%"}
FORMULA = re.compile(rb"<f[^>]*>([^<]+)</f>")
ADDRESS = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def cells(content: bytes) -> list[Sheet]:
    """Every sheet; a hidden one without its cells."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    suspects = suspect_sheets(content)
    found = []
    for about in workbook.sheets_metadata:
        hidden = about.visible != SheetVisibleEnum.Visible
        rows = [] if hidden else workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        flawed = flawed_cells(content, about.name) if about.name in suspects and not hidden else {}
        found.append(sheet(about.name, zip(*rows, strict=True), hidden, flawed))
    return found


def suspect_sheets(content: bytes) -> list[str]:
    """Names of the sheets whose XML holds error cells or formulas without a value."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        suspects = {part for part in parts if _is_suspect(archive.read(part))}
    return [name for name, part in sheet_parts(content).items() if part in suspects] if suspects else []


def _is_suspect(xml: bytes) -> bool:
    return b't="e"' in xml or UNCALCULATED.search(xml) is not None


def sheet_parts(content: bytes) -> dict[str, str]:
    """The part of the package that holds each sheet; read from the XML, as loading openpyxl takes longer than that."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).findall("{*}sheets/{*}sheet")
        parts = {sheet.get("name", ""): posixpath.join("/xl", targets.get(_relation(sheet), "")) for sheet in sheets}
        present = set(archive.namelist())
        return {name: part[1:] for name, part in parts.items() if part[1:] in present}


def _relation(sheet: ElementTree.Element) -> str | None:
    """Its r:id, in whichever of the two namespaces that Excel writes."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)


def flawed_cells(content: bytes, name: str) -> dict[tuple[int, int], str]:
    """Error values (#REF!) and formulas without a value, by (row, column) counted from 0."""
    found = {_place(cell): str(cell.value) for cell in _filled_cells(content, name) if cell.data_type == "e"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for cell in UNCALCULATED.finditer(archive.read(sheet_parts(content)[name])):
            if address := REFERENCE.search(cell[0]):
                found[int(address[2]) - 1, _column(address[1])] = _formula(cell[0])
    return found


def _formula(cell: bytes) -> str:
    """What a formula's cell says; one that shares the formula of another has no text of its own."""
    said = FORMULA.search(cell)
    return "=" + unescape(said[1].decode()) if said else "="


def percentages(content: bytes, *names: str) -> dict[str, set[tuple[int, int]]]:
    """Cells formatted as a percentage, by sheet: there 0.45 means 45 %."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = _percent_styles(archive)
        parts = {name: part for name, part in sheet_parts(content).items() if name in names and styles}
        return {name: set(_styled_as(styles, archive.read(part))) for name, part in parts.items()}


def _percent_styles(archive: zipfile.ZipFile) -> set[bytes]:
    """Numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    sheet = ElementTree.fromstring(archive.read("xl/styles.xml"))
    declared = {each.get("numFmtId"): each.get("formatCode", "") for each in sheet.findall("{*}numFmts/{*}numFmt")}
    formats = PERCENT_FORMATS | declared
    styles = enumerate(sheet.findall("{*}cellXfs/{*}xf"))
    return {str(number).encode() for number, style in styles if "%" in formats.get(style.get("numFmtId"), "")}


def _styled_as(styles: set[bytes], xml: bytes) -> Iterator[tuple[int, int]]:
    """Places of the cells in these styles, from the tags alone: building the cells would take seconds."""
    for tag in TAG.finditer(xml):
        style, address = STYLE.search(tag[0]), REFERENCE.search(tag[0])
        if style and address and style[1] in styles:
            yield int(address[2]) - 1, _column(address[1])


def _column(letters: bytes) -> int:
    """The place of a column counted from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - ord("A") + 1
    return place - 1


def _place(cell: Any) -> tuple[int, int]:
    return cell.row - 1, cell.column - 1


def _filled_cells(content: bytes, name: str) -> Any:
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = workbook[name]
    sheet.reset_dimensions()
    return (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, ""))


def farthest(content: bytes) -> dict[str, tuple[int, int]]:
    """The farthest row and column that each sheet uses, found without building its cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: corner(_places(archive.read(part))) for name, part in sheet_parts(content).items()}


def _places(xml: bytes) -> Iterator[tuple[int, int]]:
    return ((int(found[2]) - 1, _column(found[1])) for found in ADDRESS.finditer(xml))
