"""The What-if page: steps are added, taken back, kept under a name, and always beside today."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import figures, headings, markup, opened, rows, run, said
from tests.portfolio import programme, project, register, strategy
from tests.supposed import batches, files
from tests.test_pages import HOSTILE
from warehouse import Warehouse
from warehouse.adjustment import read

PAUSED = "Pausing Strategy S1"


@pytest.fixture(autouse=True)
def small(served: Warehouse) -> Warehouse:
    """The small portfolio of `tests.supposed`."""
    served.publish(batches())
    return served


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return run(page)


def sentence(page: AppTest) -> str:
    return headings(page, "h1")[0]


def test_without_a_step_the_page_says_what_it_is_for_and_how_to_begin():
    page = opened("whatif")
    assert sentence(page) == (
        "What would another strategy do to the work? Add a first step: pause a strategy, change a weight,"
        " move a project or cut a budget."
    )
    assert headings(page) == ["No step yet: this is today", "Where each strategy stands today"]
    assert "undo" not in [button.key for button in page.button]


def test_a_step_is_chosen_added_and_stands_in_the_address():
    page = opened("whatif")
    page.selectbox(key="add-verb").select("weight")
    run(page)
    assert page.button(key="add").disabled
    page.selectbox(key="add-subject-strategy").select("S2")
    page.number_input(key="add-weight").set_value(10.0)
    press(run(page), "add")
    assert page.query_params["what"] == "weight:S2:10"
    assert "1. Set the weight of Strategy S2 to 10 %" in said(page)
    assert page.selectbox(key="add-verb").value is None


def test_a_paused_strategys_projects_are_passengers_until_somebody_stops_them():
    page = opened("whatif", what="pause:S1")
    assert sentence(page).startswith(f"{PAUSED} frees neither money nor people; ")
    assert "2 projects go on as passengers, with ¥800." in said(page)
    press(page, "halt-0")
    assert page.query_params["what"] == "pause:S1,halt:S1"
    assert sentence(page).startswith("Taking these 2 steps frees ¥600 and 2 FTE; ")
    assert "1 project is touched" in headings(page) and "halt-0" not in [button.key for button in page.button]
    assert any("Project P1" in row and "stops" in row for row in rows(page))


def test_weights_that_do_not_add_up_are_named_and_rescaled_only_on_request():
    page = opened("whatif", what="weight:S1:20")
    assert "add up to 60 %, not 100 %" in said(page)
    press(page, "rescale")
    assert page.query_params["what"] == "weight:S1:20,rescale:"
    assert "not 100 %" not in said(page)


def test_undo_brings_back_what_a_step_a_removal_and_a_clearing_took():
    page = press(press(opened("whatif", what="pause:S1,weight:S2:10"), "drop-0"), "clear")
    assert "what" not in page.query_params
    press(page, "undo")
    assert page.query_params["what"] == "weight:S2:10"
    press(page, "undo")
    assert page.query_params["what"] == "pause:S1,weight:S2:10"
    assert page.button(key="undo").disabled


def test_a_what_if_is_kept_opened_renamed_deleted_and_brought_back(small: Warehouse):
    before = files(small)
    page = opened("whatif", what="pause:S1")
    page.text_input(key="what-if-name-").input(" Option  *B* ")
    press(run(page), "save")
    assert small.scenarios() == {"Option *B*": read("pause:S1")} and page.query_params["named"] == "Option *B*"
    page.text_input(key="what-if-name-Option *B*").input("Option C")
    press(run(page), "rename")
    assert list(small.scenarios()) == ["Option C"]
    press(press(page, "clear"), "open-0")
    assert (page.query_params["what"], page.query_params["named"]) == ("pause:S1", "Option C")
    press(page, "forget-0")
    assert small.scenarios() == {} and "“Option C” is deleted." in said(page)
    press(page, "restore")
    assert small.scenarios() == {"Option C": read("pause:S1")}
    assert files(small) == before


def test_a_kept_what_if_that_was_changed_since_is_named_so_and_can_be_replaced(small: Warehouse):
    small.save_scenario("B", read("pause:S1"))
    page = opened("whatif", what="pause:S2", named="B")
    assert "Changed since “B” was kept." in said(page)
    press(page, "save")
    assert small.scenarios() == {"B": read("pause:S2")}


def test_a_link_means_the_same_after_its_kept_what_if_is_gone():
    page = opened("whatif", what="pause:S1", named="long gone")
    assert sentence(page).startswith(PAUSED)


def test_steps_that_mean_nothing_leave_the_address_and_unknown_ids_are_named():
    page = opened("whatif", what="explode:S1,pause:S9,weight:S1:999")
    assert page.query_params["what"] == "pause:S9"
    assert "S9 is not in the register of this day: this step changes nothing." in said(page)


def test_every_kind_of_step_is_told_in_both_languages():
    steps = "pause:S1,retire:S2,resume:S3,halt:S1,stop:P2,move:P1:G2,serve:P1:S2,weight:S3:30,rescale:"
    steps += ",cut_strategy:S2:10,cut_programme:G1:10,cut_project:P1:12.5"
    for language, last in (
        ("en", "12. Cut the budget of Project P1 by 12.5 %"),
        ("zh", "12. 将 Project P1 的预算削减 12.5 %"),
    ):
        page = opened("whatif", what=steps, language=language)
        assert last in said(page) and all(figures(page))


def test_a_filter_does_not_narrow_a_what_if():
    assert sentence(opened("whatif", what="stop:P2", strategy="S1")) == sentence(opened("whatif", what="stop:P2"))


def test_what_is_supposed_here_is_not_seen_on_any_other_page():
    page = opened("strategy", what="stop:P1,stop:P2,stop:P3")
    assert "3 of 3 projects reported" in said(page)


def test_names_of_a_workbook_and_of_a_what_if_stay_text_wherever_they_are_told(small: Warehouse):
    named = {"strategy": [strategy(strategy=HOSTILE)], "programme": [programme(programme=HOSTILE)]}
    small.publish([register(project(project=HOSTILE), **named)])
    small.save_scenario(HOSTILE, read("pause:S1"))
    page = opened("whatif", what="pause:S1,halt:S1,cut_programme:G1:5", named=HOSTILE)
    assert "<img" not in markup(page) and HOSTILE in said(page)
    shown = [text for button in page.button for text in (button.label, button.help or "")] + rows(page)
    assert not any("](http" in text or ":red[x]" in text or "**bold" in text for text in shown)


def test_a_day_before_the_first_register_has_nothing_to_suppose():
    page = opened("whatif", what="pause:S1", as_of="2020-01-01")
    assert sentence(page) == "No live project belongs to this part of the portfolio."
    assert "S1 is not in the register of this day" in said(page)


def test_stopping_everything_frees_everything_and_leaves_no_gap_to_measure():
    page = opened("whatif", what="stop:P1,stop:P2,stop:P3")
    freed = "Taking these 3 steps frees ¥1.2k and 6 FTE; nothing tells whether the money follows the priorities."
    assert sentence(page) == freed
