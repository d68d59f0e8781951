"""A folder of 100 status workbooks, 50 rows on each of three sheets, from the disk to one published version.

`python -m bench.folder` prints seconds, and their ratio to decoding the same files one after the other with calamine
alone, in this process. Target: under 20 s on two cores. The workbooks are made once and kept in bench/.cache.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from contract.template import write_template
from loaders import engine
from loaders.reading import uploads
from warehouse import open_warehouse

HOME = Path(__file__).resolve().parent / ".cache" / "folder"
WORKBOOKS, ROWS, SECONDS = 100, 50, 20
DAY, START = date(2026, 9, 30), date(2026, 1, 1)


def main() -> None:
    """Time a load of the folder into an empty warehouse, beside the floor."""
    folder = _folder()
    floor = min(_seconds(lambda: _decode_all(folder)) for _ in range(3))
    with tempfile.TemporaryDirectory() as home:
        warehouse = open_warehouse(Path(home))
        taken = _seconds(lambda: engine.load(warehouse, uploads([folder])))
        imports = len(engine.history(warehouse))
        assert (warehouse.current(), imports) == (1, WORKBOOKS + 1)
    print(f"calamine alone, in this process  {floor:6.2f} s    1.00")
    print(f"folder to one version            {taken:6.2f} s  {taken / floor:6.2f} × calamine (target ≤ {SECONDS} s)")


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def _decode_all(folder: Path) -> None:
    for path in folder.iterdir():
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _folder() -> Path:
    if not HOME.exists():
        making = HOME.with_name("folder.making")
        making.mkdir(parents=True, exist_ok=True)
        (making / "register.xlsx").write_bytes(_register())
        pick = random.Random(7)
        for place in range(WORKBOOKS):
            (making / f"status-{place:03d}.xlsx").write_bytes(_status(place, pick))
        making.rename(HOME)
    return HOME


def _register() -> bytes:
    strategy: dict[str, Any] = {"strategy_id": "S1", "strategy": "Grow", "priority_weight_percent": 100}
    programmes = [
        {"programme_id": f"G{place}", "programme": f"Programme {place}", "strategy_id": "S1", "programme_manager": "Li"}
        for place in range(WORKBOOKS)
    ]
    projects = [_project(place) for place in range(WORKBOOKS * ROWS)]
    given: dict[str, list[dict[str, Any]]] = {"strategy": [strategy], "programme": programmes, "project": projects}
    given["setting"] = [{"name": "register_date", "value": START}]
    return write_template("register", rows=given)


def _project(place: int) -> dict[str, Any]:
    who = {"tier": "Key", "project_manager": f"Manager {place % 400}", "department": f"Department {place % 9}"}
    plan = {"approved_start": START, "approved_finish": DAY + timedelta(place % 300), "budget": 1_000_000 + place}
    return {
        "project_id": f"P{place}",
        "project": f"Project {place}",
        "programme_id": f"G{place // ROWS}",
        **who,
        **plan,
    }


def _status(workbook: int, pick: random.Random) -> bytes:
    names = [f"P{place}" for place in range(workbook * ROWS, (workbook + 1) * ROWS)]
    rows = {
        "status": [_report(name, pick) for name in names],
        "milestone": [_milestone(name, pick) for name in names],
        "risk": [_risk(name, pick) for name in names],
    }
    return write_template("status", rows=rows)


def _report(name: str, pick: random.Random) -> dict[str, Any]:
    said = {"overall_rag": pick.choice(["Red", "Amber", "Green"]), "percent_complete": pick.randint(0, 100)}
    finish = {"forecast_finish": DAY + timedelta(pick.randint(0, 400)), "estimate_at_completion": pick.random() * 1e6}
    return {"project_id": name, "report_date": DAY, **said, **finish, "summary": f"Summary of {name}"}


def _milestone(name: str, pick: random.Random) -> dict[str, Any]:
    baseline = DAY + timedelta(pick.randint(1, 400))
    dates = {"baseline_date": baseline, "forecast_date": baseline + timedelta(pick.randint(0, 40))}
    return {"project_id": name, "milestone_id": f"M-{name}", "milestone": f"Milestone of {name}", **dates}


def _risk(name: str, pick: random.Random) -> dict[str, Any]:
    placed = {"category": "Supplier", "probability": pick.randint(1, 5), "impact": pick.randint(1, 5)}
    return {"scope_id": name, "risk_id": f"R-{name}", "risk": f"{name} is late", **placed, "state": "Open"}


if __name__ == "__main__":
    main()
