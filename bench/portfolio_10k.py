"""Times each metric, and one more week, at 10,000 projects × 104 weekly reports: `python -m bench.portfolio_10k`."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
import pyarrow as pa

from warehouse import Batch, Query, Warehouse, open_warehouse, schema

HERE = Path(__file__).resolve().parent
HOME = HERE / ".cache" / "portfolio_10k"
LATEST = date(2026, 9, 28)
MACROS = (
    "project_health", "portfolio_summary", "status_mix", "interventions", "decisions_waiting", "report_coverage",
    "strategy_trace", "strategy_coverage", "schedule_variance", "slip_trend", "milestones_due", "milestone_board",
    "milestone_patterns", "risk_register",
    "risk_matrix", "category_exposure", "report_dates", "portfolio_changes",
    "submission_board", "forecast_finish", "forecast_calibration", "forecast_bias", "early_warnings", "warning_record",
    "risk_movement", "risk_unplaced", "risk_coverage", "risk_silence", "risk_exposure", "exposure_trend",
    "risk_actions", "risk_escalation", "risk_lines", "risk_causes", "programme_standing", "benefit_progress",
    "programme_people", "programme_dependencies", "left_out", "project_profile", "project_history",
    "project_milestones", "project_risks",
)  # fmt: skip
BETWEEN = ("portfolio_changes", "risk_movement")
SHEETS = pa.schema({"table_name": pa.string(), "sheet": pa.string(), "letters": pa.map_(pa.string(), pa.string())})


def portfolio() -> Warehouse:
    """The warehouse of that size, built once and kept; with this code's macros."""
    return built(HOME, (HERE / "portfolio_10k.sql").read_text("utf-8"))


def built(home: Path, sql: str) -> Warehouse:
    """A warehouse that this SQL fills, built once and kept; with this code's macros."""
    first = home / "generations" / "000001.duckdb"
    if not first.exists():
        first.parent.mkdir(parents=True, exist_ok=True)
        building = first.with_suffix(".building")
        building.unlink(missing_ok=True)
        with duckdb.connect(building) as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute(schema.definitions())
            connection.execute(sql)
            schema.install(connection)
        building.rename(first)
        (home / "CURRENT").write_text("1\n")
    warehouse = open_warehouse(home)
    warehouse.refresh()
    return warehouse


def question(macro: str) -> str:
    """How the macro is asked about a day."""
    if macro in BETWEEN:
        return f"{macro}($as_of - 14, $as_of)"
    one = ", project := 'P00018'" if macro.startswith("project_") and macro != "project_health" else ""
    return f"{macro}($as_of{one})"


def milliseconds(ask: Callable[[], object], times: int = 7) -> float:
    """The median time of an answer, after a first one that is not counted."""
    ask()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken)


def metrics(query: Query, day: date) -> None:
    """Print each macro's time as a frame, and its ratio to a count over the status table."""
    scan = milliseconds(lambda: query("select count(*) from status where forecast_finish > report_date"))
    print(f"{day}: counting over the status table {scan:.1f} ms")
    for macro in MACROS:
        taken = milliseconds(partial(query, f"from {question(macro)}", as_of=day))
        print(f"  {macro:20} {taken:7.1f} ms  {taken / scan:6.1f} ×")


def next_week(source: Path) -> Batch:
    """All that was reported in the latest week, reported again a week later."""
    on = LATEST + timedelta(7)
    with duckdb.connect(source, read_only=True) as connection:
        rows = {
            name: connection.execute(
                f"select * exclude (statement_id) replace ($on as report_date) from {name} where report_date = $latest",
                {"on": on, "latest": LATEST},
            ).to_arrow_table()
            for name in ("status", "milestone", "risk")
        }
        stated = connection.execute(
            "select table_name, scope_id, $on as stated_on from statement"
            " where stated_on = $latest and list_contains($names, table_name)",
            {"on": on, "latest": LATEST, "names": list(rows)},
        ).to_arrow_table()
    return Batch("week.xlsx", "", "status", rows, stated, pa.Table.from_pylist([], SHEETS))


def publishing() -> None:
    """Print how long one more week of all projects takes to publish, beside copying the file it is added to."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "warehouse"
        shutil.copytree(HOME, home)
        warehouse = open_warehouse(home)
        source = home / "generations" / f"{warehouse.current():06d}.duckdb"
        week = next_week(source)
        copying = milliseconds(lambda: shutil.copyfile(source, home / "copy"), times=1)
        start = time.perf_counter()
        warehouse.publish([week])
        taken = 1000 * (time.perf_counter() - start)
        print(f"publishing a week of all projects {taken:.0f} ms, {taken / copying:.1f} × copying the file")


def main() -> None:
    """Measure the latest day, one a year earlier, and publishing."""
    query = portfolio().read()
    for day in (LATEST, LATEST - timedelta(364)):
        metrics(query, day)
    publishing()


if __name__ == "__main__":
    main()
