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


def sheet(day: date = date(2026, 9, 30), headings: list[str] = HEADINGS, **cells: Any) -> list[list[Any]]:
    """A return of P1 and P2 with a title above its headings."""
    done = cells.get("done", 40)
    rows = [["P1", day, cells.get("colour", "G"), "R", done, FINISH], ["P2", day, "A", "A", done, FINISH]]
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
    return next(each for each in page.selectbox if (each.key or "").endswith(f"-status-{name}"))


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


def kept(page: AppTest, name: str) -> AppTest:
    """The page after the layout of what was dropped was kept under a name."""
    page.text_input[0].set_value(name)
    run(page).button(key="layout-save").click()
    return run(page)


def test_a_kept_layout_can_be_corrected(page: AppTest):
    kept(dropped(page, sent(colour="Stormy")), "monthly")
    assert "1 workbook is refused" in headings(page)
    change = page.selectbox(key="change-layout")
    change.set_value(page.session_state.outcome.imports[0].reading.sha256)
    assert "The layout that this workbook was read with" in headings(run(page))
    chosen(page, "overall_rag", "heading:Weather")
    assert page.text_input[0].value == "monthly"
    page.button(key="layout-save").click()
    assert "1 workbook can be published" in headings(run(page))
    assert "The layout that this workbook was read with" not in headings(page)


def test_a_renamed_column_loads_with_the_drift_named(page: AppTest):
    kept(dropped(page, sent()), "monthly")
    page.button(key="clear-drop").click()
    renamed = [each.replace("Anticipated end date", "Anticipated end") for each in HEADINGS]
    dropped(run(page), sent("next.xlsx", headings=renamed))
    assert "1 workbook can be published" in headings(page)
    assert "The column “Anticipated end date” is called “Anticipated end” now (F3)." in said(page)


def test_a_lost_column_is_asked_about_with_everything_else_as_it_was_kept(page: AppTest):
    chosen(dropped(page, sent()), "overall_rag", "heading:Weather")
    kept(page, "monthly")
    page.button(key="clear-drop").click()
    lost = [each.replace("Done so far (%)", "Mood") for each in HEADINGS]
    dropped(run(page), sent("next.xlsx", headings=lost, done="good"))
    assert "1 workbook needs a layout" in headings(page)
    assert column(page, "overall_rag").value == "heading:Weather"
    assert column(page, "percent_complete").value == "nothing" and page.button(key="layout-save").disabled
    assert page.text_input[0].value == "monthly"


def test_which_of_two_layouts_a_workbook_has_is_asked(page: AppTest, served: Warehouse):
    kept(dropped(page, sent()), "first")
    served.save_layout("second", served.layouts()["first"].replace("first", "second"))
    page.button(key="clear-drop").click()
    dropped(run(page), sent("next.xlsx"))
    assert "More than one layout fits 1 workbook: which one is it?" in headings(page)
    page.selectbox(key="several-next.xlsx").set_value("second")
    assert "1 workbook can be published" in headings(run(page)) and "second" in said(page)


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
    assert "We recognise nothing in this workbook." in said(page) and "Soup" in said(page)


def test_what_an_unknown_sheet_says_never_becomes_markup(page: AppTest):
    hostile = "<img src=x onerror=alert(1)>"
    dropped(page, sent(headings=[*HEADINGS[:3], hostile, *HEADINGS[4:]], colour=hostile))
    assert "<img" not in markup(page) and hostile in said(page)
