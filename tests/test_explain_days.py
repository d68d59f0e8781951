"""Which days' statements an answer came from: those of its day, of the two it compares, or of a whole course."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from frame_asked import answered
from metrics import monte_carlo, strategy
from metrics.explain import Extent, compared_day, extent, left_out, origins
from metrics.scope import EVERYTHING, Scope
from tests.explained import BEFORE, answer, asked, read, rows
from tests.portfolio import TODAY, contribution, project, register
from tests.portfolio import strategy as strategy_row
from warehouse import Warehouse, adjustment, open_warehouse


@pytest.fixture
def sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The whole sample, as the pages see it."""
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(sample_warehouse))
    st.cache_resource.clear()
    return open_warehouse(sample_warehouse)


@pytest.mark.parametrize("name", ["summary", "health", "coverage", "trace", "risks", "profile", "sight", "index"])
def test_a_question_about_one_day_lists_only_the_register_that_counts_on_it(sample: Warehouse, name: str):
    for table, arguments in read(answer(sample, name)).items():
        if table in ("strategy", "programme", "project", "contribution"):
            found = extent(*arguments)
            assert {found.oldest, found.newest} == {date(2026, 7, 8) if found.rows else None}, table


def test_superseded_shares_are_no_part_of_a_line_of_sight(home: Warehouse, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(home.folder))
    st.cache_resource.clear()
    two = {"strategy": [strategy_row("S1"), strategy_row("S2")]}
    thirds = [contribution("P1", "S1", 33.0), contribution("P1", "S2", 67.0)]
    halves = [contribution("P1", "S1", 50.0), contribution("P1", "S2", 50.0)]
    home.publish([register(project("P1"), contribution=thirds, **two)])
    home.publish([register(project("P1"), on=BEFORE, contribution=halves, **two)])
    found = answered(home.current(), ((TODAY, BEFORE), ()), strategy.line_of_sight, (TODAY, "P1"))
    assert list(rows(found, "contribution")["share_percent"]) == [50.0, 50.0]
    earlier = answered(
        home.current(), ((date(2026, 9, 1), BEFORE), ()), strategy.line_of_sight, (date(2026, 9, 1), "P1")
    )
    assert set(rows(earlier, "contribution")["share_percent"]) == {33.0, 67.0}


def test_a_course_over_time_lists_every_register_and_says_that_it_is_one(sample: Warehouse):
    arguments = read(answer(sample, "course"))["contribution"]
    assert arguments[2].history and extent(*arguments) == Extent(45, date(2025, 10, 1), date(2026, 7, 8))
    assert read(answer(sample, "slip"))["project"][2].history


def test_a_comparison_lists_what_counted_on_both_days_and_nothing_between(sample: Warehouse):
    earlier, later = date(2025, 11, 1), TODAY
    found = answered(sample.current(), ((later, earlier), ()), strategy.strategy_shift, (earlier, later, EVERYTHING))
    arguments = read(found)["contribution"]
    assert arguments[2].compared
    assert set(origins(*arguments)["stated_on"].dt.date) == {date(2025, 10, 1), date(2026, 7, 8)}
    mix = read(answer(sample, "mix"))["status"]
    assert compared_day(*mix[:2]) == BEFORE and set(origins(*mix)["stated_on"].dt.date) >= {BEFORE, TODAY}


def test_what_a_simulation_drew_from_is_known(sample: Warehouse):
    found = answered(
        sample.current(), ((TODAY, BEFORE), ()), monte_carlo.loss_simulation, (TODAY, Scope(programme="PG04"))
    )
    calls = asked(found.drivers).calls
    assert [call.macro(asked(found.drivers).definitions()) for call in calls] == [
        "risk_register",
        "risk_causes",
        "setting_values",
    ]


def test_the_cells_of_a_what_if_are_those_of_the_record(sample: Warehouse):
    supposing = adjustment.read("weight:S1:1,cut_strategy:S1:50")
    found = answered(sample.current(), ((TODAY, BEFORE), supposing), strategy.strategy_coverage, (TODAY,))
    assert found.set_index("strategy_id")["priority_weight"]["S1"] == 0.01
    written = rows(found, "strategy").set_index("strategy_id")["priority_weight_percent"]
    assert (
        written["S1"]
        == rows(answer(sample, "coverage"), "strategy").set_index("strategy_id")["priority_weight_percent"]["S1"]
    )


def test_what_is_left_out_of_one_project_is_about_it_alone(sample: Warehouse):
    one = asked(answer(sample, "sight")).calls[0]
    assert left_out(sample.read(), one).empty
    silent = asked(answered(sample.current(), ((TODAY, BEFORE), ()), strategy.line_of_sight, (TODAY, "P031"))).calls[0]
    assert dict(left_out(sample.read(), silent)[["reason", "missing"]].itertuples(index=False)) == {"dropped": 1}
