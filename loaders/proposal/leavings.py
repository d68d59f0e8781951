"""Lines under the headings that are no data: totals, examples, headings again, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from contract.model import fold
from loaders.examples import EXAMPLE
from loaders.problems import shown
from loaders.profile import LeaveOut
from loaders.proposal.grid import Grid, Header
from loaders.regions import JOINED

# A whole cell, any case. Longer texts are data that happen to begin with such a word.
TOTAL = (
    r"((grand|sub|overall|programme|portfolio)[ -]?)?(totals?|sum)(\s*[:(（].*|\s+(for|of|all|projects?|\d+)\b.{0,30})?"
    r"|(.{0,60}[\s:–—-])?sub[ -]?totals?(\b.{0,60})?|(总|合|共)计.{0,15}|.{0,30}小计.{0,60}|.{0,20}合计|汇总"
)
# With a name before it the word alone says too little: such a line is a total where it has no other text, but numbers.
NAMED_TOTAL = re.compile(r".{1,60}[\s:–—-](grand )?totals?", re.IGNORECASE)
NOTE = r"((foot)?notes?|source|n\.?b\.?|key|legend|disclaimer|备注|注|说明|数据来源)\s*[\d*]*\s*[:：.].*|[*†‡].*"
KINDS = (("total", TOTAL), ("example", EXAMPLE), ("note", NOTE))
# A note without a word that says so: one long cell on a line of its own.
LONG = 40


@dataclass(frozen=True)
class LeftOut:
    """A row (or column, on a transposed sheet) that is no data, and why: its number from 0 and what people call it."""

    number: int
    line: str
    reason: str
    text: str


@dataclass(frozen=True)
class Leavings:
    """How the lines are recognised, and the lines found."""

    rules: tuple[LeaveOut, ...]
    lines: tuple[LeftOut, ...]


def leavings(grid: Grid, header: Header) -> Leavings:
    """Lines without data, each recognised by what stands under one heading."""
    headings = grid.headings(header.first, header.lines)
    found = [
        (number, rule, line[headings.index(rule.heading)])
        for number, line in enumerate(grid.lines[header.data :], header.data)
        if (rule := _rule(line, headings))
    ]
    rules = tuple(dict.fromkeys(rule for _, rule, _ in found))
    lines = tuple(LeftOut(number, grid.line(number), rule.reason, shown(text)) for number, rule, text in found)
    return Leavings(rules, lines)


def _rule(line: tuple[Any, ...], headings: tuple[str, ...]) -> LeaveOut | None:
    texts = [
        (heading, cell.strip())
        for heading, cell in zip(headings, line, strict=True)
        if heading and isinstance(cell, str) and cell.strip()
    ]
    if not texts:
        return None
    if len(texts) > 1 and 2 * sum(_repeats(*each) for each in texts) > len(texts):
        heading, text = next(each for each in texts if _repeats(*each))
        return LeaveOut(heading, re.escape(text), "heading")
    # A total stands in the first text of its line; further right the word is data.
    return (
        _by_word(*texts[0])
        or _lone_note(line, texts[0])
        or (_named_total(line, *texts[0]) if len(texts) == 1 else None)
    )


def _repeats(heading: str, text: str) -> bool:
    return fold(text) in (fold(heading), fold(heading.rsplit(JOINED, 1)[-1]))


def _by_word(heading: str, text: str) -> LeaveOut | None:
    found = ((reason, words) for reason, words in KINDS if re.fullmatch(words, text, re.IGNORECASE | re.DOTALL))
    return next((LeaveOut(heading, words, reason) for reason, words in found), None)


def _named_total(line: tuple[Any, ...], heading: str, text: str) -> LeaveOut | None:
    sums = any(isinstance(cell, int | float) for cell in line)
    return LeaveOut(heading, re.escape(text), "total") if sums and NAMED_TOTAL.fullmatch(text) else None


def _lone_note(line: tuple[Any, ...], text: tuple[str, str]) -> LeaveOut | None:
    lone = sum(cell != "" for cell in line) == 1 and len(text[1]) > LONG and " " in text[1]
    return LeaveOut(text[0], re.escape(text[1]), "note") if lone else None
