"""The registers: the first, and the two that adjust the strategy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sample.milestones import first_baseline, milestone_id
from sample.model import MILLION, Project, Scenario, declared

Row = dict[str, Any]
Rows = dict[str, list[Row]]
COMPONENT_TIME = 25
FIRST_MONTH, MONTHS = 9, 18  # capacity is planned from October 2025


def register(scenario: Scenario, number: int) -> Rows:
    """All sheets of one register."""
    day = scenario.registers()[number]
    projects = [project for project in scenario.projects if project.joins <= number]
    return {
        "strategy": [_strategy(said, number) for said in declared("portfolio")["strategy"]],
        "programme": [_programme(name, said) for name, said in declared("portfolio")["programme"].items()],
        "project": [_project(project, day) for project in projects],
        "contribution": [row for project in projects for row in _contributions(project)],
        "dependency": _dependencies({project.project_id: project for project in projects}),
        "body": [_body(said) for said in declared("portfolio")["body"]],
        "capacity": _capacity(),
        "appetite": [
            {"category": category, "appetite": money * MILLION}
            for category, money in declared("portfolio")["appetite"].items()
        ],
        "setting": [
            {"name": "register_date", "value": day},
            {"name": "portfolio", "value": "Cloud infrastructure"},
            {"name": "currency", "value": "CNY"},
        ],
    }


def _strategy(said: Row, number: int) -> Row:
    return {
        "strategy_id": said["id"], "strategy": said["name"], "sponsor": said["sponsor"],
        "priority_weight_percent": said["weight"][number], "target_outcome": said["outcome"],
        "start_on": said["start"], "end_on": said["end"], "state": "Active",
        "contingency": said["contingency"] * MILLION,
    }  # fmt: skip


def _programme(name: str, said: Row) -> Row:
    return {
        "programme_id": name, "programme": said["name"], "strategy_id": said["strategy"],
        "programme_manager": said["manager"],
    }  # fmt: skip


def _project(project: Project, day: date) -> Row:
    finish, budget = project.approved(day)
    return {
        "project_id": project.project_id, "project": project.name, "programme_id": project.programme,
        "tier": project.tier, "project_manager": project.manager,
        "manager_time_percent": 100 if project.tier == "Key" else COMPONENT_TIME, "department": project.department,
        "approved_start": project.start, "approved_finish": finish, "budget": budget,
        "stage": "In delivery", "cadence": project.cadence,
    }  # fmt: skip


def _contributions(project: Project) -> list[Row]:
    shares = declared("portfolio")["contribution"].get(project.project_id, {})
    return [
        {"project_id": project.project_id, "strategy_id": strategy, "share_percent": share}
        for strategy, share in shares.items()
    ]


def _dependencies(projects: dict[str, Project]) -> list[Row]:
    rows = []
    for name, (milestone, receiver, patience) in declared("portfolio")["dependency"].items():
        provider, number = milestone.split("-M")
        if provider in projects and receiver in projects:
            promised = first_baseline(projects[provider], int(number))
            rows.append({
                "dependency_id": name, "provider_milestone_id": milestone_id(projects[provider], int(number)),
                "receiver_project_id": receiver, "needed_by": promised + timedelta(days=patience),
                "promised_for": promised,
            })  # fmt: skip
    return rows


def _body(said: Row) -> Row:
    return {
        "body_id": said["id"], "body": said["name"], "level": said["level"], "chair": said["chair"],
        "members": said["members"], "meets": said["meets"], "decides_on": said["decides"],
    }  # fmt: skip


def _capacity() -> list[Row]:
    months = [date(2025 + place // 12, place % 12 + 1, 1) for place in range(FIRST_MONTH, FIRST_MONTH + MONTHS)]
    return [
        {"department": department, "role": role, "month": month, "fte": people}
        for department, roles in declared("portfolio")["capacity"].items()
        for role, people in roles.items()
        for month in months
    ]
