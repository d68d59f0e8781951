"""A dropped folder: one line for each file, and nothing stopping the rest."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from i18n import Words
from loaders import engine, many, workbook
from loaders.reading import Upload, uploads
from loaders.summary import summary
from tests.folders import broken, put
from tests.workbooks import REPORTED, saved, status, upload
from warehouse import Warehouse


def fates(home: Warehouse, inbox: Path) -> dict[str, str]:
    return {each.file: each.status for each in engine.load(home, uploads([inbox])).imports}


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
            remark = b"<!--" + b"<c " * 500_000 + b"--><sheetData>"
            archive.writestr(name, part.replace(b"<sheetData>", remark) if name.endswith("sheet1.xml") else part)
    return buffer.getvalue()


def test_a_folder_becomes_one_version_with_a_line_for_each_file(home: Warehouse, inbox: Path):
    put(inbox, "broken.xlsx", broken())
    expected = {"register.xlsx": "accepted", "status.xlsx": "accepted", "broken.xlsx": "refused"}
    assert (fates(home, inbox), home.current()) == (expected, 1)
    again = {"register.xlsx": "unchanged", "status.xlsx": "unchanged", "broken.xlsx": "refused"}
    assert (fates(home, inbox), home.current()) == (again, 1)


def test_a_file_of_another_kind_has_a_line_and_costs_nothing(home: Warehouse, inbox: Path):
    put(inbox, "minutes.docx", b"PK")
    put(inbox, "site.jpg", b"x")
    outcome = engine.load(home, uploads([inbox]))
    told = [(each.file, each.status) for each in outcome.imports]
    assert told[:2] == [("register.xlsx", "accepted"), ("status.xlsx", "accepted")]
    assert told[2:] == [("minutes.docx", "skipped"), ("site.jpg", "skipped")]
    assert codes(outcome) == {"minutes.docx": ["other-kind"], "site.jpg": ["other-kind"]}
    assert home.attempts() == [] and len(engine.history(home)) == 2
    again = engine.load(home, uploads([inbox]))
    assert [each.status for each in again.imports] == ["unchanged", "unchanged", "skipped", "skipped"]


def test_the_progress_counts_every_file_once(home: Warehouse, inbox: Path):
    put(inbox, "broken.xlsx", broken())
    told: list[tuple[int, int, str]] = []
    engine.load(home, uploads([inbox]), lambda done, of, file: told.append((done, of, file)))
    assert [(done, of) for done, of, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert {file for *_, file in told} == {"register.xlsx", "status.xlsx", "broken.xlsx"}


def test_no_file_costs_another_its_answer(home: Warehouse, inbox: Path):
    (inbox / "gone.xlsx").symlink_to("nowhere.xlsx")
    (inbox / "folder.xlsx").mkdir()
    put(inbox / "folder.xlsx", "inside.xlsx", status(REPORTED + timedelta(14)))
    put(inbox, "aborts.xlsx", far_out())
    put(inbox, "cut.xlsx", upload(status()).content[:1000])
    put(inbox, "letter.xlsx", b"Dear all")
    outcome = engine.load(home, uploads([inbox]))
    assert codes(outcome) == {
        "gone.xlsx": ["cannot-open"],
        "aborts.xlsx": ["far-cell"],
        "cut.xlsx": ["damaged"],
        "letter.xlsx": ["not-a-workbook"],
    }
    assert {each.file for each in outcome.accepted} == {"register.xlsx", "status.xlsx", "folder.xlsx/inside.xlsx"}
    assert {each.file for each in home.attempts()} == codes(outcome).keys()


def test_a_workbook_that_takes_too_long_is_refused_alone(home: Warehouse, inbox: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "SECONDS", 3)
    put(inbox, "endless.xlsx", endless())
    outcome = engine.load(home, uploads([inbox]))
    assert codes(outcome) == {"endless.xlsx": ["unreadable"]} and len(outcome.accepted) == 2


def test_a_file_that_cannot_be_read_is_refused_alone(home: Warehouse, inbox: Path):
    if not Path("/proc/self/mem").is_file():
        pytest.skip("needs a file that exists and cannot be read by anybody, as Linux has one")
    (inbox / "denied.xlsx").symlink_to("/proc/self/mem")
    outcome = engine.load(home, uploads([inbox]))
    assert codes(outcome) == {"denied.xlsx": ["cannot-open"]} and len(outcome.accepted) == 2


def test_what_is_no_file_is_not_waited_for(home: Warehouse, inbox: Path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has no named pipes in folders")
    os.mkfifo(inbox / "pipe.xlsx")
    outcome = engine.load(home, uploads([inbox]))
    assert codes(outcome) == {"pipe.xlsx": ["cannot-open"]} and len(outcome.accepted) == 2


def test_a_name_that_is_no_text_is_written_as_far_as_it_is(home: Warehouse, inbox: Path):
    try:
        Path(os.fsdecode(os.fsencode(inbox) + b"/\xff.xlsx")).write_bytes(upload(broken()).content)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only names that are text")
    outcome = engine.load(home, uploads([inbox]))
    assert [each.file for each in outcome.refused] == ["?.xlsx"] and summary(outcome, Words())


def test_a_fault_of_our_own_is_the_problem_of_one_file(home: Warehouse, inbox: Path, monkeypatch: pytest.MonkeyPatch):
    reads = many.read_upload

    def faulty(sent: Upload, *layouts: Any) -> Any:
        return 1 / 0 if sent.name == "status.xlsx" else reads(sent, *layouts)

    monkeypatch.setattr(many, "read_upload", faulty)
    outcome = engine.load(home, uploads([inbox]))
    assert codes(outcome) == {"status.xlsx": ["reading-failed"]} and len(outcome.accepted) == 1
    assert "ZeroDivisionError" in outcome.refused[0].problems[0].message(Words())
