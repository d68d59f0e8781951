"""The one place where text from workbooks becomes text of a figure."""

from __future__ import annotations

import re
import textwrap
from typing import Any
from unicodedata import category, east_asian_width

import pandas as pd

# Plotly reads <a>, <b>, <br>, entities and $TeX$ in any text; bidirectional overrides can reorder a whole label.
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "{": "&#123;"}
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def words(text: Any) -> str:
    """Workbook text on one line without control signs, unescaped, for `alt`; absent is empty."""
    if text is None or pd.isna(text):
        return ""
    kept = "".join(" " if category(sign) in ("Cc", "Zl", "Zp") else sign for sign in _OVERRIDES.sub("", str(text)))
    return " ".join(kept.split())


def plain(text: Any) -> str:
    """Workbook text that Plotly shows as it is written."""
    return "".join(_SIGNS.get(sign, sign) for sign in words(text))


def short(text: Any, width: int) -> str:
    """`plain` text elided to a width in Latin letters; a Chinese character takes two."""
    return plain(_cut(words(text), width))


def wrapped(text: Any, width: int, lines: int = 2) -> str:
    """`plain` text broken into at most so many lines of a width in Latin letters, the last one elided."""
    return "<br>".join(plain(line) for line in _broken(words(text), width, lines))


def letters(text: str) -> int:
    """How wide a text is, in Latin letters."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, width: int) -> str:
    if letters(text) <= width:
        return text
    while text and letters(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"


def _broken(text: str, width: int, lines: int) -> list[str]:
    whole = textwrap.wrap(text, width, break_on_hyphens=False) if text.isascii() else _chunks(text, width)
    kept, rest = whole[: lines - 1], whole[lines - 1 :]
    return [*kept, _cut(" ".join(rest) if text.isascii() else "".join(rest), width)] if rest else kept


def _chunks(text: str, width: int) -> list[str]:
    lines = [""]
    for sign in text:
        if letters(lines[-1] + sign) > width:
            lines.append("")
        lines[-1] += sign
    return lines
