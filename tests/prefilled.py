"""Workbooks for the next period: opened, read by contract column, and judged."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from contract.tables import TABLES
from loaders import engine
from loaders.next_report import next_report
from loaders.reading import Upload
from warehouse import Warehouse


def opened(home: Warehouse, scope: str, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(next_report(home.read(), scope, language)))


def rows(made: Workbook, table: str, language: str = "en") -> list[dict[str, Any]]:
    """The filled cells of each row by contract column, dates plain."""
    columns = [column.name for column in TABLES[table].columns]
    lines = made[TABLES[table].sheet.in_language(language)].iter_rows(min_row=2, values_only=True)
    named = [dict(zip(columns, line, strict=True)) for line in lines]
    return [{name: _plain(value) for name, value in row.items() if value is not None} for row in named]


def _plain(value: Any) -> Any:
    return value.date() if hasattr(value, "date") else value


def judged(home: Warehouse, content: bytes) -> engine.ImportResult:
    (result,) = engine.check(home, [Upload("next.xlsx", content)]).imports
    return result
