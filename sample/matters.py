"""Issues, decisions, changes, benefits and people of a report."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sample.milestones import milestone_id
from sample.model import MILLION, PERIOD, Project, Scenario, along, day_of, declared

Row = dict[str, Any]
BENEFITS_EVERY = 6  # reports
PLANNED_AHEAD = (-1, 0, 1, 2)  # months


def issues(scenario: Scenario, project: Project, report: int) -> list[Row]:
    """Open issues, and those closed since the last report."""
    chance = scenario.chance("issues", project.project_id)
    pools = declared("matters")["issues"]
    texts = chance.sample([*pools.get(project.programme, ()), *pools["any"]], 2 if project.programme is None else 3)
    rows = []
    for number, text in enumerate(texts, 1):
        opened = chance.randint(-26, 8)
        closed = opened + chance.randint(3, 7)
        severity, owner = chance.choice([1, 2, 2, 3, 3, 4]), chance.choice(declared("portfolio")["people"]["owners"])
        if opened <= report <= closed:
            due, state = day_of(closed) - timedelta(days=3), "Closed" if report == closed else "Open"
            issue = {"issue_id": f"{project.project_id}-I{number}", "issue": text, "severity": severity}
            rows.append({"project_id": project.project_id, **issue, "owner": owner, "due": due, "state": state})
    return rows


def decisions(project: Project, day: date) -> list[Row]:
    """Decisions the project waits for, and those taken since the last report."""
    rows = []
    for name, said in declared("matters")["decision"].items():
        taken = said.get("taken")
        asked = said["raised"] <= day and (taken is None or day < taken + PERIOD)
        if said["project"] == project.project_id and asked:
            rows.append(_decision(project, name, said, open_still=taken is None or day < taken))
    return rows


def changes(project: Project, day: date) -> list[Row]:
    """Every change approved so far."""
    return [
        {"change_id": name, "project_id": project.project_id, "kind": said["kind"], "was": said["was"],
         "becomes": said["becomes"], "approved_by": said["by"], "approved_on": said["on"]}
        for name, said in declared("matters")["change"].items()
        if said["project"] == project.project_id and said["on"] <= day
    ]  # fmt: skip


def benefits(scopes: set[str], report: int) -> list[Row]:
    """Benefits of these programmes and strategies, measured every twelve weeks."""
    return [
        {"scope_id": said["scope"], "benefit_id": name, "measure": said["measure"], "unit": said["unit"],
         "due": said["due"], "planned": said["planned"], "realised": _realised(said, report),
         "report_date": day_of(report)}
        for name, said in declared("matters")["benefit"].items()
        if said["scope"] in scopes and report % BENEFITS_EVERY == 0
    ]  # fmt: skip


def allocation(scenario: Scenario, project: Project, report: int) -> list[Row]:
    """Who works on a key project, in the first report of a month."""
    day = day_of(report)
    if project.tier != "Key" or project.programme is None or (day - PERIOD).month == day.month:
        return []
    department, *roles = declared("portfolio")["roles"][project.programme]
    return [
        _people(scenario, project, (department, role), _month(day, ahead), over=ahead < 0)
        for role in roles
        for ahead in PLANNED_AHEAD
    ]


def _realised(said: Row, report: int) -> int | None:
    return round(along(said["realised"], report, 0)) if report >= said["realised"][0][0] else None


def _decision(project: Project, name: str, said: dict[str, Any], open_still: bool) -> Row:
    waiting = milestone_id(project, said["milestone"]) if "milestone" in said else None
    return {
        "decision_id": name, "project_id": project.project_id, "decision_needed": said["needed"],
        "body_id": said["body"], "raised_on": said["raised"], "needed_by": said["by"], "waiting_milestone_id": waiting,
        "state": "Open" if open_still else said["state"], "outcome": None if open_still else said.get("outcome"),
    }  # fmt: skip


def _people(scenario: Scenario, project: Project, who: tuple[str, str], month: date, over: bool) -> Row:
    chance = scenario.chance("people", project.project_id, *who, month)
    planned = round(1 + project.budget / (45 * MILLION) + chance.choice([0, 0, 0.5]), 1)
    actual = round(planned * chance.uniform(0.8, 1.1), 1) if over else None
    return {
        "project_id": project.project_id, "department": who[0], "role": who[1], "month": month,
        "planned_fte": planned, "actual_fte": actual,
    }  # fmt: skip


def _month(day: date, ahead: int) -> date:
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)
