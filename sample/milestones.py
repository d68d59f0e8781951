"""The milestones of a project and how their dates move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample.course import lateness
from sample.model import PERIOD, REGISTERS, Project, Scenario, day_of, declared

# What is off the critical path moves less than the finish.
OFF_PATH = 0.6


@dataclass(frozen=True)
class Milestone:
    """One milestone as one report sees it."""

    milestone_id: str
    name: str
    baseline: date
    forecast: date
    actual: date | None
    weight: int
    critical: bool


def milestone_id(project: Project, number: int) -> str:
    """Unique in the portfolio."""
    return f"{project.project_id}-M{number}"


def first_baseline(project: Project, number: int) -> date:
    """The date of a milestone in the first plan."""
    return _on_plan(project, declared("plans")["kit"][project.kit][number - 1][0], project.finish)


def milestones(scenario: Scenario, project: Project, reports: range) -> dict[int, list[Milestone]]:
    """All milestones at each report."""
    lines = [_line(scenario, project, number, reports) for number in range(1, len(_kit(project)) + 1)]
    return {report: [line[report] for line in lines] for report in reports}


def _line(scenario: Scenario, project: Project, number: int, reports: range) -> dict[int, Milestone]:
    share, name, critical = _kit(project)[number - 1]
    actual: date | None = None
    forecast = first_baseline(project, number)
    line = {}
    for report in reports:
        if actual is None and not _silently_missed(project, number, forecast, report):
            forecast = _expected(scenario, project, number, report)
            actual = _reached(project, number, forecast, report, reports[0])
        title = name.format(thing=project.thing, Thing=project.thing[:1].upper() + project.thing[1:])
        weight = round(100 * (share - (_kit(project)[number - 2][0] if number > 1 else 0)))
        baseline = _baseline(project, number, actual, report)
        shown = actual or forecast
        line[report] = Milestone(milestone_id(project, number), title, baseline, shown, actual, weight, critical)
    return line


def _expected(scenario: Scenario, project: Project, number: int, report: int) -> date:
    """The forecast: the first date, moved by the project's delay, but never back into the past."""
    _, _, critical = _kit(project)[number - 1]
    late = lateness(scenario, project, report)
    return first_baseline(project, number) + timedelta(days=late if critical else round(late * OFF_PATH))


def _reached(project: Project, number: int, forecast: date, report: int, first: int) -> date | None:
    """The day it was reached, known at the report after it: not before the report that still expected it."""
    if forecast > day_of(report) or project.stuck == number:
        return None
    return forecast if report == first else max(forecast, day_of(report) - PERIOD + timedelta(days=1))


def _silently_missed(project: Project, number: int, forecast: date, report: int) -> bool:
    return project.stuck == number and forecast <= day_of(report)


def _baseline(project: Project, number: int, actual: date | None, report: int) -> date:
    """The approved date: what was still open at the re-baselining has a new one."""
    first = first_baseline(project, number)
    if project.new_finish is None or day_of(report) < REGISTERS[2] or (actual and actual < REGISTERS[2]):
        return first
    return first + (project.new_finish - project.finish)


def _on_plan(project: Project, share: float, finish: date) -> date:
    return project.start + timedelta(days=round(share * (finish - project.start).days))


def _kit(project: Project) -> list[tuple[float, str, bool]]:
    kit: list[tuple[float, str, bool]] = declared("plans")["kit"][project.kit]
    return kit
