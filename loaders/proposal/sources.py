"""How the cells under a heading are read: words for the contract's, units, numbers as others write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contract.model import Column, Kind, fold
from loaders.cells import NOT_APPLICABLE_WORDS, as_text
from loaders.problems import Problem, shown
from loaders.profile import Source
from loaders.proposal.looks import Looks, is_level, leading_number
from loaders.proposal.meanings import is_contract_word, meaning, not_stated

MOST_VALUES = 25
LEADING_NUMBER = r"^\s*(\d+)\b"
# How many units one counts, by what a heading or its units say: "Budget (£m)", "in thousands", "万元".
COUNTS = (
    (re.compile(r"亿"), 1e8), (re.compile(r"百万"), 1e6), (re.compile(r"万"), 1e4), (re.compile(r"千元"), 1e3),
    (re.compile(r"[£$€¥￥(\s](bn|billions?)\b", re.IGNORECASE), 1e9),
    (re.compile(r"[£$€¥￥(]\s?m\b|\b(gbp|usd|eur|cny|rmb|in) ?m\b|\bmillions?\b|\bmn\b", re.IGNORECASE), 1e6),
    (re.compile(r"[£$€¥￥(]\s?k\b|\b(gbp|usd|eur|cny|rmb) ?k\b|\bthousands?\b|[£$€¥￥']000s?\b", re.IGNORECASE), 1e3),
)  # fmt: skip


def source_of(column: Column, heading: str, units: str, seen: Looks) -> Source:
    """How the cells under this heading are to be read for the column."""
    return Source(
        heading=heading,
        values=values_of(column, seen.cells),
        unstated=() if column.kind is Kind.TEXT else not_stated(seen.placeholders),
        find=LEADING_NUMBER if column.kind is Kind.LEVEL and any(map(leading_number, seen.cells)) else "",
        times=counts(f"{heading} {units}") if column.kind is Kind.MONEY else 1.0,
    )


def values_of(column: Column, cells: list[Any]) -> dict[str, str]:
    """The recognised words that are none of the contract's, by their folded spelling."""
    if not column.choices:
        return {}
    found = {fold(as_text(cell)): meaning(column, cell) for cell in cells if not is_contract_word(column, cell)}
    return {said: meant for said, meant in found.items() if meant}


def question_about(
    column: Column, sheet: str, place: str, cells: list[Any], explained: Mapping[str, str]
) -> Problem | None:
    """What nobody but the sender knows: which end of a scale is bad, what a word means, unless it was explained."""
    unknown = unexplained(column, cells, explained)
    if not unknown or len(unknown) > MOST_VALUES:
        return None
    levels = column.kind is Kind.RAG and all(is_level(cell) for cell in unknown)
    values = ", ".join(shown(cell, 30) for cell in sorted(unknown, key=str))
    severity = "error" if column.required and 2 * len(unknown) > len(cells) else "warning"
    details = {"heading": column.heading, "values": values}
    return Problem("which-end-is-bad" if levels else "unknown-words", sheet, place, "", severity, details)


def unexplained(column: Column, cells: list[Any], explained: Mapping[str, str]) -> list[Any]:
    """The cells whose words are neither the contract's nor explained."""
    return [cell for cell in cells if _is_unknown(column, cell) and fold(as_text(cell)) not in explained]


def _is_unknown(column: Column, cell: Any) -> bool:
    if column.kind is Kind.LEVEL:
        return isinstance(cell, str) and not re.match(r"\s*\d", cell)
    return bool(column.choices) and meaning(column, cell) is None and cell not in NOT_APPLICABLE_WORDS


def counts(text: str) -> float:
    """How many units one counts in a column so headed."""
    return next((factor for pattern, factor in COUNTS if pattern.search(text)), 1.0)
