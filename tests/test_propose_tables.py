"""Several tables on a sheet, side by side or one below the other, are each proposed, and next month each is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders import engine
from loaders.problems import Problem
from loaders.profile import write_profile
from loaders.proposal import Proposal, preview, propose
from loaders.workbook import Sheet, decode
from tests.proposals import FINISH, FIRST, RENAMED, SECOND, fed, proposed
from tests.workbooks import register, upload
from warehouse import Warehouse

OCTOBER = date(2026, 10, 31)
RISK_HEADINGS = ["Project", "Risk No.", "Risk description", "Type", "L", "I", "Risk status"]
RISKS = [
    ["P1", "R1", "Crane is late", "Supplier", 3, 4, "Open"],
    ["P2", "R2", "Flood", "Nature", 2, 5, "Open"],
    ["P2", "R3", "Strike", "People", 1, 2, "Open"],
]
Rows = list[list[Any]]


def below(reports: Rows, risks: Rows) -> Rows:
    return [["Progress"], RENAMED, *reports, [], ["Risks of the month"], RISK_HEADINGS, *risks]


def beside(
    reports: Rows, risks: Rows, gap: int = 1, left: list[str] = RENAMED, right: list[str] = RISK_HEADINGS
) -> Rows:
    blank = [[None] * len(left)] * max(0, len(risks) - len(reports))
    return [
        [*one, *[None] * gap, *other] for one, other in zip([left, *reports, *blank], [right, *risks], strict=False)
    ]


def abreast(reports: Rows, risks: Rows) -> Rows:
    """Without a gap: the second table begins where a heading is said again."""
    return beside(reports, risks, 0, right=["Proj. No.", *RISK_HEADINGS[1:]])


def under_a_pair(reports: Rows, risks: Rows) -> Rows:
    """Two tables side by side, the right one lower and with a title of its own."""
    shifted = [[None] * 7, ["Risks", *[None] * 6], RISK_HEADINGS, *risks]
    left = [RENAMED, *reports, *[[None] * 6] * (len(shifted) - 1 - len(reports))]
    return [[*one, None, *other] for one, other in zip(left, shifted, strict=True)]


LAYOUTS = [below, beside, abreast, under_a_pair]


def decoded(rows: Rows) -> list[Sheet]:
    sheets = decode(upload({"Return": rows}).content, "a.xlsx")
    assert not isinstance(sheets, Problem)
    return sheets


def counted(proposal: Proposal, sheets: list[Sheet]) -> dict[str, tuple[int, int]]:
    return {each.table: (each.rows, each.wrong) for each in preview(proposal, sheets).tables}


@pytest.mark.parametrize("laid", LAYOUTS)
def test_each_table_of_a_sheet_is_proposed_and_reads_no_column_of_the_other(laid: Any):
    sheets = decoded(laid([FIRST, SECOND], RISKS))
    found = propose(sheets)
    assert [feed.table for _, feed in found.feeds()] == ["status", "risk"]
    places = [{match.place for match in feed.matches if match.place} for _, feed in found.feeds()]
    assert laid is below or not places[0] & places[1]
    assert counted(found, sheets) == {"status": (2, 0), "risk": (3, 0)}
    assert not [each.code for each in preview(found, sheets).problems]


@pytest.mark.parametrize("laid", LAYOUTS)
def test_next_month_each_table_is_as_long_as_it_is(laid: Any, home: Warehouse):
    engine.load(home, [upload(register())])
    home.save_layout("both", write_profile(propose(decoded(laid([FIRST, SECOND], RISKS))).profile("both")))
    longer = [[project, OCTOBER, "G", 50, FINISH, 2] for project in ("P1", "P2")]
    more = [["P1", f"R{number}", "Crane is late", "Supplier", 3, 4, "Open"] for number in range(4, 12)]
    (result,) = engine.check(home, [upload({"Return": laid(longer, [*RISKS, *more])}, "october.xlsx")]).imports
    assert (result.status, result.rows) == ("accepted", {"status": 2, "risk": 11})


def test_a_table_that_moved_sideways_is_still_found_by_its_headings(home: Warehouse):
    engine.load(home, [upload(register())])
    home.save_layout("both", write_profile(propose(decoded(beside([FIRST, SECOND], RISKS))).profile("both")))
    (result,) = engine.check(home, [upload({"Return": beside([FIRST, SECOND], RISKS, 3)}, "moved.xlsx")]).imports
    assert (result.status, result.rows) == ("accepted", {"status": 2, "risk": 3})


def test_blocks_under_the_same_headings_are_one_table_with_their_titles_left_out():
    blocks = [["Programme A"], RENAMED, FIRST, [], ["Programme B"], RENAMED, SECOND]
    sheets = decoded(blocks)
    found = propose(sheets)
    assert [region.repeated for region in found.regions] == [True]
    assert counted(found, sheets) == {"status": (2, 0)}


def test_a_gap_inside_one_table_makes_no_two_of_it():
    headings = [*RENAMED[:4], None, *RENAMED[4:]]
    rows = [headings, [*FIRST[:4], None, *FIRST[4:]], [*SECOND[:4], None, *SECOND[4:]]]
    found = proposed({"Return": rows})
    assert (len(found.regions), found.regions[0].columns) == (1, None)
    assert fed(found)["actual_cost"] == "Actual spend (£m)"


def test_an_unknown_table_beside_a_known_one_is_told_and_feeds_nothing():
    lunch = [["Repas", "Qui", "Où"], *([f"plat {n}", "Ana", "ici"] for n in range(4))]
    sheets = decoded([
        [*one, None, *other] for one, other in zip([RENAMED, FIRST, SECOND, *[[None] * 6] * 2], lunch, strict=True)
    ])  # fmt: skip
    found = propose(sheets)
    assert [region.columns for region in found.regions] == [range(6)]
    (told,) = preview(found, sheets).problems
    assert (told.code, told.cell, told.details["last"]) == ("rows-outside", "H1", 5)


def test_an_unknown_table_below_a_known_one_never_counts_as_its_rows_in_silence():
    more = [[f"P{number}", *SECOND[1:]] for number in range(3, 12)]
    sheets = decoded([RENAMED, FIRST, *more, [], ["Repas", "Qui", "Où"], ["plat", "Ana", "ici"]])
    assert counted(propose(sheets), sheets) == {"status": (12, 2)}
