"""Bytes to raw sheets, by way of a child process. The only reader of files."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.problems import Problem

DECODER = Path(__file__).with_name("decoder.py")
SECONDS = 30
FAR_COLUMN = "ZZ"
FAR_ROW = 300_000


@dataclass(frozen=True)
class Sheet:
    """One visible or hidden sheet: its columns of raw cells, and its cells that hold an error."""

    name: str
    hidden: bool
    columns: list[tuple[Any, ...]]
    flawed: dict[tuple[int, int], str]

    def row(self, place: int) -> list[Any]:
        """The cells of one row, counted from 0."""
        return [column[place] for column in self.columns]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0


def decode(content: bytes) -> list[Sheet] | Problem:
    """All sheets of a workbook, or why it could not be read."""
    answer = ask(content, "cells")
    if answer is None:
        return _why_not(content)
    return [_sheet(**sheet) for sheet in answer]


def percentages(content: bytes, names: list[str]) -> dict[str, set[tuple[int, int]]]:
    """Which cells of these sheets are formatted as percentages, by (row, column) from 0."""
    return ask(content, "percentages", *names) or {}


def _sheet(name: str, hidden: bool, columns: list[Any], flawed: dict[tuple[int, int], str]) -> Sheet:
    cells = [tuple(column.split("\0")) if isinstance(column, str) else column for column in columns]
    return Sheet(name, hidden, cells, flawed)


def _why_not(content: bytes) -> Problem:
    """Name the cell that lies so far out that the sheet cannot be held in memory, if there is one."""
    for sheet, (column, row) in (ask(content, "farthest") or {}).items():
        if row > FAR_ROW or (len(column), column) > (len(FAR_COLUMN), FAR_COLUMN):
            return Problem("far-cell", sheet, f"{column}{row}")
    return Problem("unreadable")


def ask(content: bytes, *task: str) -> Any:
    """The child's answer to a task; None when it failed, ran out of memory or took too long."""
    command = [sys.executable, "-I", str(DECODER), *task]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env=environment)
    except subprocess.TimeoutExpired:
        return None
    return _PlainCells(io.BytesIO(done.stdout)).load() if done.returncode == 0 else None


class _PlainCells(pickle.Unpickler):
    """Takes nothing from the child but plain values: it has touched a file that nobody trusts."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in {"date", "datetime", "time", "timedelta"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
