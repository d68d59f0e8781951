"""What the figures of Schedule say in words."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import calibration, earned, heat, milestone, pattern, slip, trend
from charts import variance as bars
from charts.palette import LIGHT
from tests import milestone_figures, schedule_figures
from tests.drawn import EN


def test_the_slip_title_tells_the_change():
    assert "485" in slip.slip_title(schedule_figures.trend(), EN)
    assert "10 more than" in slip.slip_title(schedule_figures.trend(), EN)


def test_the_slip_title_names_its_baseline():
    first = schedule_figures.trend().assign(against="first")
    assert "days late together against the first baseline" in slip.slip_title(first, EN)
    assert slip.slip_title(first.assign(against="previous"), EN).startswith("Finishes moved later by 485 days together")


def test_against_the_report_before_a_grid_adds_up_its_moves():
    frame = schedule_figures.heat_grid()
    assert "got later by +6 d on average since" in heat.heat_title(frame, EN)
    moves = heat.heat_title(frame.assign(against="previous"), EN)
    assert moves.startswith("Programme 2 项目群 moved later by +68 d on average, all 4 periods together")


def test_a_headline_counts_key_projects_where_there_are_any():
    frame = schedule_figures.variance(5).assign(against="first", key_projects=1, key_late=[1, 0, 0, 1, 0])
    assert bars.headline(frame, EN) == "2 of 5 key projects finish after their first baseline."
    none = frame.assign(key_projects=0, key_late=0)
    assert bars.headline(none, EN) == "5 of 5 projects finish after their first baseline."


def test_against_the_report_before_bars_are_those_that_moved_the_most():
    frame = schedule_figures.variance(30).assign(against="previous")
    assert list(bars.worst(frame, 3)["days"]) == [-18, -19, -20]
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
    assert [" · Hall 9" in said for said in ends if "Milesto" in said].count(True) == 1
    assert "2 milestones of 1 programme" in pattern.trend_alt(twice, EN)


def test_the_record_of_forecasts_with_half_a_chance_is_told():
    record = pd.DataFrame({"band": [1.0], "kept_p80": [0.8], "forecasts_p80": [10], "kept_p50": [0.75]})
    assert (
        calibration.half_kept(record.assign(forecasts_p50=4), EN) == "Of those with a chance of 50 %, 75 % were kept."
    )
    assert calibration.half_kept(record, EN) == ""


def test_the_milestones_title_counts_missed_and_due():
    assert milestone.milestones_title(milestone_figures.milestones(), EN) == "1 milestone was missed; due next: 1."
