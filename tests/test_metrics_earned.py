"""Earned value and earned schedule: the published figures, and what cannot be computed."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

import pytest

from loaders import engine
from tests.batches import status_batch
from tests.portfolio import START, asked, project, register, report
from tests.workbooks import register as register_sheets
from tests.workbooks import upload
from warehouse import Warehouse

PLAN = (100, 350, 650, 1050, 1500, 2000, 2500, 2950, 3350, 3650, 3900, 4000)
MONTH_ENDS = [date(2026, month, calendar.monthrange(2026, month)[1]) for month in range(1, 13)]
WEEKS = [START + timedelta(7 * week) for week in range(1, 53)]
TIME = ("es", "at", "sv_t", "spi_t", "ieac_t")


def money(on: date, pv: float | None, ev: float | None, ac: float | None = 1.0, of: str = "P1") -> dict[str, Any]:
    return report(of, on=on, planned_value=pv, earned_value=ev, actual_cost=ac)


def earned(home: Warehouse, reports: list[dict[str, Any]], **stated: Any) -> list[dict[str, Any]]:
    """The rows of a project of 12 weeks and a budget of 4,000, as of its last report."""
    plain = {"approved_finish": START + timedelta(84), "budget": 4000.0}
    home.publish([register(project(**plain | stated)), status_batch(status=reports)])
    return asked(home, "earned_schedule", max(each["report_date"] for each in reports))


@pytest.mark.parametrize("cadence", ["Weekly", "Monthly", None])
@pytest.mark.parametrize(
    ("days", "finish"), [(MONTH_ENDS, date(2026, 12, 31)), (WEEKS[:12], WEEKS[11])], ids=["months", "weeks"]
)
@pytest.mark.parametrize("known", [7, 12])
def test_the_published_earned_schedule_comes_out_in_periods(
    home: Warehouse, days: list[date], finish: date, known: int, cadence: str | None
):
    plan = enumerate(zip(days, PLAN, strict=True))
    reports = [money(day, pv, 2260 if place == 6 else None) for place, (day, pv) in plan]
    row = earned(home, reports[:known], approved_finish=finish, cadence=cadence)[6]
    assert [round(row[name], 2) for name in ("es", "sv_t", "spi_t")] == [6.52, -0.48, 0.93]
    assert (round(row["ieac_t"], 1), row["at"], row["planned_duration"], row["method"]) == (12.9, 7, 12, "reported")


def test_the_published_earned_schedule_comes_out_of_workbooks(home: Warehouse):
    sheets = register_sheets()
    sheets["Projects"] = [[*row[:-1], "Budget" if place == 0 else 4000] for place, row in enumerate(sheets["Projects"])]
    heads = ["Project ID", "Report date", "Overall RAG", "% complete", "Forecast finish", "PV", "EV", "AC"]
    rows = [
        ["P1", day, "Green", 50, date(2026, 12, 31), pv, 2260 if place == 6 else None, 2500]
        for place, (day, pv) in enumerate(zip(MONTH_ENDS, PLAN, strict=True))
    ]
    reports = [upload({"Status": [heads, row]}, f"month-{n}.xlsx") for n, row in enumerate(rows, 1)]
    outcome = engine.load(home, [upload(sheets, "register.xlsx"), *reports])
    assert [each.file for each in outcome.imports if each.status != "accepted"] == []
    row = asked(home, "earned_schedule", MONTH_ENDS[6])[-1]
    assert [round(row[name], 2) for name in ("es", "sv_t", "spi_t")] == [6.52, -0.48, 0.93]
    assert (round(row["ieac_t"], 1), row["bac"]) == (12.9, 4000)


@pytest.mark.parametrize(
    ("bac", "stated", "told"),
    [
        (100_000, (40_000, 35_000, 36_000), {"spi": 0.875, "cpi": 0.9722, "eac": 102_857.14}),
        (3_700, (3_000, 2_400, 2_700), {"spi": 0.80, "cpi": 0.8889, "eac": 4_162.5}),
        (1_000_000, (200_000, 150_000, 225_000), {"spi": 0.75, "cpi": 0.6667, "eac": 1_500_000, "tcpi": 1.0968}),
    ],
)
def test_the_published_snapshots_come_out(
    home: Warehouse, bac: int, stated: tuple[int, int, int], told: dict[str, float]
):
    pv, ev, ac = stated
    [row] = earned(home, [money(WEEKS[3], pv, ev, ac)], budget=float(bac))
    assert (row["bac"], row["sv"], row["cv"]) == (bac, ev - pv, ev - ac)
    assert {name: round(row[name], 2 if name == "eac" else 4) for name in told} == told


def test_a_late_finish_ends_at_spi_one_but_never_at_spi_of_time_one(home: Warehouse):
    values = [*PLAN, 4000, 4000]
    rows = earned(home, [money(WEEKS[n], pv, min(4000, 4000 / 14 * (n + 1))) for n, pv in enumerate(values)])
    assert (rows[-1]["spi"], rows[-1]["es"], rows[-1]["at"]) == (1.0, 12, 14)
    assert round(rows[-1]["spi_t"], 4) == round(12 / 14, 4)


def test_after_the_end_time_stands_still(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 4000 if n > 9 else 300 * n) for n, pv in enumerate(PLAN)])
    assert [(row["at"], row["spi_t"]) for row in rows[-2:]] == [(11, 12 / 11)] * 2


@pytest.mark.parametrize("typed", [0, -900.0])
def test_nothing_or_less_after_something_is_no_plan(home: Warehouse, typed: float):
    rows = earned(home, [money(WEEKS[n], typed if n == 4 else pv, 300) for n, pv in enumerate(PLAN[:5])])
    assert [round(row["es"], 2) for row in rows] == [1.8] * 5
    assert {row["replanned"] for row in rows} == {False}


def test_beyond_the_planned_values_reported_the_method_is_an_extension(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 4000) for n, pv in enumerate(PLAN[:5])])
    assert {row["method"] for row in rows} == {"extended"}


def test_a_budget_earned_by_mistake_does_not_stop_the_clock(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 4000 if n == 3 else 100 * n) for n, pv in enumerate(PLAN)])
    assert [row["at"] for row in rows] == list(range(1, 13))


def test_ahead_of_the_last_planned_value_the_plan_goes_straight_to_the_budget(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 2 * pv) for n, pv in enumerate(PLAN[:4])])
    assert (rows[2]["method"], rows[3]["method"]) == ("extended", "extended")
    assert rows[3]["es"] == pytest.approx(4 + (2100 - 1050) / (4000 - 1050) * 8)


def test_a_pause_in_the_plan_is_time_that_was_planned(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 500) for n, pv in enumerate((200, 500, 500, 500, 800))])
    assert rows[-1]["es"] == 4


def test_a_period_without_planned_value_is_bridged(home: Warehouse):
    values = [*PLAN[:5], None, PLAN[6]]
    rows = earned(home, [money(WEEKS[n], pv, 2260) for n, pv in enumerate(values)])
    assert rows[-1]["es"] == pytest.approx(5 + 2 * 0.76)
    assert (rows[5]["spi"], rows[5]["reason"]) == (None, "no planned value") and rows[5]["spi_t"] > 1


def test_a_plan_restated_lower_replaces_what_was_planned_before(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 300) for n, pv in enumerate((400, 800, 300, 600))])
    assert rows[-1]["es"] == 3


@pytest.mark.parametrize(
    ("values", "stated", "reason", "nulls"),
    [
        ({"pv": None}, {}, "no planned value", ("spi", *TIME[:1], *TIME[2:])),
        ({"ev": None}, {}, "no earned value", ("spi", "cpi", "eac", "tcpi", "es", "spi_t", "ieac_t")),
        ({"ev": 0}, {}, "nothing earned yet", ("ieac_t", "eac")),
        ({"ac": 0}, {}, "actual cost is zero", ("cpi", "eac")),
        ({"ac": None}, {}, "no actual cost", ("cv", "cpi", "eac", "tcpi")),
        ({"ac": 4000}, {}, "budget is spent", ("tcpi",)),
        ({"pv": 0}, {}, "planned value is zero", ("spi",)),
        ({"pv": -900.0}, {}, "planned value is negative", ("spi",)),
        (
            {"ev": -800.0, "ac": -700.0},
            {},
            "earned value is negative",
            ("spi", "cpi", "eac", "tcpi", "es", "spi_t", "ieac_t"),
        ),
        ({"ac": -700.0}, {}, "actual cost is negative", ("cpi", "eac", "tcpi")),
        ({}, {"budget": 0.0}, "budget is zero", ("eac", "tcpi", "es", "spi_t", "ieac_t")),
        ({"ev": 0.001}, {"budget": 1e9}, "finish is a hundred years away", ("ieac_finish",)),
        ({}, {"budget": None}, "no budget", ("bac", "eac", "tcpi")),
        ({}, {"approved_finish": START - timedelta(1)}, "approved finish is not after the start", ("es", *TIME[2:])),
        ({}, {"approved_start": None}, "no approved dates", TIME),
        ({}, {"approved_start": START + timedelta(70)}, "reported before the approved start", ("es", *TIME[2:])),
    ],
)
def test_what_cannot_be_computed_is_null_and_says_why(
    home: Warehouse, values: Any, stated: Any, reason: str, nulls: tuple[str, ...]
):
    plain = {"pv": 900.0, "ev": 800.0, "ac": 700.0} | values
    row = earned(home, [money(day, **plain) for day in WEEKS[:3]], **stated)[-1]
    assert reason in row["reason"].split("; ")
    assert {name: row[name] for name in nulls if row[name] is not None} == {}


def test_with_one_report_there_is_no_curve(home: Warehouse):
    [row] = earned(home, [money(WEEKS[3], 900, 800, 850)])
    assert (row["es"], row["spi_t"], row["ieac_t"], row["reason"]) == (None, None, None, "one report only")
    assert row["spi"] == pytest.approx(8 / 9)


def test_without_planned_value_progress_is_set_against_time_and_named_an_approximation(home: Warehouse):
    [row] = earned(home, [money(WEEKS[5], None, None, None)])  # half done at half-time
    assert (row["spi_t"], row["method"], row["spi_t_approx"]) == (None, "approximation", 1.0)


def test_no_report_after_the_day_is_read(home: Warehouse):
    rows = earned(home, [money(WEEKS[n], pv, 0.9 * pv) for n, pv in enumerate(PLAN)])
    before = asked(home, "earned_schedule", WEEKS[6])
    assert [row["report_date"] for row in before] == [row["report_date"] for row in rows[:7]]
