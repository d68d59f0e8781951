"""The record of what was refused: whole, bounded, and the same values again in every language."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from i18n import Words
from loaders import attempts, engine
from loaders.problems import Problem
from loaders.reading import Upload
from tests.workbooks import REPORTED, register, upload
from warehouse import Attempt, Warehouse, open_warehouse
from warehouse.attempts import MOST_BYTES

BROKEN_SAMPLE = Path(__file__).resolve().parent.parent / "data" / "broken-example"


def test_problems_come_back_as_they_were_in_every_language(home: Warehouse):
    engine.load(home, [upload(register())])
    sent = [Upload(path.name, path.read_bytes()) for path in BROKEN_SAMPLE.glob("*.xlsx")]
    refused = engine.load(home, sent).refused
    for result, attempt in zip(refused, open_warehouse(home.folder).attempts(), strict=True):
        before = [problem for problem in result.problems if problem.is_error]
        for language in ("en", "zh"):
            t = Words(language)
            assert [each.as_json(t) for each in attempts.problems(attempt)] == [each.as_json(t) for each in before]


def attempt(file: str, *problems: Problem) -> Attempt:
    values = tuple({**problem.__dict__, "details": dict(problem.details)} for problem in problems)
    return Attempt(file, "", datetime(2026, 9, 30, 12), (("P1", REPORTED), ("P2", None)), values, len(values))


def test_a_problem_of_which_this_version_knows_no_sentence_is_left_out():
    old = attempt("a.xlsx", Problem("no-such-code"), Problem("not-a-number", "Status", "C2", "half"))
    assert [each.code for each in attempts.problems(old)] == ["not-a-number"]


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=4), st.text(st.characters(codec="utf-8")))
def test_any_text_is_remembered_as_it_was(files: list[str], value: str):
    with tempfile.TemporaryDirectory() as folder:
        home = open_warehouse(folder)
        noted = [attempt(file, Problem("not-a-number", "Status", "C2", value)) for file in files]
        for each in noted:
            home.note([each])
        assert home.attempts() == noted


def test_a_line_that_broke_off_costs_only_itself(home: Warehouse):
    home.note([attempt("a.xlsx"), attempt("b.xlsx")])
    record = home.folder / "attempts.jsonl"
    record.write_bytes(record.read_bytes()[:-20])
    assert [each.file for each in home.attempts()] == ["a.xlsx"]
    home.note([attempt("c.xlsx")])
    assert [each.file for each in home.attempts()] == ["a.xlsx", "c.xlsx"]


def test_the_record_stays_bounded_and_forgets_the_oldest_first(home: Warehouse):
    large = Problem("not-a-number", value="x" * (MOST_BYTES // 10))
    home.note([attempt(f"{place}.xlsx", large) for place in range(12)])
    assert [each.file for each in home.attempts()] == [f"{place}.xlsx" for place in range(3, 12)]
    home.note([attempt("huge.xlsx", Problem("not-a-number", value="x" * (2 * MOST_BYTES)))])
    assert [each.file for each in home.attempts()] == ["huge.xlsx"]
