"""What must add up, whatever the portfolio: money, counts, and the memory of risks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import status_batch
from tests.portfolio import TODAY, asked, contribution, programme, project, register, report, risk, silent, strategy
from warehouse import Warehouse, open_warehouse

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
STRATEGIES = ("S1", "S2", "S3")
TABLES = {"strategy": [strategy(name) for name in STRATEGIES], "programme": [programme("G1", "S1")]}

shares = some.lists(some.floats(0, 100), min_size=0, max_size=3).filter(lambda found: sum(found) <= 100)
projects = some.lists(
    some.tuples(
        some.floats(0, 1e9),
        shares,
        some.sampled_from(["G1", None]),
        some.sampled_from(["In delivery", "Closed"]),
        some.one_of(some.none(), some.integers(-100, 400)),
    ),
    min_size=1,
    max_size=8,
)
levels = some.integers(1, 5)
risks = some.lists(
    some.tuples(levels, levels, some.one_of(some.none(), some.floats(0, 1e9)), some.sampled_from(["Open", "Closed"])),
    max_size=20,
)
# Reports of one project in the order they come in: for which period, listing which risks; then which is taken back.
histories = some.lists(
    some.tuples(some.integers(0, 4), some.frozensets(some.sampled_from("ABC"))), min_size=1, max_size=7
)


def published(home: Warehouse, drawn: list[Any]) -> None:
    rows = [
        project(f"P{n}", budget=budget, programme_id=group, stage=stage)
        for n, (budget, _, group, stage, _) in enumerate(drawn)
    ]
    links = [
        contribution(f"P{n}", name, share)
        for n, (_, split, *_) in enumerate(drawn)
        for name, share in zip(STRATEGIES, split, strict=False)
    ]
    reports = [report(f"P{n}", late=late) for n, (*_, late) in enumerate(drawn) if late is not None]
    home.publish([register(*rows, contribution=links, **TABLES), status_batch(status=reports)])


@FEW
@given(projects)
def test_the_trace_conserves_every_projects_budget_to_the_cent(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, drawn)
        for name, row in asked(home, "project_health", key="project_id").items():
            traced = [link for link in asked(home, "strategy_trace") if link["project_id"] == name]
            assert abs(sum(link["budget"] for link in traced) - row["budget"]) < 0.01
            assert abs(sum(link["share"] for link in traced) - 1) < 1e-9


@FEW
@given(projects)
def test_programmes_and_what_is_outside_them_add_up_and_a_history_ends_as_its_project_stands(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, drawn)
        health = asked(home, "project_health")
        live = [row for row in health if row["live"]]
        inside = [row for row in live if row["programme_id"]]
        [standing] = asked(home, "programme_standing")
        assert standing["projects"] == len(inside)
        assert abs((standing["budget"] or 0) - sum(row["budget"] for row in inside)) < 0.01
        told = {row["project_id"]: row["rag_evidence"] for row in asked(home, "project_history")}
        assert told == {row["project_id"]: row["rag_evidence"] for row in health if row["report_date"]}


@FEW
@given(projects)
def test_every_count_of_live_projects_is_the_same_count(drawn: list[Any]):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, drawn)
        summary = asked(home, "portfolio_summary")[0]
        live = [row for row in asked(home, "project_health") if row["live"]]
        rated = sum(summary[name] for name in ("green", "amber", "red", "unrated"))
        told = sum(summary[name] for name in ("reported", "stale", "not_reported"))
        mixed = sum(row["projects"] for row in asked(home, "status_mix"))
        assert summary["projects"] == len(live) == rated == told == mixed == len(asked(home, "report_coverage"))
        assert summary["red"] == len(asked(home, "interventions"))
        assert summary["total_days_late"] == asked_trend(home)


def asked_trend(home: Warehouse) -> float | None:
    """The last point of the trend; nothing was ever reported where there is none."""
    trend = asked(home, "slip_trend")
    return trend[-1]["total_days_late"] if trend else None


@FEW
@given(risks)
def test_the_matrix_holds_every_open_risk_once_and_all_their_money(drawn: list[Any]):
    rows = [
        risk(f"R{n}", probability=p, impact=i, cost_exposure=cost, state=state)
        for n, (p, i, cost, state) in enumerate(drawn)
    ]
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        home.publish([register(project()), status_batch(risk=rows)])
        told = [row for row in asked(home, "risk_register") if row["state"] == "Open" and not row["dropped"]]
        cells = asked(home, "risk_matrix")
        summary = asked(home, "portfolio_summary")[0]
        exposure = asked(home, "category_exposure")
        assert sum(cell["risks"] for cell in cells) == len(told) == summary["open_risks"]
        money = [sum(row["expected_cost"] or 0 for row in rows) for rows in (told, cells, exposure, [summary])]
        assert max(money) - min(money) < 0.01


@FEW
@given(histories, some.integers(0, 6))
def test_a_risk_is_dropped_when_it_was_last_stated_open_and_a_later_report_counts(drawn: Any, withdrawn: int):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        home.publish([register(project())])
        for period, names in drawn:
            rows = [risk(name, on=day(period)) for name in sorted(names)]
            home.publish([status_batch(risk=rows) if rows else silent("risk", on=day(period))])
        if withdrawn < len(drawn):
            home.withdraw(withdrawn + 2)
            del drawn[withdrawn]
        counting = sorted(dict(drawn).items())
        for place, (period, now) in enumerate(counting):
            before = frozenset().union(*(names for _, names in counting[:place]))
            first = {name: day(min(n for n, names in counting if name in names)) for name in before | now}
            told = asked(home, "risk_register", day(period), "risk_id")
            assert {name: (row["dropped"], row["first_seen"]) for name, row in told.items()} == {
                name: (name not in now, first[name]) for name in before | now
            }


def day(period: int) -> date:
    """The day of a two-weekly period."""
    return TODAY + timedelta(14 * period)
