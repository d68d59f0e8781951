"""Sheets in any language, laid out by hand on the Intake page; the next one like them asks nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.profile import read_profile
from tests.foreign import FINISH, KEEP, OCTOBER, READY, box, chosen, fed, kept, laid_out, russian
from tests.pages import headings, markup, opened, run, said
from tests.test_desk_unknown import column, dropped
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page with the projects Цех and Сеть registered."""
    sheets = register()
    for row, name in zip(sheets["Projects"][1:], ("Цех", "Сеть"), strict=True):
        row[0] = name
    assert engine.load(served, [upload(sheets)]).accepted
    return opened("intake")


def test_every_sheet_that_holds_anything_can_be_chosen_and_is_shown(page: AppTest):
    dropped(page, upload(russian()))
    assert "We recognise nothing in this workbook." in said(page)
    assert box(page, "Sheet").options == ["Обложка", "Проекты"]
    assert (box(page, "Sheet").value, "На дату" in said(page)) == ("Проекты", True)
    assert "Сводка отдела" in said(chosen(page, "Sheet", "Обложка"))


def test_a_sheet_that_nobody_understands_is_laid_out_by_choosing(page: AppTest):
    dropped(page, upload(russian()))
    chosen(page, "It holds", "status")
    assert box(page, "Headings in row").value == 2
    assert column(page, "report_date").value == "heading:На дату", "the only column of one day, by its values"
    assert page.button(key=KEEP).disabled
    laid_out(page)
    assert "Status: 2 rows can be read, 0 cannot." in said(page)
    assert "Read: Проекты (Status). Not read: Обложка." in said(page)
    assert not page.button(key=KEEP).disabled


def test_what_was_laid_out_by_hand_loads_next_month_without_a_question(page: AppTest, served: Warehouse):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    assert READY in headings(page)
    page.button(key="publish").click()
    run(page)
    dropped(page, upload(russian(OCTOBER, more=([],))))
    assert READY in headings(page) and not [each for each in headings(page) if "do not know" in each]
    assert read_profile(served.layouts()["отдел"]).regions[0].sheet == "Проекты"


def test_a_word_may_say_that_nothing_is_stated(page: AppTest, served: Warehouse):
    dropped(page, upload(russian(more=(["Цех", OCTOBER, "неизвестно", "нет данных", FINISH],))))
    laid_out(page)
    assert "Status: 2 rows can be read, 1 cannot." in said(page)
    fed(page, report_date="heading:На дату", forecast_finish="heading:Сдача")
    chosen(page, "Overall RAG: неизвестно", "not stated")
    chosen(page, "% complete: нет данных", "not stated")
    assert box(page, "Overall RAG: неизвестно").value == "not stated"
    assert "Status: 3 rows can be read, 0 cannot." in said(page)
    kept(page, "words")
    source = read_profile(served.layouts()["words"]).regions[0].feeds[0].columns["percent_complete"]
    assert source.unstated == (r"нет\ данных\s*$",)
    assert READY in headings(page)


def test_a_word_that_stated_nothing_may_mean_something_after_all(page: AppTest):
    laid_out(dropped(page, upload(russian())))
    chosen(page, "Overall RAG: плохо", "not stated")
    chosen(page, "Overall RAG: плохо", "Amber")
    assert box(page, "Overall RAG: плохо").value == "Amber"
    assert "Status: 2 rows can be read, 0 cannot." in said(page)


def test_a_file_that_lacks_a_column_of_a_layout_made_by_hand_is_asked_about_that_alone(page: AppTest):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    page.button(key="clear-drop").click()
    run(page)
    lost = russian(OCTOBER)
    lost["Проекты"][2][2] = "Настроение"
    dropped(page, upload(lost))
    assert "1 workbook needs a layout" in headings(page)
    assert column(page, "project_id").value == "heading:Код"
    assert column(page, "overall_rag").value == "nothing"
    fed(page, overall_rag="heading:Настроение")
    assert page.text_input[0].value == "отдел"


def test_what_was_laid_out_by_hand_can_be_corrected(page: AppTest):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    page.selectbox(key="change-layout").set_value(page.session_state.outcome.imports[0].reading.sha256)
    run(page)
    assert column(page, "overall_rag").value == "heading:Погода"
    assert box(page, "Overall RAG: плохо").value == "Red"


def test_what_a_sheet_says_where_it_is_laid_out_never_becomes_markup(page: AppTest):
    hostile = "<img src=x onerror=alert(1)>"
    dropped(page, upload({"A": [[hostile, "б", "в"], ["1", "2", "3"], [], [hostile], ["4", "5", "6"]]}))
    chosen(page, "It holds", "status")
    assert "<img" not in markup(page) and hostile in said(page)


def test_a_workbook_of_empty_sheets_says_that_there_is_nothing_to_lay_out(page: AppTest):
    dropped(page, upload({"Пусто": []}))
    assert "Every sheet of this workbook is empty or hidden" in said(page)
