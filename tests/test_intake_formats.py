"""Spreadsheets of other formats go through the same door and mean the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n import Words
from loaders import engine
from loaders.formats import format_of
from loaders.reading import Upload, read_upload, uploads
from tests.workbooks import register, status, upload
from warehouse import Warehouse

FILES = Path(__file__).with_name("files")
FORMATS = ("xls", "xlsb", "ods")


def sent(name: str) -> Upload:
    return Upload(name, (FILES / name).read_bytes())


def codes(content: bytes, name: str = "sent.xls") -> list[str]:
    return [problem.code for problem in read_upload(Upload(name, content)).problems]


def rewritten(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same archive with something else in one part, which is added if it was not there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new) if name == part else source.read(name))
        if part not in source.namelist():
            target.writestr(part, new)
    return buffer.getvalue()


def values(reading: Any) -> dict[str, dict[str, list[Any]]]:
    return {name: rows.columns for name, rows in reading.sheets.items()}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_means_the_same_in_every_format(ending: str) -> None:
    meant = status()
    meant["Status"] = [[*line, more] for line, more in zip(meant["Status"], ("Actual cost", 1200.5, 0), strict=True)]
    reading = read_upload(sent(f"report.{ending}"))
    assert reading.problems == []
    assert values(reading) == values(read_upload(upload(meant)))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_of_every_format_is_published(ending: str, home: Warehouse) -> None:
    outcome = engine.load(home, [upload(register(), "register.xlsx"), sent(f"report.{ending}")])
    assert [result.status for result in outcome.imports] == ["accepted", "accepted"]
    shares = home.read()("select percent_complete from status order by project_id")["percent_complete"]
    assert shares.tolist() == [40, 70]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_error_cell_of_every_format_is_told_at_its_address(ending: str) -> None:
    found = {(p.code, p.sheet, p.cell, p.value) for p in read_upload(sent(f"flawed.{ending}")).problems}
    assert found == {
        ("error-cell", "Status", "F2", "#DIV/0!"),
        ("error-cell", "Status", "G2", "#N/A"),
        ("error-cell", "Status", "G3", "#REF!"),
        ("fraction-of-percent", "Status", "D3", "0.7"),
        ("hidden-sheet", "Risks", "", ""),
    }


@pytest.mark.parametrize("ending", FORMATS)
def test_the_content_decides_the_format_whatever_the_name_says(ending: str) -> None:
    content = sent(f"report.{ending}").content
    assert str(format_of(content)) == ending
    assert codes(content, "report.xlsx") == []


@pytest.mark.parametrize("ending", FORMATS)
def test_half_a_file_is_damaged(ending: str) -> None:
    content = sent(f"report.{ending}").content
    assert codes(content[: len(content) // 2]) == ["damaged"]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(FORMATS), st.floats(0, 1), st.integers(1, 400))
def test_a_file_with_a_piece_missing_is_refused_or_read_but_harms_nobody(ending: str, at: float, gone: int) -> None:
    content = sent(f"report.{ending}").content
    start = int(at * (len(content) - gone))
    reading = read_upload(Upload("cut", content[:start] + content[start + gone :]))
    assert reading.problems or reading.sheets


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table><tr><td>Project ID</td></tr></table></body></html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"%PDF-1.7, a, b\n1, 2, 3\n",
        (FILES / "report.xls").read_bytes().replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le")),
    ],
)
def test_a_page_a_document_or_a_letter_is_told_what_is_read_instead(content: bytes) -> None:
    (problem,) = read_upload(Upload("export.xls", content)).problems
    assert problem.code == "not-a-workbook"
    assert all(
        ending in problem.message(Words()) for ending in (".xlsx", ".xlsb", ".xls", ".ods", ".csv", "Project XML")
    )


def test_an_encrypted_old_workbook_says_how_to_remove_the_password() -> None:
    content = sent("report.xls").content
    start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    assert codes(content[:start] + b"\x2f\x00" + content[start + 2 :]) == ["password-protected"]


def test_an_encrypted_opendocument_sheet_says_how_to_remove_the_password() -> None:
    content = sent("report.ods").content
    locked = b"<manifest:encryption-data/></manifest:manifest>"
    assert codes(rewritten(content, "META-INF/manifest.xml", b"</manifest:manifest>", locked)) == ["password-protected"]


@pytest.mark.parametrize(("ending", "part"), [("xlsb", "xl/vbaProject.bin"), ("ods", "Basic/Standard/script-lb.xml")])
def test_macros_of_every_format_are_told(ending: str, part: str) -> None:
    assert codes(rewritten(sent(f"report.{ending}").content, part, b"", b"macro")) == ["macros"]


def test_a_cell_in_the_far_corner_of_a_binary_workbook_is_named() -> None:
    third_row, last_cell = b"\x00\x19\x02\x00\x00\x00", b"\x02\x0c\x06\x00\x00\x00"
    content = rewritten(sent("report.xlsb").content, "xl/worksheets/sheet1.bin", third_row, b"\x00\x19\xff\xff\x0f\x00")
    content = rewritten(content, "xl/worksheets/sheet1.bin", last_cell, b"\x02\x0c\xff\x3f\x00\x00")
    (problem,) = read_upload(Upload("far.xlsb", content)).problems
    assert (problem.code, problem.sheet, problem.cell) == ("far-cell", "Status", "XFD1048576")


def test_a_folder_is_searched_for_every_format_and_tells_other_files_but_not_litter(tmp_path: Path) -> None:
    taken = {"a.csv", "b.TSV", "c.xlsx", "d.xlsm", "e.xls", "f.xlsb", "g.ods", "h/plan.xml"}
    others = {"notes.docx", "i.txt", "h/photo.JPG", "README"}
    litter = {"~$c.xlsx", ".~lock.g.ods#", ".a.csv", "h/.DS_Store", "Thumbs.db", "desktop.ini", ".git/j.xlsx"}
    for name in {*taken, *others, *litter}:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = uploads([tmp_path])
    assert {upload.name for upload in found if not upload.is_skipped} == taken
    assert {upload.name for upload in found if upload.is_skipped} == others
    assert not any(upload.content for upload in found if upload.is_skipped)


def test_a_file_named_by_itself_may_be_called_anything(tmp_path: Path) -> None:
    (tmp_path / "report.dat").write_bytes(sent("report.xls").content)
    (upload,) = uploads([tmp_path / "report.dat"])
    assert not upload.is_skipped and read_upload(upload).problems == []
