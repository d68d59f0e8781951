"""The pages of the risk theme: what moved, what nobody looked at, and a risk from its cell to its history."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.batches import status_batch
from tests.pages import figures, headings, markup, opened, rows, run, said
from tests.portfolio import TODAY, milestone, programme, project, register, report, risk, strategy
from warehouse import Warehouse

BEFORE = TODAY - timedelta(14)


@pytest.fixture(autouse=True)
def moving(served: Warehouse) -> Warehouse:
    """R1 of P1 came into the red zone, R2 of P2 shares its supplier, R3 was dropped; P3 says nothing about risks."""
    projects = [project("P1"), project("P2", programme_id="G2"), project("P3", programme_id="G2")]
    two = {
        "strategy": [strategy("S1", strategy="Grow", contingency=60.0), strategy("S2", strategy="Save")],
        "programme": [programme("G1", "S1", programme_manager="Mo"), programme("G2", "S2")],
        "appetite": [{"category": "Supply", "appetite": 100.0}],
    }
    levels = {"inherent_probability": 5, "inherent_impact": 5, "target_probability": 1, "target_impact": 2}
    first = risk("R1", risk="Acme Chips halts its fab", on=BEFORE, threatens_milestone_id="M1", **levels)
    now = first | {"report_date": TODAY, "probability": 5, "owner": "Li", "action_due": BEFORE}
    second = risk("R2", "P2", risk="No spare parts from Acme Chips")
    gain = risk("O1", risk="A second tenant", kind="Opportunity")
    days = [report(name, on=day) for name in ("P1", "P2", "P3") for day in (BEFORE, TODAY)]
    told = [first, risk("R3", on=BEFORE), now, gain, second]
    served.publish([register(*projects, **two), status_batch(status=days, risk=told, milestone=[milestone()])])
    return served


def shown(link: object) -> str:
    return link.proto.label.replace("\\", "")


def listed(page: object, *parts: str) -> bool:
    return any(all(part in label.replace("\\", "") for part in parts) for label in rows(page))


def test_the_risk_page_tells_what_moved_since_the_report_before():
    page = opened("risk")
    assert "Since 16 Sep: 1 new, 1 worse, 0 better, 0 closed, 1 dropped; 1 came into the red zone" in headings(page)
    assert listed(page, "Acme Chips halts", "worse", "3×3 → 5×3")


def test_the_matrix_is_compared_with_the_day_that_the_address_says():
    assert any(each.startswith("Since 16 Sep") for each in headings(opened("risk", since=BEFORE.isoformat())))
    page = opened("risk", as_of=BEFORE.isoformat())
    assert any("2 new, 0 worse" in each for each in headings(page))


def test_the_inherent_matrix_opens_its_own_cells_and_counts_who_has_none():
    page = opened("risk", measure="inherent", cell="5-5")
    assert "1 risk at inherent probability 5 × impact 5" in headings(page)
    assert "Probability 5 × impact 5: 1 risk, listed below" in headings(page)
    [link] = [each for each in page.get("page_link") if "1 open risk has no cell: 1 not assessed" in shown(each)]
    assert dict(each.split("=") for each in link.proto.query_string.split("&"))["show"] == "unplaced_inherent"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({}, "1 of 2 open risks sits in the red zone; 1 came into it since 16 Sep."),
        (
            {"measure": "inherent"},
            "Before responses, 1 of 2 open risks sits in the red zone; 0 came into it since 16 Sep. 1 is not assessed.",
        ),
        (
            {"measure": "target"},
            "At target, 0 of 2 open risks sit in the red zone; 0 came into it since 16 Sep. 1 is not assessed.",
        ),
        ({"project": "P2"}, "Project P2: 0 of 1 open risks sit in the red zone; 0 came into it since 16 Sep."),
    ],
)
def test_the_sentence_tells_the_measure_and_the_project_that_the_matrix_shows(address: dict[str, str], sentence: str):
    assert headings(opened("risk", **address), "h1") == [sentence]


def test_a_cell_is_chosen_from_the_keyboard_too():
    page = opened("risk")
    page.selectbox(key="cell").select("5-3")
    assert "1 risk at probability 5 × impact 3" in headings(run(page))


def test_one_project_can_be_looked_at_alone():
    page = opened("risk", project="P2")
    assert "Only Project P2: 1 open risk" in said(page)
    page.button(key="all-projects").click()
    assert "project" not in run(page).query_params


def test_opportunities_stand_beside_the_threats():
    assert "1 opportunity, worth ¥50 expected" in headings(opened("risk"))


def test_a_risk_of_the_register_leads_to_its_milestone_and_history():
    assert 'href="register?scope=P1&amp;risk=R1"' in markup(opened("risk"))
    page = opened("register", scope="P1", risk="R1")
    assert "Acme Chips halts its fab" in headings(page)
    assert "From score 9 on 16 Sep 2026 to 15 now, over 2 reports." in said(page)
    assert listed(page, "Threatens: Milestone M1", "31 Dec 2026")


def test_the_register_and_the_history_of_a_risk_have_their_tables():
    page = opened("register", scope="P1", risk="R1")
    assert [f"table-{key}" in page.session_state for key in ("risk", "lines", "hidden")] == [True, True, False]


def test_a_risk_that_ended_is_listed_and_opened_with_its_history(moving: Warehouse):
    later = TODAY + timedelta(28)
    closed = risk("R1", risk="Acme Chips halts its fab", on=TODAY + timedelta(14), state="Closed")
    moving.publish([status_batch(risk=[closed]), status_batch(risk=[risk("R9", on=later)])])
    page = opened("register", show="ended", scope="P1", risk="R1", as_of=later.isoformat())
    assert {"1 risk found", "Acme Chips halts its fab"} <= set(headings(page))
    assert "14 Oct 2026" in said(page) and "over 3 reports" in said(page)


def test_a_risk_of_a_project_leads_to_the_register():
    assert 'href="register?scope=P1&amp;risk=R1"' in markup(opened("project", project="P1"))


def test_a_risk_of_an_earlier_scale_is_marked(moving: Warehouse):
    narrower = register(project("P1"), project("P2"), on=TODAY + timedelta(1), settings={"impact_levels": 4})
    moving.publish([narrower])
    later = (TODAY + timedelta(1)).isoformat()
    assert "scale of another size" in said(opened("register", show="unplaced", as_of=later))
    assert "Amber, scale of another size" in said(opened("register", scope="P2", risk="R2", as_of=later))
    assert "No open risk has a cell on this scale." in figures(opened("risk", as_of=later))


def test_a_risk_that_is_not_there_is_named_in_a_sentence():
    assert "There is no risk R9 in the register of this day." in said(opened("register", scope="P1", risk="R9"))


@pytest.mark.parametrize(
    ("address", "found"),
    [({"find": "spare"}, 1), ({"show": "red"}, 1), ({"show": "dropped"}, 1), ({"show": "opportunity"}, 1), ({}, 2)],
)
def test_the_register_is_searched_and_filtered(address: dict[str, str], found: int):
    assert any(each.startswith(f"{found} risk") for each in headings(opened("register", **address)))


def test_the_register_is_grouped_with_what_each_group_costs():
    assert headings(opened("register", group="strategy"), "h3") == [
        "Grow: 1 risk, ¥90 expected",
        "Save: 1 risk, ¥50 expected",
    ]


def test_the_register_is_downloaded_as_a_workbook():
    page = opened("register")
    [button] = page.get("download_button")
    assert button.proto.label == "Download as Excel"


def test_too_few_reports_to_be_silent_in_are_said_to_be_too_few():
    assert "2 reports so far; silence is told from 6 on" in headings(opened("ignorance"))


def test_coverage_names_the_projects_that_are_not_measured():
    page = opened("ignorance", level="project")
    assert headings(page, "h1") == ["1 of 3 projects has no current statement of its risks."]
    assert listed(page, "Project P3") and "1 project is not measured" in headings(page)


def test_a_flagged_cell_of_coverage_opens_its_risks_and_one_that_nobody_looked_at_names_the_project():
    flagged = opened("ignorance", level="project", cell="P1:Supply")
    assert listed(flagged, "Acme Chips halts")
    unmeasured = opened("ignorance", level="project", cell="P3:Supply")
    assert "Project P3 · Supply: not measured: no current statement of risks" in headings(unmeasured)


def test_mitigation_names_who_is_overdue_and_who_has_to_answer():
    page = opened("mitigation")
    assert listed(page, "Acme Chips halts", "14 d overdue")
    assert listed(page, "Acme Chips halts", "Mo", "red zone")


def test_exposure_is_told_against_contingency_and_appetite():
    page = opened("exposure")
    assert "the contingency of ¥60 covers them" in headings(page, "h1")[0]
    assert "1 of 1 categories exceeds its appetite: Supply by ¥40." in headings(page)
    assert "10,000 trials, seed 1" in said(page)


def test_a_common_cause_is_shown_with_its_risks():
    page = opened("causes")
    assert "Acme Chips: 2 risks of 2 strategies, ¥140 expected" in headings(page)
    assert listed(page, "No spare parts from Acme Chips")


def test_a_risk_that_came_into_the_red_zone_is_told_on_the_briefing():
    assert listed(opened(), "Acme Chips halts its fab", "into the red zone")
