"""Text files: their encoding and separator are found out, their cells stay as they are."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import engine
from loaders.decoders import text
from loaders.problems import Problem
from loaders.reading import Upload, read_upload
from loaders.workbook import Sheet, decode
from tests.real import REAL, needs_real_data
from tests.workbooks import register, upload
from warehouse import Warehouse

HEADINGS = ["Project ID", "Report date", "Overall RAG", "% complete", "Forecast finish", "Summary"]
ENGLISH = "On track – £1.2m spent; José’s café is done"
CHINESE = "进展顺利，无重大风险；供应商延误两周"
WORDS = st.text(st.sampled_from("abcXYZ 0123456789\"\n'é项£"), max_size=12)


def written(rows: list[list[str]], separator: str = ",") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue()


def report(summary: str, separator: str = ",") -> str:
    return written([HEADINGS, ["P1", "2026-09-30", "Green", "40", "2027-01-15", summary]], separator)


def codes(content: bytes, name: str = "Status.csv") -> list[str]:
    return [problem.code for problem in read_upload(Upload(name, content)).problems]


def sheet(content: bytes, name: str = "Status.csv") -> Sheet:
    (found,) = decode(content, name)
    assert isinstance(found, Sheet)
    return found


@pytest.mark.parametrize(
    ("summary", "encoding", "assumed"),
    [
        (ENGLISH, "utf-8", None),
        (ENGLISH, "utf-8-sig", None),
        (ENGLISH, "utf-16", None),
        (ENGLISH, "utf-16-le", None),
        (ENGLISH, "cp1252", "Windows-1252"),
        ("Verzögerung im März, £5 über Plan", "latin-1", "Windows-1252"),
        ("£5 over – “so what?” – ———————", "cp1252", "Windows-1252"),
        ("plain words", "latin-1", None),
        (CHINESE, "utf-8", None),
        (CHINESE, "utf-8-sig", None),
        (CHINESE, "utf-16", None),
        (CHINESE, "gb18030", "GB 18030"),
        ("按计划", "gb18030", "GB 18030"),
        ("联通", "gb18030", "GB 18030"),
        ("负责人：朱镕基、喆哥，“正常”", "gb18030", "GB 18030"),
    ],
)
def test_the_encoding_is_found_out_and_a_guess_is_told(summary: str, encoding: str, assumed: str | None) -> None:
    reading = read_upload(Upload("Status.csv", report(summary).encode(encoding)))
    assert reading.sheets["status"].columns["summary"] == [summary]
    assert [(p.code, p.value) for p in reading.problems] == ([("encoding-assumed", assumed)] if assumed else [])


def test_a_file_put_together_from_two_encodings_is_read_in_both() -> None:
    content = report("Ann’s – done").encode("utf-8") + report("£5\u00a0m").encode("cp1252")
    assert [sheet(content).row(row)[5] for row in (1, 3)] == ["Ann’s – done", "£5\u00a0m"]


@pytest.mark.parametrize(
    ("summary", "encoding"),
    [("работы идут по плану", "cp1251"), ("進展順利，沒有風險", "big5"), ("遅延の可能性あり", "shift_jis")],
)
def test_an_encoding_that_cannot_be_told_is_asked_for(summary: str, encoding: str) -> None:
    assert codes(report(summary).encode(encoding)) == ["unknown-encoding"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out_among_other_signs(separator: str) -> None:
    reading = read_upload(Upload("Status.csv", report('1,5 | a; "b"\t\nand, so; on', separator).encode()))
    assert reading.problems == []
    assert reading.sheets["status"].columns["summary"] == ['1,5 | a; "b"\t\nand, so; on']


def test_decimal_commas_do_not_pass_for_separators() -> None:
    content = b"Project ID;Budget;Spent\nP1;1,5;2,5\nP2;3,5;4,0\n"
    assert sheet(content).row(1) == ["P1", "1,5", "2,5"]


def test_a_first_line_that_names_the_separator_is_obeyed_and_counts_as_no_row() -> None:
    content = b"sep=|\r\n" + report("a,b,c", "|").encode()
    assert sheet(content).row(0) == HEADINGS


@given(st.lists(st.lists(WORDS, min_size=2, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_whatever_was_written_comes_back_cell_by_cell(rows: list[list[str]], separator: str) -> None:
    (found,) = text.cells(f"sep={separator}\r\n{written(rows, separator)}".encode())
    columns = [column.split("\0") for column in found["columns"]]
    width = max(map(len, rows))
    assert [list(row) for row in zip(*columns, strict=True)] == [[*row, *[""] * (width - len(row))] for row in rows]


def test_cells_stay_text_and_headings_may_repeat() -> None:
    found = sheet(b"Key,Sprint,Sprint,Note\n0012,S1,S2,NA\n1e5,TRUE,,=1+1\n", "jira.csv")
    assert found.row(0) == ["Key", "Sprint", "Sprint", "Note"]
    assert found.row(1) == ["0012", "S1", "S2", "NA"]
    assert found.row(2) == ["1e5", "TRUE", "", "=1+1"]


def test_rows_are_counted_as_excel_shows_them() -> None:
    content = report("two\nlines").encode() + b"\n" + b"P2,soon,Green,1,2027-01-15,\n"
    problems = read_upload(Upload("Status.csv", content)).problems
    assert [(p.code, p.sheet, p.cell) for p in problems] == [("not-a-date", "Status", "B4")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"hello", "not-a-workbook"),
        (b"\0\0\0\0", "not-a-workbook"),
        (report("a").encode() + b"\0", "not-a-workbook"),
        (random.Random(7).randbytes(5_000), "not-a-workbook"),
        (random.Random(7).randbytes(5_000).replace(b"\0", b","), "not-a-workbook"),
        (b"\xef\xbb\xbf", "not-a-workbook"),
        (b"\n\n\n", "not-a-workbook"),
        (b"x" * 5_000_000, "not-a-workbook"),
        (b"a,b\n" + b"x" * 5_000_000 + b",1\n", "unclosed-quote"),
        (report("a").encode() + b'P2,"never closed\nP3,b\nP4,c\n', "unclosed-quote"),
    ],
    ids=["word", "zeros", "zero", "noise", "loud noise", "mark alone", "blank", "one line", "one cell", "quote"],
)
def test_what_is_no_table_gets_a_sentence(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_a_quotation_mark_left_open_is_told_at_its_row_and_swallows_nothing() -> None:
    problem = decode(report("a").encode() + b'P2,"never closed\nP3,"b",c\nP4,c\n', "in/Status.csv")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.sheet, problem.cell) == ("unclosed-quote", "Status", "A3")


def test_a_row_of_a_million_cells_is_named() -> None:
    content = b"a,b\n" * 3_000 + b"," * 1_000_000
    problem = decode(content, "wide.csv")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.sheet, problem.cell) == ("far-cell", "wide", "BDWGO3001")


def test_sheets_sent_as_text_are_published_under_the_names_of_their_files(home: Warehouse) -> None:
    risks = (
        b"Scope ID,Risk ID,Risk,Category,Probability,Impact,State,Report date\nP1,R1,Crane,Supplier,4,5,Open,2026-09-30"
    )
    sent = [
        Upload("week 39/Status.csv", report(CHINESE).encode("gb18030")),
        Upload("Risks.tsv", risks.replace(b",", b"\t")),
    ]
    outcome = engine.load(home, [upload(register(), "register.xlsx"), *sent])
    assert [result.status for result in outcome.imports] == ["accepted"] * 3
    assert home.read()("from status")["summary"].tolist() == [CHINESE]
    assert home.read()("from risk")["probability"].tolist() == [4]


@needs_real_data
@pytest.mark.parametrize(
    ("path", "rows", "columns"),
    [
        ("uk-gmpp/uk_2021.csv", 1 + 184, 16),
        ("uk-gmpp/uk_2022.csv", 1 + 235, 17),
        ("nyc-capital-projects/Capital_Projects.csv", 3 + 2_259, 17),
    ],
)
def test_real_files_have_the_rows_that_their_publishers_counted(path: str, rows: int, columns: int) -> None:
    found = sheet((REAL / Path(path)).read_bytes(), path)
    assert (found.height, len(found.columns)) == (rows, columns)


@needs_real_data
def test_pounds_of_real_files_are_pounds() -> None:
    found = sheet((REAL / "uk-gmpp" / "uk_2021.csv").read_bytes(), "uk_2021.csv")
    everything = "".join(cell for column in found.columns for cell in column)
    assert everything.count("£") == (REAL / "uk-gmpp" / "uk_2021.csv").read_bytes().count(b"\xa3") > 100
