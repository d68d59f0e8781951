"""Bytes to raw sheets, by way of a child process. The only reader of files."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from loaders.formats import format_of
from loaders.problems import Problem, letter, shown

DECODERS = Path(__file__).with_name("decoders")
SECONDS = 30
FAR_ROW, FAR_COLUMN = 300_000, 702
# All that a decoder may say, as codes of problems: it has touched a file that nobody trusts.
REFUSALS = {"damaged", "not-a-workbook", "password-protected", "unclosed-quote", "unknown-encoding"}
REMARKS = {"encoding-assumed", "phases-as-milestones", "project-id-assumed", "without-baseline"}


@dataclass(frozen=True)
class Sheet:
    """One visible or hidden sheet: its columns of raw cells, its cells that hold an error, its decoder's remarks."""

    name: str
    hidden: bool
    columns: list[tuple[Any, ...]]
    flawed: dict[tuple[int, int], str]
    remarks: tuple[tuple[str, str], ...] = ()

    def row(self, place: int) -> list[Any]:
        """The cells of one row, counted from 0."""
        return [column[place] for column in self.columns]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    def problems(self) -> list[Problem]:
        """The remarks as warnings."""
        return [Problem(code, self.name, value=shown(value), severity="warning") for code, value in self.remarks]


def decode(content: bytes, name: str) -> list[Sheet] | Problem:
    """All sheets of a file, or why it could not be read; a text file is one sheet named as the file is."""
    stem = PurePath(name).stem
    answer = ask(str(format_of(content)), content, "cells")
    if answer is None:
        return _why_not(content, stem)
    if isinstance(answer, tuple):
        code, cell = answer
        return Problem(code if code in REFUSALS else "unreadable", stem if cell else "", cell)
    return [_sheet(stem, **sheet) for sheet in answer]


def percentages(content: bytes, names: list[str]) -> dict[str, set[tuple[int, int]]]:
    """Which cells of these sheets are formatted as percentages, by (row, column) from 0."""
    return ask(str(format_of(content)), content, "percentages", *names) or {}


def _sheet(
    stem: str, name: str, hidden: bool, columns: list[Any], flawed: dict[tuple[int, int], str], remarks: list[Any]
) -> Sheet:
    cells = [tuple(column.split("\0")) if isinstance(column, str) else column for column in columns]
    said = tuple((code, value) for code, value in remarks if code in REMARKS)
    return Sheet(name or stem, hidden, cells, flawed, said)


def _why_not(content: bytes, stem: str) -> Problem:
    """Name the cell that lies so far out that the sheet cannot be held in memory, if there is one."""
    for sheet, (row, column) in (ask(str(format_of(content)), content, "farthest") or {}).items():
        if row >= FAR_ROW or column >= FAR_COLUMN:
            return Problem("far-cell", sheet or stem, f"{letter(column)}{row + 1}")
    return Problem("unreadable")


def ask(decoder: str, content: bytes, *task: str) -> Any:
    """The answer of a decoder to a task; None when its process failed, ran out of memory or took too long."""
    command = [sys.executable, "-I", str(DECODERS), decoder, *task]
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
