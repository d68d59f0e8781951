"""Next period's workbook: the template filled in with what is known, so that nobody retypes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from contract.model import Kind, Table
from contract.tables import tables_of
from contract.template import write_template
from contract.template_words import NOT_APPLICABLE, PREFILLED_NOTES
from warehouse import Query

# Everybody reports these; the others only who has reported them before, since an empty sheet says "none".
ALWAYS = ("status", "milestone", "risk", "issue", "decision")
NARRATIVE = ("summary", "next_steps")
# By kind of scope, the column of `report_coverage` that holds its id.
COLUMN_OF = {
    "strategy": "strategy_id",
    "programme": "programme_id",
    "manager": "project_manager",
    "project": "project_id",
}
Row = dict[str, Any]


class Scope(NamedTuple):
    """Who can be asked for: its id (a manager's name), its name, and its kind, a key of COLUMN_OF."""

    scope_id: str
    name: str
    kind: str


@dataclass(frozen=True)
class _Asked:
    """What is in the workbook: live projects with the date of their next report, and programmes and strategies.

    `never`: those projects of which there is no report yet.
    """

    as_of: date
    due: dict[str, date]
    never: set[str]
    above: list[str]

    @property
    def ids(self) -> list[str]:
        return [*self.due, *self.above]


def scopes(query: Query) -> list[Scope]:
    """The strategies, programmes, project managers and live projects that a next workbook can be asked for.

    Not a programme or strategy with neither a live project nor a word of its own: its workbook would be empty.
    """
    found = query(
        "with coverage as (from report_coverage($as_of)), told as ("
        " select scope_id from statement where valid_from <= $as_of and valid_to > $as_of"
        " union select programme_id from coverage"
        "), programmes as (from programme_at($as_of) where programme_id in (from told))"
        " select strategy_id, strategy, 'strategy' as kind, 1 as place from strategy_at($as_of)"
        " where strategy_id in (from told) or strategy_id in (select strategy_id from programmes)"
        " union all select programme_id, programme, 'programme', 2 from programmes"
        " union all select distinct project_manager, project_manager, 'manager', 3 from coverage"
        " union all select project_id, project, 'project', 4 from coverage order by place, 1",
        as_of=_newest_day(query),
    )
    return [Scope(*row[:3]) for row in found.itertuples(index=False, name=None)]


def next_report(query: Query, scope_id: str, language: str = "en") -> bytes:
    """The status workbook for the next due date of a project, programme, strategy or project manager's projects.

    It holds their last figures, all milestones and what is open, without the narrative; `LookupError` when there is
    nothing of that id or name.
    """
    asked = _asked(query, scope_id)
    known = _tables_stated(query, asked)
    dates = _own_dates(query, asked)
    rows = {
        table.name: [_row(table, said, language, dates) for said in _last_said(query, table, asked)]
        for table in tables_of("status")
        if table.name in ALWAYS or table.name in known
    }
    rows["status"] = _next_status(rows["status"], asked)
    return write_template("status", language, rows, PREFILLED_NOTES)


def _newest_day(query: Query) -> date:
    """The last day from which anything counts."""
    (day,) = query("select max(valid_from) as day from statement")["day"]
    return date.max if pd.isna(day) else day.date()


def _asked(query: Query, scope_id: str) -> _Asked:
    kind = next((scope.kind for scope in scopes(query) if scope.scope_id == scope_id), None)
    if kind is None:
        raise LookupError(scope_id)
    as_of = _newest_day(query)
    columns = ", ".join(("due_date", "last_report_date", *COLUMN_OF.values()))
    projects = query(f"select {columns} from report_coverage($as_of) order by project_id", as_of=as_of)
    own = projects[projects[COLUMN_OF[kind]] == scope_id]
    due = dict(zip(own["project_id"], own["due_date"].dt.date, strict=True))
    never = set(own["project_id"][own["last_report_date"].isna()])
    return _Asked(as_of, due, never, _above(query, scope_id, kind, as_of))


def _above(query: Query, scope_id: str, kind: str, as_of: date) -> list[str]:
    """The programmes and strategies whose own risks and benefits belong to what was asked for."""
    if kind not in ("strategy", "programme"):
        return []
    run = query("select programme_id from programme_at($as_of) where strategy_id = $scope", as_of=as_of, scope=scope_id)
    return [scope_id, *run["programme_id"]]


def _tables_stated(query: Query, asked: _Asked) -> set[str]:
    found = query(
        "select distinct table_name from statement where scope_id in (select unnest($ids))"
        " and valid_from <= $as_of and valid_to > $as_of",
        ids=asked.ids,
        as_of=asked.as_of,
    )
    return set(found["table_name"])


def _last_said(query: Query, table: Table, asked: _Asked) -> list[dict[Any, Any]]:
    """What a sheet last said of them, without what is closed, in the order in which they wrote it."""
    values: dict[str, Any] = {"as_of": asked.as_of, "ids": asked.ids}
    still = ""
    if any(column.name == "state" for column in table.columns):
        still, values = "and state = $state", values | {"state": "Open"}
    found = query(
        f'from "{table.name}_at"($as_of) where {table.scope} in (select unnest($ids)) {still}'
        f" order by {table.scope}, source_row",
        **values,
    )
    return found.to_dict("records")


def _own_dates(query: Query, asked: _Asked) -> dict[str, date]:
    """Report dates that must not be left to the Status sheet.

    For programmes and strategies they would come out too early; a project that never reported has perhaps no row there
    in the end, but risks that somebody else told of.
    """
    found = query(
        "select scope_id, max(stated_on) + cadence_days(any_value(default_cadence)) as due_date"
        " from statement, setting_values($as_of) where valid_from is not null and scope_id in (select unnest($above))"
        " group by scope_id",
        as_of=asked.as_of,
        above=asked.above,
    )
    of_status = max((day for project, day in asked.due.items() if project not in asked.never), default=date.min)
    above = zip(found["scope_id"], found["due_date"].dt.date, strict=True)
    return {project: asked.due[project] for project in asked.never} | {
        who: day for who, day in above if day > of_status
    }


def _row(table: Table, said: dict[Any, Any], language: str, dates: dict[str, date]) -> Row:
    """A row as it was, without its date: the sheet takes that from the Status sheet, save where `dates` has another."""
    row = {column.name: _plain(said[column.name], column.kind) for column in table.columns}
    absent = said["not_applicable"]
    words = dict.fromkeys(absent if absent is not None else (), NOT_APPLICABLE.in_language(language))
    return row | words | {"report_date": dates.get(said[table.scope])}


def _plain(value: Any, kind: Kind) -> Any:
    if pd.isna(value):
        return None
    if kind in (Kind.DATE, Kind.MONTH):
        return value.date()
    return int(value) if kind is Kind.LEVEL else value


def _next_status(last: list[Row], asked: _Asked) -> list[Row]:
    """A row for each project: its last figures and the date of its next report, the narrative to be written anew."""
    known = {row["project_id"]: row for row in last}
    blank = dict.fromkeys(NARRATIVE)
    return [
        known.get(project, {"project_id": project}) | blank | {"report_date": due} for project, due in asked.due.items()
    ]
