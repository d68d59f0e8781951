"""What must add up in every what-if, whatever the register and the steps."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import status_batch
from tests.portfolio import TODAY, contribution, programme, project, register, report, strategy
from tests.supposed import allocation, files, stakes, supposing
from warehouse import Warehouse, open_warehouse
from warehouse.adjustment import PERCENT, PROGRAMME, PROJECT, STRATEGY, VERBS, Adjustment, read, written

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
STRATEGIES, PROGRAMMES, PROJECTS = ("S1", "S2", "S3"), ("G1", "G2"), tuple(f"P{n}" for n in range(6))
IDS = {STRATEGY: STRATEGIES, PROGRAMME: PROGRAMMES, PROJECT: PROJECTS}
states = some.sampled_from(["Active", "Paused", None])
registers = some.lists(
    some.tuples(
        some.floats(0, 1e9),
        some.lists(some.floats(0, 100), max_size=3).filter(lambda found: sum(found) <= 100),
        some.sampled_from([*PROGRAMMES, None]),
        some.sampled_from(["In delivery", "Approved", "Closed"]),
    ),
    min_size=1,
    max_size=len(PROJECTS),
)


@some.composite
def steps(draw: Any) -> str:
    """Up to six steps of any kind."""
    found = []
    for verb in draw(some.lists(some.sampled_from(sorted(VERBS)), max_size=6)):
        about, takes = VERBS[verb]
        subject = draw(some.sampled_from(IDS[about])) if about else ""
        value = (
            draw(some.floats(0, 100)) if takes == PERCENT else draw(some.sampled_from(IDS[takes])) if takes else None
        )
        found.append(Adjustment(verb, subject, value))
    return written(tuple(found))


def published(home: Warehouse, drawn: list[Any], state: str | None) -> None:
    """A register as drawn, of which every project has reported and takes a person."""
    rows = [
        project(name, budget=budget, programme_id=group, stage=stage)
        for name, (budget, _, group, stage) in zip(PROJECTS, drawn, strict=False)
    ]
    links = [
        contribution(name, served, share)
        for name, (_, split, *_) in zip(PROJECTS, drawn, strict=False)
        for served, share in zip(STRATEGIES, split, strict=False)
    ]
    known = [strategy(name, priority_weight_percent=30.0, state=state if name == "S3" else None) for name in STRATEGIES]
    groups = [programme("G1", "S1"), programme("G2", "S2")]
    names = PROJECTS[: len(rows)]
    status = {"status": [report(name) for name in names], "allocation": [allocation(name, 1.0) for name in names]}
    home.publish([register(*rows, strategy=known, programme=groups, contribution=links), status_batch(**status)])


@FEW
@given(registers, states, steps())
def test_money_people_and_shares_are_conserved_and_nothing_is_written(drawn: list[Any], state: str | None, line: str):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, drawn, state)
        before, today = files(home), stakes(home)
        ask = supposing(home, line)
        held = stakes(home, line).values()
        summary = ask("from portfolio_summary($d)", d=TODAY).iloc[0]
        live = ask("select project_id, budget from project_health($d) where live", d=TODAY)
        traced = ask("select sum(budget) as money from strategy_trace($d) where live", d=TODAY)["money"].fillna(0)
        money = [sum(row["budget"] for row in held), live["budget"].sum(), traced.iloc[0]]
        assert max(money) - min(money) < 0.01 and summary["projects"] == len(live)
        assert abs(sum(row["fte"] or 0 for row in held) - len(live)) < 1e-6
        shares = ask("select sum(share) as whole from project_link($d) group by project_id", d=TODAY)["whole"]
        assert ((shares - 1).abs() < 1e-9).all()
        assert files(home) == before and stakes(home) == today


@FEW
@given(registers, some.sampled_from(STRATEGIES), some.floats(0, 100))
def test_cutting_a_strategy_takes_its_share_of_its_money_and_nobody_elses(drawn: list[Any], name: str, percent: float):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, drawn, None)
        today, then = stakes(home), stakes(home, written((Adjustment("cut_strategy", name, percent),)))
        for key, row in today.items():
            kept = row["budget"] * (1 - percent / 100 if key == name else 1)
            assert abs(then[key]["budget"] - kept) < 0.01


@given(steps())
@settings(deadline=None)
def test_what_is_written_into_an_address_is_read_from_it(line: str):
    assert written(read(line)) == line
