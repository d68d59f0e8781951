"""What every version holds besides the contract's tables, and the macros stored in it."""

from __future__ import annotations

from hashlib import sha256

import duckdb

from contract import ddl
from warehouse import calendars, macros, validity

# `statement` is what makes "as of D" a plain filter: a workbook states, for each of its sheets and each
# scope it reports, everything there is; the statement counts from its date until the next one.
# `risk_event` keeps when a risk was stated `first` or `again` (back, or open again), when it `ended` (was closed or
# occurred), and when it was `dropped` (vanished though last stated open): found once at import, since comparing all
# statements would lead every question through all history.
# It holds nothing of its own, so it is made anew (`validity.renew_all`) whenever these definitions are installed.
# `source_sheet` leads from a row (`source_part`, `source_row`) to its cells: `letters` gives a column's letter, or its
# row ("14") where `source_row` counts columns since the sheet runs across, or one whole cell ("D19", "Admin!E8").
# `workday` numbers the working days of the calendars that Settings name (see `calendars`).
# `intake.layout` names the layout that a file was read with; its text is in the archive under `layout_sha256`.
SYSTEM_TABLES = """
create table if not exists intake (
  import_id integer, file varchar, sha256 varchar, workbook varchar,
  imported_at timestamp, withdrawn_at timestamp, rows_by_table varchar, layout varchar, layout_sha256 varchar);
alter table intake add column if not exists layout varchar;
alter table intake add column if not exists layout_sha256 varchar;
create table if not exists statement (
  statement_id bigint, import_id integer, table_name varchar, scope_id varchar,
  stated_on date, valid_from date, valid_to date);
create or replace table risk_event (
  scope_id varchar, risk_id varchar, on_date date, statement_id bigint, import_id integer, event varchar);
create table if not exists source_sheet (
  import_id integer, table_name varchar, sheet varchar, letters map(varchar, varchar), part integer default 0);
alter table source_sheet add column if not exists part integer default 0;
create or replace table workday (calendar varchar, day date, number integer);
create table if not exists generation (definitions varchar, published_at timestamp);
"""


def definitions() -> str:
    """All SQL that this code stores in a version: the contract's and every `metrics/*.sql`."""
    return "\n".join([SYSTEM_TABLES, ddl.definitions(), macros.definitions()])


def digest() -> str:
    """Tells whether a version's stored definitions are those of this code."""
    return sha256(definitions().encode()).hexdigest()


def install(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing and replace the macros, where this code has not done so before."""
    if not _is_installed(connection):
        connection.execute(definitions())
        validity.renew_all(connection)
        calendars.renew(connection)
    connection.execute("delete from generation")
    connection.execute("insert into generation values ($1, now()::timestamp)", [digest()])


def _is_installed(connection: duckdb.DuckDBPyConnection) -> bool:
    if not connection.execute("select 1 from duckdb_tables() where table_name = 'generation'").fetchall():
        return False
    return connection.execute("select definitions from generation").fetchall() == [(digest(),)]
