"""What a what-if changes: adjustments of the register as values, and as the text that an address or a file holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

STRATEGY, PROGRAMME, PROJECT, PERCENT, NOTHING = "strategy", "programme", "project", "percent", ""
VERBS: Mapping[str, tuple[str, str]] = {
    "pause": (STRATEGY, NOTHING),
    "retire": (STRATEGY, NOTHING),
    "resume": (STRATEGY, NOTHING),
    "halt": (STRATEGY, NOTHING),
    "stop": (PROJECT, NOTHING),
    "move": (PROJECT, PROGRAMME),
    "serve": (PROJECT, STRATEGY),
    "weight": (STRATEGY, PERCENT),
    "rescale": (NOTHING, NOTHING),
    "cut_strategy": (STRATEGY, PERCENT),
    "cut_programme": (PROGRAMME, PERCENT),
    "cut_project": (PROJECT, PERCENT),
}
"""What can be done: the kind of its subject and of its value. `halt` stops what serves one strategy and no other."""

MOST = 50
_SEPARATOR, _PART = ",", ":"


@dataclass(frozen=True)
class Adjustment:
    """One step: a verb, the id of what it is about, and an id or a number of per cent where the verb takes one."""

    verb: str
    subject: str = ""
    value: str | float | None = None


Adjustments = tuple[Adjustment, ...]


def written(adjustments: Adjustments) -> str:
    """The steps as one line, for an address: `pause:S2,weight:S1:40`."""
    return _SEPARATOR.join(_step(each) for each in adjustments)


def read(line: str) -> Adjustments:
    """The steps of a line, in their order; one that means nothing is left out."""
    found = (_adjustment(step.split(_PART)) for step in line.split(_SEPARATOR))
    return tuple(each for each in found if each)[:MOST]


def filed(name: str, adjustments: Adjustments) -> str:
    """The text of the file that keeps a what-if."""
    said = {"name": name, "adjustments": [_step(each) for each in adjustments]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def unfiled(text: str) -> tuple[str, Adjustments] | None:
    """The name and the steps that a file keeps; None for one that cannot be read."""
    try:
        said = json.loads(text)
        return str(said["name"]), read(_SEPARATOR.join(said["adjustments"]))
    except (ValueError, TypeError, KeyError):
        return None


def _step(adjustment: Adjustment) -> str:
    parts = [adjustment.verb, adjustment.subject]
    if adjustment.value is not None:
        parts.append(
            str(adjustment.value).removesuffix(".0") if isinstance(adjustment.value, float) else adjustment.value
        )
    return _PART.join(quote(part, safe=" ") for part in parts)


def _adjustment(parts: list[str]) -> Adjustment | None:
    verb, subject, *rest = [unquote(part) for part in (*parts, "")[: max(len(parts), 2)]]
    if verb not in VERBS:
        return None
    about, takes = VERBS[verb]
    if bool(about) != bool(subject) or len(rest) != bool(takes):
        return None
    value = _value(takes, rest[0]) if rest else None
    return None if rest and value in (None, "") else Adjustment(verb, subject, value)


def _value(takes: str, text: str) -> str | float | None:
    return _percent(text) if takes == PERCENT else text


def _percent(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 100 else None
