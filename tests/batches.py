"""Accepted workbooks for tests of what lies behind the loader: rows in, a `Batch` out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from contract.ddl import column_type
from contract.tables import TABLES
from warehouse import Batch

ARROW_TYPE = {
    "VARCHAR": pa.string(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
}
ROW_FIELDS = [pa.field("source_row", pa.int32()), pa.field("not_applicable", pa.list_(pa.string()))]
STATEMENT = pa.schema({"table_name": pa.string(), "scope_id": pa.string(), "stated_on": pa.date32()})
SHEET = pa.schema({"table_name": pa.string(), "sheet": pa.string(), "letters": pa.map_(pa.string(), pa.string())})

Rows = list[dict[str, Any]]
Stated = tuple[str, str, date]


def status_batch(file: str = "status.xlsx", nothing: tuple[Stated, ...] = (), **tables: Rows) -> Batch:
    """A status report; `nothing` names the (table, scope, date) whose sheet lists no row."""
    stated = [(name, row[TABLES[name].scope], row["report_date"]) for name, rows in tables.items() for row in rows]
    return _batch(file, "status", tables, [*stated, *nothing])


def register_batch(on: date, file: str = "register.xlsx", **tables: Rows) -> Batch:
    """A register that counts from a day."""
    return _batch(file, "register", tables, [(name, "", on) for name in tables])


def _batch(file: str, workbook: str, tables: dict[str, Rows], stated: list[Stated]) -> Batch:
    statements = [dict(zip(STATEMENT.names, each, strict=True)) for each in dict.fromkeys(stated)]
    return Batch(
        file=file,
        sha256="",
        workbook=workbook,
        tables={name: _arrow(name, rows) for name, rows in tables.items()},
        statements=pa.Table.from_pylist(statements, STATEMENT),
        sheets=pa.Table.from_pylist([_sheet(name) for name in tables], SHEET),
        rows={name: len(rows) for name, rows in tables.items()},
    )


def _arrow(name: str, rows: Rows) -> pa.Table:
    columns = [pa.field(column.name, ARROW_TYPE[column_type(column)]) for column in TABLES[name].columns]
    placed = [{"source_row": place, "not_applicable": [], **row} for place, row in enumerate(rows, start=5)]
    return pa.Table.from_pylist(placed, pa.schema([*columns, *ROW_FIELDS]))


def _sheet(name: str) -> dict[str, Any]:
    letters = {column.name: chr(ord("A") + place) for place, column in enumerate(TABLES[name].columns)}
    return {"table_name": name, "sheet": TABLES[name].sheet.en, "letters": letters}
