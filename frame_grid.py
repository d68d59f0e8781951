"""A sheet as its sender sees it, with letters and row numbers, and what we take each column for laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

LONGEST = 60


@dataclass(frozen=True)
class Marks:
    """What is laid over a grid: names by column letter (or by row number, where headings stand in a column).

    `unsure` are those of them to look at; `headings` and `left_out` are lines, by the number or letter people call
    them, and count in these `columns` only if there are any; `wrong` says by cell what is wrong with it.
    """

    names: Mapping[str, str]
    unsure: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()


def grid(letters: Sequence[str], rows: Mapping[int, Sequence[Any]], marks: Marks) -> None:
    """The cells of some rows, by their number from 1."""
    heads = "".join(f"<th>{escape(each)}</th>" for each in letters)
    names = "".join(_name(each, marks, "th") for each in letters)
    turned = not any(each in marks.names for each in letters) and bool(marks.names)
    over = "" if turned or not marks.names else f"<tr><td></td>{names}</tr>"
    body = "".join(_row(number, letters, cells, marks, turned) for number, cells in rows.items())
    corner = "<th></th>" * (1 + turned)
    st.html(
        f'<div class="tl-grid" tabindex="0"><table><thead>{over}<tr>{corner}{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(number: int, letters: Sequence[str], cells: Sequence[Any], marks: Marks, turned: bool) -> str:
    line = str(number)
    name = _name(line, marks, "td") if turned else ""
    inside = "".join(_cell(cell, letter, line, marks) for letter, cell in zip(letters, cells, strict=True))
    return f"<tr><th>{line}</th>{name}{inside}</tr>"


def _cell(cell: Any, letter: str, line: str, marks: Marks) -> str:
    at = f"{letter}{line}"
    looks = [
        ("tl-fed", letter in marks.names or line in marks.names),
        ("tl-heading", _stands_in(marks.headings, marks, letter, line)),
        ("tl-left", _stands_in(marks.left_out, marks, letter, line)),
        ("tl-wrong", at in marks.wrong),
    ]
    classes = " ".join(name for name, holds in looks if holds)
    title = escape(marks.wrong.get(at, str(cell)))
    return f'<td class="{classes}" title="{title}">{escape(_short(cell))}</td>'


def _stands_in(lines: frozenset[str], marks: Marks, letter: str, line: str) -> bool:
    """Whether a cell is in one of the lines, and in the columns that count."""
    crossing = letter if line in lines else line
    return bool(lines & {letter, line}) and crossing in (marks.columns or {crossing})


def _name(place: str, marks: Marks, tag: str) -> str:
    name = marks.names.get(place)
    if name is None:
        return f"<{tag}></{tag}>"
    unsure = " tl-unsure" if place in marks.unsure else ""
    return f'<{tag}><span class="tl-name{unsure}">{escape(name)}</span></{tag}>'


def _short(cell: Any) -> str:
    text = f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1e15 and cell == int(cell) else str(cell)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
