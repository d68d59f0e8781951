"""The layouts that were learnt, on the Intake page: listed with their last file, renamed, deleted."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.profile import read_profile
from tests.pages import headings, markup, opened, run, said
from tests.test_desk_unknown import dropped, sent
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
CARD = "1 layout was learnt"


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page on which a layout called monthly was just kept."""
    engine.load(served, [upload(register())])
    page = dropped(opened("intake"), sent())
    page.text_input[0].set_value("monthly")
    run(page).button(key="layout-save").click()
    return run(page)


def picked(page: AppTest, name: str = "monthly") -> AppTest:
    page.selectbox(key="layouts-which").set_value(name)
    return run(page)


def test_a_layout_is_listed_with_what_it_reads_and_the_file_it_fitted_last(page: AppTest):
    assert CARD in headings(page) and "None yet" in said(page)
    page.button(key="publish").click()
    run(page)
    assert "None yet" not in said(page)
    row = markup(page).split('tl-file" title="monthly"')[1].split("</tr>")[0]
    assert "<td>Status</td>" in row and "return 2026-09.xlsx" in row


def test_nobody_is_bothered_with_layouts_before_one_is_learnt(served: Warehouse):
    engine.load(served, [upload(register())])
    assert not [each for each in headings(opened("intake")) if "learnt" in each]


def test_a_renamed_layout_reads_the_same_files(page: AppTest, served: Warehouse):
    picked(page)
    assert page.button(key="layouts-rename").disabled, "it is called so already"
    page.text_input(key="layouts-name-monthly").set_value("network")
    run(page).button(key="layouts-rename").click()
    run(page)
    assert list(served.layouts()) == ["network"]
    assert read_profile(served.layouts()["network"]).name == "network"
    assert "1 workbook can be published" in headings(page) and "network" in said(page)


@pytest.mark.parametrize("name", ["../out", "", "two words"])
def test_a_layout_takes_no_name_that_is_none(page: AppTest, name: str):
    picked(page).text_input(key="layouts-name-monthly").set_value(name)
    assert run(page).button(key="layouts-rename").disabled


def test_a_layout_is_deleted_after_a_second_question_and_the_next_file_is_asked_about(page: AppTest, served: Warehouse):
    picked(page).button(key="layouts-delete").click()
    run(page)
    assert "Delete the layout monthly?" in headings(page) and list(served.layouts()) == ["monthly"]
    page.button(key="layouts-yes").click()
    run(page)
    assert served.layouts() == {} and CARD not in headings(page)
    assert "1 workbook needs a layout" in headings(page)


def test_a_layout_that_cannot_be_read_is_told_and_can_be_deleted(page: AppTest, served: Warehouse):
    served.save_layout("broken", "name = ")
    run(page)
    assert "Cannot be read" in said(page)
    assert not picked(page, "broken").button(key="layouts-delete").disabled
