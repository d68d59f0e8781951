"""How an answer came about: the question as it was asked, the rows of the sheets that went in, what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.explain_inputs import CALLED, Definition, Input
from metrics.scope import Scope
from warehouse import Query

MOST = 200
FILTERS = ("strategy", "programme", "department", "tier")
# How questions name what they are about, where that is no filter.
_ABOUT = {"project": ("project", "project_id"), "strategy": ("strategy", "wanted")}


@dataclass(frozen=True)
class Call:
    """One question as it was asked: SQL with named values."""

    sql: str
    values: Mapping[str, Any]

    @property
    def day(self) -> date:
        """The day that it is about; of two days the later."""
        return max(value for value in self.values.values() if isinstance(value, date))

    @property
    def before(self) -> date | None:
        """The earlier of two days; None when it asks about one."""
        earliest = min(value for value in self.values.values() if isinstance(value, date))
        return earliest if earliest < self.day else None

    @property
    def about(self) -> dict[str, Any]:
        """The project and the filters that it asks for, None for all."""
        names = {name: _ABOUT.get(name, (name,)) for name in ("project", *FILTERS)}
        given = {name: (self.values.get(each) for each in called) for name, called in names.items()}
        return {name: next((value for value in found if value is not None), None) for name, found in given.items()}

    def macro(self, known: Mapping[str, Definition]) -> str | None:
        """The macro that was asked, if it was one."""
        return next((word for word in CALLED.findall(self.sql) if word in known), None)

    def text(self) -> str:
        """The question as anybody can ask it in a DuckDB shell, without the filters that let everything pass."""
        absent = [name for name, value in self.values.items() if value is None]
        sql = re.sub(rf", (\w+) := \$({'|'.join(absent)})\b", "", self.sql) if absent else self.sql
        return re.sub(r"\$(\w+)", lambda found: _literal(self.values[found[1]]), sql.removesuffix(" where true")) + ";"


@dataclass(frozen=True)
class Extent:
    """How many rows of a sheet went in, and from when until when they were stated."""

    rows: int
    oldest: date | None
    newest: date | None


def extent(query: Query, call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame) -> Extent:
    """How many rows of a sheet went in, and how old they are; see `origins`."""
    rows, values = _rows(query, call, source, columns, narrowed)
    told = query(f"select count(*) as rows, min(r.stated_on) as oldest, max(r.stated_on) as newest {rows}", **values)
    count, *days = told.iloc[0]
    return Extent(int(count), *(None if pd.isna(day) else day.date() for day in days))


def origins(query: Query, call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame) -> pd.DataFrame:
    """The first rows that went in, newest first: each of these columns, with its cell as `<column>_cell`.

    `narrowed` has those columns of the sheet's key that the answer shows, for the rows it shows; where it has none, the
    filters of the question decide.
    """
    rows, values = _rows(query, call, source, columns, narrowed)
    cells = [f'r."{each}", source_cell(r.letters, \'{each}\', r.source_row) as "{each}_cell"' for each in columns]
    return query(
        f"select r.file, r.sheet, r.source_row, r.import_id, r.sha256, r.stated_on, {', '.join(cells)} {rows}"
        f" order by r.stated_on desc, r.import_id desc, r.source_row limit {MOST}",
        **values,
    )


def left_out(query: Query, call: Call) -> pd.DataFrame:
    """What the numbers leave out of what the question is about, and how often."""
    about = call.about
    scope = Scope(*(about[name] for name in FILTERS))
    return scope.ask(query, "left_out", call.day, "missing > 0", project=about["project"])


def compared_day(query: Query, call: Call) -> date:
    """The day that the question compares with: its own earlier one, else a default cadence before."""
    if call.before:
        return call.before
    found: pd.Timestamp = query("from previous_day($as_of)", as_of=call.day)["previous_date"].iloc[0]
    return found.date()


def _rows(
    query: Query, call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame
) -> tuple[str, dict[str, Any]]:
    before = compared_day(query, call) if source.compared else None
    values: dict[str, Any] = {"as_of": call.day, "before": before}
    counting = f"$as_of, history := {str(source.history).lower()}, before := $before"
    rows = f"from {source.table}_source({counting}) r where"
    if len(narrowed.columns):
        keys = {f"key_{name}": narrowed[name].tolist() for name in narrowed}
        mine = ", ".join(f'r."{name}"' for name in narrowed)
        shown = f"({mine}) in (select {', '.join(f'unnest(${key})' for key in keys)})"
        return f"{rows} {shown if len(narrowed) else 'false'}", values | (keys if len(narrowed) else {})
    owner = next((name for name in ("project_id", "scope_id") if name in columns), None)
    if owner is None:
        return f"{rows} true", values
    ids = ", ".join(f"${name}" for name in ("as_of", *call.about))
    return f"{rows} r.{owner} in (select s.scope_id from scope_ids({ids}) s)", values | call.about


def _literal(value: Any) -> str:
    if value is None or isinstance(value, bool | int | float):
        return "null" if value is None else str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
