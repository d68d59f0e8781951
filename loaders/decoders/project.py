"""Microsoft Project XML (MSPDI): milestones as a Milestones sheet. See docs/decisions/0015-project-xml.md."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.parsers.expat import ExpatError

from loaders.decoders.answer import Refusal, Sheet, grid, sheet
from loaders.decoders.sealed import Attributes, NotSealed, walk

NAMESPACE = "http://schemas.microsoft.com/project "
# The words of the contract's Milestones sheet.
HEADINGS = (
    "Project ID", "Milestone ID", "Milestone", "Baseline date", "Forecast date", "Actual date", "Critical",
    "Report date",
)  # fmt: skip
PLAN, TASK, BASELINE = ("Project",), ("Project", "Tasks", "Task"), ("Project", "Tasks", "Task", "Baseline")
WANTED = {
    PLAN: {"Subject", "Title", "Name", "StatusDate", "CurrentDate", "LastSaved"},
    TASK: {
        "UID", "ID", "Name", "IsNull", "Active", "ExternalTask", "Milestone", "Summary", "OutlineLevel", "Finish",
        "ActualFinish", "PercentComplete", "Critical",
    },
    BASELINE: {"Number", "Finish"},
}  # fmt: skip
Leaves = dict[str, str]


class _Reader:
    """Keeps the wanted values of the project and of its tasks."""

    def __init__(self) -> None:
        self.plan: Leaves = {}
        self.tasks: list[Leaves] = []
        self.path: tuple[str, ...] = ()
        self.leaves: dict[tuple[str, ...], Leaves] = {PLAN: self.plan}
        self.written: list[str] = []

    def start(self, name: str, _: Attributes) -> None:
        self.path = (*self.path, name.removeprefix(NAMESPACE))
        self.written = []
        if self.path in (TASK, BASELINE):
            self.leaves[self.path] = {}

    def text(self, text: str) -> None:
        self.written.append(text)

    def end(self, _: str) -> None:
        at, name = self.path[:-1], self.path[-1]
        if name in WANTED.get(at, ()):
            self.leaves[at][name] = "".join(self.written).strip()
        elif self.path == TASK:
            self.tasks.append(self.leaves[TASK])
        elif self.path == BASELINE and self.leaves[BASELINE].get("Number", "0") == "0":
            self.leaves[TASK]["Baseline"] = self.leaves[BASELINE].get("Finish", "")
        self.path = at


def cells(content: bytes) -> list[Sheet] | Refusal:
    """The Milestones sheet; a task stands in the row after its ID, so that an address leads to it."""
    reader = _Reader()
    try:
        walk(content, reader.start, reader.end, reader.text)
    except (ExpatError, NotSealed):
        return "damaged", ""
    remarks: list[tuple[str, str]] = []
    project = _identity(reader.plan, remarks)
    reported = _day(_first(reader.plan, "StatusDate", "CurrentDate", "LastSaved"))
    rows = {0: HEADINGS} | {
        row: (project, f"{project}-{task.get('UID', '')}", *_milestone(task), reported)
        for row, task in _milestones(reader.tasks, remarks).items()
    }
    places = {(row, column): value for row, values in rows.items() for column, value in enumerate(values)}
    return [sheet("Milestones", grid(places), remarks=remarks)]


def _identity(plan: Leaves, remarks: list[tuple[str, str]]) -> str:
    """The project's ID is its subject; where it has none, its title or its name is worth a remark."""
    if subject := plan.get("Subject"):
        return subject
    assumed = _first(plan, "Title") or _first(plan, "Name").removesuffix(".xml").removesuffix(".mpp")
    remarks.append(("project-id-assumed", assumed))
    return assumed


def _milestones(tasks: list[Leaves], remarks: list[tuple[str, str]]) -> dict[int, Leaves]:
    """Milestones by row: the tasks flagged as such, or the summary tasks of the first level where there are none.

    A task that was added after the baseline was set has nothing to be measured by: it is left out, and named.
    """
    listed = [task for task in tasks if task.get("ID") != "0"]  # that one is the project itself
    alive = {row: task for row, task in enumerate(listed, 1) if _is_alive(task)}
    flagged = {row: task for row, task in alive.items() if task.get("Milestone") == "1"}
    phases = {row: t for row, t in alive.items() if (t.get("Summary"), t.get("OutlineLevel")) == ("1", "1")}
    found = flagged or phases
    measured = {row: task for row, task in found.items() if task.get("Baseline")}
    if measured and not flagged:
        remarks.append(("phases-as-milestones", str(len(measured))))
    if unmeasured := [task.get("Name", "") for row, task in found.items() if row not in measured]:
        remarks.append(("without-baseline", "; ".join(unmeasured)))
    return measured


def _is_alive(task: Leaves) -> bool:
    return task.get("IsNull") != "1" and task.get("Active") != "0" and task.get("ExternalTask") != "1"


def _milestone(task: Leaves) -> tuple[Any, ...]:
    finish = task.get("Finish", "")
    done = task.get("ActualFinish", "") or (finish if task.get("PercentComplete") == "100" else "")
    critical = {"1": "Y", "0": "N"}.get(task.get("Critical", ""), "")
    return task.get("Name", ""), _day(task.get("Baseline", "")), _day(finish), _day(done), critical


def _first(plan: Leaves, *names: str) -> str:
    return next((plan[name] for name in names if plan.get(name)), "")


def _day(written: str) -> date | str:
    """The day of a date and time; what is none stays as it is and is told at its cell."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return written
