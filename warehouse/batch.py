"""One accepted workbook on its way into the warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa


@dataclass(frozen=True)
class Batch:
    """Rows by table, with what the workbook states about whom and since when.

    `tables` hold the contract's columns plus `source_row`, `source_part` and `not_applicable`;
    `statements` hold table_name, scope_id ('' for a register) and stated_on: also for a sheet
    that lists nothing for a project, since an empty sheet says "none";
    `sheets` hold table_name, part, sheet and letters (column name to column letter, see `loaders.layout.Origin`);
    `layout` names the layout that the workbook was read with, blank for the template's own.
    """

    file: str
    sha256: str
    workbook: str
    tables: dict[str, pa.Table]
    statements: pa.Table
    sheets: pa.Table
    import_id: int | None = None
    imported_at: datetime | None = None
    withdrawn_at: datetime | None = None
    rows: dict[str, int] = field(default_factory=dict)
    layout: str = ""
    layout_sha256: str = ""
