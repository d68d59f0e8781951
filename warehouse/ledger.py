"""How imports change the tables: accepting, restating, withdrawing. Runs inside one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from contract import ddl
from contract.tables import TABLES
from warehouse import calendars, validity
from warehouse.batch import Batch

Change = Callable[[duckdb.DuckDBPyConnection], None]


def accept(connection: duckdb.DuckDBPyConnection, batches: list[Batch]) -> list[int]:
    """Insert the batches; their import ids, kept where a batch brings its own."""
    if not batches:
        return []
    first = _next(connection, "import_id", "intake")
    ids = [batch.import_id or first + place for place, batch in enumerate(batches)]
    for import_id, batch in zip(ids, batches, strict=True):
        _record(connection, import_id, batch)
    _insert_statements(connection, ids, batches)
    for name in TABLES:
        _insert_rows(connection, name, ids, batches)
    connection.execute(ddl.declare_settings())
    calendars.renew(connection)
    validity.renew(connection, ids)
    return ids


def withdraw(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Mark an import as withdrawn; what it had replaced counts again."""
    live = "select 1 from intake where import_id = $id and withdrawn_at is null"
    if connection.execute(live, {"id": import_id}).fetchall() == []:
        raise LookupError(import_id)
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute("update intake set withdrawn_at = $now where import_id = $id", {"now": now, "id": import_id})
    validity.renew(connection, [import_id])


def _record(connection: duckdb.DuckDBPyConnection, import_id: int, batch: Batch) -> None:
    at = batch.imported_at or datetime.now(UTC).replace(tzinfo=None)
    rows = json.dumps(batch.rows)
    layout = [batch.layout or None, batch.layout_sha256 or None]
    entry = [import_id, batch.file, batch.sha256, batch.workbook, at, batch.withdrawn_at, rows, *layout]
    connection.execute("insert into intake values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", entry)


def _insert_statements(connection: duckdb.DuckDBPyConnection, ids: list[int], batches: list[Batch]) -> None:
    statements = _joined(ids, [batch.statements for batch in batches])
    first = _next(connection, "statement_id", "statement")
    connection.register("incoming", statements)
    connection.execute(
        "insert into statement select $first + row_number() over () - 1, import_id, table_name, scope_id,"
        " stated_on, null, null from incoming",
        {"first": first},
    )
    connection.register("incoming", _joined(ids, [batch.sheets for batch in batches]))
    connection.execute("insert into source_sheet by name select * from incoming")


def _insert_rows(connection: duckdb.DuckDBPyConnection, name: str, ids: list[int], batches: list[Batch]) -> None:
    present = [(i, batch.tables[name]) for i, batch in zip(ids, batches, strict=True) if name in batch.tables]
    if not present:
        return
    connection.register("incoming", _joined([i for i, _ in present], [rows for _, rows in present]))
    scope = TABLES[name].scope
    same = f"s.scope_id = r.{scope} and s.stated_on = r.report_date" if scope else "true"
    connection.execute(
        f'insert into "{name}" by name select r.* exclude (import_id), s.statement_id from incoming r'
        f" join statement s on s.import_id = r.import_id and s.table_name = $name and {same}",
        {"name": name},
    )


def _joined(ids: list[int], tables: list[pa.Table]) -> pa.Table:
    numbered = [
        table.append_column("import_id", pa.array([i] * len(table), pa.int32()))
        for i, table in zip(ids, tables, strict=True)
    ]
    return pa.concat_tables(numbered)


def _next(connection: duckdb.DuckDBPyConnection, column: str, table: str) -> int:
    found = connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchall()
    return int(found[0][0])
