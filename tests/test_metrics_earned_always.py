"""What holds of earned schedule whatever is reported: finite numbers, reasons for gaps, and no index that heals."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batches import status_batch
from tests.portfolio import START, asked, project, register
from tests.test_metrics_earned import TIME, WEEKS, money
from warehouse import open_warehouse

amounts = st.none() | st.integers(0, 5000).map(float)
courses = st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=6)
plans = st.tuples(courses, st.none() | st.integers(0, 5000).map(float), st.integers(-30, 90) | st.none())


@settings(max_examples=8, deadline=None)
@given(st.lists(plans, min_size=10, max_size=25))
def test_whatever_is_reported_every_number_is_finite_and_every_gap_has_a_reason(portfolio: Any):
    names = [f"P{n}" for n in range(len(portfolio))]
    projects = [
        project(name, budget=bac, approved_finish=None if lasts is None else START + timedelta(lasts))
        for name, (_, bac, lasts) in zip(names, portfolio, strict=True)
    ]
    reports = [
        money(WEEKS[n], *values, of=name)
        for name, (course, *_) in zip(names, portfolio, strict=True)
        for n, values in enumerate(course)
    ]
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        home.publish([register(*projects), status_batch(status=reports)])
        rows = asked(home, "earned_schedule", WEEKS[-1])
    assert len(rows) == len(reports)
    for row in rows:
        numbers = [value for value in row.values() if isinstance(value, float)]
        assert all(map(isfinite, numbers))
        computed = [row[name] for name in ("spi", "cpi", "eac", "tcpi", *TIME)]
        assert None not in computed or row["reason"]


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 400), min_size=3, max_size=12), st.integers(1, 9)), min_size=10, max_size=20
    )
)
def test_the_index_of_time_never_heals_for_a_late_finish(portfolio: Any):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        projects, reports = [], []
        for number, (steps, late) in enumerate(portfolio):
            plan = list(accumulate(steps))
            weeks, bac = len(plan), float(plan[-1])
            projects.append(project(f"P{number}", budget=bac, approved_finish=START + timedelta(7 * weeks)))
            for n in range(weeks + late):
                pv, ev = plan[min(n, weeks - 1)], bac * (n + 1) / (weeks + late)
                reports.append(money(WEEKS[n], pv, ev, of=f"P{number}"))
        home.publish([register(*projects), status_batch(status=reports)])
        rows = asked(home, "earned_schedule", WEEKS[-1])
    last = {row["project_id"]: row for row in rows}
    for number, (steps, late) in enumerate(portfolio):
        row = last[f"P{number}"]
        assert row["spi"] == pytest.approx(1)
        assert row["spi_t"] == pytest.approx(len(steps) / (len(steps) + late))
