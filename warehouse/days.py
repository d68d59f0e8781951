"""A day's building blocks, kept as tables: what most macros read is then worked out once per version and day.

The rows lie beside macros of the same names that give them. That place comes first on the search path of a question, so
the other macros read it without knowing. The newest day is kept in the version itself when it is published, any other
day in memory when somebody looks at it. See docs/decisions/0012.
"""

from __future__ import annotations

from datetime import date
from itertools import count

import duckdb

from warehouse import macros
from warehouse.adjustment import Adjustments
from warehouse.supposing import suppose

MOST = 8
STORED = "kept"
Days = tuple[date, ...]
_numbers = count(1)


class KeptDays:
    """The days kept for one connection, which has the version attached as the catalogue `portfolio`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._stored = _stored_days(connection)
        self._catalogues: dict[tuple[Days, Adjustments], str] = {}

    def place(self, days: Days, adjustments: Adjustments = ()) -> str:
        """Where these days are kept, the one looked at, then the one it is compared with; or a what-if of the first."""
        if days == self._stored and not adjustments:
            return f"portfolio.{STORED}"
        key = (days, adjustments)
        name = self._catalogues.pop(key, None) or self._keep(days, adjustments)
        self._catalogues[key] = name
        for unused in list(self._catalogues)[:-MOST]:
            self._connection.execute(f"detach {self._catalogues.pop(unused)}")
        return f"{name}.main"

    def _keep(self, days: Days, adjustments: Adjustments) -> str:
        recorded = self.place(days) if adjustments else None
        name = f"kept_{next(_numbers)}"
        self._connection.execute(f"attach ':memory:' as {name}")
        with self._connection.cursor() as cursor:
            if adjustments:
                look_in(cursor, f"{name}.main", "portfolio.main")
                suppose(cursor, days[0], adjustments)
            keep(cursor, f"{name}.main", "portfolio.main", days, recorded)
        return name


def look_in(cursor: duckdb.DuckDBPyConnection, *places: str) -> None:
    """Where a cursor finds macros, the first place first."""
    cursor.execute(f"set search_path = '{','.join(places)}'")


def store(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the newest day in the version that is being written."""
    connection.execute(f"drop schema if exists {STORED} cascade; create schema {STORED}")
    newest = (
        "select coalesce((select max(report_date) from report_dates(date '9999-12-30')), max(stated_on)) from statement"
    )
    found = connection.execute(f"select day, previous_date from ({newest}) n(day), previous_day(day)").fetchall()
    days = () if found[0][0] is None else found[0]
    connection.execute(f"create table {STORED}.day as select unnest($days::date[]) as day", {"days": list(days)})
    if days:
        keep(connection, STORED, "main", days)
        look_in(connection, "main")


def keep(
    connection: duckdb.DuckDBPyConnection, place: str, source: str, days: Days, recorded: str | None = None
) -> None:
    """Write the rows of these days, and the macros that give them, into a place; each reads those before it.

    In a what-if, what the day is compared with is as `recorded`: the rows of the place without it.
    """
    look_in(connection, place, source)
    for macro in macros.kept():
        kept_days = days if macro.compared else days[:1]
        _keep(
            connection,
            f"{place}.{macro.name}",
            f"{source}.{macro.name}",
            kept_days,
            recorded and f"{recorded}.{macro.name}",
        )


def _keep(connection: duckdb.DuckDBPyConnection, target: str, macro: str, days: Days, recorded: str | None) -> None:
    worked_out = f"select $day::date as kept_on, k.* from {macro}($day) k"
    copied = f"select k.* from {recorded} k where k.kept_on = $day"
    for place, day in enumerate(days):
        into = f"insert into {target}" if place else f"create table {target} as"
        connection.execute(f"{into} {copied if place and recorded else worked_out}", {"day": day})
    known = ", ".join(f"date '{day}'" for day in days)
    connection.execute(
        f"create macro {target}(as_of) as table select k.* exclude (kept_on) from {target} k where k.kept_on ="
        f" if(as_of::date in ({known}), as_of::date, error('{macro} is not kept for this day')::date)"
    )


def _stored_days(connection: duckdb.DuckDBPyConnection) -> Days:
    here = "select 1 from duckdb_schemas() where database_name = 'portfolio' and schema_name = $name"
    if not connection.execute(here, {"name": STORED}).fetchall():
        return ()
    return tuple(day for (day,) in connection.execute(f"from portfolio.{STORED}.day").fetchall())
