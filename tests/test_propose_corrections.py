"""What a proposal leaves open is asked, and what it got wrong is corrected by choosing."""

from __future__ import annotations

from datetime import date

import pytest

from i18n import LANGUAGES, Words
from loaders.profile import read_profile, write_profile
from loaders.proposal import with_column, with_values
from tests.proposals import FINISH, FIRST, RENAMED, fed, missing, proposed
from tests.workbooks import REPORTED, register


def test_known_words_get_a_meaning_and_unknown_ones_a_question():
    colours = ["On schedule", "A/R", "Amber/Green", "Purple"]
    rows = [RENAMED, *([f"P{n}", REPORTED, colour, 40, FINISH, 1] for n, colour in enumerate(colours))]
    found = proposed({"Return": rows})
    rag = next(m for m in found.regions[0].feeds[0].matches if m.column == "overall_rag")
    assert rag.source.values == {"onschedule": "Green", "ar": "Red", "ambergreen": "Amber"}
    assert [(each.code, each.details["values"], each.is_error) for each in found.questions] == [
        ("unknown-words", "Purple", False)
    ]
    assert with_values(found, "status", "overall_rag", {"purple": "Red"}).questions == ()


def test_levels_for_a_colour_are_only_used_once_somebody_says_which_end_is_bad():
    rows = [[*RENAMED[:2], "RAG", *RENAMED[3:]], *(["P1", REPORTED, level, 40, FINISH, 1] for level in (1, 3, 5))]
    found = proposed({"Return": rows})
    assert [each.code for each in found.questions] == ["which-end-is-bad"]
    assert not found.is_loadable
    assert with_values(found, "status", "overall_rag", {"1": "Green", "3": "Amber", "5": "Red"}).is_loadable


def test_a_column_is_corrected_by_choosing_another_a_constant_or_never_stated():
    found = proposed({"Return": [[*RENAMED[:2], "Weather", *RENAMED[3:]], ["P1", REPORTED, "G", 40, FINISH, 1]]})
    assert fed(with_column(found, "status", "overall_rag", "Weather"))["overall_rag"] == "Weather"
    assert with_column(found, "status", "overall_rag", constant="Green").is_loadable
    never = with_column(found, "status", "percent_complete", unstated=True)
    assert never.profile("x").regions[0].feeds[0].unstated == ("percent_complete",)
    assert "percent_complete" not in fed(never)
    assert missing(with_column(found, "status", "project_id", unstated=True)) == ["project_id"]
    without = with_column(found, "status", "report_date")
    assert missing(without) == ["report_date"]
    moved = with_column(found, "status", "summary", "% done")
    assert (fed(moved)["summary"], missing(moved)) == ("% done", ["percent_complete"])


def test_a_flat_list_gives_the_register_too_only_while_nobody_registered_it_and_it_states_all_of_it():
    more = ["Project name", "Tier", "Project manager", "Department", "Approved start", "Approved finish", "Budget"]
    row = [*FIRST, "Hall", "Key", "Li", "Build", date(2026, 1, 1), FINISH, 1_000_000]
    both = proposed({"List": [[*RENAMED, *more], row]})
    assert [feed.table for _, feed in both.feeds()] == ["status", "project"]
    assert both.profile("list").register_date == both.regions[0].feeds[0].match("report_date").source
    known = proposed({"List": [[*RENAMED, *more], row]}, {"project": {"P1"}})
    assert [feed.table for _, feed in known.feeds()] == ["status"]
    without = proposed({"List": [[*RENAMED, *more[:-1]], row[:-1]]})
    assert [feed.table for _, feed in without.feeds()] == ["status"]


def test_a_register_without_a_date_asks_for_it():
    sheets = register()
    del sheets["Settings"]
    found = proposed(sheets)
    assert missing(found) == ["register_date"]
    dated = with_column(found, "setting", "register_date", constant="2026-01-01")
    assert dated.is_loadable
    assert dated.profile("x").settings == {"register_date": "2026-01-01"}


def test_the_profile_survives_its_file():
    profile = proposed({"Return": [RENAMED, FIRST, ["Total", None, None, None, None, 2]]}).profile("return")
    assert read_profile(write_profile(profile)) == profile


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_gap_has_its_words(language: str):
    rows = [
        ["Report"],
        ["As at", None, REPORTED],
        [],
        [RENAMED[0], *RENAMED[2:], "Zeta"],
        ["P1", 3, 40, FINISH, 1, "x"],
    ]
    found = proposed({"Return": rows, "Odd": [["a", "b"], [1, 2]]})
    gaps = [each.problem for each in with_column(found, "status", "percent_complete").missing]
    reasons = [match.reason for _, feed in found.feeds() for match in feed.matches]
    assert all(each.message(Words(language)) for each in [*reasons, *gaps, *found.questions, *found.remarks])
    assert [each.code for each in found.remarks] == ["sheet-not-proposed"]
