"""How long each metric takes for 10,000 projects × 104 weekly reports: `python -m bench.portfolio_10k`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import duckdb

from warehouse import Query, Warehouse, open_warehouse, schema, validity

HERE = Path(__file__).resolve().parent
HOME = HERE / ".cache" / "portfolio_10k"
LATEST = date(2026, 9, 28)
MACROS = (
    "project_health", "portfolio_summary", "status_mix", "interventions", "decisions_waiting", "report_coverage",
    "strategy_trace", "strategy_coverage", "schedule_variance", "slip_trend", "milestones_due", "risk_register",
    "risk_matrix", "category_exposure", "report_dates", "portfolio_changes",
)  # fmt: skip


def portfolio() -> Warehouse:
    """The warehouse of that size, built once and kept; with this code's macros."""
    first = HOME / "generations" / "000001.duckdb"
    if not first.exists():
        first.parent.mkdir(parents=True, exist_ok=True)
        building = first.with_suffix(".building")
        with duckdb.connect(building) as connection:
            connection.execute("set enable_progress_bar = false")
            schema.install(connection)
            connection.execute((HERE / "portfolio_10k.sql").read_text("utf-8"))
            validity.renew_all(connection)
        building.rename(first)
        (HOME / "CURRENT").write_text("1\n")
    return open_warehouse(HOME)


def question(macro: str) -> str:
    """How the macro is asked about the latest day."""
    return "portfolio_changes($as_of - 14, $as_of)" if macro == "portfolio_changes" else f"{macro}($as_of)"


def milliseconds(ask: Callable[[], object], times: int = 5) -> float:
    """The median time of an answer, after a first one that is not counted."""
    ask()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken)


def report(query: Query, day: date) -> None:
    """Print each macro's time, and its ratio to a count over the status table."""
    scan = milliseconds(lambda: query("select count(*) from status where forecast_finish > report_date"))
    print(f"{day}: counting the status table {scan:.1f} ms")
    for macro in MACROS:
        taken = milliseconds(partial(query, f"from {question(macro)}", as_of=day))
        print(f"  {macro:20} {taken:7.1f} ms  {taken / scan:6.1f} ×")


def main() -> None:
    """Measure the latest day, then one a year earlier."""
    query = portfolio().read()
    for day in (LATEST, LATEST - timedelta(364)):
        report(query, day)


if __name__ == "__main__":
    main()
