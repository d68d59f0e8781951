"""What if: every metric answers for a register that says something else, and the record stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.batches import register_batch
from tests.portfolio import START, TODAY, programme, project, register, report, status_batch, strategy
from tests.supposed import DAYS, batches, files, stakes, supposing
from tests.test_warehouse_days import FILTERED, NEWEST
from warehouse import Warehouse, open_warehouse
from warehouse.adjustment import VERBS, read
from warehouse.supposing import STEPS

EVERY = [*FILTERED, "strategy_coverage", "strategy_stakes", "report_dates"]


@pytest.fixture
def small(home: Warehouse) -> Warehouse:
    """The small portfolio of `tests.supposed`."""
    home.publish(batches())
    return home


@pytest.mark.parametrize("as_of", [NEWEST, date(2026, 4, 15)], ids=["stored in the version", "kept in memory"])
def test_a_what_if_that_says_what_the_register_says_equals_today_for_every_macro(as_of: date, sample_warehouse: Path):
    home = open_warehouse(sample_warehouse)
    days = (as_of, as_of - timedelta(14))
    today = home.read(days=days)
    weight = today("select priority_weight_percent from strategy_at($d) where strategy_id = 'S1'", d=as_of).iloc[0, 0]
    steps = f"weight:S1:{weight},cut_strategy:S2:0,cut_project:P001:0,move:P999:PG01,stop:P999"
    supposed = home.read(days=days, adjustments=read(steps))
    for macro in EVERY:
        question = f"from (from {macro}($as_of)) order by all"
        pd.testing.assert_frame_equal(supposed(question, as_of=as_of), today(question, as_of=as_of), obj=macro)
    moved = "from portfolio_changes($was, $as_of)"
    told = [ask(moved, was=days[1], as_of=as_of) for ask in (supposed, today)]
    pd.testing.assert_frame_equal(*told)


def test_the_record_is_the_same_byte_for_byte_after_every_kind_of_step(small: Warehouse):
    steps = "pause:S1,retire:S2,resume:S3,halt:S1,stop:P2,move:P1:G2,serve:P1:S2,weight:S3:30,rescale:"
    steps += ",cut_strategy:S2:10,cut_programme:G1:10,cut_project:P1:10"
    assert {step.verb for step in read(steps)} == set(VERBS) == set(STEPS)
    before, today = files(small), stakes(small)
    assert stakes(small, steps) != today
    small.save_scenario("All of it", read(steps))
    small.drop_scenario("All of it")
    assert files(small) == before and stakes(small) == today
    fresh = open_warehouse(small.folder)
    assert stakes(fresh) == today


def test_a_paused_strategy_has_no_weight_and_its_projects_go_on_as_passengers(small: Warehouse):
    today, then = stakes(small)["S1"], stakes(small, "pause:S1")["S1"]
    assert (then["state"], then["priority_weight"]) == ("Paused", 0)
    assert (then["projects"], then["budget"], then["fte"]) == (today["projects"], today["budget"], today["fte"])


def test_stopping_what_serves_only_a_strategy_leaves_shared_projects_whole(small: Warehouse):
    then = stakes(small, "pause:S1,halt:S1")
    assert (then["S1"]["projects"], then["S1"]["budget"], then["S1"]["fte"]) == (1, 200, 2)
    assert (then["S2"]["budget"], then["S2"]["fte"]) == (400, 2)


def test_retiring_and_resuming_change_the_state_and_a_resumed_strategy_has_its_registers_weight(small: Warehouse):
    assert stakes(small, "retire:S2")["S2"]["state"] == "Retired"
    assert [stakes(small, steps)["S3"]["priority_weight"] for steps in ("", "resume:S3")] == [0.1, 0.1]
    assert stakes(small, "resume:S3")["S3"]["state"] == "Active"
    assert stakes(small, "pause:S2,resume:S2")["S2"]["priority_weight"] == 0.4


def test_weights_stay_as_stated_until_they_are_rescaled(small: Warehouse):
    stated = stakes(small, "weight:S1:20")
    assert [stated[name]["priority_weight"] for name in ("S1", "S2", "S3")] == [0.2, 0.4, 0.1]
    scaled = stakes(small, "weight:S1:20,rescale:")
    assert [round(scaled[name]["priority_weight"], 9) for name in ("S1", "S2")] == [round(1 / 3, 9), round(2 / 3, 9)]
    assert scaled["S3"]["priority_weight"] == 0.1


def test_weights_of_zero_cannot_be_rescaled_and_stay(small: Warehouse):
    then = stakes(small, "weight:S1:0,weight:S2:0,rescale:")
    assert [then[name]["priority_weight"] for name in ("S1", "S2")] == [0, 0]


def test_a_moved_project_follows_its_programme_unless_its_shares_are_declared(small: Warehouse):
    assert stakes(small, "move:P1:G2")["S2"]["budget"] == 1000
    assert stakes(small, "move:P3:G2")["S2"]["budget"] == 400
    assert stakes(small, "serve:P3:S2")["S2"]["budget"] == 600


def test_a_project_can_serve_another_strategy_where_no_register_ever_stated_contributions(home: Warehouse):
    names = [strategy("S1"), strategy("S2")]
    tables = {"strategy": names, "programme": [programme()], "project": [project()]}
    setting = [{"name": "register_date", "value": str(START)}]
    home.publish([register_batch(START, setting=setting, **tables), status_batch(status=[report()])])
    assert stakes(home, "serve:P1:S2")["S2"]["budget"] == 1000


def test_a_strategys_cut_takes_from_it_alone_and_from_shared_projects_only_its_share(small: Warehouse):
    then = stakes(small, "cut_strategy:S1:25")
    assert (round(then["S1"]["budget"], 6), round(then["S2"]["budget"], 6)) == (600, 400)
    whole = stakes(small, "cut_strategy:S1:100")
    assert (round(whole["S1"]["budget"], 6), round(whole["S2"]["budget"], 6)) == (0, 400)


def test_a_cut_leaves_estimates_and_people_so_that_what_costs_more_turns_red(small: Warehouse):
    today, then = stakes(small), stakes(small, "cut_project:P3:50")
    assert (today["S1"]["red"], then["S1"]["red"]) == (0, 1)
    assert then["S1"]["fte"] == today["S1"]["fte"] and then["S1"]["budget"] == 700


def test_a_stopped_project_takes_its_people_exposure_and_benefits_with_it(small: Warehouse):
    today, then = stakes(small)["S2"], stakes(small, "stop:P2")["S2"]
    assert (today["expected_cost"], today["late"], today["benefits"]) == (50, 1, 1)
    assert (then["late"], then["benefits"], then["budget"]) == (0, 0, 200) and not then["expected_cost"]


def test_a_programmes_benefit_goes_with_its_last_live_project(small: Warehouse):
    assert [stakes(small, steps)["S1"]["benefits"] for steps in ("stop:P1", "stop:P1,stop:P3")] == [1, 0]


def test_steps_are_taken_in_their_order(small: Warehouse):
    assert stakes(small, "move:P1:G2,cut_programme:G2:50")["S2"]["budget"] == 600
    assert stakes(small, "cut_programme:G2:50,move:P1:G2")["S2"]["budget"] == 900


def test_an_id_that_the_register_does_not_have_changes_nothing(small: Warehouse):
    steps = "pause:X,stop:X,move:P1:X,move:X:G2,serve:P1:X,serve:X:S1,weight:X:5,cut_strategy:X:5,halt:X"
    assert stakes(small, steps) == stakes(small)


def test_an_id_is_a_value_and_never_becomes_sql(small: Warehouse):
    assert stakes(small, "stop:P1'%3B drop table project%3B --,pause:$subject") == stakes(small)


def test_a_what_if_is_about_the_register_of_its_day(small: Warehouse):
    later = TODAY + timedelta(14)
    small.publish([register(project("P1", budget=5.0), on=later), status_batch(status=[report(on=later)])])
    assert stakes(small, "cut_project:P1:50")["S1"]["budget"] == 500
    then = small.read(days=(later, TODAY), adjustments=read("cut_project:P1:50"))
    assert then("select budget from portfolio_summary($d)", d=later)["budget"].tolist() == [2.5]


def test_what_the_day_is_compared_with_stays_as_recorded(small: Warehouse):
    ask = supposing(small, "stop:P1")
    counts = [ask("select count(*) as n from project_health($d) where live", d=day)["n"].iloc[0] for day in DAYS]
    assert counts == [2, 3]


def test_many_what_ifs_are_looked_at_one_after_another_and_again(small: Warehouse):
    for cut in [*range(0, 24, 2), *range(0, 24, 2)]:
        assert stakes(small, f"cut_project:P1:{cut}")["S1"]["budget"] == pytest.approx(800 - 6 * cut)
