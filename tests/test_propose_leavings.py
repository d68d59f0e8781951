"""Lines of an unknown sheet that are no data: totals, examples, notes, and rows that explain the columns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.proposals import FINISH, FIRST, RENAMED, SECOND, proposed
from tests.workbooks import REPORTED


def test_totals_examples_headings_again_and_notes_are_left_out_with_the_reason():
    rows = [
        RENAMED, ["e.g. P99", REPORTED, "G", 1, FINISH, 1], FIRST, RENAMED, SECOND,
        ["Total", None, None, None, None, 2], ["合计", None, None, None, None, 2],
        ["Note: figures are unaudited"], ["All projects of the programme are listed, whether they reported or not"],
    ]  # fmt: skip
    found = proposed({"Return": rows}).regions[0]
    assert [(each.line, each.reason) for each in found.left_out] == [
        ("2", "example"), ("4", "heading"), ("6", "total"), ("7", "total"), ("8", "note"), ("9", "note"),
    ]  # fmt: skip
    assert {rule.heading for rule in found.leave_out} == {"Proj. No."}


@pytest.mark.parametrize(
    "line",
    ["Subtotal North", "Sub-total: Programme A", "SUB TOTAL – Halls", "小计 A 项目群，含全部在建与已完工项目",
     "North subtotal", "Halls – Sub-total", "North and South: subtotal (a)", "北区小计",
     "A 项目群合计", "North total", "Halls: Totals"],
)  # fmt: skip
def test_a_subtotal_is_a_total_whatever_it_sums(line: str):
    found = proposed({"Return": [RENAMED, FIRST, [line, None, None, None, None, 2], SECOND]}).regions[0]
    assert [(each.line, each.reason) for each in found.left_out] == [("3", "total")]


def test_data_that_begins_like_a_total_is_kept():
    for name in ("Total refurbishment of the hall", "Teardown total", "Quantotal"):
        named = [
            ["Project ID", "Project name", *RENAMED[1:]],
            ["P1", name, *FIRST[1:]],
            ["Quantotal", *SECOND],
            ["North total", "Hall", *SECOND[1:]],
        ]
        assert proposed({"Return": named}).regions[0].left_out == ()


NOTE_ROWS = [
    ["as in the register", "end of month", "see guide", "of work, not time", "honest one", "without VAT"],
    [None, "last Friday", None, "whole project", "latest view", "in full units"],
    ["项目", "月末", "见说明", "全部工作", "最新预测", "不含税"],
]


@pytest.mark.parametrize("note", NOTE_ROWS)
def test_a_row_that_explains_the_columns_is_no_data(note: list[Any]):
    for first in (FIRST, ["P1", "2026-09-30", "G", "40 %", "2027-01-15", "1.5"]):
        found = proposed({"Return": [RENAMED, note, first, SECOND]}).regions[0]
        assert found.header.below == 1 and found.units["Actual spend (£m)"] == note[5]


@pytest.mark.parametrize(
    "row",
    [["P9", "end of month", "G", "see plan", "see plan", "see plan"], ["Hall", "tbc", "G", "tbc", "tbc", "n/a"],
     ["Hall", "end of month", "G", 10, "see plan", "see plan"], ["Hall", None, "G", None, "see plan", None]],
)  # fmt: skip
def test_a_first_row_that_begins_like_the_others_or_has_a_figure_is_data(row: list[Any]):
    assert proposed({"Return": [RENAMED, row, FIRST, SECOND]}).regions[0].header.below == 0
