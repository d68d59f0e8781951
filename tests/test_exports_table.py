"""A table that leaves the dashboard is safe to open, whatever its text begins with."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from exports.table import workbook
from i18n import Words


def sheet(frame: pd.DataFrame, *columns: str, language: str = "en"):
    return load_workbook(BytesIO(workbook(frame, columns, "Register", Words(language)))).active


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil")', "\tx", "a\x00b"])
def test_text_stays_text_whatever_it_begins_with(text: str):
    cell = sheet(pd.DataFrame({"risk": [text]}), "risk")["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert cell.value == text.replace("\x00", " ")


def test_numbers_and_days_are_what_they_are_and_the_absent_is_blank():
    frame = pd.DataFrame(
        {"score": [12, None], "action_due": pd.to_datetime(["2026-10-14", None]), "owner": ["Li", "Mo"]}
    )
    rows = list(sheet(frame, "score", "action_due", "owner").iter_rows(min_row=2, values_only=True))
    assert (rows[0][0], rows[0][1].date().isoformat(), rows[0][2]) == (12, "2026-10-14", "Li")
    assert rows[1] == (None, None, "Mo")


def test_scores_are_written_as_their_course():
    assert sheet(pd.DataFrame({"scores": [[6, 12, 12]]}), "scores")["A2"].value == "6 → 12 → 12"


def test_headings_are_in_the_readers_language():
    assert sheet(pd.DataFrame({"risk": ["x"]}), "risk", language="zh")["A1"].value == "风险"
