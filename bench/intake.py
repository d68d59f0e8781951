"""From bytes to published: 100,000 rows, beside what decoding alone and `pandas.read_excel` cost on the same file.

`python -m bench.intake` prints seconds and ratios. Targets: at most 4 × calamine, and less than read_excel.
"""

from __future__ import annotations

import io
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from contract.tables import TABLES
from loaders import engine
from loaders.reading import Upload
from warehouse import open_warehouse

PROJECTS, MILESTONES, RISKS = 10_000, 60_000, 30_000
DAY = date(2026, 9, 30)


def main() -> None:
    """Build both workbooks, then time the three ways of reading the status workbook."""
    register, status = _register(), _status()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = open_warehouse(Path(folder))
        engine.load(warehouse, [Upload("register.xlsx", register)])
        calamine = min(_seconds(lambda: _decode(status)) for _ in range(3))
        ours = _seconds(lambda: engine.load(warehouse, [Upload("status.xlsx", status)]))
        pandas = _seconds(lambda: pd.read_excel(io.BytesIO(status), sheet_name=None, engine="openpyxl"))
    print(f"calamine alone      {calamine:6.2f} s    1.00")
    print(f"bytes to published  {ours:6.2f} s  {ours / calamine:6.2f} × calamine (target ≤ 4)")
    print(
        f"pandas.read_excel   {pandas:6.2f} s  {pandas / calamine:6.2f} × calamine; we need {ours / pandas:.2f} of it"
    )


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def _decode(content: bytes) -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _register() -> bytes:
    projects = [
        [f"P{i:05d}", f"Project {i}", f"PG{i % 50}", "Key", f"Manager {i % 700}", None, *_approved(i)]
        for i in range(PROJECTS)
    ]
    return _workbook(
        {
            "strategy": [[f"S{i}", f"Strategy {i}", None, 10] for i in range(10)],
            "programme": [[f"PG{i}", f"Programme {i}", f"S{i % 10}", "Somebody"] for i in range(50)],
            "project": projects,
            "setting": [["Register date", date(2025, 1, 1)]],
        }
    )


def _approved(i: int) -> list[object]:
    return [f"Department {i % 9}", date(2025, 1, 1), DAY + timedelta(i % 300), 1_000_000 + i]


def _status() -> bytes:
    pick = random.Random(7)
    return _workbook(
        {
            "status": [_report(i, pick) for i in range(PROJECTS)],
            "milestone": [_milestone(i, pick) for i in range(MILESTONES)],
            "risk": [_risk(i, pick) for i in range(RISKS)],
        }
    )


def _report(i: int, pick: random.Random) -> list[object]:
    rags = [pick.choice(["Red", "Amber", "Green"]) for _ in range(4)]
    finish = DAY + timedelta(pick.randint(-50, 400))
    money = [round(pick.random() * 1e6, 2) for _ in range(4)]
    return [f"P{i:05d}", DAY, *rags, pick.randint(0, 100), finish, *money, f"Summary of project {i}", f"Next {i}"]


def _milestone(i: int, pick: random.Random) -> list[object]:
    baseline = DAY + timedelta(pick.randint(-300, 400))
    actual = baseline if baseline < DAY else None
    forecast = baseline + timedelta(pick.randint(0, 40))
    return [f"P{i % PROJECTS:05d}", f"M{i:06d}", f"Milestone {i}", baseline, forecast, actual, pick.randint(1, 5), "Y"]


def _risk(i: int, pick: random.Random) -> list[object]:
    levels = [pick.randint(1, 5) for _ in range(6)]
    exposure = [round(pick.random() * 1e6, 2), pick.randint(0, 60)]
    action = ["Mitigate", f"Owner {i % 300}", DAY + timedelta(pick.randint(-10, 60)), None, f"M{i:06d}", "Open"]
    category = pick.choice(["Supplier", "Technical", "People"])
    return [f"P{i % PROJECTS:05d}", f"R{i:06d}", f"Cause {i} makes {i * 7} late", category, *levels, *exposure, *action]


def _workbook(rows: dict[str, list[list[object]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, lines in rows.items():
        sheet = book.create_sheet(TABLES[name].sheet.en)
        sheet.append([column.heading.en for column in TABLES[name].columns])
        for line in lines:
            sheet.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
