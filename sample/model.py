"""The fictional department: what its files declare, as typed values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LAST_REPORT = date(2026, 9, 30)
PERIOD = timedelta(days=14)
REGISTERS = (date(2025, 10, 1), date(2026, 4, 1), date(2026, 7, 8))
MILLION = 1_000_000
OUTSIDE = "outside"  # stands for the strategy of projects that have none

# Which projects stay when fewer are asked for: those that carry a story.
STORIES_FIRST = (
    "P011", "P018", "P007", "P022", "P059", "P060", "P031", "P002", "P027", "P052", "P043", "P009", "P023", "P049",
    "P033", "P045", "P036", "P046", "P008", "P030", "P032", "P039", "P042", "P048", "P056", "P057",
)  # fmt: skip


@dataclass(frozen=True)
class Project:
    """One project: its plan, its manager and how it goes. `late` in days and `cost` as a ratio, by report."""

    project_id: str
    name: str
    tier: str
    manager: str
    department: str
    start: date
    finish: date
    budget: float
    kit: str
    thing: str
    strategy_id: str = OUTSIDE
    programme: str | None = None
    cadence: str = "Bi-weekly"
    joins: int = 0
    silent_from: int = 1
    reports: str | None = None
    stuck: int | None = None
    late: tuple[tuple[float, float], ...] = ()
    cost: tuple[tuple[float, float], ...] = ()
    new_finish: date | None = None
    new_budget: float | None = None

    def approved(self, day: date) -> tuple[date, float]:
        """Finish and budget as approved on that day."""
        if self.new_finish and self.new_budget and day >= REGISTERS[2]:
            return self.new_finish, self.new_budget
        return self.finish, self.budget


@dataclass(frozen=True)
class Scenario:
    """What is generated: the projects, the reports (0 is the last, -1 the one before) and the seed of chance."""

    projects: tuple[Project, ...]
    reports: range
    seed: int

    def chance(self, *about: object) -> Random:
        """Random numbers that depend on the seed and the subject only, not on the order of questions."""
        return Random("/".join(map(str, (self.seed, *about))))

    def registers(self) -> list[date]:
        """The days from which registers count; the first is never after the first report."""
        return [min(REGISTERS[0], day_of(self.reports[0]) - PERIOD), *REGISTERS[1:]]

    def reporting(self, project: Project, report: int) -> bool:
        """Whether the project sends that report: it has begun, is in the register and its manager is heard of."""
        day = day_of(report)
        known = self.registers()[project.joins] <= day and project.start <= day
        in_turn = project.cadence != "Monthly" or report % 2 == 0
        forgotten = report < -3 and self.chance("forgotten", project.project_id, report).random() < 0.02
        return known and in_turn and report < project.silent_from and not forgotten


def day_of(report: int) -> date:
    """The date of a report."""
    return LAST_REPORT + report * PERIOD


def scenario(projects: int = 60, periods: int = 26, seed: int = 7) -> Scenario:
    """The department cut down, or repeated in further phases, to the size asked for."""
    everything = declared("portfolio")["project"]
    ranked = sorted(
        everything, key=lambda name: STORIES_FIRST.index(name) if name in STORIES_FIRST else len(everything)
    )
    kept = [_project(name, everything[name]) for name in sorted(ranked[:projects])]
    more = (_further(kept[place % len(kept)], place) for place in range(len(kept), projects))
    return Scenario((*kept, *more), range(1 - periods, 1), seed)


@cache
def declared(name: str) -> dict[str, Any]:
    """What `<name>.toml` beside this file says."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def along(points: Iterable[tuple[float, float]], report: int, otherwise: float) -> float:
    """The value of a course at a report: straight lines between its points, level outside them."""
    known = list(points)
    if not known:
        return otherwise
    earlier = [point for point in known if point[0] <= report]
    later = [point for point in known if point[0] > report]
    if not earlier or not later:
        return (earlier or later)[-1 if earlier else 0][1]
    (x0, y0), (x1, y1) = earlier[-1], later[0]
    return y0 + (y1 - y0) * (report - x0) / (x1 - x0)


def _project(project_id: str, said: dict[str, Any]) -> Project:
    programmes = declared("portfolio")["programme"]
    rebaseline = said.get("rebaseline", {})
    fields = {key: value for key, value in said.items() if key != "rebaseline"}
    fields |= {"budget": said["budget"] * MILLION, "late": _points(said, "late"), "cost": _points(said, "cost")}
    if "programme" in said:
        fields["strategy_id"] = programmes[said["programme"]]["strategy"]
    if rebaseline:
        fields |= {"new_finish": rebaseline["finish"], "new_budget": rebaseline["budget"] * MILLION}
    return Project(project_id, **fields)


def _points(said: dict[str, Any], name: str) -> tuple[tuple[float, float], ...]:
    return tuple((at, value) for at, value in said.get(name, ()))


def _further(project: Project, place: int) -> Project:
    phase = place // len(declared("portfolio")["project"]) + 1
    plain = {"late": (), "cost": (), "reports": None, "stuck": None, "silent_from": 1, "new_finish": None}
    name = f"{project.name}, phase {phase}"
    return replace(project, project_id=f"P{place + 1:03d}", name=name, **plain)  # type: ignore[arg-type]
