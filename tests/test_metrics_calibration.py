"""Whether forecasts are to be trusted: their quantiles, no look ahead, what was kept, and which way managers err."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.forecast import forecast_bias
from tests.batches import status_batch
from tests.histories import MADE, TOLD, days, forecast, past
from tests.portfolio import TODAY, asked, milestone, project, register, report
from warehouse import Warehouse, open_warehouse

few = settings(max_examples=6, deadline=None)
slips = st.lists(st.integers(-15, 60), min_size=5, max_size=40)


def fresh(folder: str) -> Warehouse:
    home = open_warehouse(Path(folder) / "warehouse")
    home.publish([register(project("H1"), project("P1"))])
    return home


@few
@given(slips=slips, ahead=st.integers(0, 30))
def test_with_everything_done_the_quantiles_are_those_of_the_slips(slips: list[int], ahead: int):
    with tempfile.TemporaryDirectory() as folder:
        home = fresh(folder)
        home.publish([*past(slips), status_batch(milestone=[forecast("M1", "P1", ahead)])])
        row = asked(home, "forecast_finish", TODAY, "scope_id", least=5)["M1"]
    kept = [sorted(slips)[-(-len(slips) * share // 100) - 1] for share in (50, 80)]
    assert [row["p50"], row["p80"]] == [max(TODAY + days(ahead + slip), TODAY) for slip in kept]


@few
@given(done=st.lists(st.integers(-15, 60), min_size=9, max_size=20), still_open=st.integers(1, 2))
def test_dates_still_open_never_bring_a_forecast_forward(done: list[int], still_open: int):
    answers = []
    for left in (0, still_open):
        with tempfile.TemporaryDirectory() as folder:
            home = fresh(folder)
            home.publish(past(done, still_open=left, open_for=9))
            home.publish([status_batch(milestone=[forecast("M1", "P1", 20)])])
            answers.append(asked(home, "forecast_finish", TODAY, "scope_id", least=5)["M1"])
    without, with_open = answers
    assert with_open["p80"] is None or with_open["p80"] >= without["p80"]
    assert with_open["p50"] is None or without["p50"] <= with_open["p50"] <= with_open["p80"]


@few
@given(data=st.data())
def test_no_answer_sees_a_report_later_than_its_day(data: Any):
    macros = ("forecast_finish", "forecast_calibration", "forecast_bias")
    with tempfile.TemporaryDirectory() as folder:
        home = fresh(folder)
        home.publish([*past(data.draw(slips)), *past(data.draw(slips), "P1", ahead=70)])
        home.publish([status_batch(milestone=[forecast("M1", "P1", 20)], status=[report("P1")])])
        before = [asked(home, macro, TODAY, least=3) for macro in macros]
        on = TODAY + days(data.draw(st.integers(1, 90)))
        actual = data.draw(st.one_of(st.none(), st.dates(date(2026, 3, 1), on)))
        later = [milestone(name, "H1", on, actual_date=actual) for name in ("H1-0", "H1-1", "new")]
        other = [forecast("M1", "P1", data.draw(st.integers(-90, 400)), on, actual_date=actual)]
        home.publish([status_batch(milestone=later + other, status=[report("P1", on=on, late=200)])])
        assert [asked(home, macro, TODAY, least=3) for macro in macros] == before
        assert before[0]


def judged(home: Warehouse, **named: Any) -> Any:
    return asked(home, "forecast_calibration", TODAY, "band", **named)


def test_a_forecast_is_judged_by_what_was_known_when_it_was_made(home: Warehouse):
    """Until June every date was kept; of four made then, one was, one came 3 days later, two are still open."""
    home.publish([register(project("H1"), project("P1"))])
    early = [milestone(f"H1-{place}", "H1", date(2026, 5, 20), actual_date=MADE + days(20)) for place in range(5)]
    home.publish([*past([0] * 5), status_batch(milestone=early)])
    on, seen = date(2026, 6, 8), date(2026, 8, 3)
    made = [forecast(f"M{place}", "P1", 20, on) for place in range(4)]
    done = [milestone(f"M{place}", "P1", seen, actual_date=on + days(20 + 3 * place)) for place in range(2)]
    left = [forecast(f"M{place}", "P1", 10, seen) for place in (2, 3)]
    home.publish([status_batch(milestone=made), status_batch(milestone=done + left)])
    row = judged(home, least=5)[1]
    # Those made again in August, for the 13th of that month, were no longer reported when that came.
    assert (row["forecasts_p80"], row["milestones"], row["kept_p80"]) == (4, 4, 0.25)


def test_a_date_that_has_not_come_is_not_judged(home: Warehouse):
    home.publish([register(project("H1"), project("P1")), *past([0] * 5)])
    done_before = milestone("M1", "P1", TODAY, actual_date=TODAY - days(1))
    home.publish([status_batch(milestone=[forecast("M1", "P1", 30, date(2026, 9, 7))])])
    home.publish([status_batch(milestone=[done_before])])
    assert judged(home, least=5) == {}


def test_before_enough_was_done_nothing_can_be_judged(home: Warehouse):
    home.publish([register(project("H1")), *past([0] * 30)])
    assert judged(home) == {}


@pytest.mark.parametrize(("slip", "bias"), [(0, 0), (3, 0), (4, 7), (30, 28), (-8, -7), (-40, -35), (300, 70)])
def test_the_bias_of_a_manager_is_the_mean_slip_of_dates_given_long_before(home: Warehouse, slip: int, bias: int):
    home.publish([register(project("H1")), *past([slip, slip, slip] if slip < 100 else [150, 160, 150], ahead=33)])
    [row] = asked(home, "forecast_bias")
    assert (row["tier"], row["bias_days"], row["managers"], row["judged"]) == ("Key", bias, 1, 1)
    assert row["too_early"] == (bias > 0)


def test_the_bias_names_nobody_and_leaves_out_whom_it_cannot_judge(home: Warehouse):
    projects = [project("H1", project_manager="Ana"), project("H2", project_manager="Bo", tier="Component")]
    home.publish([register(*projects, project("H3", project_manager="Cy"))])
    home.publish([*past([9] * 3, "H1", 40), *past([0] * 4, "H2", 40), *past([5] * 2, "H3", 40)])
    rows = asked(home, "forecast_bias")
    assert [(row["tier"], row["bias_days"], row["left_out"]) for row in rows] == [("Key", 7, 1), ("Component", 0, 0)]
    assert not {"Ana", "Bo", "Cy"} & {value for row in rows for value in row.values()}


def test_a_pattern_that_would_name_a_manager_is_not_shown(home: Warehouse):
    home.publish([register(project("H1")), *past([10] * 3, ahead=33)])
    assert len(asked(home, "forecast_bias")) == 1
    assert forecast_bias(home.read(), TODAY).empty


def test_what_is_not_done_counts_into_the_bias_with_its_slip_so_far(home: Warehouse):
    home.publish([register(project("H1"))])
    names = ("M1", "M2", "M3")
    for on in (MADE, TOLD):
        rows = [forecast(name, "H1", 0, on) | {"forecast_date": MADE + days(40)} for name in names]
        home.publish([status_batch(milestone=rows)])
    [row] = asked(home, "forecast_bias")
    assert row["median_days"] == (TOLD - MADE).days - 40
