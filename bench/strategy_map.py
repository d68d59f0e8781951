"""The strategy pages at 2,000 projects × 20 strategies with 10,000 dependencies: `python -m bench.strategy_map`."""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from bench.pages import ROUNDS, cold, milliseconds_of
from bench.portfolio_10k import built as built_by
from bench.portfolio_10k import milliseconds
from charts.palette import LIGHT
from charts.strategy import strategy_map
from i18n import Words
from metrics.strategy import strategy_trace
from warehouse import Warehouse

HERE = Path(__file__).resolve().parent
LATEST, EARLIER = date(2026, 9, 28), date(2026, 4, 13)
PAGES = ("strategy", "reach", "adjustments")


def built(projects: int = 2000) -> tuple[Path, Warehouse]:
    """The folder of a portfolio of that many projects, built once and kept, and the warehouse there."""
    home = HERE / ".cache" / f"strategy_{projects}"
    sql = (HERE / "strategy_map.sql").read_text("utf-8")
    return home, built_by(home, f"set variable projects = {projects};\n{sql}")


def main() -> None:
    """Print the time of each macro, the size of the map, and what each page costs cold."""
    home, warehouse = built()
    query = warehouse.read(days=(LATEST, EARLIER))
    questions = {
        "strategy_trace": "strategy_trace($d)",
        "strategy_coverage": "strategy_coverage($d)",
        "coverage_holes": "coverage_holes($d)",
        "alignment_index": "alignment_index($d)",
        "alignment_trend": "alignment_trend($d)",
        "line_of_sight": "line_of_sight($d, 'P0007')",
        "strategy_changes": f"strategy_changes(date '{EARLIER}', $d)",
        "blast_radius project": "blast_radius($d, 'P0007')",
        "blast_radius milestone": "blast_radius($d, 'P0007-M1')",
        "blast_radius category": "blast_radius($d, 'Supplier')",
        "blast_radius strategy": "blast_radius($d, 'S01')",
    }
    for name, question in questions.items():
        rows = len(query(f"from {question}", d=LATEST))
        print(f"{name:24} {milliseconds(partial(query, f'from {question}', d=LATEST)):7.1f} ms  {rows:6} rows")
    size = len(strategy_map(strategy_trace(query, LATEST), Words("en"), LIGHT).to_json())
    print(f"the map is {size / 1000:.0f} kB (target 500)")
    os.environ["THROUGHLINE_WAREHOUSE"] = str(home)
    for page in PAGES:
        script = f"pages/{page}.py"
        milliseconds_of(script)
        print(f"{page:12} {median(cold(script) for _ in range(ROUNDS)):6.0f} ms cold (target 400)")


if __name__ == "__main__":
    main()
