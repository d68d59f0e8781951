"""The Intake page: problems by cell, what would change, publishing and withdrawing."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.reading import Upload
from tests.pages import headings, opened, run, said
from tests.workbooks import register, status, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")


def dropped(page: AppTest, *uploads: Upload) -> AppTest:
    """The page after these workbooks were dropped on it."""
    page.file_uploader[0].set_value([(each.name, each.content, "") for each in uploads])
    return run(page)


def broken() -> dict[str, Any]:
    """A status report with a word for a number."""
    sheets = status()
    sheets["Status"][1][sheets["Status"][0].index("% complete")] = "half"
    return sheets


def test_templates_for_register_and_status_are_offered():
    assert {button.label for button in opened("intake").get("download_button")} == {"Register", "Status report"}


def test_an_empty_warehouse_is_offered_the_sample(served: Warehouse):
    assert opened("intake").button(key="sample").label == "Load the sample portfolio"
    engine.load(served, [upload(register())])
    assert not [button for button in opened("intake").button if button.key == "sample"]


def test_a_dropped_workbook_is_published_only_when_told(served: Warehouse):
    page = dropped(opened("intake"), upload(register(), "register.xlsx"))
    assert "1 workbook can be published" in headings(page) and served.current() == 0
    page.button(key="publish").click()
    assert "Done: this is version 1 now." in run(page).success[0].value
    assert served.current() == 1 and "1 workbook was published" in headings(page)


def test_a_refused_workbook_names_its_cells_and_cannot_be_published(served: Warehouse):
    engine.load(served, [upload(register())])
    page = dropped(opened("intake"), upload(broken(), "late.xlsx"))
    assert {"1 workbook is refused", "1 problem to look at"} <= set(headings(page))
    assert all(each in said(page) for each in ("late.xlsx", "Status", "half", "is not a number"))
    assert page.button(key="publish").disabled


def test_what_must_be_corrected_is_told_apart_from_what_is_worth_a_look(served: Warehouse):
    engine.load(served, [upload(register())])
    sheets = broken()
    sheets["Risks"][1][5] = None
    told = said(dropped(opened("intake"), upload(sheets, "late.xlsx"))).split("2 problems to look at")[1]
    places = [told.index(each) for each in ("Must be corrected", "D2", "Worth a look", "F2")]
    assert places == sorted(places)


def test_other_files_that_come_with_a_folder_are_told_and_hold_nothing_up(served: Warehouse):
    engine.load(served, [upload(register())])
    others = [Upload(name, b"x") for name in ("minutes.docx", "site.png", "~$late.xlsx", ".DS_Store")]
    page = dropped(opened("intake"), *others)
    assert "2 files of other kinds are skipped" in headings(page) and page.button(key="publish").disabled
    page = dropped(page, upload(status(), "late.xlsx"), *others)
    assert "1 workbook can be published; 2 files of other kinds are skipped" in headings(page)
    assert "minutes.docx" in said(page) and "Skipped, another kind of file" in said(page)
    assert ".DS_Store" not in said(page) and not [each for each in headings(page) if "to look at" in each]
    page.button(key="publish").click()
    assert served.current() == 1 and "Done: this is version 2 now." in run(page).success[0].value


def labels(page: AppTest) -> list[str]:
    """What can be downloaded."""
    return [button.label for button in page.get("download_button")]


def test_each_refused_workbook_can_be_sent_back_marked_and_all_summed_up(served: Warehouse):
    engine.load(served, [upload(register())])
    page = dropped(
        opened("intake"), upload(broken(), "a.xlsx"), upload(status(), "b.xlsx"), Upload("c.xlsx", b"no workbook")
    )
    assert (labels(page).count("Marked workbook"), labels(page).count("Summary of all")) == (2, 1)
    assert "2 workbooks are refused; 1 workbook can be published" in headings(page)
    assert page.button(key="publish").label == "Publish 1 workbook"


def test_what_is_refused_is_on_the_board_at_once_and_counts_once(served: Warehouse):
    engine.load(served, [upload(register())])
    sent = upload(broken(), "a.xlsx")  # made anew it would bear another time
    page = dropped(opened("intake"), sent)
    assert "2 were refused" in headings(page, "h1")[0] and served.current() == 1
    only = {"Status": [status()["Status"][0], status()["Status"][2]]}
    dropped(page, sent, upload(only, "b.xlsx")).button(key="publish").click()
    run(page)
    assert ([each.file for each in served.attempts()], served.current()) == (["a.xlsx"], 2)
    assert "1 was refused" in headings(page, "h1")[0]


def test_what_excel_leaves_in_a_folder_is_passed_over(served: Warehouse):
    page = dropped(opened("intake"), upload(register(), "register.xlsx"), Upload("~$register.xlsx", b"lock"))
    assert "1 workbook can be published" in headings(page) and served.attempts() == []


def test_starting_over_empties_the_drop_zone(served: Warehouse):
    page = dropped(opened("intake"), upload(register()))
    page.button(key="clear-drop").click()
    assert "1 workbook can be published" not in headings(run(page)) and served.current() == 0


def test_what_would_change_is_told_before_publishing(served: Warehouse):
    engine.load(served, [upload(register()), upload(status())])
    page = dropped(opened("intake"), upload(status() | {"Risks": status()["Risks"][:1]}))
    assert any(heading.startswith("Rows that would change: 0 new") for heading in headings(page))


def test_the_same_workbook_again_is_unchanged(served: Warehouse):
    same = upload(register())
    engine.load(served, [same])
    page = dropped(opened("intake"), same)
    assert "Published before, nothing to do" in headings(page)
    assert "unchanged" in said(page) and page.button(key="publish").disabled


def test_an_import_is_withdrawn_after_asking_once_more(served: Warehouse):
    engine.load(served, [upload(register(), "register.xlsx")])
    page = opened("intake")
    page.selectbox[-1].set_value(1)
    button = next(each for each in run(page).button if each.label == "Withdraw")
    button.click()
    assert "Withdraw 1 · register.xlsx?" in headings(run(page))
    next(each for each in page.button if each.label == "Yes, withdraw it").click()
    run(page)
    assert served.current() == 2 and engine.history(served)["withdrawn_at"].notna().all()
