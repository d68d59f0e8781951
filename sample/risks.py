"""The risks of a project: what could happen, since when, and how the judgement of it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sample.course import FIRST_REPORT
from sample.milestones import Milestone
from sample.model import LAST_REPORT, Project, Scenario, day_of, declared

RED_ZONE_FROM = 15
ACTION_CYCLE = 42
CALM_FROM = -5  # chance puts no risk into the red zone after this report: those are told one by one
EXPOSURE_BY_IMPACT = (0.002, 0.005, 0.011, 0.024, 0.05)  # of the budget
DELAY_BY_IMPACT = (4, 9, 18, 35, 70)
PROXIMITIES = ("Within 3 months", "3 to 6 months", "Later")


@dataclass(frozen=True)
class Risk:
    """One risk over its life: levels are (report, probability, impact)."""

    risk_id: str
    text: str
    category: str
    response: str
    levels: tuple[tuple[int, int, int], ...]
    cost: float
    delay: int
    owner: str
    proximity: str
    first: int = FIRST_REPORT
    last: int | None = None
    ends: str | None = "Closed"
    threatens: int | None = None
    due: int | None = None
    overdue: bool = False
    kind: str | None = None

    def level(self, report: int) -> tuple[int, int]:
        """Probability and impact as judged at that report."""
        known = [(p, i) for at, p, i in self.levels if at <= report]
        return known[-1] if known else self.levels[0][1:]

    def listed(self, report: int) -> bool:
        """Whether the report names it."""
        return self.first <= report and (self.last is None or report <= self.last)

    def state(self, report: int) -> str:
        """Open, or what it ended as in its last report."""
        return self.ends if self.ends and report == self.last else "Open"

    def action_due(self, report: int) -> date | None:
        """When the next action is due; a neglected one stays in the past."""
        if self.due is None:
            return None
        due = LAST_REPORT + timedelta(days=self.due)
        if self.overdue:
            return due
        cycles = (due - day_of(report)).days // ACTION_CYCLE
        return due - timedelta(days=cycles * ACTION_CYCLE)


def risks(scenario: Scenario, project: Project) -> list[Risk]:
    """The risks told in a story, then those of chance."""
    chance = scenario.chance("risks", project.project_id)
    told = declared("risks")["planted"]
    planted = [planted_risk(chance, name, told[name]) for name in told if name.startswith(f"{project.project_id}-")]
    pool = declared("risks")["pool"]
    own = chance.sample(pool.get(project.programme, pool["any"]), chance.choice([2, 3, 3, 3]))
    common = chance.sample(pool["any"], chance.choice([0, 1, 1, 2])) if own[0] not in pool["any"] else []
    first = len(planted) + 1
    return planted + [
        _of_chance(chance, project, f"{project.project_id}-R{number}", said)
        for number, said in enumerate([*own, *common], first)
    ]


def planted_risk(chance: Random, risk_id: str, said: dict[str, Any]) -> Risk:
    """A risk as a story tells it."""
    due = said.get("due")
    return Risk(
        risk_id, said["risk"], said["category"], said["response"], tuple(map(tuple, said["level"])),
        said["cost"] * 1_000_000, said["delay"], chance.choice(declared("portfolio")["people"]["owners"]),
        PROXIMITIES[0], said.get("from", FIRST_REPORT), said.get("last"), said.get("ends"), said.get("threatens"),
        due, due is not None and due < 0, said.get("kind"),
    )  # fmt: skip


def risk_row(risk: Risk, report: int, plan: Sequence[Milestone] = ()) -> dict[str, Any]:
    """The row of a Risks sheet, without its scope."""
    probability, impact = risk.level(report)
    first_probability, first_impact = risk.levels[0][1:]
    return {
        "risk_id": risk.risk_id, "risk": risk.text, "category": risk.category,
        "probability": probability, "impact": impact,
        "inherent_probability": max(first_probability, probability), "inherent_impact": max(first_impact, impact),
        "target_probability": max(1, probability - 2), "target_impact": max(1, impact - 1),
        "cost_exposure": risk.cost, "delay_exposure_days": risk.delay, "response": risk.response, "owner": risk.owner,
        "action_due": risk.action_due(report), "proximity": risk.proximity,
        "threatens_milestone_id": _threatened(risk, plan), "kind": risk.kind, "state": risk.state(report),
    }  # fmt: skip


def _threatened(risk: Risk, plan: Sequence[Milestone]) -> str | None:
    if risk.threatens is None or risk.threatens > len(plan) or plan[risk.threatens - 1].actual:
        return None
    return plan[risk.threatens - 1].milestone_id


def _of_chance(chance: Random, project: Project, risk_id: str, said: list[str]) -> Risk:
    category, sentence, response = said
    first = chance.choice([FIRST_REPORT] * 6 + list(range(-24, -1, 3)))
    last = chance.randint(first + 4, -1) if first < -8 and chance.random() < 0.3 else None
    levels = _levels(chance, first)
    impact = levels[-1][2]
    exposure = project.budget * EXPOSURE_BY_IMPACT[impact - 1] * chance.uniform(0.7, 1.3)
    neglected = chance.random() < 0.08
    text = sentence.format(thing=project.thing)
    return Risk(
        risk_id, text[:1].upper() + text[1:], category, response, levels, 10_000 * max(1, round(exposure / 10_000)),
        round(DELAY_BY_IMPACT[impact - 1] * chance.uniform(0.7, 1.3)),
        chance.choice(declared("portfolio")["people"]["owners"]), chance.choice(PROXIMITIES), first, last,
        threatens=chance.choice([None, 5, 6, 7]), due=-chance.randint(5, 40) if neglected else chance.randint(1, 40),
        overdue=neglected,
    )  # fmt: skip


def _levels(chance: Random, first: int) -> tuple[tuple[int, int, int], ...]:
    """Judged anew every few reports: mostly a little better, sometimes worse."""
    probability, impact = chance.choice([1, 2, 2, 3, 3, 3, 4, 4]), chance.choice([1, 2, 2, 3, 3, 4, 4, 5])
    levels = []
    for report in range(first, 1, 6):
        if report >= CALM_FROM - 6:
            probability = min(probability, (RED_ZONE_FROM - 1) // impact)
        levels.append((report, probability, impact))
        probability = min(5, max(1, probability + chance.choice([-1, -1, 0, 0, 0, 1])))
    return tuple(levels)
