"""A living sample portfolio: registers and status reports of a fictional department, as real workbooks."""

from __future__ import annotations

from pathlib import Path

from contract.template import write_template
from sample.model import Scenario, day_of, scenario
from sample.registers import register
from sample.reports import Told, reports
from sample.stories import as_markdown

__all__ = ["STORIES_FILE", "generate"]

STORIES_FILE = "STORIES.md"


def generate(folder: Path, projects: int = 60, periods: int = 26, seed: int = 7) -> list[Path]:
    """Write the workbooks into `folder`, and what they tell into STORIES.md; the workbooks' paths.

    The same arguments give the same workbooks. A smaller sample keeps the projects that carry stories.
    """
    told = scenario(projects, periods, seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STORIES_FILE).write_text(as_markdown(told.projects), "utf-8")
    return [*_registers(folder, told), *_reports(folder, told)]


def _registers(folder: Path, told: Scenario) -> list[Path]:
    return [
        _written(folder / f"register-{day}.xlsx", write_template("register", "en", register(told, number)))
        for number, day in enumerate(told.registers())
    ]


def _reports(folder: Path, told: Scenario) -> list[Path]:
    projects = [Told(told, project) for project in told.projects]
    return [
        _written(folder / str(day_of(report)) / f"{name}.xlsx", write_template("status", "en", rows))
        for report in told.reports
        for name, rows in reports(told, report, projects)
    ]


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
