"""How a project goes, report by report: dates, progress and money that agree with each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from sample.model import MILLION, Project, Scenario, along, day_of

GREEN, AMBER, RED = "Green", "Amber", "Red"
SCHEDULE_RED_FROM, COST_RED_ABOVE = 0.10, 1.05
FIRST_REPORT = -25
STEP = 7  # managers move dates by whole weeks


@dataclass(frozen=True)
class Snapshot:
    """A project on the day of one report; money in full units."""

    report: int
    day: date
    days_late: int
    forecast_finish: date
    percent_complete: int
    budget: float
    planned_value: float
    earned_value: float
    actual_cost: float
    estimate_at_completion: float
    schedule_rag: str
    cost_rag: str

    @property
    def evidence(self) -> str:
        """The worse of the two colours."""
        return worse(self.schedule_rag, self.cost_rag)

    @property
    def done(self) -> bool:
        """Whether everything is finished."""
        return self.percent_complete == 100


def history(scenario: Scenario, project: Project) -> dict[int, Snapshot]:
    """The project's snapshots by report, from before the first to the last."""
    reports = range(min(FIRST_REPORT, scenario.reports[0]), 1)
    progress = list(accumulate((_progress(scenario, project, report) for report in reports), max))
    spent = list(accumulate((_spent(scenario, project, *pair) for pair in zip(reports, progress, strict=True)), max))
    lines = zip(reports, progress, spent, strict=True)
    return {report: _snapshot(scenario, project, report, done, cost) for report, done, cost in lines}


def worse(one: str, other: str) -> str:
    """The worse of two colours."""
    return max(one, other, key=[GREEN, AMBER, RED].index)


def lateness(scenario: Scenario, project: Project, report: int) -> int:
    """Days after the first approved finish; a few days early where nothing else is told."""
    if project.late:
        return STEP * round(along(project.late, report, 0) / STEP)
    early = scenario.chance("early", project.project_id).choice([0, 0, 2, 4, 7, 9])
    return -round(along(((FIRST_REPORT, 0), (0, early)), report, 0))


def _snapshot(scenario: Scenario, project: Project, report: int, done: float, spent: float) -> Snapshot:
    day = day_of(report)
    finish, budget = project.approved(day)
    forecast = _forecast(scenario, project, report)
    late = (forecast - finish).days
    estimate = _estimate(scenario, project, report)
    return Snapshot(
        report, day, late, forecast, _percent(done), budget,
        planned_value=_rounded(budget * _s_curve((day - project.start) / (finish - project.start)), budget),
        earned_value=_rounded(budget * _percent(done) / 100, budget),
        actual_cost=_rounded(spent, budget),
        estimate_at_completion=estimate,
        schedule_rag=_colour(late / (finish - project.start).days, 0, SCHEDULE_RED_FROM),
        cost_rag=_colour(estimate / budget, 1, COST_RED_ABOVE + 1e-9),
    )  # fmt: skip


def _colour(value: float, amber_above: float, red_from: float) -> str:
    if value <= amber_above:
        return GREEN
    return RED if value >= red_from else AMBER


def _forecast(scenario: Scenario, project: Project, report: int) -> date:
    """The finish now expected; once it has come it stays."""
    expected = project.finish + timedelta(days=lateness(scenario, project, report))
    return expected if project.late or expected > day_of(report) else project.finish


def _progress(scenario: Scenario, project: Project, report: int) -> float:
    forecast = _forecast(scenario, project, report)
    return _s_curve((day_of(report) - project.start) / (forecast - project.start))


def _spent(scenario: Scenario, project: Project, report: int, progress: float) -> float:
    """Actual cost: the estimate's share of the work done, with the unevenness of invoices."""
    uneven = scenario.chance("invoices", project.project_id, report).uniform(0.98, 1.0)
    return _estimate(scenario, project, report) * progress * uneven


def _estimate(scenario: Scenario, project: Project, report: int) -> float:
    saving = scenario.chance("saving", project.project_id).choice([1.0, 1.0, 0.995, 0.985, 0.97, 0.96])
    course = project.cost or ((FIRST_REPORT, 1.0), (0, saving))
    return _rounded(project.budget * along(course, report, 1), project.budget)


def _percent(done: float) -> int:
    """In whole per cent, as managers report; 100 only once all is done."""
    return 100 if done >= 1 else min(99, round(100 * done))


def _rounded(amount: float, budget: float) -> float:
    unit = 10_000 if budget >= 10 * MILLION else 1_000
    return float(unit * round(amount / unit))


def _s_curve(share: float) -> float:
    """Slow, fast, slow: the usual shape of work over time, 0 to 1."""
    x = min(max(share, 0.0), 1.0)
    return x * x * (3 - 2 * x)
