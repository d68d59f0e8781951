"""How an answer came about: the macros it was asked of, the sheets they read, and the rows of those sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.reference import said
from metrics.scope import Scope
from warehouse import Query

MOST = 200
FILTERS = ("strategy", "programme", "department", "tier")
_CALLED = re.compile(r"\w+(?=\()")
_NAMED = re.compile(r"\.(\w+)")
_READ = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')
_AS_OF = re.compile(r"valid_to > CAST\(as_of AS DATE\)")


@dataclass(frozen=True)
class Call:
    """One question as it was asked: SQL with named values."""

    sql: str
    values: Mapping[str, Any]

    @property
    def day(self) -> date:
        """The day that it is about; of two days the later."""
        return max(value for value in self.values.values() if isinstance(value, date))

    def macro(self, known: Mapping[str, Definition]) -> str | None:
        """The macro that was asked, if it was one."""
        return next((word for word in _CALLED.findall(self.sql) if word in known), None)

    def text(self) -> str:
        """The question as anybody can ask it in a DuckDB shell, without the filters that let everything pass."""
        absent = [name for name, value in self.values.items() if value is None]
        sql = re.sub(rf", (\w+) := \$({'|'.join(absent)})\b", "", self.sql) if absent else self.sql
        return re.sub(r"\$(\w+)", lambda found: _literal(self.values[found[1]]), sql.removesuffix(" where true")) + ";"


@dataclass(frozen=True)
class Definition:
    """A macro as the version stores it."""

    body: str
    comment: str

    @property
    def sentence(self) -> str:
        """What it is."""
        return said(self.comment)[0]

    @property
    def notes(self) -> dict[str, str]:
        """Grain, units, formula and source, as far as they are told."""
        return said(self.comment)[1]


@dataclass(frozen=True)
class Input:
    """A sheet that an answer reads: what counts on the day or all history; the names read, and those read nearby."""

    table: str
    history: bool
    words: frozenset[str]
    nearby: frozenset[str]


@dataclass(frozen=True)
class Extent:
    """How many rows of a sheet went in, and from when until when they were stated."""

    rows: int
    oldest: date | None
    newest: date | None


def definitions(query: Query) -> dict[str, Definition]:
    """Every macro of the version, by name."""
    found = query(
        "select function_name, macro_definition, coalesce(comment, '') as comment from duckdb_functions()"
        " where not internal and macro_definition is not null and schema_name = 'main'"
    )
    return {name: Definition(body, comment) for name, body, comment in found.itertuples(index=False)}


def inputs(macro: str, known: Mapping[str, Definition]) -> list[Input]:
    """The sheets that a macro reads, itself or through the macros it asks."""
    reached = [macro]
    on_day: dict[str, None] = {}
    ever: dict[str, None] = {}
    for name in reached:  # which grows
        body = known[name].body
        called = [word for word in _CALLED.findall(body) if word in known]
        reached += [word for word in dict.fromkeys(called) if word not in reached and not word.endswith("_at")]
        on_day |= dict.fromkeys(word.removesuffix("_at") for word in called if word.endswith("_at"))
        on_day |= {"setting": None} if name == "setting_values" else {}
        read = {table: None for table in _READ.findall(body) if f"{table}_at" in known}
        if _AS_OF.search(body):
            on_day |= read
        else:
            ever |= read
    names = {name: frozenset(_NAMED.findall(known[name].body)) for name in reached}
    words = frozenset().union(*names.values())
    return [Input(table, table not in on_day, words, names[macro]) for table in {**on_day, **ever}]


def extent(query: Query, call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame) -> Extent:
    """How many rows of a sheet went in, and how old they are; see `origins`."""
    rows, values = _rows(call, source, columns, narrowed)
    told = query(f"select count(*) as rows, min(r.stated_on) as oldest, max(r.stated_on) as newest {rows}", **values)
    count, *days = told.iloc[0]
    return Extent(int(count), *(None if pd.isna(day) else day.date() for day in days))


def origins(query: Query, call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame) -> pd.DataFrame:
    """The first rows that went in, newest first: each of these columns, with its cell as `<column>_cell`.

    `narrowed` has those columns of the sheet's key that the answer shows, for the rows it shows; where it has none, the
    filters of the question decide.
    """
    rows, values = _rows(call, source, columns, narrowed)
    cells = [f'r."{each}", source_cell(r.letters, \'{each}\', r.source_row) as "{each}_cell"' for each in columns]
    return query(
        f"select r.file, r.sheet, r.source_row, r.import_id, r.sha256, r.stated_on, {', '.join(cells)} {rows}"
        f" order by r.stated_on desc, r.import_id desc, r.source_row limit {MOST}",
        **values,
    )


def left_out(query: Query, call: Call) -> pd.DataFrame:
    """What the numbers of the question's part of the portfolio leave out, and how often."""
    scope = Scope(*(call.values.get(name) for name in FILTERS))
    return scope.ask(query, "left_out", call.day, "missing > 0", project=call.values.get("project"))


def _rows(call: Call, source: Input, columns: Sequence[str], narrowed: pd.DataFrame) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"as_of": call.day}
    rows = f"from {source.table}_source($as_of, history := {str(source.history).lower()}) r where"
    if len(narrowed.columns):
        keys = {f"key_{name}": narrowed[name].tolist() for name in narrowed}
        mine = ", ".join(f'r."{name}"' for name in narrowed)
        shown = f"({mine}) in (select {', '.join(f'unnest(${key})' for key in keys)})"
        return f"{rows} {shown if len(narrowed) else 'false'}", values | (keys if len(narrowed) else {})
    owner = next((name for name in ("project_id", "scope_id") if name in columns), None)
    if owner is None:
        return f"{rows} true", values
    scope = {name: call.values.get(name) for name in ("project", *FILTERS)}
    ids = ", ".join(f"${name}" for name in ("as_of", *scope))
    return f"{rows} r.{owner} in (select s.scope_id from scope_ids({ids}) s)", values | scope


def _literal(value: Any) -> str:
    if value is None or isinstance(value, bool | int | float):
        return "null" if value is None else str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
