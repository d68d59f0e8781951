"""The child process that opens a workbook: bytes on stdin, plain cells pickled on stdout.

It stands alone (nothing of ours is imported) and runs under limits, because a small hostile file can make
any reader ask for all memory there is: the child dies, the dashboard does not.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import posixpath
import re
import runpy
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MEMORY = 1 * 2**30
CPU_SECONDS = 28
# A formula that was never calculated has no stored value: it would be read as a silent blank.
UNCALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
TAG, STYLE, REFERENCE = re.compile(rb"<c [^>]*>"), re.compile(rb' s="(\d+)"'), re.compile(rb' r="([A-Z]+)(\d+)"')
# Excel does not write down its own formats; among them these show a percentage.
PERCENT_FORMATS: dict[str | None, str] = {"9": "0%", "10": "0.00%"}
ADDRESS = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def cells(content: bytes) -> list[dict[str, Any]]:
    """Every sheet: its name, whether it is hidden, its rows, and cells that hold an error by (row, column)."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found: list[dict[str, Any]] = []
    for about in workbook.sheets_metadata:
        hidden = about.visible != SheetVisibleEnum.Visible
        rows = [] if hidden else workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        found.append({"name": about.name, "hidden": hidden, "columns": _columns(rows), "flawed": {}})
    for name in suspect_sheets(content):
        sheet = next(sheet for sheet in found if sheet["name"] == name)
        sheet["flawed"] = {} if sheet["hidden"] else flawed_cells(content, name)
    return found


def _columns(rows: list[list[Any]]) -> list[tuple[Any, ...] | str]:
    """Columns of cells; one of text alone is joined by NUL, which XML cannot hold: a third of the way to travel."""
    columns = zip(*rows, strict=True)
    return ["\0".join(column) if set(map(type, column)) == {str} else column for column in columns]


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
    calculated = {_place(cell): cell for cell in _filled_cells(content, name, values=True)}
    errors = {place: str(cell.value) for place, cell in calculated.items() if cell.data_type == "e"}
    formulas = [cell for cell in _filled_cells(content, name, values=False) if cell.data_type == "f"]
    return errors | {_place(cell): str(cell.value) for cell in formulas if _place(cell) not in calculated}


def percentages(content: bytes, names: list[str]) -> dict[str, set[tuple[int, int]]]:
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


def _filled_cells(content: bytes, name: str, values: bool) -> Any:
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    sheet = workbook[name]
    sheet.reset_dimensions()
    return (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, ""))


def farthest(content: bytes) -> dict[str, tuple[str, int]]:
    """The farthest column and row that each sheet uses, found without building its cells."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name, part in sheet_parts(content).items():
            places = [(m[1].decode(), int(m[2])) for m in ADDRESS.finditer(archive.read(part))]
            columns = [column for column, _ in places] or ["A"]
            found[name] = (max(columns, key=lambda c: (len(c), c)), max((row for _, row in places), default=1))
    return found


def marks(content: bytes) -> bytes:
    """A workbook with marks, as the order of feedback.py asks for it."""
    marker, carried = _beside("marker.py"), _beside("carried.py")
    order = pickle.loads(content)  # of the process that started this one
    source = order["workbook"]
    if not source:
        return bytes(marker["marked"](order))
    known = carried["calculated"](source, sheet_parts)
    order["calculated"] = {
        sheet: {at: carried["typed"](v) for at, v in values.items()} for sheet, values in known.items()
    }
    return bytes(carried["restored"](marker["marked"](order), source, known, sheet_parts))


def _beside(name: str) -> dict[str, Any]:
    """What another file of this folder defines; alone as this process is, it can import none."""
    return runpy.run_path(str(Path(__file__).with_name(name)))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str, *names: str) -> None:
    """Answer one task: `cells`, `percentages NAME…`, `farthest` or `marks`."""
    _limit()
    gc.disable()  # it lives for one answer; looking for cycles among a million cells takes a third of its time
    content = sys.stdin.buffer.read()
    tasks: dict[str, Callable[[bytes], Any]] = {"cells": cells, "farthest": farthest, "marks": marks}
    answer = percentages(content, list(names)) if task == "percentages" else tasks[task](content)
    with os.fdopen(os.dup(1), "wb") as out:
        pickle.dump(answer, out, protocol=5)


if __name__ == "__main__":
    main(*sys.argv[1:])
