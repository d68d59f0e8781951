"""A column that stands on another sheet is looked up by key, row by row, each value with its own address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loaders.profile import Label, Source
from loaders.reading import Reading
from tests.layouts import HEADINGS, columns, profile, read, region, status_feed, told
from tests.workbooks import REPORTED

P1, P2 = (["P1", REPORTED, "Green", 40, REPORTED], ["P2", REPORTED, "Red", 10, REPORTED])
VALUE = Label("Spent", sheet="Money", key="Ref")
MONEY = [["By project"], ["Ref", "Agreed", "Spent to date"], ["p2 ", 9, 20.0], ["P1", 9, 10.0], ["P7", 9, 70.0]]


def looked_up(money: list[list[Any]], label: Label = VALUE, **more: Any) -> Reading:
    layout = profile(region(status_feed(actual_cost=Source(label="value", **more)), labels={"value": label}))
    return read({"Report": [HEADINGS, P1, P2], "Money": money}, layout)


def test_a_row_has_what_stands_in_the_row_of_its_key_and_is_addressed_there():
    reading = looked_up(MONEY)
    assert columns(reading, "status", "project_id", "actual_cost") == [("P1", 10.0), ("P2", 20.0)]
    rows = reading.sheets["status"]
    assert [rows.address("actual_cost", place) for place in range(2)] == [("Money", "C4"), ("Money", "C3")]
    assert [rows.address("project_id", place) for place in range(2)] == [("Report", "A2"), ("Report", "A3")]
    assert told(reading) == []


def test_what_cannot_be_read_there_is_told_at_its_cell_there():
    assert told(looked_up([*MONEY[:3], ["P1", 9, "a lot"]])) == [("not-a-number", "Money", "C4")]
    assert told(looked_up([*MONEY[:3], ["P1", 9, "=1/0"]]))[0][1:] == ("Money", "C4")


def test_a_key_that_is_not_there_leaves_the_cell_blank():
    reading = looked_up(MONEY[:3])
    assert columns(reading, "status", "project_id", "actual_cost") == [("P1", None), ("P2", 20.0)]
    required = profile(region(status_feed(percent_complete=Source(label="value")), labels={"value": VALUE}))
    reading = read({"Report": [HEADINGS, P1, P2], "Money": MONEY[:3]}, required)
    assert told(reading) == [("missing-value", "Report", "A2")]


def test_a_key_of_which_two_rows_say_different_things_is_a_problem_and_the_same_thing_is_none():
    assert told(looked_up([*MONEY, ["P1", 9, 10.0]])) == []
    assert told(looked_up([*MONEY, ["P1", 9, 11.0]])) == [("rows-disagree", "Money", "C6")]


@pytest.mark.parametrize(
    "label", [replace(VALUE, sheet="Gone"), replace(VALUE, says="Gone"), replace(VALUE, key="Gone")]
)
def test_what_is_nowhere_to_be_looked_up_is_named(label: Label):
    assert ("layout-missing-heading", "Report", "A1") in told(looked_up(MONEY, label))
