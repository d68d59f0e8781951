"""What an import would change, asked of a trial publication through the dashboard's own macros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from contract.model import Table
from contract.tables import TABLES
from loaders.engine import Outcome
from warehouse import Query, Warehouse

DATES = ("approved_finish", "forecast_finish")
COLOURS = ("rag_reported", "rag_evidence")


@dataclass(frozen=True)
class Changes:
    """Before and after, as of the newest date that the import speaks for.

    `rows`: table, key, change (new, changed or gone);
    `moved`: project_id, project, what (a column of DATES), was, becomes, days (positive = later);
    `flipped`: project_id, project, what (a column of COLOURS), was, becomes.
    """

    as_of: date
    rows: pd.DataFrame
    moved: pd.DataFrame
    flipped: pd.DataFrame


def compare(warehouse: Warehouse, outcome: Outcome) -> Changes | None:
    """What publishing would change; None when nothing would be published."""
    batches = outcome.batches()
    if not batches:
        return None
    as_of = max(day for batch in batches for day in batch.statements["stated_on"].to_pylist())
    before = warehouse.read()
    with warehouse.preview(batches) as after:
        names = {name for batch in batches for name in batch.tables}
        rows = pd.concat([_rows(TABLES[name], before, after, as_of) for name in TABLES if name in names])
        projects = _projects(before, as_of).merge(
            _projects(after, as_of), how="outer", on="project_id", suffixes=("_was", "")
        )
    moved = pd.concat([_differing(projects, what) for what in DATES])
    moved["days"] = (moved["becomes"] - moved["was"]).dt.days
    flipped = pd.concat([_differing(projects, what) for what in COLOURS])
    return Changes(as_of, rows.reset_index(drop=True), moved, flipped)


def _projects(query: Query, as_of: date) -> pd.DataFrame:
    columns = ", ".join(("project_id", "project", *DATES, *COLOURS))
    return query(f"select {columns} from project_health($as_of)", as_of=as_of)


def _differing(projects: pd.DataFrame, what: str) -> pd.DataFrame:
    """Projects known before and after for which the column is not what it was."""
    known = projects[projects["project"].notna() & projects["project_was"].notna()]
    was, becomes = known[f"{what}_was"], known[what]
    differs = (was != becomes) & ~(was.isna() & becomes.isna())
    found = known[["project_id", "project"]].assign(what=what, was=was, becomes=becomes)
    return found[differs].reset_index(drop=True)


def _rows(table: Table, before: Query, after: Query, as_of: date) -> pd.DataFrame:
    was, becomes = _fingerprints(table, before, as_of), _fingerprints(table, after, as_of)
    both = was.merge(becomes, how="outer", on="key", suffixes=("_was", ""), indicator=True)
    change = both["_merge"].astype(str).map({"left_only": "gone", "right_only": "new", "both": "changed"})
    both = both.assign(table=table.name, change=change)
    same = (both["change"] == "changed") & (both["content"] == both["content_was"])
    return both.loc[~same, ["table", "key", "change"]]


def _fingerprints(table: Table, query: Query, as_of: date) -> pd.DataFrame:
    """One line per row: its key without the date, and a hash of what it says."""
    key = ", ".join(f'"{name}"' for name in table.key if name != "report_date")
    said = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "report_date")
    return query(
        f"select concat_ws(' · ', {key}) as key, hash(row({said}))::varchar as content"
        f' from "{table.name}_at"($as_of)',
        as_of=as_of,
    )
