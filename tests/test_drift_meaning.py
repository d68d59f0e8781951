"""A column of another meaning, time or unit takes no known column's place: it is asked about, or not read."""

from __future__ import annotations

import pytest

from contract.model import Column, Kind, Text
from loaders.drift import drift
from loaders.proposal import propose
from loaders.wordings import counts_otherwise, differ_in_units_alone, is_turned
from tests.drifts import drifted, sheets, sources, swapped, told


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("RAG", "Ampel"), ("RAG", "Previous RAG"), ("% complete", "% remaining"), ("% complete", "Target % complete"),
        ("Forecast finish", "Last forecast finish"), ("Forecast finish", "上期预计完成"), ("Project ID", "Project"),
    ],
)  # fmt: skip
def test_what_is_required_is_taken_from_no_column_for_being_the_one_left_over_or_looking_alike(was: str, now: str):
    found = drifted(swapped(was, now))
    assert told(found) == [("drift-added", now), ("drift-question", was)]


@pytest.mark.parametrize("now", ["Previous spend to date", "Remaining spend to date", "Spend to date variance"])
def test_what_nobody_requires_is_no_more_read_rather_than_from_a_column_of_another_time(now: str):
    assert told(drifted(swapped("Spend to date", now))) == [
        ("drift-removed", "Spend to date"),
        ("drift-added", now),
    ]


def test_a_column_in_its_new_name_may_say_last_or_previous_where_it_did_before():
    profile = propose(sheets(swapped("RAG", "Last RAG"))).profile("return")
    assert "Last RAG" in sources(profile).values()
    found = drift(profile, sheets(swapped("RAG", "Last RAGs")))
    assert found and told(found) == [("drift-renamed", "Last RAG")]


@pytest.mark.parametrize(
    "now", ["EAC (£k)", "EAC (€m)", "EAC", "EAC £bn", "EAC (USD thousand)", "EAC（￥m）", "Outturn (£k)"]
)
def test_a_heading_in_another_unit_or_currency_is_a_question(now: str):
    profile = propose(sheets(swapped("Spend to date", "EAC (£m)"))).profile("return")
    assert profile.regions[0].feeds[0].columns["estimate_at_completion"].times == 1e6
    found = drift(profile, sheets(swapped("Spend to date", now)))
    assert found and told(found) == [("drift-unit", "EAC (£m)")]
    assert [each.is_error for each in found.questions] == [True] and found.questions[0].cell == "F2"


def test_a_heading_renamed_in_the_same_unit_is_no_question():
    profile = propose(sheets(swapped("Spend to date", "EAC (£m)"))).profile("return")
    found = drift(profile, sheets(swapped("Spend to date", "EACs (￡M)")))
    assert found and told(found) == [("drift-renamed", "EAC (£m)")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("EAC (£)", "EAC [£]"), ("EAC (£)", "EAC (GBP)"), ("EAC (£)", "EAC"), ("EAC (£m)", "EAC, GBP million"),
        ("EAC (£m)", "EAC (GBPm)"), ("EAC (£k)", "EAC (£'000)"), ("EAC (£)", "EAC (£, to date)"),
        ("EAC (Aug)", "EAC (Sep)"),
        ("EAC (万元)", "EAC【万元】"), ("EAC", "EAC (forecast)"), ("EAC (incl. fees)", "EAC (with all fees)"),
    ],
)  # fmt: skip
def test_a_heading_whose_brackets_alone_changed_is_no_question(was: str, now: str):
    profile = propose(sheets(swapped("Spend to date", was))).profile("return")
    assert "estimate_at_completion" in sources(profile)
    found = drift(profile, sheets(swapped("Spend to date", now)))
    assert found and told(found) == [("drift-renamed", was)] and found.is_settled


MONEY, DAYS, LEVEL = Kind.MONEY, Kind.DAYS, Kind.LEVEL


@pytest.mark.parametrize(
    ("kind", "was", "now", "otherwise"),
    [
        (MONEY, "Cost", "Cost (€)", True), (MONEY, "Cost (GBPm)", "Cost (GBPk)", True),
        (MONEY, "Cost (XUm)", "Cost (XUk)", True),
        (MONEY, "Cost (£ per month)", "Cost (£ per year)", True), (MONEY, "R&D cost", "R&D costs", False),
        (DAYS, "Delay (days)", "Delay (weeks)", True), (DAYS, "Delay", "Delay in weeks", True),
        (DAYS, "Delay", "Delay (days)", False),
        (DAYS, "Delay (weeks)", "Delay", True), (DAYS, "Delay (days)", "Delay (working days)", True),
        (DAYS, "延误 (天)", "延误（周）", True), (DAYS, "延误 (天)", "延误", False),
        (LEVEL, "Impact (1-5)", "Impact (1-10)", True), (LEVEL, "Impact (1-5)", "Impact [1 to 5]", False),
        (LEVEL, "Impact", "Impact (1-5)", False), (Kind.PERCENT, "Done (%)", "Done (0-1)", True),
        (Kind.PERCENT, "Done (%)", "Done", False), (Kind.TEXT, "Comment (£)", "Comment (€)", False),
    ],
)  # fmt: skip
def test_only_another_unit_currency_or_scale_makes_numbers_count_otherwise(
    kind: Kind, was: str, now: str, otherwise: bool
):
    assert counts_otherwise(was, now, [Column("any", kind, Text("Any", "任意"), Text("", ""))]) is otherwise


@pytest.mark.parametrize(
    ("was", "now"), [("Budget (£)", "Budget [GBP]"), ("Budget (£m)", "Budget (in £ million)"), ("Budget", "Budget (£)")]
)
def test_a_required_column_is_known_again_under_a_unit_written_otherwise(was: str, now: str):
    assert differ_in_units_alone(was, now)
    assert not differ_in_units_alone(was, "Budget (approved)")
    assert not differ_in_units_alone("(£)", "(€)")


@pytest.mark.parametrize(
    ("was", "now"), [("ID", "Change ID"), ("Steps", "Next steps"), ("说明", "原因说明"), ("Old RAG", "RAG")]
)
def test_words_that_only_say_what_a_sheet_is_about_turn_no_heading(was: str, now: str):
    assert not is_turned(was, now)
