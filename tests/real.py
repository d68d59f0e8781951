"""Real status data made by others, which lies beside the project on some machines only and is never copied into it."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from warehouse import Warehouse

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "real"
REAL = Path(os.environ.get("THROUGHLINE_REAL", BESIDE))
needs_real_data = pytest.mark.skipif(not REAL.is_dir(), reason="shared/real is not here; $THROUGHLINE_REAL names it")


def lines(path: Path, separator: str, skipped: int = 0) -> list[dict[str, str]]:
    """A text file by the csv module alone; of two columns of one name the second is kept as "name 2"."""
    with path.open(encoding="latin-1", newline="") as file:
        top, *rows = csv.reader(file, delimiter=separator)
    names = [name if name not in top[:place] else f"{name} 2" for place, name in enumerate(top)]
    return [dict(zip(names, row, strict=True)) for row in rows[skipped:]]


def cells(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """A sheet walked by openpyxl."""
    return list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def asked(warehouse: Warehouse, sql: str) -> list[Any]:
    """The answers of a query: values of one column, else tuples."""
    return [row[0] if len(row) == 1 else tuple(row) for row in warehouse.read()(sql).itertuples(index=False)]
