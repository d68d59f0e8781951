"""Numbers as people write them: read when the column leaves no doubt, reported at their address when it does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract.model import Kind
from i18n import LANGUAGES, Words
from loaders import engine
from loaders.styles import Style
from tests.columns import faults, meanings, parsed, values
from tests.workbooks import register, status, upload
from warehouse import Warehouse

COMMA = Style(numbers="comma-decimal")
# Thousands, decimals.
MARKS = {
    "english": (",", "."),
    "german": (".", ","),
    "french": ("\u202f", ","),
    "spaced": (" ", ","),
    "swiss": ("’", "."),
}
SIGNS = ("-{}", "({})", "{}-", "−{}")
MONEY = ("{}", "£{}", "USD {}", "{} EUR", "￥{}")
UNITS = {"k": 3, "K": 3, " thousand": 3, "m": 6, " Million": 6, "bn": 9, "千": 3, "万": 4, "百万": 6, "亿": 8}
TRICKY = (
    "1,234", "1.234", "12,5", "12.5", "1.234,56", "1,234.56", "£1.2m", "£1.3", "£950,000", "$3m", "3k", "0", "7", "-",
    "n/a", "(5)", "1 234", "half", 950000.0, 1.3, 0.0, "",
)  # fmt: skip


def written(amount: Decimal, marks: str) -> str:
    thousands, decimal = MARKS[marks]
    return f"{amount:,.2f}".translate({ord(","): thousands, ord("."): decimal})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("£1.2m", 1_200_000), ("1.2 million", 1_200_000), ("3k", 3_000), ("(1,000)", -1_000), ("-£5", -5), ("£-5", -5),
        ("1.234,56", 1234.56), ("1 234,56", 1234.56), ("1\xa0234,56", 1234.56), ("1\u2009234", 1234), ("￥3万", 30_000),
        ("2.5亿", 250_000_000), ("USD 1,200", 1_200), ("1,200 USD", 1_200), ("1,000-", -1_000), ("£(1.5bn)", -1.5e9),
        ("3万元", 30_000), ("１，２００", 1_200), ("1,234", 1_234), ("1.234", 1.234), ("0,123", 0.123),
        ("+5", 5), ("US$ 2m", 2e6),
    ],
)  # fmt: skip
def test_a_lone_amount_is_read(cell: str, value: float):
    assert values(Kind.MONEY, cell) == [value]


@pytest.mark.parametrize(
    "cell", ["5 kr", "about 1m", "12,34,567", "1.2.3", "$$5", "£5 USD", "(5", "-(5)", "-5-", "5²", "m"]
)
def test_what_is_no_amount_is_no_number(cell: str):
    assert faults(Kind.MONEY, cell) == [("not-a-number", "A2")]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [(Kind.DAYS, "3m"), (Kind.DAYS, "£5"), (Kind.NUMBER, "30m"), (Kind.NUMBER, "45%"), (Kind.LEVEL, "3k"),
     (Kind.PERCENT, "3m")],
)  # fmt: skip
def test_a_unit_that_could_mean_something_else_in_its_column_is_no_number(kind: Kind, cell: str):
    assert faults(kind, cell) == [("not-a-number", "A2")]


def test_per_cent_signs_may_be_there_or_not():
    assert values(Kind.PERCENT, "45 %", "12.5％", "7", 3.0) == [45, 12.5, 7, 3]


def test_a_single_mark_means_what_the_rest_of_the_column_shows():
    assert values(Kind.MONEY, "1.234", "1.234,56") == [1234, 1234.56]
    assert values(Kind.MONEY, "1,234", "12.5") == [1234, 12.5]
    assert values(Kind.MONEY, "1,234", "12,5") == [1.234, 12.5]


def test_a_single_mark_means_what_the_layout_says():
    assert values(Kind.MONEY, "1.234", "1,5", hint=COMMA) == [1234, 1.5]
    assert faults(Kind.MONEY, "1.234", "12.5", hint=COMMA) == [("mixed-number-styles", "A3")]


def test_a_slip_does_not_turn_a_column_of_thousands_into_thousandths():
    assert faults(Kind.MONEY, "12,34", "1,234", "2,345") == [("mixed-number-styles", "A2")]


def test_two_styles_in_a_column_are_reported_at_the_rarer_one():
    assert faults(Kind.MONEY, "1.234,56", "1,234.56", "2,345.67") == [("mixed-number-styles", "A2")]
    assert faults(Kind.MONEY, "1.234,56", "1,234.56", "7") == [
        ("mixed-number-styles", "A2"),
        ("mixed-number-styles", "A3"),
    ]


def test_a_bare_number_beside_units_is_reported_and_a_plain_one_is_not():
    assert values(Kind.MONEY, "£1.2m", "£950,000", "950,000", "£950000", 0.0, "300k")[1:4] == [950_000] * 3
    assert faults(Kind.MONEY, "£1.2m", "£2m", 1.3) == [("mixed-units", "A4")]
    assert faults(Kind.MONEY, "£1.2m", "£1.3", "£2m") == [("mixed-units", "A3")]
    assert faults(Kind.MONEY, "£1.2m", 1.3) == [("mixed-units", "A3")]


def test_the_bare_numbers_are_the_doubtful_ones_even_where_most_are_bare():
    both = [("mixed-units", "A3"), ("mixed-units", "A4")]
    assert faults(Kind.MONEY, "£1.2m", "1.3", "950000") == both
    assert faults(Kind.MONEY, "3万", 950_000.0, 1_200_000.0) == both
    assert faults(Kind.MONEY, "£1.2m", "£1.3m", "950000") == [("mixed-units", "A4")]


def test_another_currency_is_reported():
    assert faults(Kind.MONEY, "£5m", "$3m", "£2m", "1m") == [("mixed-currencies", "A3")]
    assert values(Kind.MONEY, "￥3万", "3万元", "CNY 30,000") == [30_000] * 3


def test_every_sentence_names_what_is_mixed():
    columns = (["1.234,56", "1,234.56"], ["£1.2m", 1.3], ["£5", "$3"])
    found = [parsed(Kind.MONEY, cells)[1][0] for cells in columns]
    named = (("1.234,56", "1,234.56"), ("£1.2m", "1.3"), ("GBP", "USD"))
    for language in LANGUAGES:
        told = [problem.message(Words(language)) for problem in found]
        assert all(word in text for text, words in zip(told, named, strict=True) for word in words), told


def test_a_workbook_with_mixed_units_is_refused_at_the_cells_and_one_in_one_style_is_taken(home: Warehouse) -> None:
    engine.load(home, [upload(register())])
    sheets = status()
    sheets["Status"][1][5], sheets["Status"][2][5] = "£1.2m", "0.5"
    (result,) = engine.load(home, [upload(sheets)]).imports
    assert [(p.code, p.sheet, p.cell) for p in result.problems] == [("mixed-units", "Status", "F3")]
    sheets["Status"][2][5] = "£520,000"
    assert engine.load(home, [upload(sheets)]).accepted
    assert sorted(home.read()("from status")["estimate_at_completion"]) == [520_000, 1_200_000]


@given(
    some.lists(some.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8),
    some.sampled_from(sorted(MARKS)),
    some.sampled_from(SIGNS),
    some.sampled_from(MONEY),
)
def test_numbers_written_in_one_style_come_back(numbers: list[Decimal], marks: str, sign: str, money: str):
    cells = [money.format(written(abs(n), marks)) for n in numbers]
    signed = [sign.format(cell) if n < 0 else cell for n, cell in zip(numbers, cells, strict=True)]
    assert values(Kind.MONEY, *signed) == [float(n) for n in numbers]


@given(some.lists(some.tuples(some.decimals(0, 999, places=2), some.sampled_from(sorted(UNITS))), min_size=1))
def test_numbers_written_with_units_come_back(numbers: list[tuple[Decimal, str]]):
    cells = [f"{n}{unit}" for n, unit in numbers]
    assert values(Kind.MONEY, *cells) == [float(n * 10 ** UNITS[unit]) for n, unit in numbers]


@given(some.data(), some.lists(some.sampled_from(TRICKY), min_size=2, max_size=10))
def test_what_a_text_means_never_depends_on_the_order_of_rows(data: Any, cells: list[Any]):
    assert meanings(Kind.MONEY, data.draw(some.permutations(cells))) == meanings(Kind.MONEY, cells)
