"""The matrix and what has no cell on it are the register, whatever the scale; movements lead from one to the next."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, register, risk
from warehouse import Warehouse, open_warehouse

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
EARLIER = TODAY - timedelta(28)
CHANGED = TODAY - timedelta(14)
MEASURES = ("residual", "inherent", "target")
levels = some.one_of(some.none(), some.integers(1, 10))
scales = some.tuples(some.integers(2, 10), some.integers(2, 10))
drawn_risks = some.lists(
    some.tuples(
        some.tuples(levels, levels, levels, levels, levels, levels),
        some.sampled_from(["Open", "Open", "Open", "Closed", "Occurred"]),
        some.sampled_from([None, "Threat", "Opportunity"]),
        some.sampled_from(["early", "late", "both"]),
        some.one_of(some.none(), some.floats(0, 1e9)),
    ),
    max_size=25,
)
NAMES = ("probability", "impact", "inherent_probability", "inherent_impact", "target_probability", "target_impact")


def rows(drawn: list[Any], day: date, when: str) -> list[dict[str, Any]]:
    return [
        risk(f"R{n}", on=day, state=state, kind=kind, cost_exposure=cost, **dict(zip(NAMES, said, strict=True)))
        for n, (said, state, kind, told, cost) in enumerate(drawn)
        if told in (when, "both")
    ]


def published(home: Warehouse, first: tuple[int, int], second: tuple[int, int], drawn: list[Any]) -> None:
    registers = [
        register(project("P1"), on=day, settings={"probability_levels": scale[0], "impact_levels": scale[1]})
        for day, scale in ((START, first), (CHANGED, second))
    ]
    early, late = rows(drawn, EARLIER, "early"), rows(drawn, TODAY, "late")
    nothing = tuple(("risk", "P1", day) for day, told in ((EARLIER, early), (TODAY, late)) if not told)
    home.publish([*registers, status_batch(risk=[*early, *late], nothing=nothing)])


@pytest.mark.parametrize("kind", ["Threat", "Opportunity"])
@FEW
@given(scales, scales, drawn_risks)
def test_the_matrix_and_what_it_could_not_place_are_the_register_on_any_scale(
    kind: str, first: tuple[int, int], second: tuple[int, int], drawn: list[Any]
):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, first, second, drawn)
        for day, scale in ((EARLIER, first), (CHANGED, second), (TODAY, second)):
            told = [row for row in asked(home, "risk_register", day) if row["is_open"] and row["kind"] == kind]
            for measure in MEASURES:
                cells = asked(home, "risk_matrix", day, measure=measure, kind=kind)
                beside = asked(home, "risk_unplaced", day, measure=measure, kind=kind)
                assert len(cells) == scale[0] * scale[1]
                assert sum(cell["risks"] for cell in cells) + sum(row["risks"] for row in beside) == len(told)


@FEW
@given(scales, scales, drawn_risks)
def test_movements_lead_from_the_open_risks_of_one_day_to_those_of_the_other(
    first: tuple[int, int], second: tuple[int, int], drawn: list[Any]
):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, first, second, drawn)
        was, becomes = (
            {row["risk_id"] for row in asked(home, "risk_register", day) if row["counts"]} for day in (EARLIER, TODAY)
        )
        moved = asked(home, "risk_movement", EARLIER, to_date=TODAY)
        by = {
            change: {row["risk_id"] for row in moved if row["change"] == change}
            for change in ("new", "closed", "dropped")
        }
        assert {row["risk_id"] for row in moved} - by["new"] == was
        assert {row["risk_id"] for row in moved} - by["closed"] - by["dropped"] == becomes
        assert max(Counter(row["risk_id"] for row in moved).values(), default=1) == 1


@FEW
@given(scales, scales, drawn_risks)
def test_the_trend_of_the_exposure_ends_with_what_the_register_says_on_any_scale(
    first: tuple[int, int], second: tuple[int, int], drawn: list[Any]
):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        published(home, first, second, drawn)
        for day in (EARLIER, CHANGED, TODAY):
            trend = asked(home, "exposure_trend", day)
            latest = max((row["period_date"] for row in trend), default=None)
            last = [row["expected_cost"] for row in trend if row["period_date"] == latest]
            [total] = asked(home, "exposure_total", day)
            [summary] = asked(home, "portfolio_summary", day)
            assert total["expected_cost"] == pytest.approx(summary["expected_cost"])
            if total["risks"]:
                assert sum(each or 0 for each in last) == pytest.approx(total["expected_cost"] or 0)
