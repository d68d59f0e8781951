"""The Excel templates: the contract as workbooks to fill in, empty or with rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from contract.model import Table, Text
from contract.tables import tables_of
from contract.template_guide import Guide
from contract.template_sheet import Row, SettingsSheet, TableSheet
from contract.template_words import GUIDE_SHEET, TITLE

# Excel dates its files; ours are dated alike so that the same rows give the same bytes.
WRITTEN_AT = datetime(2026, 1, 1)


def write_template(
    workbook: str,
    language: str = "en",
    rows: Mapping[str, Sequence[Row]] | None = None,
    notes: Sequence[Text] = (),
) -> bytes:
    """The `register` or `status` workbook in `en` or `zh`.

    With `rows` it has the sheets named there, an empty one saying "none"; without, all sheets, to be filled in,
    with the help of each column also as a comment. `notes` stand first in its guide, which then lists only the sheets
    that it has.
    """
    tables = tables_of(workbook)
    listed = [table for table in tables if table.name in (rows or {})] if notes else tables
    book = _book(workbook, language, notes, listed)
    for table in tables:
        if rows is None or table.name in rows:
            sheet = book.create_sheet(table.sheet.in_language(language))
            kind = SettingsSheet if table.name == "setting" else TableSheet
            kind(sheet, table, language, commented=rows is None).write((rows or {}).get(table.name, ()))
    return saved(book)


def _book(workbook: str, language: str, notes: Sequence[Text], listed: Sequence[Table]) -> Workbook:
    book = Workbook()
    book.properties.creator = "Throughline"
    book.properties.title = TITLE[workbook].in_language(language)
    guide = book.active
    guide.title = GUIDE_SHEET.in_language(language)
    Guide(guide, language).write(workbook, listed, notes)
    return book


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the moments of making and writing it."""
    raw, packed = BytesIO(), BytesIO()
    book.save(raw)
    stamp = f"{WRITTEN_AT.isoformat()}Z".encode()
    with ZipFile(raw) as source, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(ZipInfo(name, WRITTEN_AT.timetuple()[:6]), content, ZIP_DEFLATED, 9)
    return packed.getvalue()
