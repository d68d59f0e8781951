"""What managers write: a summary and the next steps, from what their numbers say."""

from __future__ import annotations

from sample.course import Snapshot
from sample.milestones import Milestone
from sample.model import Project, Scenario, declared


def summary(scenario: Scenario, project: Project, now: Snapshot, before: Snapshot, plan: list[Milestone]) -> str:
    """Two sentences for the committee: the story's own where it has one."""
    told = [text for first, text in declared("plans")["told"].get(project.project_id, ()) if first <= now.report]
    if told and now.report >= -12:
        return str(told[-1])
    pool = declared("plans")["summary"][_mood(now, before)]
    over = 100 * (now.estimate_at_completion / now.budget - 1)
    sentence: str = scenario.chance("summary", project.project_id, now.report).choice(pool)
    return sentence.format(**_dates(plan), days=now.days_late, over=f"{over:.1f}")


def next_steps(scenario: Scenario, project: Project, now: Snapshot, plan: list[Milestone]) -> str:
    """What happens before the next report."""
    pool = declared("plans")["next_steps"]["done" if now.done else "any"]
    sentence: str = scenario.chance("steps", project.project_id, now.report).choice(pool)
    return sentence.format(**_dates(plan))


def _mood(now: Snapshot, before: Snapshot) -> str:
    moods = {
        "done": now.done,
        "recovering": 0 < now.days_late < before.days_late,
        "late": now.days_late > 0,
        "dear": now.estimate_at_completion > 1.004 * now.budget,
    }
    return next((mood for mood, true in moods.items() if true), "green")


def _dates(plan: list[Milestone]) -> dict[str, str]:
    reached = [milestone for milestone in plan if milestone.actual]
    open_ones = [milestone for milestone in plan if not milestone.actual]
    next_one = (open_ones or plan)[0]
    day = next_one.forecast
    done = reached[-1].name if reached else "The start-up"
    return {"done": done, "next": next_one.name, "date": f"{day.day} {day:%B %Y}"}
