"""By when the work will be done, from past slips: small histories worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.batches import status_batch
from tests.histories import days, forecast, past
from tests.portfolio import FINISH, TODAY, asked, milestone, programme, project, register, report, strategy
from warehouse import Warehouse

EVEN = [0] * 10 + [10] * 10
"""Half of the dates were kept, the others were ten days late."""


def published(home: Warehouse, *projects: Any, history: Sequence[Any] = (), milestones: Sequence[Any] = ()) -> None:
    strategies = [strategy("S1"), strategy("S2")]
    programmes = [programme("G1", "S1"), programme("G2", "S2")]
    home.publish([register(project("H1"), *projects, strategy=strategies, programme=programmes), *history])
    if milestones:
        home.publish([status_batch(milestone=list(milestones))])


def found(home: Warehouse, scope_id: str = "M1", as_of: date = TODAY, **named: Any) -> Any:
    return asked(home, "forecast_finish", as_of, "scope_id", **named)[scope_id]


def test_half_and_eighty_per_cent_of_past_slips_are_added_to_what_is_forecast_now(home: Warehouse):
    published(home, project("P1"), history=past(range(20)), milestones=[forecast("M1", "P1", 25)])
    row = found(home)
    assert (row["p50"], row["p80"], row["n"]) == (TODAY + days(25 + 9), TODAY + days(25 + 15), 20)
    assert row["reference_class"] == "Key projects of S1, up to 30 days ahead"
    assert (row["current_forecast"], row["gap_days"], row["widened"]) == (TODAY + days(25), 15, 0)


def test_what_was_not_done_counts_as_open_for_as_long_as_it_was_seen_to_be(home: Warehouse):
    # By 2 days 3 of 6 are done; the two last seen open after 5 days leave one at risk, which is done after 10.
    history = past([0, 1, 2, 10], still_open=2, open_for=5)
    published(home, project("P1"), history=history, milestones=[forecast("M1", "P1", 20)])
    row = found(home, least=4)
    assert (row["p50"], row["p80"], row["n"]) == (TODAY + days(22), TODAY + days(30), 4)


def test_a_class_in_which_too_many_are_still_open_to_know_80_per_cent_is_widened(home: Warehouse):
    home_class = past([0, 0, 0, 0], "H1", still_open=4, open_for=30)
    published(home, project("H2", programme_id="G2"), project("P1"), history=home_class)
    home.publish([*past([5] * 16, "H2"), status_batch(milestone=[forecast("M1", "P1", 20)])])
    row = found(home, least=4)
    assert (row["widened"], row["p80"]) == (1, TODAY + days(25))


@pytest.mark.parametrize(
    ("others", "ahead", "widened", "words"),
    [
        ({}, 20, 0, "Key projects of S1, up to 30 days ahead"),
        ({"programme_id": "G2"}, 20, 1, "Key projects, up to 30 days ahead"),
        ({"programme_id": None}, 20, 1, "Key projects, up to 30 days ahead"),
        ({"programme_id": "G2", "tier": "Component"}, 20, 2, "All projects, up to 30 days ahead"),
        ({"programme_id": "G2"}, 31, 3, "Key projects, at any horizon"),
        ({}, 800, 3, "Key projects, at any horizon"),
        ({"tier": "Component"}, 31, 4, "All projects, at any horizon"),
    ],
)
def test_a_class_with_too_few_is_widened_by_strategy_then_tier_then_horizon_first_within_its_tier(
    home: Warehouse, others: dict[str, Any], ahead: int, widened: int, words: str
):
    milestones = [forecast("M1", "P1", ahead)]
    published(home, project("P1", **others), history=past(range(20)), milestones=milestones)
    row = found(home)
    assert (row["widened"], row["reference_class"], row["n"]) == (widened, words, 20)


def test_a_far_date_is_compared_with_the_farthest_ones_that_are_known(home: Warehouse):
    history = [*past([0] * 20, "H1", ahead=20), *past([50] * 20, "H2", ahead=100)]
    published(home, project("H2"), project("P1"), history=history, milestones=[forecast("M1", "P1", 300)])
    row = found(home)
    assert (row["reference_class"], row["p80"]) == ("Key projects, more than 90 days ahead", TODAY + days(350))


def test_without_enough_milestones_done_there_is_no_forecast_and_that_is_said(home: Warehouse):
    published(home, project("P1"), history=past(range(19)), milestones=[forecast("M1", "P1", 20)])
    row = found(home)
    assert (row["p50"], row["p80"], row["reference_class"]) == (None, None, "No class with 20 milestones done")
    assert (found(home, "P1")["p80"], found(home, "P1")["left_out"]) == (None, 1)


def test_a_date_that_has_passed_is_compared_with_such_dates_only(home: Warehouse):
    published(home, project("P1"), history=past(range(20)), milestones=[forecast("M1", "P1", -1)])
    assert found(home)["p80"] is None


def test_nothing_is_forecast_for_a_day_before_the_one_looked_at(home: Warehouse):
    published(home, project("P1"), history=past([-15] * 20), milestones=[forecast("M1", "P1", 5)])
    assert found(home)["p50"] == TODAY


def test_what_is_done_is_no_longer_forecast(home: Warehouse):
    done = milestone("M2", "P1", actual_date=TODAY)
    published(home, project("P1"), history=past(EVEN), milestones=[forecast("M1", "P1", 5), done])
    assert not {"M2", "H1-0"} & asked(home, "forecast_finish", key="scope_id").keys()


def test_a_project_is_done_with_the_latest_of_its_dates(home: Warehouse):
    milestones = [forecast("M1", "P1", 10), forecast("M2", "P1", 25)]
    published(home, project("P1"), history=past(EVEN), milestones=milestones)
    row = found(home, "P1")
    assert (row["p50"], row["p80"], row["dates"]) == (TODAY + days(25), TODAY + days(35), 2)


def test_the_finish_of_a_project_slips_as_its_milestones_do(home: Warehouse):
    published(home, project("P1", approved_finish=TODAY + days(20)), history=past(EVEN))
    late = (TODAY - FINISH).days + 25
    home.publish([status_batch(status=[report("P1", late=late)])])
    row = found(home, "P1")
    assert (row["days_late"], row["days_late_p50"], row["days_late_p80"]) == (5, 5, 15)


def test_a_complete_project_has_no_finish_to_come(home: Warehouse):
    published(home, project("P1"), history=past(EVEN))
    home.publish([status_batch(status=[report("P1", percent_complete=100.0)])])
    assert "P1" not in asked(home, "forecast_finish", key="scope_id")


def test_a_programme_is_done_when_all_its_projects_are_each_by_its_own_luck(home: Warehouse):
    milestones = [forecast("M1", "P1", 20), forecast("M2", "P2", 20)]
    published(home, project("P1"), project("P2"), history=past(EVEN), milestones=milestones)
    # Each keeps its date with one half, so both do with one quarter.
    assert [found(home, scope)["p50"] for scope in ("P1", "G1", "S1")] == [
        TODAY + days(count) for count in (20, 30, 30)
    ]
    assert found(home, "G1")["reference_class"] == "2 projects, each by its own class"


def test_projects_that_are_surely_done_before_do_not_delay_a_programme(home: Warehouse):
    milestones = [forecast("M1", "P1", 5), forecast("M2", "P2", 25)]
    published(home, project("P1"), project("P2"), history=past(EVEN), milestones=milestones)
    assert found(home, "G1")["p50"] == TODAY + days(25)


def test_who_reports_weekly_counts_no_more_than_who_reports_monthly(home: Warehouse):
    published(home, project("H2"), project("P1"), history=past([0] * 5))
    weekly = [forecast(f"W{each}", "H2", 25, date(2026, 3, day)) for day in (2, 9, 16) for each in range(5)]
    done = [milestone(f"W{each}", "H2", date(2026, 9, 1), actual_date=date(2026, 4, 6)) for each in range(5)]
    home.publish([status_batch(milestone=rows) for rows in (weekly, done, [forecast("M1", "P1", 20)])])
    # Five of ten by 0 days, the others by 10: counted report by report the half would fall on them.
    assert found(home, least=10)["p50"] == TODAY + days(20)


def test_an_actual_date_in_the_future_or_taken_back_is_none(home: Warehouse):
    history = past([0] * 20)
    taken_back = [forecast(f"H1-{place}", "H1", 10, date(2026, 9, 15)) for place in range(2)]
    ahead = [milestone(f"H1-{place}", "H1", date(2026, 9, 15), actual_date=TODAY + days(9)) for place in range(2, 4)]
    kept = [milestone(f"H1-{place}", "H1", date(2026, 9, 15), actual_date=date(2026, 3, 22)) for place in range(4, 20)]
    published(home, project("P1"), history=history, milestones=[forecast("M1", "P1", 20)])
    home.publish([status_batch(milestone=[*taken_back, *ahead, *kept])])
    assert found(home, least=17)["p80"] is None and found(home, least=16)["n"] == 16


def test_a_filter_narrows_what_is_forecast_but_not_what_is_learnt_from(home: Warehouse):
    milestones = [forecast("M1", "P1", 20), forecast("M2", "P2", 20)]
    published(home, project("P1"), project("P2", tier="Component"), history=past(range(20)), milestones=milestones)
    rows = asked(home, "forecast_finish", key="scope_id", tier="Component")
    assert rows.keys() == {"M2", "P2", "G1", "S1"} and rows["M2"]["n"] == 20
