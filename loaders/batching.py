"""Accepted rows as Arrow tables, ready to publish."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from contract.model import Kind, Table
from loaders.dating import statements
from loaders.parse import Rows
from loaders.reading import Reading
from warehouse import Batch

_TYPES = {
    Kind.FLAG: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.MONTH: pa.date32(),
    Kind.NUMBER: pa.float64(),
    Kind.MONEY: pa.float64(),
    Kind.PERCENT: pa.float64(),
    Kind.DAYS: pa.float64(),
    Kind.LEVEL: pa.int32(),
}
_LETTERS = pa.map_(pa.string(), pa.string())


def batch(
    reading: Reading,
    import_id: int | None = None,
    imported_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
) -> Batch:
    """A reading without errors as a batch; a rebuild passes the identity that the import had."""
    return Batch(
        reading.upload.name,
        reading.sha256,
        reading.workbook,
        {name: _table(rows) for name, rows in reading.sheets.items()},
        statements(reading.sheets),
        _source_sheets(reading),
        import_id,
        imported_at,
        withdrawn_at,
        {name: len(rows) for name, rows in reading.sheets.items()},
        reading.layout.name,
        reading.layout.sha256,
    )


def schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table's rows on their way in."""
    fields = [(column.name, _TYPES.get(column.kind, pa.string())) for column in table.columns]
    source = [("source_row", pa.int32()), ("source_part", pa.int32())]
    return pa.schema([*fields, *source, ("not_applicable", pa.list_(pa.string()))])


def _table(rows: Rows) -> pa.Table:
    columns = [*rows.columns.values(), rows.source_row, rows.source_part, rows.not_applicable]
    of = schema(rows.layout.table)
    return pa.table([pa.array(values, field.type) for values, field in zip(columns, of, strict=True)], schema=of)


def _source_sheets(reading: Reading) -> pa.Table:
    parts = [(name, *part) for name, rows in reading.sheets.items() for part in enumerate(rows.origins)]
    return pa.table(
        {
            "table_name": pa.array([name for name, _, _ in parts], pa.string()),
            "part": pa.array([part for _, part, _ in parts], pa.int32()),
            "sheet": pa.array([origin.sheet for _, _, origin in parts], pa.string()),
            "letters": pa.array([list(origin.letters.items()) for _, _, origin in parts], _LETTERS),
        }
    )
