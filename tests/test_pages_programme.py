"""The page of a programme, the page of a project, and how a number on a page explains itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.batches import register_batch, status_batch
from tests.pages import figures, headings, opened, rows, run, said
from tests.portfolio import START, TODAY, decision, milestone, programme, project, register, report, risk, strategy
from warehouse import Warehouse


@pytest.fixture(autouse=True)
def programmes(served: Warehouse) -> Warehouse:
    """G1 with P1, late and told in words, and P2; G2 without a project; P3 outside both, never reported."""
    places = [project("P1", manager_time_percent=25.0), project("P2"), project("P3", programme_id=None)]
    listed = {"strategy": [strategy("S1", strategy="Grow")], "programme": [programme(), programme("G2")]}
    before, owed = (
        TODAY - timedelta(14),
        {"scope_id": "G1", "benefit_id": "B1", "report_date": TODAY, "measure": "Hours"},
    )
    words = {"summary": "The permit is missing.", "next_steps": "Ask again."}
    stated = status_batch(
        status=[report("P1", late=80, estimate_at_completion=1100.0, **words), report("P2"), report("P1", on=before)],
        risk=[risk("R1", probability=5, impact=4, owner="Ines", threatens_milestone_id="M1")],
        milestone=[milestone("M1", forecast_date=TODAY - timedelta(3))],
        decision=[decision("D1", waiting_milestone_id="M1")],
        benefit=[owed | {"unit": "h", "due": TODAY, "planned": 10.0, "realised": 4.0}],
    )
    served.publish([register(*places, **listed), stated])
    return served


def test_without_a_choice_every_programme_stands_in_the_list_and_opens():
    page = opened("programme")
    assert headings(page, "h1") == ["1 of 2 programmes has a red project; most in need: Programme G1."]
    links = {link.proto.query_string: link.proto.page for link in page.get("page_link")}
    assert links["programme=G1"] == links["programme=G2"] == "programme"


def test_a_programme_tells_its_projects_benefits_and_risks():
    page = opened("programme", programme="G1")
    assert headings(page, "h1")[0].startswith("Programme G1: 1 of 2 projects are late, 80 days in all; ¥90 of risk")
    assert "0 of 1 benefit is reached; overdue: 0" in headings(page)
    assert any("Hours: 4, plan 10 h" in alt for alt in figures(page))
    assert any("Project P1" in row and "+80 d" in row for row in rows(page))
    assert any("Risk R1" in row and "Ines" in row for row in rows(page))


def test_from_a_programme_one_click_leads_back_to_all():
    page = opened("programme", programme="G1")
    page.button(key="way-None").click()
    assert "programme" not in run(page).query_params


def test_a_programme_without_projects_says_so():
    assert headings(opened("programme", programme="G2"), "h1") == [
        "No live project belongs to this part of the portfolio."
    ]


def test_a_project_stands_on_one_page_with_its_risk_its_owner_and_the_milestone_it_threatens():
    page = opened("project", project="P1")
    assert headings(page, "h1") == [
        "Project P1 finishes 80 days after its approved date; reported Green, Red by evidence."
    ]
    assert {"1 risk, open or dropped unclosed", "1 milestone", "1 decision asked for"} <= set(headings(page))
    assert "Reported greener than its evidence in 1 of 2 reports" in headings(page)
    assert "Expected to cost ¥1.1k, ¥100 over its budget of ¥1k" in headings(page)
    told = said(page)
    assert all(each in told for each in ("Ines", "Milestone M1", "Missed", "The permit is missing.", "Ask again."))
    assert any("Grow" in row and "100 %" in row.replace("\\", "") for row in rows(page))
    assert "Ana (25 % of the time)" in told


def test_a_project_without_reports_milestones_and_programme_says_each():
    page = opened("project", project="P3")
    assert headings(page, "h1") == ["Project P3 has stated no finish; reported Not rated, Not rated by evidence."]
    told = said(page)
    assert "it has never reported" in told and "It belongs to no programme." in told
    assert {"No milestone is reported", "No open risk is reported", "It has not reported yet"} <= set(headings(page))
    assert "No issue is reported · No decision is asked for · No change was approved" in told


def test_a_project_that_is_not_there_is_named_above_those_to_choose_from():
    page = opened("project", project="<b>")
    assert headings(page, "h1") == ["3 live projects; 1 red by evidence."] and "no project <b> on this day" in said(
        page
    )
    assert any("Project P2" in row for row in rows(page))


def test_before_a_day_s_first_report_a_project_has_its_page():
    assert "it has never reported" in said(opened("project", project="P1", as_of=START.isoformat()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_number_explains_itself_when_asked_and_not_before(language: str):
    page = opened("project", project="P1", language=language)
    assert not page.get("code")
    page.session_state["explain-project"] = True
    run(page)
    assert [each.value for each in page.get("code")] == ["from line_of_sight('2026-09-30', 'P1');"]


def test_an_explanation_names_file_sheet_and_cell_and_what_is_left_out():
    page = opened("schedule")
    page.session_state["explain-variance"] = True
    page.session_state["sheets-variance"] = "status"
    told = said(run(page))
    assert "status.xlsx" in told and "Forecast finish" in told and "H5" in told
    assert "1 project never reported" in told and "Days late = forecast finish less the chosen baseline" in told
    assert "finish_variance('2026-09-30', per := 'project', baseline := 'approved');" in page.get("code")[0].value


def test_the_sentence_of_a_page_explains_itself_too():
    page = opened("strategy")
    page.session_state["explain-page"] = True
    run(page)
    assert [each.value for each in page.get("code")] == ["from portfolio_summary('2026-09-30');"]


def test_a_project_of_a_strategy_that_left_the_register_says_so(programmes: Warehouse):
    programmes.publish([register_batch(TODAY, strategy=[strategy("S9", strategy="Save")])])
    page = opened("project", project="P1")
    assert not page.exception
    assert any("its strategy is not in the register" in link.proto.label for link in page.get("page_link"))
