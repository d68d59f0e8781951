"""The status reports of one period: a workbook for each strategy, and one from the PMO for what belongs to none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sample import matters
from sample.course import GREEN, Snapshot, history, worse
from sample.milestones import Milestone, milestones
from sample.model import OUTSIDE, Project, Scenario, day_of, declared
from sample.narrative import next_steps, summary
from sample.risks import Risk, planted_risk, risk_row, risks

Row = dict[str, Any]
Rows = dict[str, list[Row]]
ALWAYS = ("status", "milestone", "risk", "issue", "decision")


@dataclass(frozen=True)
class Told:
    """A project with everything it will report."""

    scenario: Scenario
    project: Project

    @cached_property
    def course(self) -> dict[int, Snapshot]:
        """Its snapshots by report."""
        return history(self.scenario, self.project)

    @cached_property
    def plan(self) -> dict[int, list[Milestone]]:
        """Its milestones by report."""
        return milestones(self.scenario, self.project, range(min(self.course), 1))

    @cached_property
    def risks(self) -> list[Risk]:
        """Its risks over their lives."""
        return [self._closed_in_a_report(risk) for risk in risks(self.scenario, self.project)]

    def rows(self, report: int) -> Rows:
        """Its part of one report, sheet by sheet."""
        project, day = self.project, day_of(report)
        return {
            "status": [self._status(report)],
            "milestone": [self._milestone(milestone) for milestone in self.plan[report]],
            "risk": [
                {"scope_id": project.project_id, **risk_row(risk, report, self.plan[report])}
                for risk in self.risks
                if risk.listed(report)
            ],
            "issue": matters.issues(self.scenario, project, report),
            "decision": matters.decisions(project, day),
            "change": matters.changes(project, day),
            "allocation": matters.allocation(self.scenario, project, report),
        }

    def _status(self, report: int) -> Row:
        now, plan = self.course[report], self.plan[report]
        before = self.course.get(report - 1, now)
        return {
            "project_id": self.project.project_id, "report_date": now.day, "overall_rag": self._reported(now.evidence),
            "scope_rag": self._scope(), "schedule_rag": self._reported(now.schedule_rag),
            "cost_rag": self._reported(now.cost_rag),
            "percent_complete": now.percent_complete, "forecast_finish": now.forecast_finish,
            "planned_value": now.planned_value, "earned_value": now.earned_value, "actual_cost": now.actual_cost,
            "estimate_at_completion": now.estimate_at_completion,
            "summary": summary(self.scenario, self.project, now, before, plan),
            "next_steps": next_steps(self.scenario, self.project, now, plan),
        }  # fmt: skip

    def _closed_in_a_report(self, risk: Risk) -> Risk:
        """The risk with its last report moved to one that is sent, so that its closing is told."""
        if risk.last is None or risk.ends is None:
            return risk
        sent = (report for report in range(risk.last, 1) if self.scenario.reporting(self.project, report))
        return replace(risk, last=next(sent, None))

    def _reported(self, evidence: str) -> str:
        """The colour its manager gives: the evidence, unless known to judge otherwise."""
        told = self.project.reports
        if evidence == GREEN or told is None:
            return evidence
        return told if told == GREEN or worse(told, evidence) == told else min(told, evidence, key=_severity)

    def _scope(self) -> str | None:
        return self.scenario.chance("scope", self.project.project_id).choice([GREEN] * 8 + [None, "n/a"])

    def _milestone(self, milestone: Milestone) -> Row:
        return {
            "project_id": self.project.project_id, "milestone_id": milestone.milestone_id,
            "milestone": milestone.name, "baseline_date": milestone.baseline, "forecast_date": milestone.forecast,
            "actual_date": milestone.actual, "weight": milestone.weight, "critical": milestone.critical,
        }  # fmt: skip


def reports(scenario: Scenario, report: int, told: list[Told]) -> Iterator[tuple[str, Rows]]:
    """The workbooks of one period: a name and its sheets."""
    sending = [one for one in told if scenario.reporting(one.project, report)]
    for strategy in declared("portfolio")["strategy"]:
        own = [one for one in sending if one.project.strategy_id == strategy["id"]]
        if own:
            yield f"{strategy['id']}-{_slug(strategy['name'])}", _together(own, report, _programmes(strategy["id"]))
    outside = [one for one in sending if one.project.strategy_id == OUTSIDE]
    if outside:
        rows = _together(outside, report, {"S5"})
        yield "PMO-outside-programmes", rows | {"risk": rows["risk"] + _strategy_risks(scenario, report)}


def _together(told: list[Told], report: int, scopes: set[str]) -> Rows:
    """The sheets of several projects; those that nobody has anything for are left out, if they may be."""
    parts = [one.rows(report) for one in told]
    rows = {name: [row for part in parts for row in part[name]] for name in parts[0]}
    rows["benefit"] = matters.benefits(scopes, report)
    return {name: found for name, found in rows.items() if found or name in ALWAYS}


def _programmes(strategy: str) -> set[str]:
    return {name for name, said in declared("portfolio")["programme"].items() if said["strategy"] == strategy}


def _strategy_risks(scenario: Scenario, report: int) -> list[Row]:
    rows = []
    for name, said in declared("risks")["strategy_risk"].items():
        risk = planted_risk(scenario.chance("risks", name), name, said)
        if risk.listed(report):
            rows.append({"scope_id": said["scope"], **risk_row(risk, report), "report_date": day_of(report)})
    return rows


def _severity(colour: str) -> int:
    return ("Green", "Amber", "Red").index(colour)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
