"""What is kept of a day is what the macros give: every macro answers alike with and without it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.portfolio import TODAY, project, register, report, status_batch
from warehouse import Warehouse, macros, open_warehouse

BEFORE = timedelta(14)
NEWEST = date(2026, 9, 30)
FILTERS = ({}, {"strategy": "S1"}, {"programme": "PG03", "tier": "Component"}, {"department": "Networks"})
FILTERED = sorted(
    macro.name
    for path in macros.METRICS.glob("*.sql")
    for macro in macros.commented(path.read_text("utf-8"))
    if macro.is_table and "tier := null" in macro.parameters and "from_date" not in macro.parameters
)


@pytest.mark.parametrize("as_of", [NEWEST, date(2026, 4, 15)], ids=["stored in the version", "kept in memory"])
@pytest.mark.parametrize(
    "macro", [*FILTERED, "strategy_coverage", "benefit_outlook", "alignment_index", "alignment_trend"]
)
def test_a_macro_answers_alike_whether_the_day_is_kept_or_not(macro: str, as_of: date, sample_warehouse: Path):
    home = open_warehouse(sample_warehouse)
    for named in FILTERS if macro in FILTERED else ({},):
        arguments = "".join(f", {name} := ${name}" for name in named)
        question = f"from (from {macro}($as_of{arguments})) order by all"
        plain = home.read()(question, as_of=as_of, **named)
        kept = home.read(days=(as_of, as_of - BEFORE))(question, as_of=as_of, **named)
        pd.testing.assert_frame_equal(kept, plain)


@pytest.mark.parametrize("question", ["blast_radius($as_of, $of)", "line_of_sight($as_of, $of)"])
@pytest.mark.parametrize("node", ["P007", "P007-M7", "P009-R1", "Supplier", "S1", "BN01"])
def test_what_is_asked_of_a_node_is_answered_alike_whether_the_day_is_kept_or_not(
    question: str, node: str, sample_warehouse: Path
):
    home, asked = open_warehouse(sample_warehouse), f"from (from {question}) order by all"
    plain = home.read()(asked, as_of=NEWEST, of=node)
    kept = home.read(days=(NEWEST, NEWEST - BEFORE))(asked, as_of=NEWEST, of=node)
    assert len(plain) > 0 or (question.startswith("line") and node != "P007")
    pd.testing.assert_frame_equal(kept, plain)


@pytest.mark.parametrize(
    ("macro", "back"), [("portfolio_changes", 14), ("strategy_changes", 364), ("strategy_shift", 364)]
)
def test_changes_between_the_two_kept_days_are_those_of_the_plain_macro(macro: str, back: int, sample_warehouse: Path):
    home, question = open_warehouse(sample_warehouse), f"from {macro}($was, $as_of)"
    days = {"was": NEWEST - timedelta(back), "as_of": NEWEST}
    kept = home.read(days=(NEWEST, days["was"]))(question, **days)
    assert len(kept) > 0
    pd.testing.assert_frame_equal(kept, home.read()(question, **days))


def test_the_newest_day_is_stored_with_the_version_and_moves_on_with_the_next(home: Warehouse):
    home.publish([register(project("P1"))])
    home.publish([status_batch(status=[report("P1", on=TODAY)])])
    home.publish([status_batch(status=[report("P1", on=TODAY + BEFORE)])])
    stored = [home.read(version)("from kept.day")["day"].dt.date.tolist() for version in (2, 3)]
    assert stored == [[TODAY, TODAY - BEFORE], [TODAY + BEFORE, TODAY]]


def test_asking_kept_days_about_another_day_is_an_error_and_not_an_empty_answer(home: Warehouse):
    home.publish([register(project("P1")), status_batch(status=[report("P1")])])
    ask = home.read(days=(TODAY, TODAY - BEFORE))
    assert len(ask("from project_health($as_of)", as_of=TODAY)) == 1
    with pytest.raises(duckdb.Error, match="not kept for this day"):
        ask("from project_health($as_of)", as_of=TODAY + BEFORE)


def test_looking_at_more_days_than_are_kept_answers_each_of_them(home: Warehouse):
    home.publish([register(project("P1"), project("P2")), status_batch(status=[report("P1")])])
    days = [TODAY - timedelta(back) for back in range(1, 12)]
    for day in [*days, *days]:
        found = home.read(days=(day, day - BEFORE))("select count(*) as n from project_health($as_of)", as_of=day)
        assert found["n"].tolist() == [2]


def test_a_version_that_knows_no_day_yet_can_be_asked_about_any(home: Warehouse):
    ask = home.read(days=(TODAY, TODAY - BEFORE))
    assert ask("from project_health($as_of)", as_of=TODAY).empty
