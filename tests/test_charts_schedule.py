"""What the figures of Schedule say in words."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from charts import (
    calibration,
    checks,
    dependency,
    earned,
    finish,
    forecast,
    heat,
    milestone,
    pattern,
    record,
    roadmap,
    schedule,
    slip,
    span,
    trend,
    warning,
)
from charts import variance as bars
from charts.palette import LIGHT
from tests import milestone_figures, schedule_figures
from tests.drawn import DAY, EN


def test_the_slip_title_tells_the_change():
    assert "485" in slip.slip_title(schedule_figures.trend(), EN)
    assert "10 d more than one period before" in slip.slip_title(schedule_figures.trend(), EN)


def test_the_slip_title_names_its_baseline():
    first = schedule_figures.trend().assign(against="first")
    assert "485 d late together against the first baseline" in slip.slip_title(first, EN)
    assert slip.slip_title(first.assign(against="previous"), EN).startswith("Finishes moved later by 485 d together")


def test_against_the_report_before_a_grid_adds_up_its_moves():
    frame = schedule_figures.heat_grid()
    assert "got later by 6 d on average since" in heat.heat_title(frame, EN)
    moves = heat.heat_title(frame.assign(against="previous"), EN)
    assert moves.startswith("Programme 2 项目群 moved later by 68 d on average in the 4 periods together, more than")


def test_a_headline_counts_key_projects_where_there_are_any():
    frame = schedule_figures.variance(5).assign(against="first", key_projects=1, key_late=[1, 0, 0, 1, 0])
    assert bars.headline(frame, EN) == "2 of 5 key projects finish after their first baseline."
    none = frame.assign(key_projects=0, key_late=0)
    assert bars.headline(none, EN) == "5 of 5 projects finish after their first baseline."


def test_against_the_report_before_bars_are_those_that_moved_the_most():
    frame = schedule_figures.variance(30).assign(against="previous")
    assert list(bars.worst(frame, 3)["days"]) == [9, 8, 7]
    assert list(bars.worst(frame, 12)["days"])[7:] == [2, 1, -18, -19, -20]
    assert list(bars.worst(frame.assign(days=[0.0] * 29 + [4.0]), 3)["days"]) == [4]
    assert list(bars.worst(frame.assign(against="approved"), 3)["days"]) == [9, 8, 7]


@pytest.mark.parametrize(
    ("index", "said"), [(0.9498, "0.949"), (0.95, "0.95"), (0.9449, "0.94"), (0.997, "0.997"), (1.0, "1.00")]
)
def test_no_rounding_lifts_a_pace_over_its_threshold(index: float, said: str):
    assert earned.pace({"spi_t": index, "spi_t_approx": None}, EN) == said


def test_milestones_of_one_id_and_name_are_two_lines_told_apart_by_their_projects():
    board = milestone_figures.board()
    first = board[board["milestone_id"] == "P1-M1"]
    twice = pd.concat([first, first.assign(project_id="P9", project="Hall 9")])
    figure = trend.trend_board(twice, EN, LIGHT)
    assert len([line for line in figure.data if line.mode == "lines+markers"]) == 2
    [ends] = [line.text for line in figure.data if line.mode == "text"]
    assert [" · Hall 9" in said for said in ends if "Milest" in said].count(True) == 1
    assert "2 milestones of 1 programme" in pattern.trend_alt(twice, EN)


def test_the_record_of_forecasts_with_half_a_chance_is_told():
    record = pd.DataFrame({"band": [1.0], "kept_p80": [0.8], "forecasts_p80": [10], "kept_p50": [0.75]})
    assert (
        calibration.half_kept(record.assign(forecasts_p50=4), EN) == "Of those with a chance of 50 %, 75 % were kept."
    )
    assert calibration.half_kept(record, EN) == ""


def test_the_milestones_title_counts_missed_and_due():
    assert milestone.milestones_title(milestone_figures.milestones(), EN) == "1 milestone was missed; due next: 1."


def test_where_nothing_is_late_the_title_names_no_worst():
    none = schedule_figures.variance(3).assign(late=0)
    assert bars.title(none, EN) == "None of 3 projects is late"
    assert bars.title(none.assign(against="previous"), EN) == "None of 3 projects moved later in the last reports"


def test_re_baselines_are_counted_beside_their_bar():
    frame = schedule_figures.variance(1).assign(rebaselines=2)
    [beside] = [
        trace.text for trace in bars.variance_bars(frame, EN, LIGHT).data if trace.text and "re-b" in str(trace.text)
    ]
    assert "re-baselined 2×, +30 d, last" in beside[0]


def test_a_chance_that_cannot_be_told_is_not_a_chance_that_is_not_kept():
    frame = pd.DataFrame({"level": "project", "project_id": ["P1", "P2", "P3"], "days_late": [0.0, -3.0, 4.0]})
    assert forecast.title(frame, EN) == (
        "2 of 3 projects say that they finish in time; too few milestones are done to tell with which chance."
    )
    told = forecast.title(frame.assign(days_late_p80=[0.0, None, 9.0]), EN)
    assert told.endswith("1 of them does with a chance of 80 %. Of 1 more it cannot be told.")
    assert "too few milestones" in forecast.title(frame.head(1), EN)


def test_a_warning_that_cannot_be_judged_is_not_called_weaker():
    kinds = {"project_id": ["P1", "P2", "P3"], "warning": ["slipping", "pasted", "stalled"]}
    frame = pd.DataFrame(kinds | {"precision": [0.9, 0.1, None], "projects_warned": [9, 9, 0], "warned": [9, 9, 0]})
    assert warning.title(frame, EN) == (
        "1 project carries a warning that has mostly been right here, 1 more a weaker one. "
        "1 more carries one that cannot be judged yet."
    )
    assert warning.title(frame.tail(1), EN).startswith("1 project carries a warning; too few")
    assert warning.title(frame.head(0), EN) == "No project carries a warning in its latest report."


def test_who_promised_nothing_and_reports_nothing_is_said_so():
    row = pd.Series({"receiver_project": "Hall 7", "needed_by": date(2026, 10, 1), "promised_for": None,
                     "provider_project": None, "expected_on": None})  # fmt: skip
    assert dependency.both_sides(row, EN) == "Hall 7 needs it by 1 Oct 2026, not promised; nobody reports it"


def test_the_roadmap_tells_reached_expected_and_passed_milestones_apart_and_hatches_who_never_reported():
    marks = pd.DataFrame({"project_id": "P0", "milestone": ["A", "B", "C"], "days_late": 0.0, "done": [1, 0, 0],
                          "on_date": [DAY - timedelta(9), DAY - timedelta(5), DAY + timedelta(5)]})  # fmt: skip
    rows = schedule_figures.roadmap().assign(kind="project", reported=0)
    figure = roadmap.roadmap_bars(rows, marks.assign(project_id=rows["group_id"].iloc[0]), DAY, EN, LIGHT)
    said = [text for trace in figure.data if trace.type == "scatter" and trace.text for text in trace.text]
    assert [any(word in text for text in said) for word in ("reached:", "date passed:", "expected:")] == [True] * 3
    assert any(trace.type == "bar" and trace.marker.pattern.shape == "/" and trace.x for trace in figure.data)
    assert any("nothing reported yet" in str(trace.hovertext) for trace in figure.data)


def test_every_re_baseline_stands_in_words_with_its_day():
    steps = {"on_date": [DAY - timedelta(60), DAY - timedelta(30), DAY], "days_moved": [None, 30.0, 14.0]}
    history = pd.DataFrame(steps | {"approved_finish": [DAY, DAY, DAY], "forecast_finish": [None, None, None]})
    assert finish.rebaselines(history, EN).startswith("Re-baselined 2 times: +30 d on ")
    assert finish.rebaselines(history.head(1), EN) == ""


def test_where_there_is_no_period_before_nothing_is_compared_with_it():
    alone = schedule_figures.trend().tail(1)
    assert slip.slip_title(alone, EN).endswith("against the approved finish; there is no period before.")
    assert slip.slip_title(alone.assign(against="previous"), EN).endswith("in the last period; there is none before.")
    empty = alone.assign(against="previous", total_days_late=None)
    assert slip.slip_title(empty, EN) == "There is no period before to compare with."
    grid = schedule_figures.heat_grid()
    assert heat.heat_title(grid[grid["period_date"] == grid["period_date"].max()], EN).startswith("There is no period")


def test_half_a_day_is_no_move_and_one_group_is_not_more_than_any_other():
    grid = schedule_figures.heat_grid()
    one = grid[grid["group_id"] == "G1"]
    assert heat.heat_title(one, EN).endswith("got later by 6 d on average since 19 Aug 2026")
    halved = one.assign(days=[0.5, 0.0, 0.0, 0.0])
    assert heat.heat_title(halved, EN).startswith("On average nothing got later")


def test_re_baselined_out_and_back_is_told():
    back = schedule_figures.variance(1).assign(rebaselines=2, baseline_moved=0.0)
    assert any("re-baselined 2×, 0 d" in str(trace.text) for trace in bars.variance_bars(back, EN, LIGHT).data)


def test_who_has_not_reported_is_not_said_to_be_in_time():
    silent = pd.Series({"projects": 5, "key_projects": 3, "key_late": 0, "not_reported": 5})
    assert schedule.title(silent, EN) == "None of 5 projects has reported yet."
    unknown = schedule_figures.variance(3).assign(against="first", known=0, late=0)
    assert bars.headline(unknown, EN) == "No project can be compared with its first baseline yet."
    planned = schedule_figures.roadmap().assign(reported=0)
    assert span.roadmap_title(planned, EN).startswith("None of ")
    assert checks.title(pd.DataFrame({"dcma": [1.0], "value": [None], "passes": [None]}), EN).startswith(
        "None of the 14"
    )
    assert forecast.title(pd.DataFrame(), EN) == "No project has a date to come."
    assert earned.earned_title(pd.DataFrame(), EN) == "No project has reported yet."


def test_without_trouble_no_warning_is_judged_and_that_is_why():
    rows = pd.DataFrame({"warning": ["any", "slipping"], "recall": [None, None], "base_rate": [0.0, 0.0]})
    assert record.record_title(rows, EN).startswith("No trouble has followed")
    assert record.record_title(rows.assign(base_rate=None), EN).startswith("There are too few reports yet")
