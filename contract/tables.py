"""All tables a workbook may hold, by name. To add a column, edit `register.py` or `status.py`."""

from __future__ import annotations

from contract.model import Table
from contract.register import REGISTER_TABLES
from contract.status import STATUS_TABLES

TABLES: dict[str, Table] = {table.name: table for table in (*REGISTER_TABLES, *STATUS_TABLES)}


def tables_of(workbook: str) -> tuple[Table, ...]:
    """The tables of the `register` or the `status` workbook, in sheet order."""
    return tuple(table for table in TABLES.values() if table.workbook == workbook)
