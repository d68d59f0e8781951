"""A folder as it is dropped: a register, a report, and what else a test puts there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.workbooks import REPORTED, Sheets, status, upload

FORMULA = '=HYPERLINK("http://example.org","ok")'


def put(folder: Path, name: str, content: Sheets | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else upload(content).content)
    return path


def broken() -> Sheets:
    sheets = status(REPORTED + timedelta(14))
    sheets["Status"][1][2] = FORMULA
    return sheets
