"""What people write for the contract's words in a cell, and what says that nothing is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from contract.model import Column, Kind, fold
from loaders.cells import as_text
from loaders.proposal import languages

SURE = 88
# Of two colours the worse counts: nothing is proposed greener than its sender says.
COLOURS = {
    "Green": ("on schedule", "on target", "on plan", "on budget", "no issues", "healthy", "ok", "good", "g/g",
              "正常", "按计划", "良好", "顺利"),
    "Amber": ("minor issues", "some concerns", "caution", "watch", "needs attention", "a/g", "amber/green",
              "green/amber", "g/a", "预警", "关注", "需关注", "有风险"),
    "Red": ("critical", "major issues", "in trouble", "a/r", "r/a", "amber/red", "red/amber", "严重", "危急", "偏离"),
}  # fmt: skip
FURTHER = {
    "In delivery": ("in progress", "ongoing", "underway", "live", "execution", "在建", "推进中"),
    "Proposed": ("pipeline", "idea", "立项中"),
    "Mitigate": ("treat", "treating", "mitigating", "control"),
    "Accept": ("tolerate", "accepted", "retain"),
    "Avoid": ("terminate", "eliminate"),
    "Transfer": ("share", "insure", "转移风险"),
    "Open": ("in progress", "ongoing", "进行中", "处理中"),
    "Closed": ("done", "complete", "completed", "完成", "关闭"),
    "Key": ("major", "strategic", "关键"),
    "Component": ("minor", "regular", "普通"),
}
LEVELS = frozenset({
    "low", "medium", "moderate", "high", "l", "m", "h", "verylow", "veryhigh", "minor", "major", "severe",
    "critical", "rare", "unlikely", "possible", "likely", "almostcertain", "negligible", "extreme",
    "低", "中", "高", "很低", "很高",
})  # fmt: skip
NOT_STATED = (
    r"<+\s*(select|please select|choose)[^>]*>+",
    r"(please )?select( one)?(\.\.\.|…)?",
    r"tb[acd]",
    r"to be (confirmed|decided|advised|determined)",
    r"unknown",
    r"not (set|stated|known|yet known|provided|available|rated)",
    r"待定|待确认|未定|未知|暂无",
    r"请选择.*",
)


def meaning(column: Column, cell: Any) -> str | None:
    """The contract's word for a cell of a choice; None when it is not recognised."""
    text = fold(as_text(cell))
    known = _known(column)
    if not text or text in known:
        return known.get(text)
    if column.kind is Kind.RAG or len(text) < 4:
        return None
    found = process.extractOne(text, known.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    return known[found[0]] if found else None


def is_contract_word(column: Column, cell: Any) -> bool:
    """Whether the contract itself reads the cell."""
    return fold(as_text(cell)) in _contract_words(column)


def is_level_word(cell: Any) -> bool:
    """Whether a cell names a level in words; which number that is only the sender's scale tells."""
    return isinstance(cell, str) and fold(cell) in LEVELS


def not_stated(cells: Iterable[Any]) -> tuple[str, ...]:
    """The patterns for "nothing stated" that occur among these cells."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    found = (each for each in NOT_STATED if any(re.fullmatch(each, text, re.IGNORECASE) for text in texts))
    # A profile asks from the beginning of a cell only.
    return tuple(f"(?:{each})\\s*$" for each in found)


def is_not_stated(cell: Any) -> bool:
    """Whether a cell only says that nothing is stated."""
    return isinstance(cell, str) and any(re.fullmatch(each, cell.strip(), re.IGNORECASE) for each in NOT_STATED)


@cache
def _contract_words(column: Column) -> dict[str, str]:
    return {fold(word): each.value for each in column.choices for word in (each.value, each.zh, *each.aliases)}


@cache
def _known(column: Column) -> dict[str, str]:
    """All spellings of a column's choices; the contract's own come first."""
    ours, theirs = (COLOURS, languages.COLOURS) if column.kind is Kind.RAG else (FURTHER, languages.FURTHER)
    loose = {each.value: (*ours.get(each.value, ()), *theirs.get(each.value, ())) for each in column.choices}
    words = {fold(word): value for value, spellings in loose.items() for word in spellings}
    return words | _contract_words(column)
