"""A small portfolio to suppose things of, and what a what-if of it answers."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.batches import status_batch
from tests.portfolio import TODAY, contribution, plain, programme, project, register, report, risk, strategy
from warehouse import Batch, Query, Warehouse
from warehouse.adjustment import read

DAYS = (TODAY, TODAY - timedelta(14))


def batches() -> list[Batch]:
    """S1 has P1 and half of P3, S2 has P2 and the other half; S3 is paused with a weight of 10 and has nothing.

    P2 is late and has a risk; P1 takes 2 people and P3 takes 4; P2 and S1's programme have a benefit each.
    """
    weights = [strategy("S1", priority_weight_percent=60.0), strategy("S2", priority_weight_percent=40.0)]
    resting = strategy("S3", priority_weight_percent=10.0, state="Paused")
    projects = [
        project("P1", budget=600.0),
        project("P2", budget=200.0, programme_id="G2"),
        project("P3", budget=400.0),
    ]
    shares = [contribution("P3", "S1", 50.0), contribution("P3", "S2", 50.0)]
    groups = [programme("G1", "S1"), programme("G2", "S2")]
    statuses = [report("P1"), report("P2", late=80), report("P3", estimate_at_completion=380.0)]
    people = [allocation("P1", 2.0), allocation("P3", 4.0)]
    benefits = [benefit("P2"), benefit("G1")]
    return [
        register(*projects, strategy=[*weights, resting], programme=groups, contribution=shares),
        status_batch(status=statuses, risk=[risk("R1", "P2")], allocation=people, benefit=benefits),
    ]


def allocation(project_id: str, fte: float) -> dict[str, Any]:
    """So many network engineers, planned for the month of today."""
    place = {"department": "Networks", "role": "Engineer", "month": TODAY.replace(day=1), "report_date": TODAY}
    return {"project_id": project_id, "planned_fte": fte} | place


def benefit(scope_id: str) -> dict[str, Any]:
    """Something that is to be reached by the end of next year."""
    said = {"measure": "Downtime", "unit": "h", "due": date(2027, 12, 31), "planned": 5.0, "report_date": TODAY}
    return {"scope_id": scope_id, "benefit_id": f"B-{scope_id}"} | said


def supposing(home: Warehouse, steps: str) -> Query:
    """A question to the what-if of these steps, or to today where there are none."""
    return home.read(days=DAYS, adjustments=read(steps))


def stakes(home: Warehouse, steps: str = "") -> dict[str | None, dict[str, Any]]:
    """What each strategy has at stake in a what-if; what serves none is under no id."""
    rows = supposing(home, steps)("from strategy_stakes($as_of)", as_of=TODAY).to_dict("records")
    found = [{name: plain(value) for name, value in row.items()} for row in rows]
    return {row["strategy_id"]: row for row in found}


def files(home: Warehouse) -> dict[str, str]:
    """Every file of the record with the digest of its bytes: all of the folder but the kept what-ifs."""
    folder = Path(home.folder)  # type: ignore[attr-defined]
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "scenarios"]
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in paths}
