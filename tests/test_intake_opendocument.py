"""What OpenDocument sheets (.ods) write in ways of their own."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from loaders.reading import Upload, read_upload

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def opendocument(body: str, before: str = "", start: str = "") -> bytes:
    """An .ods file of one sheet, Status, with this XML for its rows."""
    head = f"{start}<office:document-content {NAMESPACES}><office:body><office:spreadsheet>{before}"
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'{head}<table:table table:name="Status">{body}{tail}')
    return buffer.getvalue()


def row(*cells: str, times: int = 1) -> str:
    written = "".join(
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{written}</table:table-row>'


HEADER = row("Project ID", "Report date", "Overall RAG", "% complete", "Forecast finish", "Summary")
BLANK = '<table:table-cell table:number-columns-repeated="3"/>'


def test_a_cell_in_the_far_corner_of_an_opendocument_sheet_is_named() -> None:
    away = '<table:table-cell table:number-columns-repeated="16383"/>'
    content = opendocument(HEADER + row(times=1_048_574) + row(away, "x"))
    (problem,) = read_upload(Upload("far.ods", content)).problems
    assert (problem.code, problem.sheet, problem.cell) == ("far-cell", "Status", "XFD1048576")


def test_repeated_blank_rows_and_cells_keep_the_addresses_right() -> None:
    found = read_upload(Upload("s.ods", opendocument(HEADER + row(times=40) + row("P1", BLANK, "soon")))).problems
    assert ("not-a-date", "E42", "soon") in [(p.code, p.cell, p.value) for p in found]


def test_a_formula_without_a_value_in_an_opendocument_sheet_is_no_silent_blank() -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    found = read_upload(Upload("s.ods", opendocument(HEADER + row("P1", formula)))).problems
    assert ("formula-without-value", "B2", "=[.A1]") in [(p.code, p.cell, p.value) for p in found]


def test_a_cell_is_its_own_paragraphs_and_not_a_note_upon_it_nor_what_was_deleted() -> None:
    note = "<office:annotation><text:p>who says so?</text:p></office:annotation>"
    text = '<text:p>on</text:p><text:p>track<text:s text:c="2"/>!</text:p>'
    cell = f'<table:table-cell office:value-type="string">{note}{text}</table:table-cell>'
    deleted = f"<table:tracked-changes><table:deletion>{cell}</table:deletion></table:tracked-changes>"
    reading = read_upload(Upload("s.ods", opendocument(HEADER + row("P1", BLANK, "", cell), before=deleted)))
    assert reading.sheets["status"].columns["summary"] == ["on\ntrack  !"]


def test_entities_of_an_opendocument_sheet_are_refused() -> None:
    content = opendocument(HEADER, start='<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>')
    assert [problem.code for problem in read_upload(Upload("s.ods", content)).problems] == ["damaged"]


def test_a_day_with_a_time_stays_that_day() -> None:
    when = '<table:table-cell office:value-type="date" office:date-value="2026-09-30T14:30:00.123456789"/>'
    reading = read_upload(Upload("s.ods", opendocument(HEADER + row("P1", when, "Green"))))
    assert reading.sheets["status"].columns["report_date"] == [date(2026, 9, 30)]
