"""What a layout makes of cells: words, amounts, dates and gaps as a sender writes them, and where each value stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import Words
from loaders.profile import Feed, Label, Source
from loaders.sources import _composed as composed
from tests.layouts import HEADINGS, columns, one, profile, read, region, status_feed, told

DAY, END = date(2026, 9, 30), date(2027, 1, 31)


def rows(*changed: dict[str, Any]) -> list[list[Any]]:
    """A sheet of status rows P1, P2 …, each with what it says differently."""
    plain = {"Ref": "P", "As at": DAY, "Colour": "Green", "Done": 40, "End": END}
    made = [{**plain, "Ref": f"P{place}", **row} for place, row in enumerate(changed, 1)]
    return [[*HEADINGS, *dict.fromkeys(n for row in made for n in row if n not in plain)]] + [
        list(row.values()) for row in made
    ]


def statuses(*changed: dict[str, Any], unstated: tuple[str, ...] = (), **sources: Source) -> Any:
    return read({"Report": rows(*changed)}, profile(region(status_feed(unstated, **sources))))


def test_a_word_or_number_of_the_senders_becomes_that_of_the_contract_and_an_unknown_one_is_told() -> None:
    rag = Source(heading="Colour", values={"4": "Amber", "Amber/Red": "Red"})
    reading = statuses({"Colour": 4}, {"Colour": "amber / red"}, {"Colour": 7}, overall_rag=rag)
    assert columns(reading, "status", "overall_rag") == [("Amber",), ("Red",), (None,)]
    assert told(reading) == [("not-a-choice", "Report", "C4")] and one(reading, "not-a-choice").value == "7"


def test_a_value_is_found_in_a_longer_text_which_otherwise_stays_as_it_is() -> None:
    name = Source(heading="Ref", find=r"^(P\w+):")
    reading = statuses({"Ref": "P7: New hall"}, {"Ref": "unnamed"}, project_id=name)
    assert columns(reading, "status", "project_id") == [("P7",), ("unnamed",)]


def test_amounts_in_millions_are_multiplied_and_what_is_no_amount_is_told_as_it_stands() -> None:
    cost = Source(heading="Cost", times=1_000_000)
    reading = statuses({"Cost": "£33.73"}, {"Cost": 1.1}, {"Cost": "lots"}, estimate_at_completion=cost)
    assert columns(reading, "status", "estimate_at_completion") == [(33_730_000.0,), (1_100_000.0,), (None,)]
    assert told(reading) == [("not-a-number", "Report", "F4")] and one(reading, "not-a-number").value == "lots"


def test_a_reversed_sign_is_turned_round() -> None:
    reading = statuses({"Gap": -5}, {"Gap": "(7)"}, planned_value=Source(heading="Gap", times=-1))
    assert columns(reading, "status", "planned_value") == [(5.0,), (7.0,)]


@pytest.mark.parametrize(("order", "day"), [("day-first", date(2026, 4, 3)), ("month-first", date(2026, 3, 4))])
def test_the_layout_decides_a_date_that_can_be_read_two_ways(order: str, day: date) -> None:
    reading = statuses({"End": "03/04/2026"}, forecast_finish=Source(heading="End", dates=order))
    assert columns(reading, "status", "forecast_finish") == [(day,)]


def test_without_a_word_of_the_layout_such_a_date_is_told() -> None:
    assert told(statuses({"End": "03/04/2026"})) == [("ambiguous-date", "Report", "E2")]


def test_cells_that_state_nothing_are_absent_and_counted_once_however_many_columns_they_feed() -> None:
    end = Source(heading="End", unstated=("exempt under", "$"))
    reading = statuses(
        {"End": "Exempt under Section 24"}, {"End": "Exempt under Section 26"}, {"End": None}, {},
        forecast_finish=end, summary=Source(heading="End", unstated=("exempt under",)),
    )  # fmt: skip
    assert told(reading) == []
    assert columns(reading, "status", "forecast_finish") == [(None,), (None,), (None,), (END,)]
    said = one(reading, "taken-as-not-stated")
    assert (said.cell, said.details["count"]) == ("E2", 2) and "Section 24" in said.message(Words())
    assert one(reading, "blank-as-not-stated").cell == "E4"


def test_what_tells_rows_apart_cannot_be_left_unstated() -> None:
    ref = Source(heading="Ref", unstated=("tbc",))
    assert told(statuses({"Ref": "TBC"}, project_id=ref)) == [("missing-value", "Report", "A2")]


def test_a_column_that_the_source_never_states_is_absent_and_said_once() -> None:
    reading = statuses({}, {}, unstated=("overall_rag", "percent_complete"))
    assert told(reading) == [] and columns(reading, "status", "overall_rag") == [(None,), (None,)]
    assert "Overall RAG, % complete" in one(reading, "column-not-in-source").message(Words())


def test_a_blank_in_a_required_column_is_still_an_error_where_the_layout_does_not_excuse_it() -> None:
    assert told(statuses({"End": None})) == [("missing-value", "Report", "E2")]


def test_composed_of_two_columns_of_which_one_is_filled_the_address_is_that_of_the_one() -> None:
    either = Source(compose="{Colour}{Other}")
    reading = statuses({"Other": None}, {"Colour": None, "Other": "Purple"}, overall_rag=either)
    assert columns(reading, "status", "overall_rag") == [("Green",), (None,)]
    assert told(reading) == [("not-a-choice", "Report", "F3")]


@given(st.lists(st.sampled_from(["", "x", "yy"]), min_size=3, max_size=3))
def test_a_part_that_is_blank_goes_with_the_text_before_it(parts: list[str]) -> None:
    said = composed("<{a} · {b} · {c}>", tuple(parts))
    assert said == (f"<{' · '.join(filter(None, parts))}>" if any(parts) else "")


def test_an_error_in_a_cell_that_the_layout_reads_is_told_at_its_place() -> None:
    assert ("error-cell", "Report", "C3") in told(statuses({}, {"Colour": "#REF!"}))


def test_a_percentage_format_counts_on_the_senders_sheet() -> None:
    from loaders.reading import Upload, read_upload
    from tests.workbooks import book, saved

    made = book({"Report": [["Title"], *rows({"Done": 0.45}, {"Done": 0.5})]})
    for cell in ("D3", "D4"):
        made["Report"][cell].number_format = "0%"
    reading = read_upload(Upload("percent.xlsx", saved(made)), forced=profile())
    assert columns(reading, "status", "percent_complete") == [(45.0,), (50.0,)]


PERIODS = [
    ["Ref", "Unit", "As at", "End", "Cost"],
    ["P1", "North", date(2026, 1, 1), None, 10], ["P2", "North", date(2026, 1, 1), date(2027, 2, 2), 20],
    ["P1", "North", date(2026, 7, 1), date(2027, 5, 5), 15], ["P2", "North", date(2026, 7, 1), date(2027, 9, 9), 25],
]  # fmt: skip
NEVER = ("tier", "project_manager", "approved_start")


def gathered(**sources: Source) -> Feed:
    columns = {
        "project_id": Source(heading="Ref"),
        "project": Source(heading="Ref"),
        "department": Source(heading="Unit"),
    }
    stated = {
        "budget": Source(heading="Cost", first_of="Ref"),
        "approved_finish": Source(heading="End", first_of="Ref"),
    }
    return Feed("project", columns | stated | sources, NEVER, once=True)


def test_a_register_is_gathered_from_rows_that_repeat_it_with_the_first_forecast_as_its_baseline() -> None:
    reading = read({"All": PERIODS}, profile(region(gathered(), headings=("Ref", "Unit"))))
    assert columns(reading, "project", "project_id", "budget", "approved_finish") == [
        ("P1", 10.0, date(2027, 5, 5)),
        ("P2", 20.0, date(2027, 2, 2)),
    ]
    found = reading.sheets["project"]
    assert [found.address("approved_finish", place)[1] for place in (0, 1)] == ["D4", "D3"]
    assert [found.address("budget", place)[1] for place in (0, 1)] == ["E2", "E3"]


def test_rows_of_one_key_that_disagree_are_told_where_nothing_says_which_counts() -> None:
    moved = [*PERIODS[:3], ["P1", "South", date(2026, 7, 1), None, 15]]
    layout = profile(region(gathered(), headings=("Ref", "Unit")))
    reading = read({"All": moved}, layout)
    problem = one(reading, "rows-disagree")
    assert (problem.cell, problem.value, problem.details["first"]) == ("B4", "South", "B2")
    settled = gathered(department=Source(heading="Unit", first_of="Ref"))
    assert columns(
        read({"All": moved}, profile(region(settled, headings=("Ref", "Unit")))), "project", "department"
    ) == [
        ("North",),
        ("North",),
    ]


def test_settings_and_the_register_date_come_from_the_layout_or_the_earliest_date_found() -> None:
    dated = {"register_date": Source(heading="As at")}
    reading = read(
        {"All": PERIODS}, profile(region(gathered(), headings=("Ref",)), settings={"currency": "GBP"}, **dated)
    )
    assert columns(reading, "setting", "name", "value") == [("currency", "GBP"), ("register_date", "2026-01-01")]
    assert reading.sheets["setting"].address("value", 1) == ("All", "C2")


def test_the_register_date_is_read_in_the_order_that_its_column_tells() -> None:
    layout = profile(region(gathered(), headings=("Ref",)), register_date=Source(heading="As at"))

    def counted_from(*days: str) -> list[tuple[Any, ...]]:
        sheet = [PERIODS[0], *([*row[:2], day, *row[3:]] for row, day in zip(PERIODS[1:], days, strict=False))]
        reading = read({"All": sheet}, layout)
        return columns(reading, "setting", "value") if "setting" in reading.sheets else []

    assert counted_from("03/04/2026", "30/06/2026") == [("2026-04-03",)]
    assert counted_from("03/04/2026", "06/30/2026") == [("2026-03-04",)]
    assert counted_from("03/04/2026", "05/06/2026") == []


def test_several_regions_fill_one_table() -> None:
    feeds = status_feed(), status_feed(project_id=Source(compose="{place}-{Ref}"))
    labels = {"place": Label("place", sheet="South")}
    layout = profile(region(feeds[0], sheet="North"), region(feeds[1], sheet="South", labels=labels))
    south = [["Place", "S"], *rows({}, {"Colour": "Purple"})]
    reading = read({"North": rows({}), "South": south}, layout)
    assert columns(reading, "status", "project_id") == [("P1",), ("S-P1",), ("S-P2",)]
    assert told(reading) == [("not-a-choice", "South", "C4")]
