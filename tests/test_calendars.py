"""Working days: one numbering, which numpy and the published holidays confirm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.palette import LIGHT
from charts.variance import variance_bars
from tests.batches import status_batch
from tests.drawn import EN
from tests.portfolio import FINISH, START, TODAY, asked, project, register, report
from warehouse import Warehouse, open_warehouse

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def late(home: Warehouse, calendar: str | None, days: int) -> Any:
    declared = {"working_days_of": calendar} if calendar else {}
    home.publish([register(project(), settings=declared), status_batch(status=[report(late=days)])])
    return asked(home, "finish_variance")[0]


def test_without_a_calendar_every_day_counts(home: Warehouse):
    assert (late(home, None, 14)["days"], asked(home, "finish_variance")[0]["calendar"]) == (14, None)


def test_weekends_do_not_count_where_weekdays_are_named(home: Warehouse):
    row = late(home, "Weekdays", 14)
    assert (row["days"], row["calendar"]) == (10, "Weekdays")


def test_the_grid_counts_as_the_bars_do(home: Warehouse):
    days = late(home, "GB", 60)["days"]
    assert [row["days"] for row in asked(home, "variance_grid")] == [days]
    assert days == np.busday_count(FINISH, FINISH + timedelta(60), holidays=list(holidays.GB(years=range(2026, 2029))))


def test_a_part_of_a_country_has_its_own_holidays(home: Warehouse):
    home.publish(
        [register(project(), on=START, settings={"working_days_of": calendar}) for calendar in ("GB", "GB-ENG")]
    )
    days = home.read()("select days_apart('GB', date '2026-04-03', date '2026-04-08') as all_of_it,"
                       " days_apart('GB-ENG', date '2026-04-03', date '2026-04-08') as england")  # fmt: skip
    assert days.to_dict("records") == [{"all_of_it": 2, "england": 1}]


def test_a_re_baseline_is_told_in_the_days_of_the_bars(home: Warehouse):
    for on, finish in ((START, date(2026, 12, 18)), (START + timedelta(30), date(2026, 12, 22))):
        home.publish([register(project(approved_finish=finish), on=on, settings={"working_days_of": "Weekdays"})])
    steps = [row["days_moved"] for row in asked(home, "finish_history") if row["days_moved"] is not None]
    assert steps == [2] == [row["baseline_moved"] for row in asked(home, "finish_variance")]


def test_the_axis_names_the_calendar(home: Warehouse):
    late(home, "CN", 14)
    drawn = variance_bars(home.read()("from finish_variance($day)", day=TODAY), EN, LIGHT)
    assert drawn.layout.xaxis.title.text.startswith("working days (CN) late")


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    home = open_warehouse(tmp_path_factory.mktemp("calendars") / "warehouse")
    for calendar in ("CN", "Weekdays"):
        home.publish([register(project(), on=START, settings={"working_days_of": calendar})])
    return home


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS, st.sampled_from(["CN", "Weekdays"]))
def test_the_difference_of_two_numbers_is_what_numpy_counts(numbered: Warehouse, one: date, other: date, calendar: str):
    sql = "select days_apart($calendar, $one::date, $other::date) as days"
    [days] = numbered.read()(sql, calendar=calendar, one=one, other=other)["days"]
    free = list(holidays.country_holidays("CN", years=range(1990, 2100))) if calendar == "CN" else []
    first, last = min(one, other), max(one, other)
    assert abs(days) == np.busday_count(first, last, holidays=free) and (days >= 0) == (other >= one or days == 0)
