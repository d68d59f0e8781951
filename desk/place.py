"""What a sheet of an unknown workbook holds, and where its headings, columns and end are; all by choosing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from contract.tables import TABLES
from desk.columns import proposals
from frame_asked import warehouse
from i18n import Words
from loaders.cells import as_text
from loaders.known import known
from loaders.problems import letter
from loaders.proposal import (
    Place,
    ProposedRegion,
    ending,
    first_place,
    moved,
    place_of,
    with_table,
    without_table,
)
from loaders.sources import is_blank
from loaders.workbook import Sheet

ANOTHER, UNREAD, TO_THE_END = "another", "unread", ""
FARTHEST, MOST_HEADINGS, MOST_UNITS, LONGEST, WIDTH = 500, 3, 6, 48, 255


@dataclass(frozen=True)
class Desk:
    """One sheet of an unknown workbook, to be laid out."""

    workbook: str
    sheets: list[Sheet]
    sheet: Sheet
    region: ProposedRegion | None

    def key(self, name: str) -> str:
        """The key of a widget."""
        return f"{name}-{self.workbook[:12]}-{self.region.where if self.region else self.sheet.name}"


def chosen_table(workbook: str, sheet: Sheet, t: Words) -> ProposedRegion | None:
    """The table of the sheet that is looked at; none where another one is to be added, or nothing of it is read."""
    here = {each.where: each for each in proposals()[workbook].regions if each.sheet == sheet.name}
    if not here:
        return None
    key = _which(workbook, sheet.name)
    kept = st.session_state.get(key)
    st.session_state[key] = kept if kept in (*here, ANOTHER) else next(iter(here))
    names = {where: f"{_named(each, t)} · {each.cell}" for where, each in here.items()}
    names[ANOTHER] = t("pages.intake.place.another")
    label = t("pages.intake.place.table")
    return here.get(st.selectbox(label, list(names), format_func=names.__getitem__, key=key, width=WIDTH) or "")


def show_what(desk: Desk, t: Words) -> None:
    """What the sheet holds, and of a table that is read the row of its headings."""
    _holds(desk, t)
    if desk.region:
        _headings(desk, desk.region, t)


def show_where(desk: Desk, region: ProposedRegion, t: Words) -> None:
    """Where exactly a table stands, for who opens it."""
    with st.expander(_sentence(region, t), key=f"layout-where-{desk.workbook[:12]}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _extent(desk, region, t)
        key = desk.key("across")
        args = (desk, "across", key)
        st.toggle(t("pages.intake.place.across"), region.transposed, key=key, on_change=_placed, args=args)


def _holds(desk: Desk, t: Words) -> None:
    names = {name: table.sheet.in_language(t.language) for name, table in TABLES.items()}
    key = desk.key("holds")
    if desk.region:
        names[UNREAD] = t("pages.intake.place.unread")
    st.session_state[key] = desk.region.feeds[0].table if desk.region else None
    st.selectbox(
        t("pages.intake.place.holds"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder=t("pages.intake.place.choose"),
        on_change=_held,
        args=(desk, key),
        width=WIDTH,
    )


def _headings(desk: Desk, region: ProposedRegion, t: Words) -> None:
    lines = _lines(desk.sheet, region.transposed)
    own = region.columns or range(len(lines[0]))
    words = [[as_text(cell).strip() for cell in line[own.start : own.stop] if not is_blank(cell)] for line in lines]
    said = {at: _said(region, at, ", ".join(line)) for at, line in enumerate(words) if len(line) > 1}
    said.setdefault(region.header.first, _line(region, region.header.first))
    label = t(f"pages.intake.place.headings_{'column' if region.transposed else 'row'}")
    _choice(desk, "first", label, said, region.header.first, WIDTH)


def _extent(desk: Desk, region: ProposedRegion, t: Words) -> None:
    head = region.header
    height = len(desk.sheet.columns) if region.transposed else desk.sheet.height
    last = range(head.first, min(head.first + MOST_HEADINGS, height))
    data = range(head.first + head.lines, min(head.first + head.lines + MOST_UNITS, height + 1))
    _choice(desk, "last", t("pages.intake.place.to"), _numbered(region, last), head.first + head.lines - 1, 160)
    _choice(desk, "data", t("pages.intake.place.data"), _numbered(region, data), head.data, 160)
    width = len(desk.sheet.columns) if not region.transposed else desk.sheet.height
    columns = {at: str(at + 1) if region.transposed else letter(at) for at in range(width)}
    own = region.columns or range(width)
    _choice(desk, "left", t("pages.intake.place.left"), columns, own.start, 120)
    _choice(desk, "right", t("pages.intake.place.right"), columns, min(own.stop, width) - 1, 120)
    ends = {TO_THE_END: t("pages.intake.place.to_the_end")} | {
        pattern: t("pages.intake.place.before", line=line)
        for pattern, line in ending(desk.sheet, head, region.transposed).items()
    }
    ends.setdefault(region.until, region.until)
    _choice(desk, "until", t("pages.intake.place.ends"), ends, region.until, 320)


def _choice(desk: Desk, name: str, label: str, options: dict[Any, str], value: Any, width: int) -> None:
    key = desk.key(name)
    st.session_state[key] = value
    st.selectbox(
        label,
        sorted(options) if name == "first" else list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_placed,
        args=(desk, name, key),
        width=width,
    )


def _held(desk: Desk, key: str) -> None:
    table = st.session_state[key]
    if table == UNREAD and desk.region:
        proposals()[desk.workbook] = without_table(proposals()[desk.workbook], desk.sheets, desk.region.where)
    elif table and table != UNREAD:
        region, proposal = desk.region, proposals()[desk.workbook]
        _put(desk, replace(place_of(region), table=table) if region else first_place(proposal, desk.sheet, table))


def _placed(desk: Desk, what: str, key: str) -> None:
    if desk.region and st.session_state[key] is not None:
        _put(desk, moved(place_of(desk.region), desk.sheet, what, st.session_state[key]))


def _put(desk: Desk, place: Place) -> None:
    """Propose the table anew at its place, and go on looking at it."""
    proposal, was = proposals()[desk.workbook], desk.region.where if desk.region else ""
    at = next((at for at, each in enumerate(proposal.regions) if each.where == was), len(proposal.regions))
    proposal = with_table(proposal, desk.sheets, place, known(warehouse().read()).ids, was)
    proposals()[desk.workbook] = proposal
    st.session_state[_which(desk.workbook, desk.sheet.name)] = proposal.regions[at].where


def _which(workbook: str, sheet: str) -> str:
    return f"which-{workbook}-{sheet}"


def _named(region: ProposedRegion, t: Words) -> str:
    return " + ".join(TABLES[feed.table].sheet.in_language(t.language) for feed in region.feeds)


def _sentence(region: ProposedRegion, t: Words) -> str:
    """Where a table stands, in a line."""
    places = list(region.places.values())
    first, last = (places[0], places[-1]) if places else ("–", "–")
    data = _line(region, region.header.data)
    key = "where_across" if region.transposed else "where"
    return t(f"pages.intake.place.{key}", first=first, last=last, data=data)


def _lines(sheet: Sheet, transposed: bool) -> list[tuple[object, ...]]:
    """The first lines in which headings could stand."""
    rows = [] if transposed else [tuple(sheet.row(row)) for row in range(min(sheet.height, FARTHEST))]
    return rows or [tuple(column) for column in sheet.columns[:FARTHEST]]


def _line(region: ProposedRegion, at: int) -> str:
    return letter(at) if region.transposed else str(at + 1)


def _numbered(region: ProposedRegion, lines: range) -> dict[int, str]:
    return {at: _line(region, at) for at in lines}


def _said(region: ProposedRegion, at: int, words: str) -> str:
    return f"{_line(region, at)} · {words[:LONGEST]}{'…' if len(words) > LONGEST else ''}"
