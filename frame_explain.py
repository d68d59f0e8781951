"""Explain this number: in words and by formula, what it leaves out, how old it is, its SQL, the cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from contract.model import Kind, Table
from contract.settings import SETTINGS
from contract.tables import TABLES
from frame_asked import Asked, asked_of, warehouse
from frame_columns import choice
from frame_text import known, text
from i18n import Words, catalogue
from metrics.explain import MOST, Call, Definition, Input, extent, inputs, left_out, origins
from warehouse import Query

WIDEST = 9
LONGEST = 80
WORDY = (Kind.TEXT, Kind.CHOICE, Kind.ID)
NOTES = ("Formula", "Units", "Grain", "Source")
Explained = pd.DataFrame | pd.Series | Callable[[], pd.DataFrame]


def explain(key: str, answer: Explained | None, t: Words) -> None:
    """A button that opens how an answer came about; worked out only then. Without a known question there is none."""
    if not callable(answer) and asked_of(answer) is None:
        return
    opened = st.popover(t("explain.button"), key=f"explain-{key}", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    with opened:
        shown = answer() if callable(answer) else answer
        if asked := asked_of(shown):
            for call in asked.calls[:1]:
                _explained(key, shown, asked, call, t)


def _explained(key: str, answer: Any, asked: Asked, call: Call, t: Words) -> None:
    macros = asked.definitions()
    macro = call.macro(macros)
    if macro is None:
        st.code(call.text(), "sql")
        return
    try:
        query = asked.query()
    except LookupError:
        text(t("explain.gone", version=asked.version), "note")
        return
    read = inputs(macro, macros)
    missing = left_out(query, call)
    missing = missing[missing["table_name"].isin([each.table for each in read])]
    _facts(_words(macro, macros[macro], t) | {t("explain.left_out"): _left_out(missing, t)})
    text(t("explain.shell", version=asked.version), "note")
    st.code(call.text(), "sql", wrap_lines=True)
    _cells(key, answer, query, call, read, t)


def _words(macro: str, definition: Definition, t: Words) -> dict[str, str]:
    """What it is and how it is worked out: in the reader's words where there are some, else in those of the macro."""
    own = catalogue(t.language)["explain"]["says"].get(macro)
    notes = {t(f"explain.note.{name}"): definition.notes[name] for name in NOTES if name in definition.notes}
    return {t("explain.what"): own or definition.sentence} | notes


def _left_out(missing: pd.DataFrame, t: Words) -> str:
    if missing.empty:
        return t("explain.nothing_left_out")
    counted = zip(missing["reason"], missing["missing"], strict=True)
    said = [t(f"explain.missing.{reason.replace(' ', '_')}", count=int(count)) for reason, count in counted]
    return t("explain.and").join(said)


def _cells(key: str, answer: Any, query: Query, call: Call, read: list[Input], t: Words) -> None:
    """The sheets that went in, how many rows of each and how old, and the cells of the one chosen."""
    of_table = {each.table: (query, call, *shown_of(each, answer)) for each in sorted(read, key=_nearness)}
    extents = {name: extent(*asked) for name, asked in of_table.items()}
    used = [name for name in of_table if extents[name].rows]
    if not used:
        text(t("explain.no_rows"), "note")
        return
    labels = {name: f"{_sheet(name, t)} · {t.number(extents[name].rows)}" for name in used}
    chosen = st.segmented_control(
        t("explain.sheets"), used, format_func=labels.__getitem__, default=used[0], key=f"sheets-{key}", required=True
    )
    found = extents[chosen]
    span = {"oldest": t.date(found.oldest), "newest": t.date(found.newest)}
    text(t("explain.age", count=found.rows, days=(call.day - found.oldest).days if found.oldest else 0, **span), "note")
    rows = origins(*of_table[chosen])
    _table(rows, TABLES[chosen], of_table[chosen][3], t)
    if found.rows > MOST:
        text(t("explain.more", shown=MOST, count=found.rows), "note")
    _download(key, rows, t)


def _nearness(source: Input) -> int:
    return -sum(column.name in source.nearby for column in TABLES[source.table].columns)


def shown_of(source: Input, answer: Any) -> tuple[Input, list[str], pd.DataFrame]:
    """A sheet, its columns to show, and those of its key that the answer has, for the rows that it has.

    An answer with the whole key, report date and all, names its rows, also those of earlier reports.
    """
    table, rows = TABLES[source.table], answer if isinstance(answer, pd.DataFrame) else pd.DataFrame()
    if source.table == "setting":
        read = sorted(source.words & {setting.name for setting in SETTINGS})
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


def _table(rows: pd.DataFrame, table: Table, columns: list[str], t: Words) -> None:
    heads = [
        t("explain.file"),
        t("explain.sheet"),
        t("explain.stated"),
        *(table.column(name).heading.in_language(t.language) for name in columns),
    ]
    lines = [_line(row, columns, t) for row in rows.to_dict("records")]
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = f"<table><thead><tr>{head}</tr></thead>{''.join(lines)}</table>"
    st.html(f'<div class="tl-sheet tl-cells" tabindex="0">{body}</div>')


def _line(row: Mapping[Any, Any], columns: list[str], t: Words) -> str:
    told = ((name, _value(row[name], t), known(row[f"{name}_cell"])) for name in columns)
    whole = {name: "" if isinstance(row[name], str) else ' class="tl-day"' for name in columns}
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


def _download(key: str, rows: pd.DataFrame, t: Words) -> None:
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


def _sheet(name: str, t: Words) -> str:
    return TABLES[name].sheet.in_language(t.language)


def _facts(pairs: Mapping[str, str]) -> None:
    cells = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs.items())
    st.html(f'<dl class="tl-explain">{cells}</dl>')
