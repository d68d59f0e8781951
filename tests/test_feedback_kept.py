"""What must survive, and what must never be born, when a strange workbook is opened and written again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from i18n import Words
from loaders import engine
from loaders.feedback import MOST, feedback
from loaders.problems import Problem
from loaders.reading import Upload, read_upload
from tests.test_architecture import ROOT
from tests.workbooks import book, saved, status, upload
from warehouse import open_warehouse

EN = Words("en")
Parts = dict[str, bytes]
DROP_DOWN = b"""<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
 xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" xr:uid="{1}"
 xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">
<x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation>
</x14:dataValidations></ext></extLst></worksheet>"""


def parts(content: bytes) -> Parts:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Parts) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def altered(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    files = parts(content)
    return packed(files | {part: change(files[part])})


def calculated(*formulas: tuple[str, str, bytes]) -> bytes:
    """A report with formulas as Excel saves them, each with its last value (`t` and `<v>`)."""
    made = book(status())
    for cell, formula, _ in formulas:
        made["Status"][cell] = ArrayFormula(cell, formula) if formula.startswith("=SUM") else formula

    def filled(xml: bytes) -> bytes:
        for cell, _, value in formulas:
            kind, raw = value.split(b" ", 1)
            pattern = rb'<c r="%s"([^>]*)>(<f.*?</f>)<v\s*(?:/>|></v>)' % cell.encode()
            xml = re.sub(pattern, rb'<c r="%s"\1 t="%s">\2<v>%s</v>' % (cell.encode(), kind, raw), xml)
        return xml

    return altered(saved(made), "xl/worksheets/sheet1.xml", filled)


def fed_back(content: bytes, *problems: Problem) -> bytes:
    wrong = problems or (Problem("duplicate", "Status", "A3", "P2", details={"key": "P2", "first": 2}),)
    return feedback(Upload("report.xlsx", content), wrong, EN)


def said(content: bytes, cell: str) -> list[object]:
    """The formula and the value of a cell of Status."""
    return [load_workbook(io.BytesIO(content), data_only=each)["Status"][cell].value for each in (False, True)]


def test_formulas_keep_their_last_values_so_that_they_need_no_excel_to_be_read():
    source = calculated(("D2", "=20+20", b"n 40"), ("C2", '=IF(D2>9,"Gre"&"en","Red")', b"str Green"))
    made = fed_back(source)
    assert (said(made, "D2"), said(made, "C2")) == (["=20+20", 40], ['=IF(D2>9,"Gre"&"en","Red")', "Green"])
    assert read_upload(Upload("again.xlsx", made)).problems == []


def test_array_formulas_and_errors_stay_what_they_were():
    source = calculated(("F2", "=SUM(D2:D3*2)", b"n 220"), ("F3", "=1/0", b"e #DIV/0!"))
    made = fed_back(source)
    assert said(made, "F2")[1] == 220 and said(made, "F2")[0].text == "=SUM(D2:D3*2)"
    assert [problem.code for problem in read_upload(Upload("again.xlsx", made)).problems] == ["error-cell"]


def test_formulas_that_point_to_other_workbooks_become_their_values():
    source = calculated(("F2", "=[1]Plan!$B$2", b"n 900000"), ("F3", "='[1]My plan'!B3*2", b"n 7"))
    made = fed_back(packed(parts(source) | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert (said(made, "F2"), said(made, "F3")) == ([900000, 900000], [7, 7])
    assert not any("externalLink" in name for name in parts(made))
    assert "other workbooks" in str(load_workbook(io.BytesIO(made)).worksheets[0]["A4"].value)


def test_a_drop_down_whose_list_is_on_another_sheet_is_kept():
    source = altered(
        upload(status() | {"Lists": [["Red"], ["Amber"], ["Green"]]}).content,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</worksheet>", DROP_DOWN),
    )
    made = fed_back(source)
    assert b"<xm:f>Lists!$A$1:$A$3</xm:f>" in parts(made)["xl/worksheets/sheet2.xml"]
    assert load_workbook(io.BytesIO(made))["Status"]["C2"].value == "Green"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://x.test","x")', "=cmd|' /C calc'!A0"]
)
def test_nothing_that_a_sender_wrote_becomes_a_formula_on_the_first_sheet(text: str):
    sheets = {"=cmd": [[text]], **status()}
    wrong = [
        Problem("not-a-number", "Status", "F2", text, details={"heading": text}),
        Problem("unknown-sheet", "=cmd", severity="warning"),
    ]
    content = feedback(Upload(text, upload(sheets).content), wrong, EN)
    front = load_workbook(io.BytesIO(content)).worksheets[0]
    filled = [cell for row in front.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"} and text in {cell.value for cell in filled}
    visible = [cell for cell in filled if not front.column_dimensions[cell.column_letter].hidden]
    assert {cell.number_format for cell in visible} == {"@"}
    assert b"<f>" not in parts(content)["xl/worksheets/sheet1.xml"]


def test_macros_stay_behind_and_the_first_sheet_says_so():
    source = packed(parts(upload(status()).content) | {"xl/vbaProject.bin": b"Sub Auto_Open()"})
    made = fed_back(source, *read_upload(Upload("report.xlsm", source)).problems)
    assert not any("vba" in name for name in parts(made))
    assert load_workbook(io.BytesIO(made)).worksheets[0]["A4"].value == "Macros are not sent back."


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04 cut off", "damaged"), (b"", "empty-file"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged")],
)
def test_of_a_file_that_cannot_be_opened_only_the_list_is_sent(content: bytes, code: str):
    problems = read_upload(Upload("report.xlsx", content)).problems
    made = load_workbook(io.BytesIO(feedback(Upload("report.xlsx", content), problems, Words("zh"))))
    assert [problem.code for problem in problems] == [code] and made.sheetnames == ["请更正"]
    assert problems[0].message(Words("zh")) in {row[3].value for row in made.active.iter_rows()}


def test_a_workbook_whose_styles_are_broken_comes_back_as_its_values():
    source = altered(
        upload(status()).content, "xl/styles.xml", lambda xml: xml.replace(b"<fonts", b'<fonts bad="1"><oops/', 1)
    )
    made = load_workbook(io.BytesIO(fed_back(source)))
    assert made["Status"]["B2"].value.date() == date(2026, 9, 30) and "P2" in made["Status"]["A3"].comment.text
    assert "values of your file" in made.worksheets[0]["A4"].value


def test_a_mark_inside_merged_cells_goes_to_the_one_that_is_seen():
    made = book(status())
    made["Status"].merge_cells("C2:C3")
    wrong = Problem("missing-value", "Status", "C3", details={"heading": "RAG"})
    page = load_workbook(io.BytesIO(fed_back(saved(made), wrong)))["Status"]
    assert "RAG" in page["C2"].comment.text and [str(area) for area in page.merged_cells.ranges] == ["C2:C3"]


def test_thousands_of_problems_are_cut_and_the_first_sheet_says_so():
    many = [
        Problem("missing-value", "Status", f"C{row}", details={"heading": "RAG"}) for row in range(4, 4 + MOST + 10)
    ]
    front = load_workbook(io.BytesIO(fed_back(upload(status()).content, *many))).worksheets[0]
    assert f"The first {MOST} of {MOST + 10} are listed" in front["A4"].value
    assert sum(row[1].value is not None for row in front.iter_rows()) == MOST + 1


def test_the_broken_example_of_the_readme_can_be_fed_back(sample_warehouse: Path):
    for file in (ROOT / "data" / "broken-example").glob("*.xlsx"):
        (result,) = engine.check(open_warehouse(sample_warehouse), [Upload(file.name, file.read_bytes())]).imports
        made = load_workbook(io.BytesIO(feedback(result.reading.upload, result.problems, EN)))
        assert all(made[each.sheet][each.cell].comment for each in result.problems if each.cell)
