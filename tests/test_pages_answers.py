"""What each page shows of a portfolio, and what a click on it opens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.batches import status_batch
from tests.pages import headings, opened, rows, run, said
from tests.portfolio import START, TODAY, decision, milestone, programme, project, register, report, risk, strategy
from warehouse import Warehouse


@pytest.fixture(autouse=True)
def troubled(served: Warehouse) -> Warehouse:
    """P1 late and costly, P2 in time, P3 an orphan that never reported; S2 has no project."""
    projects = [project("P1"), project("P2"), project("P3", programme_id=None)]
    before = TODAY - timedelta(14)
    stated = status_batch(
        status=[report("P1", late=80), report("P2"), report("P1", on=before), report("P2", on=before)],
        risk=[risk("R1", probability=5, impact=4), risk("R2", "P2"), risk("R3", "P2")],
        decision=[decision("D1", needed_by=TODAY - timedelta(9)), decision("D2", needed_by=TODAY + timedelta(4))],
        milestone=[milestone("M1", forecast_date=TODAY - timedelta(3)), milestone("M2")],
    )
    strategies = [strategy("S1", strategy="Grow"), strategy("S2", strategy="Save")]
    served.publish([register(*projects, strategy=strategies, programme=[programme()]), stated])
    return served


def listed(label: str, *parts: str) -> bool:
    """Whether a label holds all parts once its escapes are taken off."""
    return all(part in label.replace("\\", "") for part in parts)


def test_the_briefing_says_who_needs_the_committee_and_why():
    page = opened()
    assert headings(page, "h1") == ["1 of 3 projects are on track by evidence; 1 needs you; 1 decision is overdue."]
    assert "1 on track by evidence, 2 one period before" in headings(page)
    assert any(listed(row, "Project P1", "+80 d", "¥90", "80 days late", "reported Green") for row in rows(page))


def test_the_briefing_lists_decisions_with_what_is_overdue_first():
    page = opened()
    waiting = [row for row in rows(page) if "Decision" in row]
    assert listed(waiting[0], "Decision D1?", "9 d overdue") and listed(waiting[1], "Decision D2?", "due in 4 d")


def test_the_briefing_tells_what_changed_and_who_is_silent():
    page = opened()
    assert any(listed(row, "Project P1", "from Green") for row in rows(page))
    assert any(listed(row, "Project P3", "never") for row in rows(page))


def test_a_row_of_the_briefing_opens_the_page_of_its_project():
    links = {link.proto.query_string: link.proto.page for link in opened().get("page_link")}
    assert links["project=P1"] == "project"


def test_the_strategy_page_names_orphans_and_strategies_without_a_project():
    page = opened("strategy")
    assert all(
        each in said(page) for each in ("1 project serves no strategy · ¥1k", "1 strategy has no live, funded project")
    )
    assert any(listed(row, "Project P3") for row in rows(page)) and any(listed(row, "Save") for row in rows(page))


def test_the_map_opens_a_programme_and_leads_back():
    page = opened("strategy", opened="G1")
    assert [button.label for button in page.button if button.key.startswith("way-")] == ["All strategies", "Grow"]
    page.button(key="way-None").click()
    assert "opened" not in run(page).query_params


def test_a_project_of_the_schedule_page_shows_its_dates_and_leads_to_its_page():
    page = opened("schedule", project="P1")
    assert "Project P1" in headings(page)
    assert all(each in said(page) for each in ("80 days late", "5 Feb 2027"))
    links = {
        link.proto.query_string: link.proto.page
        for link in page.get("page_link")
        if "project=" in link.proto.query_string
    }
    assert links["project=P1"] == "project"


def test_without_a_chosen_project_the_schedule_page_shows_none():
    assert "Project P1" not in headings(opened("schedule"))


def test_a_project_that_is_not_there_is_named_in_a_sentence():
    page = opened("schedule", project="nobody")
    assert "There is no project nobody in this part" in said(page) and "Project P1" not in headings(page)


def test_a_matrix_cell_shows_exactly_its_risks():
    page = opened("risk", cell="3-3")
    assert "2 risks at probability 3 × impact 3" in headings(page)
    assert "Risk R2" in said(page) and "Risk R3" in said(page) and "Risk R1" not in said(page)


def test_a_cell_outside_the_scale_is_as_none():
    assert "3 open risks, dearest first" in headings(opened("risk", cell="9-9"))


def test_a_matrix_cell_is_left_by_its_button():
    page = opened("risk", cell="3-3")
    page.button(key="clear").click()
    assert "3 open risks, dearest first" in headings(run(page)) and "cell" not in page.query_params


def test_a_risk_that_vanished_unclosed_is_named(troubled: Warehouse):
    later = TODAY + timedelta(14)
    statuses = [report("P1", on=later), report("P2", on=later)]
    troubled.publish([status_batch(nothing=(("risk", "P2", later),), status=statuses, risk=[risk(on=later)])])
    page = opened("risk")
    assert "2 risks disappeared from the reports without being closed" in headings(page)


def test_a_register_without_reports_shows_its_projects_as_not_reported():
    page = opened(as_of=START.isoformat())
    assert "3 not reported" in said(page) and date.fromisoformat(page.query_params["as_of"]) == START


def test_where_the_evidence_rates_nothing_the_briefing_tells_what_was_reported(served: Warehouse):
    bare = project("P7", approved_finish=None, budget=None)
    served.publish([register(bare), status_batch(status=[report("P7", overall_rag="Amber")])])
    assert "as reported, 0 are green and 0 red" in headings(opened("briefing"), "h1")[0]
