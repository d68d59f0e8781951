"""A file that nearly fits a known layout: the drift is named, and only what is required and unclear is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n import LANGUAGES, Words
from loaders.drift import drift, nearest
from loaders.profile import LeaveOut, Source
from loaders.proposal import propose
from tests.drifts import HEADINGS, ROWS, drifted, known, sheets, sources, swapped, told


def test_the_same_headings_are_no_drift():
    found = drifted([heading.upper() for heading in HEADINGS])
    assert (told(found), found.is_settled, found.nearness) == ([], True, 1.0)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(8)))
def test_moved_columns_are_named_and_no_question(order: list[int]):
    found = drifted([HEADINGS[place] for place in order], [[row[place] for place in order] for row in ROWS])
    assert {code for code, _ in told(found)} <= {"drift-moved"}
    assert found.is_settled
    assert sources(found.profile) == sources(known())


def test_only_the_column_that_moved_is_named():
    assert told(drifted([*HEADINGS[1:], HEADINGS[0]], [[*row[1:], row[0]] for row in ROWS])) == [
        ("drift-moved", "Project ID")
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Forecast finish", "Forecast finish date"), ("RAG", "Overall status"), ("Project ID", "项目编号"),
        ("Spend to date", "Actual spend to date"), ("Spend to date", "Ausgaben"),
    ],
)  # fmt: skip
def test_a_renamed_column_is_found_by_its_words_and_one_nobody_requires_also_by_its_place_and_looks(was: str, now: str):
    found = drifted(swapped(was, now))
    assert told(found) == [("drift-renamed", was)]
    assert found.is_settled
    assert now in sources(found.profile).values()
    again = drift(found.profile, sheets(swapped(was, now)))
    assert again and told(again) == []


def test_a_column_that_clearly_means_something_else_takes_nobodys_place():
    found = drifted(swapped("Forecast finish", "Approved finish"))
    assert told(found) == [("drift-added", "Approved finish"), ("drift-question", "Forecast finish")]
    assert not found.is_settled


def test_an_added_column_is_named_and_known_from_then_on():
    added = [*HEADINGS[:2], "Mood", *HEADINGS[2:]]
    rows = [[*row[:2], "good", *row[2:]] for row in ROWS]
    found = drifted(added, rows)
    assert told(found) == [("drift-added", "Mood")]
    assert found.warnings[0].cell == "C2"
    again = drift(found.profile, sheets(added, rows))
    assert again and told(again) == []


def test_a_removed_column_is_a_question_only_where_it_is_required():
    assert told(drifted(HEADINGS[:-1], [row[:-1] for row in ROWS])) == [("drift-removed", "Comments")]
    unread = [heading for heading in HEADINGS if heading != "Weather"]
    assert told(drifted(unread, [[*row[:6], row[7]] for row in ROWS])) == [("drift-gone", "Weather")]
    without = [heading for heading in HEADINGS if heading != "RAG"]
    found = drifted(without, [[*row[:2], *row[3:]] for row in ROWS])
    assert [(each.code, each.value, each.is_error) for each in found.questions] == [("drift-question", "RAG", True)]
    assert not found.is_settled


def test_a_rule_that_leaves_rows_out_follows_its_heading_or_asks():
    region = replace(known().regions[0], leave_out=(LeaveOut("Project ID", "Total", "total"),))
    profile = replace(known(), regions=(region,))
    found = drift(profile, sheets(swapped("Project ID", "Project ID No.")))
    assert found and found.profile.regions[0].leave_out[0].heading == "Project ID No."


def test_composed_cells_and_first_rows_follow_a_renamed_heading():
    region = known().regions[0]
    feed = region.feeds[0]
    columns = {
        **feed.columns,
        "project_id": Source(compose="{Project ID}-{Weather}"),
        "forecast_finish": Source(heading="Forecast finish", first_of="Project ID"),
    }
    profile = replace(known(), regions=(replace(region, feeds=(replace(feed, columns=columns),)),))
    found = drift(profile, sheets(swapped("Project ID", "Project ID No.")))
    adapted = found.profile.regions[0].feeds[0].columns
    assert adapted["project_id"].compose == "{Project ID No.}-{Weather}"
    assert adapted["forecast_finish"].first_of == "Project ID No."


def test_a_renamed_sheet_is_named():
    found = drifted(HEADINGS, name="Return October")
    assert told(found) == [("drift-sheet-renamed", "Return")]
    assert found.profile.regions[0].sheet == "Return October"


def test_another_layout_is_no_drift():
    assert drift(known(), sheets(["Risk ID", "Risk", "Probability", "Impact"], [["R1", "Rain", 2, 3]])) is None


def test_the_nearest_profile_is_taken():
    other = propose(sheets([*HEADINGS[:5], "Sponsor", "Region", "City"])).profile("other")
    found = nearest([other, known()], sheets(swapped("RAG", "Overall status")))
    assert found and found.profile.name == "return"


def test_of_two_profiles_as_near_neither_is_taken():
    twin = replace(known(), name="twin")
    assert nearest([twin, known()], sheets(swapped("RAG", "Overall status"))) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drift_has_its_words(language: str):
    headings = ["Report date", "Project ID", "Overall status", "Forecast finish", "Spend to date", "Mood"]
    rows = [[row[1], row[0], row[2], row[4], row[5], "x"] for row in ROWS]
    found = drifted(headings, rows, "October")
    unit = drifted(swapped("Spend to date", "Spend to date (£k)"))
    problems = (*found.warnings, *found.questions, *unit.questions)
    codes = {each.code for each in problems}
    assert codes == {
        "drift-sheet-renamed", "drift-renamed", "drift-moved", "drift-added", "drift-removed", "drift-gone",
        "drift-question", "drift-unit",
    }  # fmt: skip
    assert all(each.message(Words(language)) for each in problems)
