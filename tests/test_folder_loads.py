"""A dropped folder: one line for each file, nothing stopping the rest, and a summary to take away."""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from i18n import Words
from loaders import engine, workbook
from loaders.__main__ import app
from loaders.reading import Upload, uploads
from loaders.summary import summary
from tests.workbooks import REPORTED, Sheets, register, saved, status, upload
from warehouse import Warehouse

FORMULA = '=HYPERLINK("http://example.org","ok")'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register and a report."""
    place = tmp_path / "inbox"
    place.mkdir()
    put(place, "register.xlsx", register())
    put(place, "status.xlsx", status())
    return place


def put(folder: Path, name: str, content: Sheets | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else upload(content).content)
    return path


def broken() -> Sheets:
    sheets = status(REPORTED + timedelta(14))
    sheets["Status"][1][2] = FORMULA
    return sheets


def fates(home: Warehouse, folder: Path) -> dict[str, str]:
    return {each.file: each.status for each in engine.load(home, uploads([folder])).imports}


def codes(outcome: engine.Outcome) -> dict[str, list[str]]:
    return {each.file: [problem.code for problem in each.problems] for each in outcome.imports if each.problems}


def far_out() -> bytes:
    """Two cells that make the fast reader abort its process."""
    made = Workbook()
    made.active["A1"], made.active["XFD1048576"] = "Project ID", 2
    return saved(made)


def endless() -> bytes:
    """A workbook that is small, valid, and keeps the search for uncalculated formulas busy for minutes."""
    whole = zipfile.ZipFile(io.BytesIO(upload(status()).content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            part = whole.read(name)
            remark = b"<!--" + b"<f" * 500_000 + b"--><sheetData>"
            archive.writestr(name, part.replace(b"<sheetData>", remark) if name.endswith("sheet1.xml") else part)
    return buffer.getvalue()


def test_a_folder_becomes_one_version_with_a_line_for_each_file(home: Warehouse, folder: Path):
    put(folder, "broken.xlsx", broken())
    expected = {"register.xlsx": "accepted", "status.xlsx": "accepted", "broken.xlsx": "refused"}
    assert (fates(home, folder), home.current()) == (expected, 1)
    again = {"register.xlsx": "unchanged", "status.xlsx": "unchanged", "broken.xlsx": "refused"}
    assert (fates(home, folder), home.current()) == (again, 1)


def test_the_progress_counts_every_file_once(home: Warehouse, folder: Path):
    put(folder, "broken.xlsx", broken())
    told: list[tuple[int, int, str]] = []
    engine.load(home, uploads([folder]), lambda done, of, file: told.append((done, of, file)))
    assert [(done, of) for done, of, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert {file for *_, file in told} == {"register.xlsx", "status.xlsx", "broken.xlsx"}


def test_no_file_costs_another_its_answer(home: Warehouse, folder: Path):
    (folder / "gone.xlsx").symlink_to("nowhere.xlsx")
    (folder / "folder.xlsx").mkdir()
    put(folder / "folder.xlsx", "inside.xlsx", status(REPORTED + timedelta(14)))
    put(folder, "aborts.xlsx", far_out())
    put(folder, "cut.xlsx", upload(status()).content[:1000])
    put(folder, "letter.xlsx", b"Dear all")
    outcome = engine.load(home, uploads([folder]))
    assert codes(outcome) == {
        "gone.xlsx": ["cannot-open"],
        "aborts.xlsx": ["far-cell"],
        "cut.xlsx": ["damaged"],
        "letter.xlsx": ["not-a-workbook"],
    }
    assert {each.file for each in outcome.accepted} == {"register.xlsx", "status.xlsx", "folder.xlsx/inside.xlsx"}
    assert {each.file for each in home.attempts()} == codes(outcome).keys()


def test_a_workbook_that_takes_too_long_is_refused_alone(
    home: Warehouse, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workbook, "SECONDS", 3)
    put(folder, "endless.xlsx", endless())
    outcome = engine.load(home, uploads([folder]))
    assert codes(outcome) == {"endless.xlsx": ["unreadable"]} and len(outcome.accepted) == 2


def test_a_file_that_cannot_be_read_is_refused_alone(home: Warehouse, folder: Path):
    if not Path("/proc/self/mem").is_file():
        pytest.skip("needs a file that exists and cannot be read by anybody, as Linux has one")
    (folder / "denied.xlsx").symlink_to("/proc/self/mem")
    outcome = engine.load(home, uploads([folder]))
    assert codes(outcome) == {"denied.xlsx": ["cannot-open"]} and len(outcome.accepted) == 2


def test_what_is_no_file_is_not_waited_for(home: Warehouse, folder: Path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has no named pipes in folders")
    os.mkfifo(folder / "pipe.xlsx")
    outcome = engine.load(home, uploads([folder]))
    assert codes(outcome) == {"pipe.xlsx": ["cannot-open"]} and len(outcome.accepted) == 2


def test_a_name_that_is_no_text_is_written_as_far_as_it_is(home: Warehouse, folder: Path):
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.xlsx")).write_bytes(upload(broken()).content)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only names that are text")
    outcome = engine.load(home, uploads([folder]))
    assert [each.file for each in outcome.refused] == ["?.xlsx"] and summary(outcome, Words())


def test_a_fault_of_our_own_is_the_problem_of_one_file(home: Warehouse, folder: Path, monkeypatch: pytest.MonkeyPatch):
    reads = engine.read_upload

    def faulty(sent: Upload) -> Any:
        return 1 / 0 if sent.name == "status.xlsx" else reads(sent)

    monkeypatch.setattr(engine, "read_upload", faulty)
    outcome = engine.load(home, uploads([folder]))
    assert codes(outcome) == {"status.xlsx": ["reading-failed"]} and len(outcome.accepted) == 1
    assert "ZeroDivisionError" in outcome.refused[0].problems[0].message(Words())


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content))}


def test_the_summary_lists_every_file_and_every_problem(home: Warehouse, folder: Path):
    put(folder, "broken.xlsx", broken())
    outcome = engine.load(home, uploads([folder]))
    told = sheets_of(summary(outcome, Words()))
    assert told["Files"] == [
        ("File", "Verdict", "Rows", "Errors", "Warnings", "Import"),
        ("register.xlsx", "Accepted", 5, 0, 0, 1),
        ("status.xlsx", "Accepted", 4, 0, 0, 2),
        ("broken.xlsx", "Refused", 4, 1, 0, None),
    ]
    [_, problem] = told["Problems"]
    assert problem[:4] == ("broken.xlsx", "Error", "Status", "C2") and "Overall RAG" in problem[5]


def test_the_summary_speaks_chinese(home: Warehouse, folder: Path):
    told = sheets_of(summary(engine.load(home, uploads([folder])), Words("zh")))
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


def test_every_fate_of_a_file_has_a_word_in_the_summary(home: Warehouse, folder: Path):
    put(folder, "broken.xlsx", broken())
    engine.load(home, uploads([folder]))
    outcome = engine.load(home, [*uploads([folder]), upload(status(REPORTED + timedelta(28)), "new.xlsx")])
    assert {row[1] for row in sheets_of(summary(outcome, Words()))["Files"][1:]} == {"Accepted", "Refused", "Unchanged"}


def run(*arguments: object, code: int = 0) -> Any:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == code, result.output
    return result.stdout


def test_the_command_line_writes_the_summary_and_lists_refusals(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    put(folder, "broken.xlsx", broken())
    out = tmp_path / "summary.xlsx"
    printed = json.loads(run("load", folder, "--summary", out, "--json", code=1))
    assert len(sheets_of(out.read_bytes())["Files"]) == 1 + len(printed["imports"])
    [refused] = json.loads(run("history", "--refused", "--json"))["imports"]
    [same] = [each for each in printed["imports"] if each["status"] == "refused"]
    assert (refused["file"], refused["problems"], refused["errors"]) == (same["file"], same["problems"], 1)
    assert "broken.xlsx" in run("history", "--refused") and "Status!C2" in run("history", "--refused")
    assert len(json.loads(run("history", "--json"))["imports"]) == 2


@pytest.mark.parametrize("place", ["inbox/summary.xlsx", "nowhere/summary.xlsx", "summary.txt"])
def test_a_summary_in_the_wrong_place_is_refused_before_anything_is_loaded(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    run("load", folder, "--summary", tmp_path / place, code=2)
    assert not (tmp_path / "warehouse").exists()


def test_a_summary_never_overwrites_what_is_loaded(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    report = folder / "status.xlsx"
    before = report.read_bytes()
    run("load", report, "--summary", report, code=2)
    assert report.read_bytes() == before
