"""A report keeps the scale that counts on its own date, in whatever order workbooks come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders import engine
from loaders.reading import Upload
from tests.workbooks import Sheets, register, status, upload
from warehouse import Warehouse

JUNE, AUGUST = date(2026, 6, 1), date(2026, 8, 1)
REPORT, LATER = date(2026, 6, 15), date(2026, 8, 15)


def five(day: date = JUNE) -> Upload:
    return upload(register(day), "five.xlsx")


def six(day: date = AUGUST) -> Upload:
    sheets = register(day)
    sheets["Settings"] += [["Probability levels", 6], ["Impact levels", 4]]
    return upload(sheets, "six.xlsx")


def risky(day: date, *levels: Any, name: str = "report.xlsx") -> Upload:
    """A report of that day with these levels, probability and impact of one risk after the other."""
    sheets: Sheets = {name: rows for name, rows in status(day).items() if name != "Milestones"}
    pairs = zip(levels[::2], levels[1::2], strict=True)
    sheets["Risks"][1:] = [
        ["P1", f"R{number}", f"Crane {number} is late", "Supplier", *pair, 90_000, "Open"]
        for number, pair in enumerate(pairs, 1)
    ]
    return upload(sheets, name)


def levels(home: Warehouse) -> list[tuple[Any, ...]]:
    found = home.read()("select report_date, probability, impact from risk order by report_date, risk_id")
    return [(each.report_date.date(), each.probability, each.impact) for each in found.itertuples()]


def told(outcome: engine.Outcome) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for result in outcome.imports for problem in result.problems]


def test_a_report_of_before_a_newer_scale_is_measured_on_its_own(home: Warehouse):
    engine.load(home, [five(), six()])
    assert told(engine.load(home, [risky(REPORT, 5, 5)])) == []
    assert told(engine.check(home, [risky(LATER, 5, 5)])) == [("off-scale", "F2")]
    assert told(engine.check(home, [risky(date(2026, 5, 1), 5, 5)])) == []


def test_chances_and_words_are_placed_on_the_scale_of_the_reports_day(home: Warehouse):
    engine.load(home, [five(), six()])
    engine.load(home, [risky(REPORT, "70%", "High", "90%", 1), risky(LATER, "70%", 4, "90%", 1, name="later.xlsx")])
    assert levels(home) == [(REPORT, 4, 4), (REPORT, 5, 1), (LATER, 5, 4), (LATER, 6, 1)]
    assert told(engine.check(home, [risky(LATER, "70%", "High")])) == [("not-a-level", "F2")]


@pytest.mark.parametrize("calls", ["fsrl", "lrsf", "f s r l", "s f l r", "s f rl", "f r s l", "fr sl"])
def test_the_order_of_loading_changes_no_number(home: Warehouse, calls: str):
    files = {"f": five(), "s": six(), "r": risky(REPORT, "90%", 5), "l": risky(LATER, "90%", 4, name="later.xlsx")}
    for call in calls.split():
        assert told(engine.load(home, [files[letter] for letter in call])) == []
    assert levels(home) == [(REPORT, 5, 5), (LATER, 6, 4)]


def test_a_report_may_be_corrected_after_the_scale_changed(home: Warehouse):
    engine.load(home, [five(), risky(REPORT, 4, 5)])
    engine.load(home, [six()])
    corrected = engine.load(home, [risky(REPORT, 5, 5)])
    assert (told(corrected), len(corrected.accepted)) == ([("restates", "")], 1)


def test_chances_that_a_register_declares_count_for_reports_of_the_same_load(home: Warehouse):
    own = register(JUNE)
    own["Settings"] += [[f"Probability {level} (%)", chance] for level, chance in enumerate((1, 5, 10, 30, 60), 1)]
    engine.load(home, [upload(own, "own.xlsx"), risky(REPORT, "40%", 3)])
    assert levels(home) == [(REPORT, 4, 3)]


def test_a_report_of_before_all_registers_is_measured_on_the_first(home: Warehouse):
    engine.load(home, [six(JUNE), five(AUGUST), risky(date(2026, 5, 1), "90%", 4)])
    assert levels(home) == [(date(2026, 5, 1), 6, 4)]


def test_what_was_reported_before_all_registers_keeps_the_scale_of_the_first_when_a_newer_one_comes(home: Warehouse):
    engine.load(home, [five(), risky(date(2026, 5, 1), 5, 5)])
    before = home.read()("select on_scale, chance, expected_cost from risk_measured(date '2026-08-15')").to_dict(
        "records"
    )
    engine.load(home, [six()])
    after = home.read()("select on_scale, chance, expected_cost from risk_measured(date '2026-08-15')").to_dict(
        "records"
    )
    assert (before[0]["on_scale"], after[0]["on_scale"]) == (True, False)
    assert [each["chance"] for each in before + after] == [0.9, 0.9]


def test_a_register_that_comes_after_the_reports_it_measures_says_so_and_a_rebuild_reads_them_anew(home: Warehouse):
    engine.load(home, [six(JUNE)])
    engine.load(home, [risky(REPORT, "90%", 4)])
    assert told(engine.check(home, [six(AUGUST)])) == []
    outcome = engine.load(home, [five(date(2026, 6, 10))])
    assert told(outcome) == [("measured-otherwise", "")]
    assert levels(home) == [(REPORT, 6, 4)]
    engine.rebuild(home)
    assert levels(home) == [(REPORT, 5, 4)]


def test_a_withdrawn_register_measures_nothing(home: Warehouse):
    engine.load(home, [five()])
    (newer,) = engine.load(home, [six()]).imports
    home.withdraw(newer.import_id or 0)
    engine.load(home, [risky(LATER, "90%", 5)])
    assert levels(home) == [(LATER, 5, 5)]


def test_a_rebuild_reads_words_and_chances_again(home: Warehouse):
    engine.load(home, [five(), risky(REPORT, "70%", "High", "Rare", 2)])
    before = levels(home)
    engine.rebuild(home)
    assert levels(home) == before == [(REPORT, 4, 4), (REPORT, 1, 2)]


def test_what_is_judged_anew_since_somebody_published_is_measured_on_what_they_published(home: Warehouse):
    engine.load(home, [five()])
    outcome = engine.check(home, [risky(LATER, "90%", 4), risky(LATER, "70%", "dire", name="refused.xlsx")])
    engine.load(home, [six()])
    published = engine.publish(home, outcome)
    assert [result.status for result in published.imports] == ["refused", "accepted"]
    assert levels(home) == [(LATER, 6, 4)]
