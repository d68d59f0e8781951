"""Tables of a layout that share a sheet: each keeps to its own columns, and ends where the next one begins."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.problems import letter
from loaders.profile import read_profile, write_profile
from loaders.spans import named, span, stretch
from tests.layouts import HEADINGS, columns, profile, read, region, told

DAY, END = date(2026, 9, 30), date(2027, 1, 31)
P1, P2, P3 = ["P1", DAY, "Green", 40, END], ["P2", DAY, "Red", 10, END], ["P3", DAY, "Amber", 70, END]
LEFT, RIGHT = region(columns="A:E", complete=True), region(columns="G:K", complete=True)


def test_tables_under_the_same_headings_side_by_side_are_told_apart_by_their_columns() -> None:
    rows = [[*HEADINGS, None, *HEADINGS], [*P1, None, *P2], [*[None] * 6, *P3]]
    found = read({"Report": rows}, profile(LEFT, RIGHT))
    assert columns(found, "status", "project_id", "percent_complete") == [("P1", 40.0), ("P2", 10.0), ("P3", 70.0)]
    assert found.sheets["status"].address("project_id", 2) == ("Report", "G3")


def test_a_table_between_others_keeps_to_the_fewest_columns_with_its_headings_when_all_have_moved() -> None:
    rows = [["No", *HEADINGS[1:], "Ref", "As at", "Colour", "Done", "End"], [1, *P1[1:], *P2]]
    wanted = region(headings=HEADINGS, columns="A:E", complete=True)
    assert columns(read({"Report": rows}, profile(wanted)), "status", "project_id") == [("P2",)]


def test_columns_of_a_transposed_table_are_the_rows_of_its_sheet() -> None:
    across = [[HEADINGS[at], P1[at], P2[at]] for at in range(5)] + [[], ["Ref", "x", "y"]]
    found = read({"Report": across}, profile(region(columns="1:5", transposed=True)))
    assert columns(found, "status", "project_id") == [("P1",), ("P2",)]


def test_a_table_ends_at_the_title_of_the_next_one_whatever_that_says() -> None:
    rows = [HEADINGS, P1, [], ["Others, 3 April"], ["Ref", "As at", "Colour", "Done", "End", "Why"], [*P2, "late"]]
    second = region(headings=(*HEADINGS, "Why"), complete=True)
    found = read({"Report": rows}, profile(region(headings=HEADINGS, complete=True), second))
    assert columns(found, "status", "project_id") == [("P1",), ("P2",)] and told(found) == []


def test_a_layout_written_by_hand_may_read_the_same_rows_twice() -> None:
    rows = [HEADINGS, P1, HEADINGS, P2]
    found = read({"Report": rows}, profile(region(), region(after="P1")))
    assert columns(found, "status", "project_id") == [("P1",), ("P2",), ("P2",)]


@given(first=st.integers(0, 800), more=st.integers(0, 50), turned=st.booleans())
def test_columns_are_named_as_people_do_and_found_again(first: int, more: int, turned: bool) -> None:
    places = range(first, first + more + 1)
    assert span(named(places, turned)) == places
    assert turned or named(places).startswith(letter(first))


@pytest.mark.parametrize("text", ["C", "E:C", "a:b", "A:5:6", "", "A-B"])
def test_columns_that_are_none_are_a_flaw_of_the_layout(text: str) -> None:
    with pytest.raises(ValueError, match="columns"):
        span(text)
    if text:
        with pytest.raises(ValueError, match="Report"):
            read_profile(write_profile(profile(region(sheet="Report", columns=text))))


@given(
    said=st.dictionaries(st.integers(0, 30), st.sampled_from("abcd"), max_size=20),
    wanted=st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
)
def test_no_fewer_columns_than_the_stretch_hold_all_headings(said: dict[int, str], wanted: list[str]) -> None:
    def holds(places: range) -> bool:
        here = [said.get(place) for place in places]
        return all(here.count(each) >= wanted.count(each) for each in wanted)

    every = [range(start, stop) for start in range(31) for stop in range(start + 1, 32)]
    shortest = min((len(each) for each in every if holds(each)), default=None)
    found = stretch(said, wanted)
    assert (found is None) == (shortest is None)
    assert found is None or (holds(found) and len(found) == shortest)
