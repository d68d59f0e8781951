"""What is not a proper workbook at all: refused by name, within its limits, with nobody else harmed."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from openpyxl import Workbook

from i18n import Words
from loaders import engine, gate
from loaders.problems import Problem
from loaders.reading import Upload, read_upload
from tests.workbooks import book, register, saved, status, upload
from warehouse import Warehouse


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in read_upload(Upload("sent.xlsx", content)).problems]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7", b"PK\x03\x04"])
def test_other_files_are_not_taken_for_workbooks(content: bytes) -> None:
    assert codes(content)[0] in {"not-a-workbook", "damaged"}


def test_an_empty_file_is_called_empty() -> None:
    assert codes(b"") == ["empty-file"]


def test_a_zip_without_a_workbook_is_not_a_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert codes(buffer.getvalue()) == ["not-a-workbook"]


def test_a_truncated_workbook_is_damaged() -> None:
    content = upload(status()).content
    assert codes(content[: len(content) // 2]) == ["damaged"]


def test_a_workbook_whose_sheet_breaks_off_is_refused_without_harm() -> None:
    whole = zipfile.ZipFile(io.BytesIO(upload(status()).content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            part = whole.read(name)
            archive.writestr(name, part[: len(part) // 2] if "sheet1" in name else part)
    assert codes(buffer.getvalue()) == ["unreadable"]


def test_a_password_protected_workbook_says_how_to_remove_it() -> None:
    content = gate.OLE + bytes(600) + "EncryptedPackage\0".encode("utf-16-le")
    assert codes(content) == ["password-protected"]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    started = time.monotonic()
    bomb = with_part(upload(status()).content, "xl/worksheets/bomb.xml", bytes(gate.LARGEST_UNPACKED + 1))
    assert codes(bomb) == ["zip-bomb"]
    assert time.monotonic() - started < 30


def test_a_cell_in_the_far_corner_is_named() -> None:
    made = Workbook()
    made.active["A1"], made.active["XFD1048576"] = "Project ID", 2
    (problem,) = read_upload(Upload("far.xlsx", saved(made))).problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.cell) == ("far-cell", "XFD1048576")
    assert "XFD1048576" in problem.message(Words())


def test_macros_are_told_and_never_run(home: Warehouse) -> None:
    content = with_part(upload(register()).content, "xl/vbaProject.bin", b"macro")
    (result,) = engine.load(home, [Upload("register.xlsm", content)]).imports
    assert result.status == "accepted" and [p.code for p in result.problems] == ["macros"]


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    made = book(status())
    made["Risks"].sheet_state = "hidden"
    reading = read_upload(Upload("hidden.xlsx", saved(made)))
    assert "risk" not in reading.sheets
    assert ("hidden-sheet", "Risks") in [(p.code, p.sheet) for p in reading.problems]


def test_an_error_cell_is_reported_where_calamine_sees_a_blank() -> None:
    made = book(status())
    made["Status"]["F2"] = "#DIV/0!"
    made["Status"]["F2"].data_type = "e"
    found = read_upload(Upload("error.xlsx", saved(made))).problems
    assert ("error-cell", "F2", "#DIV/0!") in [(p.code, p.cell, p.value) for p in found]


def test_a_formula_that_was_never_calculated_is_no_silent_blank() -> None:
    made = book(status())
    made["Status"]["F2"] = "=1+1"
    found = read_upload(Upload("formula.xlsx", saved(made))).problems
    assert ("formula-without-value", "F2") in [(p.code, p.cell) for p in found]


def test_a_formula_that_gave_no_text_is_blank() -> None:
    made = book(status())
    made["Status"]["F2"] = '=IF(A2="","n/a","")'
    with zipfile.ZipFile(io.BytesIO(saved(made))) as before, zipfile.ZipFile(kept := io.BytesIO(), "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(b'<c r="F2"><f', b'<c r="F2" t="str"><f'))
    found = read_upload(Upload("form.xlsx", kept.getvalue())).problems
    assert [p.code for p in found if p.cell == "F2"] == []


def test_a_percentage_format_decides_what_a_fraction_means() -> None:
    made = book(status())
    made["Status"]["D2"] = 0.4
    made["Status"]["D2"].number_format = "0%"
    made["Status"]["D3"] = 0.7
    reading = read_upload(Upload("percent.xlsx", saved(made)))
    assert reading.sheets["status"].columns["percent_complete"] == [40, 0.7]
    assert [(p.code, p.cell) for p in reading.problems] == [("fraction-of-percent", "D3")]


def test_an_empty_template_asks_to_be_filled_in() -> None:
    assert "nothing-filled-in" in codes(upload({"Status": status()["Status"][:1]}).content)


def test_a_formula_whose_result_is_an_empty_text_is_blank_and_no_problem() -> None:
    made = book(status())
    made["Status"]["F2"] = '=IF(1=1,"","x")'
    calculated = zip_with(saved(made), "xl/worksheets/sheet1.xml", rb'r="F2"([^>]*)>', rb'r="F2" t="str"\1>')
    found = read_upload(Upload("formula.xlsx", calculated))
    assert [p.code for p in found.problems if p.cell == "F2"] == []
    assert found.sheets["status"].columns["estimate_at_completion"][0] is None


def zip_with(content: bytes, part: str, pattern: bytes, becomes: bytes) -> bytes:
    """The same package with what the pattern finds in a part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, re.sub(pattern, becomes, text) if name == part else text)
    return made.getvalue()
