"""Carries over what openpyxl loses when it saves a workbook: the last values of formulas, and some drop-downs.

Runs beside marker.py, in the same child process (marks.py).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from typing import Any

Calculated = dict[str, dict[str, tuple[str, str]]]
Parts = Callable[[bytes], dict[str, str]]
FORMULA = re.compile(rb"<c\b([^>]*?)(?<!/)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*<v[^>]*>([^<]+)</v>\s*</c>")
WRITTEN = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')
ADDRESS, TYPE = re.compile(rb'\br="([A-Z]+\d+)"'), re.compile(rb'\bt="(\w+)"')
# Drop-downs whose list is on another sheet, as Excel writes them since 2010.
DROP_DOWNS = re.compile(rb"<ext\b[^>]*>\s*<x14:dataValidations.*?</x14:dataValidations>\s*</ext>", re.DOTALL)
REVISION = re.compile(rb' xr:uid="[^"]*"')
EXTENSIONS = (
    b'<extLst xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    b' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">%s</extLst></worksheet>'
)
# A formula whose text lies in a table of its own would be found there, not here.
STORED_ELSEWHERE = "s"


def calculated(content: bytes, sheet_parts: Parts) -> Calculated:
    """By sheet and address, the type and the raw value that each formula had when the workbook was saved."""
    return {name: dict(_values(xml)) for name, xml in _sheets(content, sheet_parts).items()}


def _values(xml: bytes) -> Any:
    for found in FORMULA.finditer(xml):
        address, kind = ADDRESS.search(found[1]), TYPE.search(found[1])
        said = kind[1].decode() if kind else "n"
        if address and said != STORED_ELSEWHERE:
            yield address[1].decode(), (said, found[2].decode())


def typed(value: tuple[str, str]) -> Any:
    """A raw value as openpyxl takes it."""
    kind, raw = value
    if kind == "b":
        return raw == "1"
    return float(raw) if kind == "n" else unescape(raw)


def restored(made: bytes, source: bytes, known: Calculated, sheet_parts: Parts) -> bytes:
    """The saved workbook with what its source had besides."""
    sources = _sheets(source, sheet_parts)
    changed = {}
    for name, part in sheet_parts(made).items():
        if name in sources:
            changed[part] = (known[name], b"".join(DROP_DOWNS.findall(sources[name])))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, _completed(content, *changed[part]) if part in changed else content)
    return out.getvalue()


def _completed(xml: bytes, values: dict[str, tuple[str, str]], drop_downs: bytes) -> bytes:
    def filled(cell: re.Match[bytes]) -> bytes:
        value = values.get(cell[1].decode())
        if value is None:
            return cell[0]
        kind, raw = (part.encode() for part in value)
        return b'<c r="%s"%s t="%s">%s<v>%s</v></c>' % (cell[1], cell[2], kind, cell[3], raw)

    xml = WRITTEN.sub(filled, xml) if values else xml
    if not drop_downs or b"<extLst" in xml:
        return xml
    return xml.replace(b"</worksheet>", EXTENSIONS % REVISION.sub(b"", drop_downs))


def _sheets(content: bytes, sheet_parts: Parts) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(part) for name, part in sheet_parts(content).items()}
