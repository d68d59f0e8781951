"""The rows that an answer came from: each value as the reader writes it, beside its cell, and the workbook itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from contract.model import Kind, Setting, Table
from contract.settings import SETTINGS
from contract.tables import TABLES
from frame_asked import warehouse
from frame_columns import choice
from frame_text import known
from i18n import Words
from metrics.explain_inputs import Input

WIDEST = 9
LONGEST = 80
WORDY = (Kind.TEXT, Kind.CHOICE, Kind.ID)
_SETTINGS = {setting.name: setting for setting in SETTINGS}


def shown_of(source: Input, answer: Any) -> tuple[Input, list[str], pd.DataFrame]:
    """A sheet, its columns to show, and those of its key that the answer has, for the rows that it has.

    An answer with the whole key, report date and all, names its rows, also those of earlier reports.
    """
    table, rows = TABLES[source.table], answer if isinstance(answer, pd.DataFrame) else pd.DataFrame()
    if source.table == "setting":
        read = sorted(source.words & _SETTINGS.keys())
        return source, ["name", "value"], pd.DataFrame({"name": read})
    names = [column.name for column in table.columns]
    key = [name for name in names if name in (*table.key, "project_id", "scope_id")]
    # A project's answer names its first strategy only, and all its shares went in.
    partial_key = {"strategy_id"} if source.table == "contribution" and "project_id" in rows else set()
    own = [name for name in table.key if name in rows and name not in partial_key]
    exact = [name for name in own if name != "report_date" or len(own) == len(table.key)]
    narrowed = rows[exact].dropna().drop_duplicates() if exact else pd.DataFrame()
    read = [name for name in names if name in source.words and name not in key]
    best = sorted(read, key=lambda name: (table.column(name).kind in WORDY, name not in rows))[: WIDEST - len(key)]
    # Other sheets than Status leave their date blank, and it is that of their project's Status row.
    kept = {*key, *best} if source.table == "status" else {*key, *best} - {"report_date"}
    ever = source.history or "report_date" in exact
    return replace(source, history=ever), [name for name in names if name in kept], narrowed


def show_cells(rows: pd.DataFrame, table: Table, columns: list[str], t: Words) -> None:
    """A table of the rows, each value with its cell."""
    heads = [
        t("explain.file"),
        t("explain.sheet"),
        t("explain.stated"),
        *(table.column(name).heading.in_language(t.language) for name in columns),
    ]
    lines = [_line(row, _said(row, columns, t), t) for row in rows.to_dict("records")]
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = f"<table><thead><tr>{head}</tr></thead>{''.join(lines)}</table>"
    st.html(f'<div class="tl-sheet tl-cells" tabindex="0">{body}</div>')


def _said(row: Mapping[Any, Any], columns: list[str], t: Words) -> dict[str, str]:
    """The values of a row by column; a setting has the heading and the kind of value that its sheet has."""
    setting = _SETTINGS.get(row["name"]) if columns == ["name", "value"] else None
    if setting:
        return {"name": setting.heading.in_language(t.language), "value": _set(row["value"], setting, t)}
    return {name: _value(row[name], t) for name in columns}


def _set(value: Any, setting: Setting, t: Words) -> str:
    """The value of a setting, which is stored as text, as a person writes it."""
    if setting.kind in (Kind.TEXT, Kind.CHOICE) or not isinstance(value, str):
        return _value(value, t)
    return t.date(pd.Timestamp(value)) if setting.kind is Kind.DATE else f"{float(value):,.10g}"


def _line(row: Mapping[Any, Any], said: Mapping[str, str], t: Words) -> str:
    told = ((name, value, known(row[f"{name}_cell"])) for name, value in said.items())
    whole = {name: "" if isinstance(row[name], str) else ' class="tl-day"' for name in said}
    cells = "".join(f"<td{whole[name]}>{escape(value)} <small>{escape(at)}</small></td>" for name, value, at in told)
    place = f"<td>{escape(known(row['sheet']))}</td><td>{t.date(row['stated_on'])}</td>"
    return f'<tr><td class="tl-file">{escape(row["file"])}</td>{place}{cells}</tr>'


def _value(value: Any, t: Words) -> str:
    if not isinstance(value, str) and pd.isna(value):
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, pd.Timestamp):
        return t.date(value)
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    said = choice(value, t)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def offer_workbook(key: str, rows: pd.DataFrame, t: Words) -> None:
    """The workbook that the rows came from, as it was uploaded."""
    files = rows.drop_duplicates("import_id").set_index("import_id")
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"source-{key}"):
        chosen = st.selectbox(
            t("explain.workbook"),
            list(files.index),
            format_func=lambda each: t("explain.import", file=files.loc[each, "file"], number=each),
            key=f"workbook-{key}",
            label_visibility="collapsed",
        )
        file, sha256 = files.loc[chosen, ["file", "sha256"]]
        st.download_button(
            t("explain.download"),
            partial(warehouse().archived, sha256),
            file.rpartition("/")[2],
            icon=":material/download:",
            on_click="ignore",
            key=f"download-{key}",
        )
