"""A refused upload as the warehouse remembers it, and its problems back as values."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from contract.model import Text
from i18n import catalogue
from loaders.dating import spoken_for
from loaders.problems import Problem
from loaders.reading import Reading
from warehouse import Attempt

MOST_PROBLEMS = 100


def attempt(reading: Reading, problems: list[Problem]) -> Attempt:
    """What to remember of an upload that these problems kept out."""
    errors = [problem for problem in problems if problem.is_error]
    return Attempt(
        reading.upload.name,
        reading.sha256,
        datetime.now(UTC).replace(tzinfo=None),
        tuple(sorted(spoken_for(reading.sheets), key=str)),
        tuple({**asdict(each), "details": _plain(each.details)} for each in errors[:MOST_PROBLEMS]),
        len(errors),
    )


def problems(attempt: Attempt) -> list[Problem]:
    """Why it was refused, ready for a sentence in any language; a long list is cut at MOST_PROBLEMS.

    The record outlives the code that wrote it: what has no sentence any more is left out.
    """
    told = (value for value in attempt.problems if value["code"] in catalogue("en")["problem"])
    return [Problem(**{**value, "details": _restored(value["details"])}) for value in told]


def _plain(value: Any) -> Any:
    """A detail of a problem as JSON can hold it."""
    if isinstance(value, Text):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(part) for part in value)
    if isinstance(value, dict):
        return (
            Text(**value) if value.keys() == {"en", "zh"} else {name: _restored(part) for name, part in value.items()}
        )
    return value
