"""A table that leaves the dashboard is safe to open, whatever its text begins with."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from exports.table import workbook
from frame_columns import spoken
from i18n import Words


def sheet(frame: pd.DataFrame, *columns: str):
    return load_workbook(BytesIO(workbook(frame, dict(zip(columns, columns, strict=True)), "Register"))).active


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


def test_each_column_stands_under_its_heading():
    made = workbook(pd.DataFrame({"owner": ["Li"], "risk": ["x"]}), {"risk": "风险", "owner": "负责人"}, "登记册")
    assert list(load_workbook(BytesIO(made)).active.values) == [("风险", "负责人"), ("x", "Li")]


def test_what_is_chosen_from_a_list_is_in_the_readers_language():
    rows = pd.DataFrame({"state": ["Closed"], "zone": ["Red"], "kind": ["Threat"], "risk": ["Open"], "owner": [None]})
    [said] = spoken(rows, Words("zh")).to_dict("records")
    assert (said["state"], said["zone"], said["kind"], said["risk"]) == ("关闭", "红", "威胁", "Open")
