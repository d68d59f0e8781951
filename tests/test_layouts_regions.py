"""Where a layout finds its tables: below titles, under joined headings, in blocks, on their side; which rows count."""

from __future__ import annotations

from datetime import date

import pytest

from i18n import LANGUAGES, Words
from loaders.known import Known
from loaders.links import link
from loaders.profile import Feed, Label, LeaveOut, Source
from loaders.reading import Upload
from loaders.scales import Scales
from tests.layouts import HEADINGS, columns, one, profile, read, region, status_feed, told
from tests.workbooks import book, saved

DAY, END = date(2026, 9, 30), date(2027, 1, 31)
P1, P2 = ["P1", DAY, "Green", 40, END], ["P2", DAY, "Red", 10, END]
TITLES = [["Portfolio office", None, "September"], [None], ["Status of all projects"]]
RISK = ("Risk", "Kind", "Chance", "Effect")


def risk_feed(scope: Source) -> Feed:
    headings = dict(zip(("risk_id", "category", "probability", "impact"), RISK, strict=True))
    fixed = {"state": Source(constant="Open"), "report_date": Source(constant="2026-09-30"), "scope_id": scope}
    return Feed("risk", {name: Source(heading=text) for name, text in headings.items()} | fixed, ("risk",))


def test_a_table_is_found_below_titles_and_at_its_place() -> None:
    reading = read(
        {"Report": [*TITLES, [None, *HEADINGS], [None, *P1], [None, "P2", DAY, "Purple", 10, END]]}, profile()
    )
    assert columns(reading, "status", "project_id", "percent_complete") == [("P1", 40.0), ("P2", 10.0)]
    assert told(reading) == [("not-a-choice", "Report", "D6")]


def test_headings_are_told_in_any_case_and_order_and_may_have_others_between() -> None:
    sheet = [["END", "Note", "colour", "done", "as_at", "REF:"], [END, "x", "Green", 40, DAY, "P1"]]
    assert columns(read({"Report": sheet}, profile()), "status", *status_feed().columns) == [
        ("P1", DAY, "Green", 40.0, END)
    ]


def test_two_heading_rows_are_joined_and_a_merged_one_counts_for_all_its_columns() -> None:
    rows = [*TITLES, ["Ref", "As at", "State", None, "Plan", None], [None, None, "Colour", "Done", "End", "Start"]]
    feed = status_feed(
        overall_rag=Source(heading="State › Colour"), percent_complete=Source(heading="State › Done"),
        forecast_finish=Source(heading="Plan › End"),
    )  # fmt: skip
    made = book({"Report": [*rows, [*P1, DAY]]})
    made["Report"].merge_cells("C4:D4")
    made["Report"].merge_cells("E4:F4")
    layout = profile(region(feed, headings=("Ref", "State › Done"), header_rows=2))
    reading = read({"Report": [*rows, [*P1, DAY]]}, layout)
    assert columns(reading, "status", "project_id", "percent_complete", "forecast_finish") == [("P1", 40.0, END)]
    assert read_merged(saved(made), layout) == columns(reading, "status", *feed.columns)


def read_merged(content: bytes, layout: object) -> list[tuple[object, ...]]:
    from loaders.reading import read_upload

    return columns(read_upload(Upload("merged.xlsx", content), forced=layout), "status", *status_feed().columns)  # type: ignore[arg-type]


def test_two_columns_of_one_name_are_told_apart_by_their_place() -> None:
    sheet = [["Ref", "As at", "Colour", "Colour", "Done", "End"], ["P1", DAY, "Green", "Red", 40, END]]
    second = profile(region(status_feed(overall_rag=Source(heading="Colour #2"))))
    assert columns(read({"Report": sheet}, second), "status", "overall_rag") == [("Red",)]


def test_rows_of_units_below_the_headings_are_no_data() -> None:
    sheet = [HEADINGS, [None, "date", None, "%", "date"], P1]
    assert columns(read({"Report": sheet}, profile(region(below=1))), "status", "project_id") == [("P1",)]


@pytest.mark.parametrize(
    ("rows", "cell", "now"),
    [([["", "date", "", "0-1", "date"], P1], "D2", "“0-1”"), ([P1, P2], "A2", "“P1”"), ([], "B2", "“–”")],
)
def test_rows_of_units_that_say_something_else_than_the_layout_knows_are_an_error_at_their_cell(
    rows: list[list[object]], cell: str, now: str
) -> None:
    layout = profile(region(below=1, notes={"As at": "date", "Done": "%", "End": "date"}))
    reading = read({"Report": [HEADINGS, *rows]}, layout)
    assert ("layout-notes-differ", "Report", cell) in told(reading)
    for said in (one(reading, "layout-notes-differ").message(Words(language)) for language in LANGUAGES):
        assert now in said
    same = read({"Report": [HEADINGS, [None, "Date", None, " % ", "DATE"], P1]}, layout)
    assert told(same) == [] and columns(same, "status", "project_id") == [("P1",)]


def test_a_sheet_with_a_column_a_project_is_read_across_and_its_cells_named_as_they_stand() -> None:
    across = [
        ["Ref", "P1", "P2"],
        ["As at", DAY, DAY],
        ["Colour", "Green", "Purple"],
        ["Done", 40, 10],
        ["End", END, END],
    ]
    reading = read({"Report": across}, profile(region(transposed=True)))
    assert columns(reading, "status", "project_id", "percent_complete") == [("P1", 40.0), ("P2", 10.0)]
    assert told(reading) == [("not-a-choice", "Report", "C3")]


