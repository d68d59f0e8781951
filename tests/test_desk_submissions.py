"""The board on the Intake page: who owes a report on which day, what came back, the words to remind with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.reading import Upload
from tests.pages import headings, markup, opened, run, said
from tests.submissions import OVERDUE, broken
from tests.workbooks import REPORTED, register, status, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
TODAY = date.today()


def board(on: date = OVERDUE, **address: str) -> AppTest:
    return opened("intake", due_on=on.isoformat(), **address)


def question(page: AppTest) -> str:
    return headings(page, "h1")[0]


def test_the_page_says_how_many_reports_are_owed_and_how_many_came_back(served: Warehouse):
    engine.load(served, [upload(register())])
    assert question(board()) == "2 of 2 reports are due or overdue."
    engine.load(served, [upload(status())])
    assert question(board(REPORTED)) == "All 2 reports are in."
    one = {"Status": broken(OVERDUE)["Status"][:2]}
    engine.load(served, [upload(one)])
    assert question(board()) == "1 of 2 reports are due or overdue; 1 was refused."


def test_what_has_to_be_chased_comes_first_with_the_reason_of_a_refusal(served: Warehouse):
    engine.load(served, [upload(register()), upload(status()), upload(broken(OVERDUE), "late.xlsx")])
    page = board()
    assert "To chase 2" in page.segmented_control(key="state").options
    assert "late.xlsx · Status!C2: “Purple” is none of the choices" in said(page)


def test_a_state_in_the_address_narrows_the_board(served: Warehouse):
    engine.load(served, [upload(register()), upload(status())])
    engine.load(served, [upload({"Status": broken()["Status"][:2]})])
    assert ("Hall" in said(board(REPORTED)), "Edge" in said(board(REPORTED))) == (True, False)
    on_time = said(board(REPORTED, state="on time"))
    assert ("Edge" in on_time, "Purple" in on_time) == (True, False)


def test_the_reminder_of_a_project_manager_is_ready_to_copy(served: Warehouse):
    engine.load(served, [upload(register()), upload(broken(), "late.xlsx")])
    page = board()
    assert "2 project managers to remind" in headings(page)
    page.button(key="remind").click()
    text = run(page).code[0].value
    assert text.startswith("Dear Wang,") and "Hall (P1)" in text and "Status!C2" in text and "Edge" not in text


def test_nobody_is_reminded_when_every_report_is_in(served: Warehouse):
    engine.load(served, [upload(register()), upload(status())])
    page = board(REPORTED)
    assert "0 project managers to remind" in headings(page)
    assert not [button for button in page.button if button.key == "remind"]


@pytest.mark.parametrize("refused_on", [TODAY - timedelta(3), TODAY + timedelta(300)], ids=["next period", "mistyped"])
def test_what_is_refused_moves_no_day_and_no_other_count_but_is_told(served: Warehouse, refused_on: date):
    engine.load(served, [upload(register()), upload(status())])
    assert question(opened("intake")) == "All 2 reports are in."
    engine.load(served, [upload({"Status": broken(refused_on)["Status"][:2]})])
    page = opened("intake")
    assert page.date_input(key="due_on").value == REPORTED
    assert question(page) == "0 of 2 reports are due or overdue; 1 was refused."


def test_another_day_is_chosen_in_the_calendar_and_today_with_a_button(served: Warehouse):
    engine.load(served, [upload(register()), upload(status())])
    page = opened("intake")
    page.date_input(key="due_on").set_value(OVERDUE)
    assert question(run(page)) == "2 of 2 reports are due or overdue."
    assert page.query_params["due_on"] == OVERDUE.isoformat()
    page.button(key="today").click()
    assert run(page).date_input(key="due_on").value == TODAY


@pytest.mark.parametrize("day", ["soon", "0001-01-01", "9999-12-31"])
def test_a_day_that_makes_no_sense_falls_back_to_the_latest_report(served: Warehouse, day: str):
    engine.load(served, [upload(register()), upload(status())])
    assert opened("intake", due_on=day).date_input(key="due_on").value == REPORTED


def test_a_refused_upload_of_no_known_project_is_listed_apart(served: Warehouse):
    engine.load(served, [upload(register()), Upload("cut.xlsx", upload(status()).content[:1000])])
    assert "1 refused workbook belongs to no project that we know" in headings(board())
    engine.load(served, [upload(status(), "cut.xlsx")])
    assert not [each for each in headings(board()) if "belongs to no project" in each]


def test_what_a_refused_workbook_says_is_shown_and_never_becomes_markup(served: Warehouse):
    sheets = broken()
    sheets["Status"][1][2] = "<img src=x onerror=alert(1)>"
    engine.load(served, [upload(register()), upload(sheets, "<img src=y>.xlsx")])
    assert "<img" not in markup(board()) and "<img src=y>.xlsx" in said(board())
