"""What became of a folder, to take away: as a workbook, and from the command line."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from i18n import Words
from loaders import engine
from loaders.__main__ import app
from loaders.problems import Problem
from loaders.reading import uploads
from loaders.summary import summary
from tests.folders import FORMULA, broken, put
from tests.workbooks import REPORTED, status, upload
from warehouse import Warehouse


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content))}


def test_the_summary_lists_every_file_and_every_problem(home: Warehouse, inbox: Path):
    put(inbox, "broken.xlsx", broken())
    outcome = engine.load(home, uploads([inbox]))
    told = sheets_of(summary(outcome, Words()))
    assert told["Files"] == [
        ("File", "Verdict", "Rows", "Errors", "Warnings", "Import"),
        ("register.xlsx", "Accepted", 5, 0, 0, 1),
        ("status.xlsx", "Accepted", 4, 0, 0, 2),
        ("broken.xlsx", "Refused", 4, 1, 0, None),
    ]
    [_, problem] = told["Problems"]
    assert problem[:4] == ("broken.xlsx", "Error", "Status", "C2") and "Overall RAG" in problem[5]


def test_the_summary_speaks_chinese(home: Warehouse, inbox: Path):
    told = sheets_of(summary(engine.load(home, uploads([inbox])), Words("zh")))
    assert list(told) == ["文件", "问题"] and told["文件"][1][1] == "已接受"


def test_nothing_in_a_summary_is_a_formula_or_breaks_it(home: Warehouse):
    sheets = status()
    sheets["Status"][1][2] = FORMULA
    sheets["Status"][2][2] = "x" * 40_000
    made = upload(sheets, "=1+1\x07.xlsx")
    outcome = engine.check(home, [made])
    book = load_workbook(io.BytesIO(summary(outcome, Words())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book["Files"]["A2"].value == "=1+1.xlsx" and book["Files"]["A2"].number_format == "@"


def test_every_fate_of_a_file_has_a_word_in_the_summary(home: Warehouse, inbox: Path):
    put(inbox, "broken.xlsx", broken())
    put(inbox, "minutes.docx", b"PK")
    put(inbox, "weather.csv", b"Place,Rain\nHall,wet\n")
    engine.load(home, uploads([inbox]))
    outcome = engine.load(home, [*uploads([inbox]), upload(status(REPORTED + timedelta(28)), "new.xlsx")])
    told = sheets_of(summary(outcome, Words()))
    skipped = "Skipped, another kind of file"
    assert {row[1] for row in told["Files"][1:]} == {"Accepted", "Refused", "Unchanged", "Needs a layout", skipped}
    assert [row[5] for row in told["Problems"] if row[0] == "minutes.docx"] == [Problem("other-kind").message(Words())]


def run(*arguments: object, code: int = 0) -> Any:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == code, result.output
    return result.stdout


def test_the_command_line_writes_the_summary_and_lists_refusals(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    put(inbox, "broken.xlsx", broken())
    out = tmp_path / "summary.xlsx"
    printed = json.loads(run("load", inbox, "--summary", out, "--json", code=1))
    assert len(sheets_of(out.read_bytes())["Files"]) == 1 + len(printed["imports"])
    [refused] = json.loads(run("history", "--refused", "--json"))["imports"]
    [same] = [each for each in printed["imports"] if each["status"] == "refused"]
    assert (refused["file"], refused["problems"], refused["errors"]) == (same["file"], same["problems"], 1)
    assert "broken.xlsx" in run("history", "--refused") and "Status!C2" in run("history", "--refused")
    assert len(json.loads(run("history", "--json"))["imports"]) == 2


def test_other_files_in_a_folder_are_told_and_move_no_exit_code(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    put(inbox, "STORIES.md", b"# Stories")
    printed = json.loads(run("check", inbox, "--json"))["imports"]
    assert [(each["file"], each["status"]) for each in printed][-1] == ("STORIES.md", "skipped")
    said = run("load", inbox)
    assert "skipped    STORIES.md" in said and "2 of 2 workbooks accepted" in said and "1 file of another kind" in said


@pytest.mark.parametrize("place", ["inbox/summary.xlsx", "nowhere/summary.xlsx", "summary.txt"])
def test_a_summary_in_the_wrong_place_is_refused_before_anything_is_loaded(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch, place: str
):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    run("load", inbox, "--summary", tmp_path / place, code=2)
    assert not (tmp_path / "warehouse").exists()


def test_a_summary_never_overwrites_what_is_loaded(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    report = inbox / "status.xlsx"
    before = report.read_bytes()
    run("load", report, "--summary", report, code=2)
    assert report.read_bytes() == before
