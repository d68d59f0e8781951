"""Next period's workbook: what is known is in it, it loads as it is, and nothing is made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from contract.tables import TABLES
from loaders.next_report import Scope, next_report, scopes
from tests.batches import status_batch
from tests.portfolio import TODAY, decision, milestone, programme, project, register, report, risk, strategy
from tests.prefilled import judged, opened, rows
from warehouse import Warehouse

DUE = TODAY + timedelta(14)


def portfolio(home: Warehouse, *more: Any) -> Warehouse:
    """P1 and P2 in G1 of S1, P3 of Ben in G2 of S2; P1 has reported, with a shelf of rows."""
    projects = [project("P1"), project("P2"), project("P3", programme_id="G2", project_manager="Ben")]
    above = {"strategy": [strategy("S1"), strategy("S2")], "programme": [programme("G1"), programme("G2", "S2")]}
    told = status_batch(
        status=[report("P1", planned_value=400.0, summary="Fine.", next_steps="More.", not_applicable=["cost_rag"])],
        milestone=[milestone("M1", actual_date=TODAY), milestone("M2", critical=True)],
        risk=[risk("R1", cost_exposure=250_000.0), risk("R2", state="Closed"), risk("R9", "G1")],
        decision=[decision("D1"), decision("D2", state="Taken")],
        issue=[],
        nothing=(("issue", "P1", TODAY),),
    )
    home.publish([register(*projects, **above), told, *more])
    return home


def test_the_last_figures_are_there_for_the_next_due_date_and_the_narrative_is_blank(home: Warehouse):
    (row,) = rows(opened(portfolio(home), "P1"), "status")
    finish = row.pop("forecast_finish")
    assert row == {
        "project_id": "P1", "report_date": DUE, "overall_rag": "Green", "percent_complete": 50, "planned_value": 400,
        "cost_rag": "n/a",
    }  # fmt: skip
    assert finish == report()["forecast_finish"]


def test_all_milestones_and_only_what_is_open_are_there_without_dates_of_their_own(home: Warehouse):
    made = opened(portfolio(home), "P1")
    assert [row["milestone_id"] for row in rows(made, "milestone")] == ["M1", "M2"]
    assert [row["risk_id"] for row in rows(made, "risk")] == ["R1"]
    assert [row["decision_id"] for row in rows(made, "decision")] == ["D1"]
    assert not any("report_date" in row for table in ("milestone", "risk", "decision") for row in rows(made, table))


def test_a_sheet_that_nobody_has_reported_is_left_out_since_an_empty_one_says_none(home: Warehouse):
    assert opened(portfolio(home), "P1").sheetnames[1:] == ["Status", "Milestones", "Risks", "Issues", "Decisions"]
    guide = opened(home, "P1").worksheets[0]
    links = [cell.hyperlink.location for row in guide.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in ("Status", "Milestones", "Risks", "Issues", "Decisions")]
    change = {"change_id": "C1", "project_id": "P1", "report_date": TODAY, "kind": "Scope"}
    home.publish([status_batch(change=[change])])
    assert rows(opened(home, "P1"), "change") == [{"change_id": "C1", "project_id": "P1", "kind": "Scope"}]


@pytest.mark.parametrize(
    ("scope", "projects", "risks"),
    [("P1", ["P1"], ["R1"]), ("G1", ["P1", "P2"], ["R9", "R1"]), ("S1", ["P1", "P2"], ["R9", "R1"]),
     ("Ana", ["P1", "P2"], ["R1"]), ("Ben", ["P3"], []), ("S2", ["P3"], [])],
)  # fmt: skip
def test_a_programme_a_strategy_and_a_manager_get_their_projects(
    home: Warehouse, scope: str, projects: list[str], risks: list[str]
):
    made = opened(portfolio(home), scope)
    assert [row["project_id"] for row in rows(made, "status")] == projects
    assert [row["risk_id"] for row in rows(made, "risk")] == risks


def test_a_project_that_never_reported_has_a_row_to_fill_in(home: Warehouse):
    (row,) = rows(opened(portfolio(home), "P3"), "status")
    assert row == {"project_id": "P3", "report_date": date(2026, 1, 15)}


def test_what_stands_above_the_projects_is_never_dated_before_what_it_said_last(home: Warehouse):
    late = status_batch(risk=[risk("R8", "G2", TODAY)])
    (row,) = rows(opened(portfolio(home, late), "G2"), "risk")
    assert (row["risk_id"], row["report_date"]) == ("R8", DUE)


def test_closed_projects_and_unknown_names_are_not_found(home: Warehouse):
    home.publish([register(project("P1", stage="Closed"))])
    for scope in ("P1", "P7", "", "Ana"):
        with pytest.raises(LookupError):
            next_report(home.read(), scope)


def test_an_empty_warehouse_has_nobody_to_ask_for(home: Warehouse):
    assert scopes(home.read()) == []


def test_everybody_who_can_be_asked_for_is_listed(home: Warehouse):
    listed = scopes(portfolio(home).read())
    assert [scope.scope_id for scope in listed] == ["S1", "S2", "G1", "G2", "Ana", "Ben", "P1", "P2", "P3"]
    assert listed[2] == Scope("G1", "Programme G1", "programme")


def test_a_per_cent_below_one_stays_what_it_is(home: Warehouse):
    home.publish([register(project()), status_batch(status=[report(percent_complete=0.4)])])
    result = judged(home, next_report(home.read(), "P1"))
    assert result.problems == [] and result.reading.sheets["status"].columns["percent_complete"] == [0.4]


def test_text_stays_text(home: Warehouse):
    home.publish([register(project()), status_batch(status=[report()], risk=[risk(risk="=1+1")])])
    cell = opened(home, "P1")["Risks"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_drop_downs_and_formats_reach_beyond_the_rows(home: Warehouse):
    many = [risk(f"R{number}", cost_exposure=1e6, action_due=TODAY) for number in range(700)]
    home.publish([register(project()), status_batch(status=[report()], risk=many)])
    sheet = opened(home, "P1")["Risks"]
    assert sheet.max_row == 701
    areas = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
    assert len(areas) == len(TABLES["risk"].columns) and min(area.max_row for area in areas) == 800
    columns = [column.name for column in TABLES["risk"].columns]
    money, due = (sheet.cell(701, columns.index(name) + 1) for name in ("cost_exposure", "action_due"))
    assert (money.number_format, due.number_format) == ("#,##0", "yyyy-mm-dd")


def test_a_risk_of_a_project_that_never_reported_keeps_a_date_when_its_row_stays_blank(home: Warehouse):
    portfolio(home, status_batch(risk=[risk("R7", "P2")]))
    result = judged(home, next_report(home.read(), "G1"))
    assert (result.status, [(p.code, p.value) for p in result.problems]) == ("accepted", [("unfilled-row", "P2")])
    assert result.rows["risk"] == 3
