"""A workbook whose layout nobody knows, on the Intake page: looked at, corrected by choosing, kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.reading import Upload
from tests.pages import headings, markup, opened, run, said
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
HEADINGS = ["Proj. No.", "Position at", "Health", "Weather", "Done so far (%)", "Anticipated end date"]
FINISH = date(2027, 1, 15)


def sheet(day: date = date(2026, 9, 30), headings: list[str] = HEADINGS, colour: str = "G") -> list[list[Any]]:
    """A return of P1 and P2 with a title above its headings."""
    rows = [["P1", day, colour, "R", 40, FINISH], ["P2", day, "A", "A", 70, FINISH]]
    return [["Monthly return"], [], headings, *rows]


def sent(name: str = "return 2026-09.xlsx", **more: Any) -> Upload:
    return upload({"Return": sheet(**more)}, name)


def dropped(page: AppTest, *uploads: Upload) -> AppTest:
    page.file_uploader[0].set_value([(each.name, each.content, "") for each in uploads])
    return run(page)


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page with P1 and P2 registered."""
    engine.load(served, [upload(register())])
    return opened("intake")


def column(page: AppTest, name: str) -> Any:
    """The drop-down of a column of the Status table."""
    return next(each for each in page.selectbox if (each.key or "").endswith(f"-Return-status-{name}"))


def chosen(page: AppTest, name: str, value: str) -> AppTest:
    column(page, name).set_value(value)
    return run(page)


def test_the_sheet_is_shown_as_it_is_with_what_its_columns_are_taken_for(page: AppTest):
    dropped(page, sent())
    assert "1 workbook is laid out in a way that we do not know yet" in headings(page)
    assert all(cell in said(page) for cell in ("Monthly return", "Proj. No.", "P2", "Weather"))
    assert [column(page, name).value for name in ("project_id", "overall_rag")] == [
        "heading:Proj. No.",
        "heading:Health",
    ]
    assert "Status: 2 rows can be read, 0 cannot." in said(page)


def test_a_column_is_corrected_by_choosing_another_heading(page: AppTest):
    chosen(dropped(page, sent()), "overall_rag", "heading:Weather")
    assert column(page, "overall_rag").value == "heading:Weather"
    assert "“Weather” was chosen for “Overall RAG”." in said(page)


def test_a_cell_that_cannot_be_read_is_marked_and_counted_at_once(page: AppTest):
    dropped(page, sent(colour="Stormy"))
    assert "Status: 1 row can be read, 1 cannot." in said(page) and 'tl-wrong" title="“Stormy” is none' in markup(page)
    word = next(each for each in page.selectbox if each.label == "Overall RAG: Stormy")
    word.set_value("Red")
    assert "Status: 2 rows can be read, 0 cannot." in said(run(page))


def test_a_layout_without_something_required_cannot_be_kept_until_it_is_answered(page: AppTest):
    chosen(dropped(page, sent()), "percent_complete", "nothing")
    assert page.button(key="layout-save").disabled and "Nothing on the sheet gives it yet." in said(page)
    assert not chosen(page, "percent_complete", "never").button(key="layout-save").disabled


def test_what_tells_rows_apart_is_never_left_unstated(page: AppTest):
    dropped(page, sent())
    never = "This source never states it"
    assert (never in column(page, "overall_rag").options, never in column(page, "project_id").options) == (True, False)


def test_a_name_that_is_none_cannot_be_used(page: AppTest):
    dropped(page, sent())
    assert page.text_input[0].value == "return"
    page.text_input[0].set_value("../return")
    assert run(page).button(key="layout-save").disabled


def test_a_kept_layout_is_used_at_once_and_next_month(page: AppTest, served: Warehouse):
    dropped(page, sent()).button(key="layout-save").click()
    assert "1 workbook can be published" in headings(run(page)) and list(served.layouts()) == ["return"]
    page.button(key="publish").click()
    run(page)
    dropped(page, sent("return 2026-10.xlsx", day=date(2026, 10, 31)))
    assert "1 workbook can be published" in headings(page)
    assert not [each for each in headings(page) if "do not know" in each]


def test_each_of_several_unknown_workbooks_keeps_its_own_corrections(page: AppTest):
    other = sent("other.xlsx", headings=["Proj. No.", "As at", "Health", "Weather", "Done so far (%)", "End"])
    dropped(page, sent(), other)
    assert "2 workbooks are laid out in a way that we do not know yet" in headings(page)
    chosen(page, "overall_rag", "heading:Weather")
    first, second = (result.reading.sha256 for result in page.session_state.outcome.imports)
    shown = page.selectbox(key="unknown-workbook").value
    for workbook in (second, first):
        page.selectbox(key="unknown-workbook").set_value(workbook)
        corrected = column(run(page), "overall_rag").value == "heading:Weather"
        assert corrected == (workbook == shown)


def test_a_workbook_that_looks_like_nothing_says_so(page: AppTest):
    dropped(page, upload({"Menu": [["Soup", "Fish"], ["Monday", "Friday"]]}))
    assert "Nothing in this workbook looks like a list of projects" in said(page)


def test_what_an_unknown_sheet_says_never_becomes_markup(page: AppTest):
    hostile = "<img src=x onerror=alert(1)>"
    dropped(page, sent(headings=[*HEADINGS[:3], hostile, *HEADINGS[4:]], colour=hostile))
    assert "<img" not in markup(page) and hostile in said(page)
