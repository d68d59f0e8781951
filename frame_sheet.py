"""Rows as a real table that a reader can follow: marks in colour, text that wraps, bars for amounts. Never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts.palette import SHAPES, rating_of
from frame_columns import CHOICES, FILES, INDICES, LATENESS, LONG, MONEY, RATINGS, SHARES, SUBMISSIONS, choice, rating
from i18n import Words

MOST = 100
CLASS = {"Red": "red", "Amber": "amber", "Green": "green", "Not rated": "none"}


def sheet(
    rows: pd.DataFrame,
    t: Words,
    columns: list[str],
    most: int = MOST,
    of: int | None = None,
    link: Callable[[Any], str] | None = None,
) -> None:
    """The first rows `of` so many (or all of these), money short and dates as the reader writes them.

    `link` gives the address that a row's long text leads to.
    """
    shown = rows[columns].head(most)
    largest = {name: shown[name].max() for name in columns if name == "expected_cost"}
    leads = [link(row) if link else "" for row in rows.head(most).itertuples()]
    lines = [
        [_cell(value, name, largest.get(name), t, lead) for name, value in zip(columns, row, strict=True)]
        for row, lead in zip(shown.itertuples(index=False), leads, strict=True)
    ]
    heads = [f"<th{_side(shown[name])}>{escape(t(f'pages.column.{name}'))}</th>" for name in columns]
    _table(heads, lines)
    left_out = (of or len(rows)) - len(shown)
    if left_out > 0:
        st.html(f'<div class="tl-note">{escape(t("pages.more", count=left_out))}</div>')


def listed(heads: Sequence[str], lines: Sequence[tuple[str, ...]]) -> None:
    """Lines about a file each: the rating for its mark, its name, and more text."""
    cells = [
        [f"<td>{_mark(rating)}</td>", _file(file), *(f"<td>{escape(each)}</td>" for each in said)]
        for rating, file, *said in lines
    ]
    _table([f"<th>{escape(each)}</th>" for each in ("", *heads)], cells)


def line(rating: str, name: str, facts: Sequence[str], note: str) -> None:
    """One line beside which there is room for a button: a mark, a name, facts, and a note below."""
    told = "".join(f"<em>{escape(each)}</em>" for each in facts)
    st.html(f'<div class="tl-line">{_mark(rating)}<b>{escape(name)}</b>{told}<del>{escape(note)}</del></div>')


def noted(rating: str, said: str) -> None:
    """A remark after the mark of a rating, which may be none."""
    st.html(f'<div class="tl-note">{_mark(rating) + " " if rating else ""}{escape(said)}</div>')


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in lines)
    head = "".join(heads)
    st.html(
        f'<div class="tl-sheet" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(value: Any, name: str, largest: float | None, t: Words, lead: str) -> str:
    if name in RATINGS:
        return f'<td class="tl-day">{_mark(value)} {escape(rating(value, t))}</td>'
    if name == "scores":
        return f'<td class="tl-day">{_sparkline(value)}</td>'
    if pd.isna(value):
        return '<td class="tl-amount">–</td>' if name in MONEY | SHARES else "<td>–</td>"
    if name in MONEY:
        bar = f' style="--share:{100 * value / largest:.0f}%"' if largest else ""
        return f'<td class="tl-amount"{bar}>{escape(t.money(value))}</td>'
    if isinstance(value, pd.Timestamp):
        return f'<td class="tl-day">{escape(t.date(value))}</td>'
    return _number_cell(value, name, t) if isinstance(value, int | float) else _text_cell(str(value), name, t, lead)


def _number_cell(value: float, name: str, t: Words) -> str:
    if isinstance(value, bool):
        return f"<td>{'✓' if value else ''}</td>"
    if name in LATENESS:
        return f'<td class="tl-amount">{escape(t.days(value))}</td>'
    said = t.percent(value) if name in SHARES else t.number(value, 2 * (name in INDICES))
    return f'<td class="tl-amount">{escape(said)}</td>'


def _text_cell(value: str, name: str, t: Words, lead: str) -> str:
    if name == "submission":
        return f'<td class="tl-day">{_mark(SUBMISSIONS[value])} {escape(choice(value, t))}</td>'
    if name in LONG:
        said = f'<a href="{escape(lead)}">{escape(value)}</a>' if lead else escape(value)
        return f'<td class="tl-long">{said}</td>'
    if name in FILES:
        return _file(value)
    whole = ' class="tl-day"' if name == "state" else ""
    return f"<td{whole}>{escape(choice(value, t) if name in CHOICES else value)}</td>"


def _sparkline(scores: Any) -> str:
    """A row of bars, the last one darkest; a single score is no trend."""
    if not pd.api.types.is_list_like(scores) or len(scores) < 2:
        return "–"
    known = [score for score in scores if pd.notna(score)]
    most = max(known, default=1) or 1
    bars = "".join(f'<i style="height:{0 if pd.isna(one) else max(100 * one / most, 8):.0f}%"></i>' for one in scores)
    return f'<span class="tl-spark" title="{escape(" → ".join(f"{one:.0f}" for one in known))}">{bars}</span>'


def _file(name: str) -> str:
    return f'<td class="tl-file" title="{escape(name)}">{escape(name)}</td>'


def _mark(value: Any) -> str:
    name = rating_of(value)
    return f'<span class="tl-{CLASS[name]}">{SHAPES[name]}</span>'


def _side(column: pd.Series[Any]) -> str:
    amount = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return ' class="tl-amount"' if amount else ""