def test_a_duplicate_names_the_cell_that_came_first_wherever_it_stands() -> None:
    across = [["Ref", "P1", "P1"], ["As at", DAY, DAY], ["Colour", "Green", "Red"], ["Done", 1, 2], ["End", END, END]]
    (problem,) = link(
        read({"Report": across}, profile(region(transposed=True))).sheets, Known({"project": {"P1"}}, Scales(), {})
    )
    assert (problem.cell, problem.details["first"]) == ("C1", "Report!B1")


def test_a_block_a_project_takes_its_project_from_the_label_above_it() -> None:
    blocks = [
        ["SECTION B"], ["Project 1:", "P1"], RISK, ["r1", "Law", 2, 3], ["r2", "Law", 2, 3], [None],
        ["Project 2:", "P2"], RISK, ["r1", "Law", 9, "unclear"],
    ]  # fmt: skip
    risks = region(
        risk_feed(Source(label="project")), headings=RISK[:2], repeated=True, after="section b",
        until=r"Project \d+:$", labels={"project": Label(r"Project \d+:$")},
    )  # fmt: skip
    reading = read({"Risks of all": blocks}, profile(risks))
    assert columns(reading, "risk", "scope_id", "risk_id") == [("P1", "r1"), ("P1", "r2"), ("P2", "r1")]
    assert told(reading) == [("not-a-number", "Risks of all", "D9")]
    assert [reading.sheets["risk"].address("scope_id", place) for place in (1, 2)] == [
        ("Risks of all", "B2"),
        ("Risks of all", "B7"),
    ]


def test_a_block_without_its_label_is_no_silent_loss() -> None:
    blocks = [["Project 1:", "P1"], RISK, ["r1", "Law", 2, 3], RISK, ["r2", "Law", 2, 3]]
    risks = region(
        risk_feed(Source(label="project")), headings=RISK[:2], repeated=True, labels={"project": Label("Project 1")}
    )
    assert ("missing-value", "Risks of all", "A5") in told(read({"Risks of all": blocks}, profile(risks)))


def test_a_label_may_stand_on_another_sheet_and_below_what_it_says() -> None:
    feed = status_feed(report_date=Source(label="day", find="to (.+)$"))
    labels = {"day": Label("reporting period", right=0, down=1, sheet="cover*")}
    sent = {
        "Cover sheet": [[None, "Reporting period"], [None, "1 July 2026 to 30 September 2026"]],
        "Data": [HEADINGS, P1],
    }
    reading = read(sent, profile(region(feed, sheet="data", labels=labels)))
    assert columns(reading, "status", "report_date") == [(DAY,)]
    assert reading.sheets["status"].address("report_date", 0) == ("Cover sheet", "B2")


def test_rows_end_where_the_layout_says_and_blank_ones_are_passed_over() -> None:
    sheet = [HEADINGS, P1, [None, None, "< Select >"], P2, ["END"], ["P3", DAY, "Red", 1, END]]
    feed = status_feed(overall_rag=Source(heading="Colour", unstated=("< Select >",)))
    assert columns(read({"Report": sheet}, profile(region(feed, until="end$"))), "status", "project_id") == [
        ("P1",),
        ("P2",),
    ]


def test_what_is_no_data_is_left_out_and_counted_with_its_reason() -> None:
    rules = (LeaveOut("Ref", "total", "total"), LeaveOut("Ref", "example.*", "example"), LeaveOut("Ref", "", "blank"))
    sheet = [
        HEADINGS, ["Example of how to", DAY, "Red", 1, END], ["Example 2", DAY, "Red", 1, END], P1, HEADINGS, P2,
        [None, None, None, 50, None], ["TOTAL", None, None, 50, None],
    ]  # fmt: skip
    reading = read({"Report": sheet}, profile(region(leave_out=rules)))
    assert columns(reading, "status", "project_id") == [("P1",), ("P2",)] and told(reading) == []
    said = one(reading, "rows-left-out").message(Words())
    assert "2 example rows, 1 repeated heading row, 1 row not filled in, 1 total" in said


def test_hidden_sheets_are_not_read() -> None:
    made = book({"Report": [HEADINGS, P1], "Old report": [HEADINGS, P2]})
    made["Old report"].sheet_state = "hidden"
    assert read_merged(saved(made), profile()) == [tuple(P1)]


@pytest.mark.parametrize("optional", [True, False])
def test_a_region_that_is_not_there_is_an_error_unless_it_may_be(optional: bool) -> None:
    other = region(sheet="Finance", headings=("Money",), optional=optional)
    reading = read({"Report": [HEADINGS, P1]}, profile(region(), other))
    assert [code for code, _, _ in told(reading)] == [] if optional else ["layout-region-missing"]
    assert optional or "Finance" in one(reading, "layout-region-missing").message(Words())


def test_a_heading_that_is_not_there_is_named_once_with_the_column_it_feeds() -> None:
    sheet = [["Ref", "As at", "Colour", "Ready", "End"], P1, P2]
    reading = read({"Report": sheet}, profile())
    assert told(reading) == [("layout-missing-heading", "Report", "A1")]
    said = one(reading, "layout-missing-heading").message(Words())
    assert "Done" in said and "% complete" in said


def test_a_required_column_of_which_a_layout_says_nothing_is_named() -> None:
    columns_of = {name: each for name, each in status_feed().columns.items() if name != "percent_complete"}
    reading = read({"Report": [HEADINGS, P1]}, profile(region(Feed("status", columns_of))))
    assert told(reading) == [("missing-column", "Report", "A1")]
    assert "% complete" in one(reading, "missing-column").message(Words())
