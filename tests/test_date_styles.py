"""Dates as people write them: read when the column leaves no doubt, reported at their address when it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from contract.model import Kind
from i18n import LANGUAGES, Words
from loaders import engine
from loaders.styles import Style
from tests.columns import faults, meanings, parsed, values
from tests.workbooks import register, status, upload
from warehouse import Warehouse

ORDERS = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}
CLOCKS = ("", " 0:00", " 09:30", " 23:59:59", " 12:00 AM")
TRICKY = (
    "03/04/2026", "25/04/2026", "04/25/2026", "05/05/2026", "03/04/26", "25/04/26", "04/25/26", "31-Mar-23",
    "31-Mar-35", "2026-03-01", "Q3 2026", "45292", 45292.0, date(2026, 3, 1), "soon", "n/a", "-", "",
)  # fmt: skip
DAYS = some.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01", "2026/3/1", "2026年3月1日", "1 Mar 2026", "March 1, 2026", "2026-03-01 00:00:00",
        "2026-03-01T00:00:00Z", "2026-03-01T10:22:33.000+0000", "2026年3月1日 10:00", "1 March 2026 9:00 pm",
    ],
)  # fmt: skip
def test_a_lone_date_is_read(cell: str):
    assert values(Kind.DATE, cell) == [date(2026, 3, 1)]


def test_september_may_have_four_letters():
    assert values(Kind.DATE, "1 Sept 2026", "Sept 1, 2026") == [date(2026, 9, 1)] * 2
    assert values(Kind.MONTH, "Sept-26", "Sept 2026") == [date(2026, 9, 1)] * 2


def test_one_telling_date_makes_its_column_clear():
    assert values(Kind.DATE, "03/04/2026", "25/04/2026 0:00") == [date(2026, 4, 3), date(2026, 4, 25)]
    assert values(Kind.DATE, "03/04/2026", "04/25/2026") == [date(2026, 3, 4), date(2026, 4, 25)]


def test_dates_that_any_order_reads_alike_tell_nothing():
    assert faults(Kind.DATE, "03/04/2026", "05/05/2026", "2026-04-25") == [("ambiguous-date", "A2")]


def test_the_layout_may_tell_the_order():
    first = Style(dates="day-first")
    assert values(Kind.DATE, "03/04/2026", "03/04/26", "31-Mar-23", hint=first)[1:] == [
        date(2026, 4, 3),
        date(2023, 3, 31),
    ]
    assert values(Kind.DATE, "03/04/2026", hint=Style(dates="month-first")) == [date(2026, 3, 4)]
    assert faults(Kind.DATE, "03/04/2026", "04/25/2026", hint=first) == [("mixed-date-styles", "A3")]


def test_both_orders_in_a_column_are_reported_at_the_rarer_one():
    assert faults(Kind.DATE, "25/04/2026", "04/25/2026", "26/04/2026") == [("mixed-date-styles", "A3")]
    both = [("mixed-date-styles", "A2"), ("mixed-date-styles", "A3"), ("ambiguous-date", "A4")]
    assert faults(Kind.DATE, "25/04/2026", "04/25/2026", "03/04/2026") == both


def test_full_years_do_not_tell_where_a_short_year_stands():
    assert faults(Kind.DATE, "25/04/2026", "03/04/26", "31-Mar-23") == [
        ("ambiguous-date", "A3"),
        ("ambiguous-date", "A4"),
    ]
    assert values(Kind.DATE, "25/04/99", "03/04/26") == [date(1999, 4, 25), date(2026, 4, 3)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Dec-22", "month-for-date"), ("Mar 2026", "month-for-date"), ("03/2026", "month-for-date"),
        ("Q3 2026", "quarter-for-date"), ("2026年第三季度", "quarter-for-date"),
        ("45292", "number-for-date"), (45292.0, "number-for-date"), (5.0, "not-a-date"), ("FY26", "not-a-date"),
        ("2026-03-01 25:00", "not-a-date"), ("2026-03-01 about noon", "not-a-date"),
    ],
)  # fmt: skip
def test_what_names_no_single_day_is_reported(cell: Any, code: str):
    assert faults(Kind.DATE, cell) == [(code, "A2")]


@pytest.mark.parametrize("cell", ["Dec-22", "Dec/22", "Dec-2022", "December 2022", "12/2022", "2022-12", "2022年12月"])
def test_a_month_column_takes_months(cell: str):
    assert values(Kind.MONTH, cell) == [date(2022, 12, 1)]


def test_a_month_column_takes_no_quarter():
    assert faults(Kind.MONTH, "Q3 2026") == [("quarter-for-date", "A2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_serial_number_is_named_with_the_day_it_would_be(language: str):
    (problem,) = parsed(Kind.DATE, ["45292"])[1]
    assert "2024-01-01" in problem.message(Words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_on_two_orders_shows_both(language: str):
    problem = parsed(Kind.DATE, ["25/04/2026", "04/25/2026"])[1][0]
    assert all(shape in problem.message(Words(language)) for shape in ("30/09/2026", "09/30/2026"))


def test_a_style_that_nobody_knows_is_refused_when_it_is_declared():
    with pytest.raises(ValueError, match="dmy"):
        Style(dates="dmy")


def test_a_workbook_is_read_by_the_one_date_that_tells(home: Warehouse) -> None:
    engine.load(home, [upload(register())])
    sheets = status()
    sheets["Status"][1][4], sheets["Status"][2][4] = "03/04/2027", "13/04/2027"
    assert engine.load(home, [upload(sheets)]).accepted
    read = sorted(day.date() for day in home.read()("from status")["forecast_finish"])
    assert read == [date(2027, 4, 3), date(2027, 4, 13)]


def test_colour_circles_and_the_words_beside_them_are_ratings():
    assert values(Kind.RAG, "🟢", "On track", "on-track", "G ") == ["Green"] * 4
    assert values(Kind.RAG, "🟠", "🟡", "At risk") == ["Amber"] * 3
    assert values(Kind.RAG, "🔴", "Off track") == ["Red"] * 2


@pytest.mark.parametrize("word", ["4", "A/R", "Amber/Red", "●", "Complete"])
def test_a_rating_that_needs_a_layout_is_no_colour(word: str):
    assert faults(Kind.RAG, word) == [("not-a-choice", "A2")]


@given(some.lists(some.tuples(DAYS, some.sampled_from(CLOCKS)), min_size=1), some.sampled_from(sorted(ORDERS)))
def test_dates_in_one_order_come_back_when_one_of_them_tells(days: list[tuple[date, str]], order: str):
    assume(any(day.day > 12 for day, _ in days))
    assert values(Kind.DATE, *[day.strftime(ORDERS[order]) + clock for day, clock in days]) == [day for day, _ in days]


@given(some.lists(DAYS, min_size=1), some.sampled_from(sorted(ORDERS)))
def test_dates_in_the_order_of_the_layout_always_come_back(days: list[date], order: str):
    assert values(Kind.DATE, *[day.strftime(ORDERS[order]) for day in days], hint=Style(dates=order)) == days


@given(some.data(), some.lists(some.sampled_from(TRICKY), min_size=2, max_size=10))
def test_what_a_text_means_never_depends_on_the_order_of_rows(data: Any, cells: list[Any]):
    assert meanings(Kind.DATE, data.draw(some.permutations(cells))) == meanings(Kind.DATE, cells)
