"""Uploads that were refused: remembered beside the versions, since no version may hold what was not accepted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

# Some 10,000 refusals of ordinary size; all are read whenever the board is shown, and that must not be felt.
MOST_BYTES = 16 * 2**20


@dataclass(frozen=True)
class Attempt:
    """One refused upload.

    `reports` are the scopes and days that it speaks for, as far as they could be read ('' for a register, None for
    an unreadable day); `problems` are plain values, of which a long list is cut; `errors` counts them all.
    """

    file: str
    sha256: str
    attempted_at: datetime
    reports: tuple[tuple[str, date | None], ...]
    problems: tuple[dict[str, Any], ...]
    errors: int


def recorded(record: Path) -> list[Attempt]:
    """The attempts of a record, oldest first; a line that broke off costs only itself."""
    return [attempt for line in _lines(record) if (attempt := _read(line))]


def extended(record: Path, attempts: list[Attempt]) -> bytes:
    """The record with these attempts added; the oldest go when it grows too long, the newest always stays."""
    kept: list[bytes] = []
    room = MOST_BYTES
    for line in reversed([*_lines(record), *map(_line, attempts)]):
        room -= len(line) + 1
        if room < 0 and kept:
            break
        kept.append(line + b"\n")
    return b"".join(reversed(kept))


def _lines(record: Path) -> list[bytes]:
    return record.read_bytes().splitlines() if record.exists() else []


def _line(attempt: Attempt) -> bytes:
    return json.dumps(asdict(attempt), default=lambda moment: moment.isoformat()).encode()


def _read(line: bytes) -> Attempt | None:
    try:
        said = json.loads(line)
        said["attempted_at"] = datetime.fromisoformat(said["attempted_at"])
        said["reports"] = tuple((scope, day and date.fromisoformat(day)) for scope, day in said["reports"])
        said["problems"] = tuple(said["problems"])
        return Attempt(**said)
    except (ValueError, TypeError, KeyError):
        return None
