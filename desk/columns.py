"""The columns of a proposal, each to be corrected by choosing from a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from contract.model import Column
from contract.tables import TABLES
from frame_sheet import noted
from frame_text import text
from i18n import Words
from loaders.proposal import (
    Above,
    Match,
    Proposal,
    ProposedFeed,
    ProposedRegion,
    above,
    may_be_unstated,
    with_above,
    with_column,
)
from loaders.workbook import Sheet

HEADING, ABOVE, BESIDE, NEVER, NOTHING = "heading:", "above:", "beside", "never", "nothing"
ABREAST = 3


@dataclass(frozen=True)
class Feeding:
    """One column of the contract on one sheet of an unknown workbook."""

    workbook: str
    where: str
    table: str
    name: str

    @property
    def column(self) -> Column:
        """What the contract says of it."""
        return TABLES[self.table].column(self.name)

    def key(self, *more: str) -> str:
        """The key of its widget."""
        return "-".join((self.workbook[:12], self.where, self.table, self.name, *more))


def proposals() -> dict[str, Proposal]:
    """The proposals of this session, as corrected so far, by the digest of the workbook."""
    kept: dict[str, Proposal] = st.session_state.setdefault("proposals", {})
    return kept


def show_columns(workbook: str, sheet: Sheet, region: ProposedRegion, t: Words) -> None:
    """A drop-down for each column that was found or is required; the others when asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key="layout-columns"):
        text(t("pages.intake.layout.columns"), "card-title", "h3")
        every = st.toggle(t("pages.intake.layout.every"), key=f"every-{workbook}-{region.where}")
    text(t("pages.intake.layout.how"), "note")
    for feed in region.feeds:
        if len(region.feeds) > 1:
            text(TABLES[feed.table].sheet.in_language(t.language), "body")
        wanted = [each for each in TABLES[feed.table].columns if every or each.required or feed.match(each.name)]
        places = st.columns(ABREAST)
        for number, column in enumerate(wanted):
            with places[number % ABREAST]:
                cells = {f"{ABOVE}{each.address}": each for each in above(sheet, region, column)}
                _show_column(Feeding(workbook, region.where, feed.table, column.name), region, feed, cells, t)


def show_register_date(workbook: str, t: Words) -> None:
    """A calendar for the day from which a register counts, where nothing on the sheets gives it."""
    key = f"register-{workbook}"
    missing = {each.column for each in proposals()[workbook].missing if each.table == "setting"}
    if "register_date" in missing:
        st.date_input(
            t("pages.intake.layout.register_date"),
            None,
            format="YYYY-MM-DD",
            key=key,
            on_change=_dated,
            args=(workbook, key),
        )


def _show_column(
    feeding: Feeding, region: ProposedRegion, feed: ProposedFeed, cells: dict[str, Above], t: Words
) -> None:
    column, match, key = feeding.column, feed.match(feeding.name), feeding.key()
    st.session_state[key] = _chosen(feeding.name, feed, match, cells)
    options = {f"{HEADING}{heading}": f"{place} · {heading}" for heading, place in region.places.items()}
    options |= {name: t("pages.intake.place.above", cell=each.address, value=each.said) for name, each in cells.items()}
    if match and st.session_state[key] == BESIDE:
        kind = "beside" if match.source.label else "composed"
        options[BESIDE] = t(f"pages.intake.layout.{kind}", value=match.reason.value)
    if may_be_unstated(feeding.table, feeding.name):
        options[NEVER] = t("pages.intake.layout.never")
    options[NOTHING] = t("pages.intake.layout.nothing_yet" if column.required else "pages.intake.layout.unused")
    st.selectbox(
        column.heading.in_language(t.language) + (" *" if column.required else ""),
        list(options),
        format_func=lambda option: options.get(option) or t("pages.intake.layout.constant", value=option),
        key=key,
        accept_new_options=True,
        on_change=_changed,
        args=(feeding, key, cells),
    )
    noted(*_remark(column, feed, match, t))


def _chosen(name: str, feed: ProposedFeed, match: Match | None, cells: dict[str, Above]) -> str:
    if match is None:
        return NEVER if name in feed.unstated else NOTHING
    if match.source.label or match.source.compose:
        return f"{ABOVE}{match.place}" if f"{ABOVE}{match.place}" in cells else BESIDE
    return match.source.constant or f"{HEADING}{match.source.heading}"


def _remark(column: Column, feed: ProposedFeed, match: Match | None, t: Words) -> tuple[str, str]:
    """A mark, and why the column comes from there."""
    if match is None:
        lacks = column.required and column.name not in feed.unstated
        return ("Red", t("pages.intake.layout.lacks")) if lacks else ("", "")
    if match.source.constant and column.name == "report_date":
        return "Amber", t("pages.intake.place.same_day", value=match.source.constant)
    mark = "" if match.is_sure and not match.question else "Amber"
    return mark, t("pages.intake.layout.sure", share=t.percent(match.confidence), why=match.reason.message(t))


def _changed(feeding: Feeding, key: str, cells: dict[str, Above]) -> None:
    value, proposal = st.session_state[key], proposals()[feeding.workbook]
    at = (feeding.table, feeding.name)
    change: dict[str, Any] = {"constant": value}
    if value is None or value in (NOTHING, NEVER):
        change = {"unstated": value == NEVER}
    elif value.startswith(HEADING):
        change = {"heading": value.removeprefix(HEADING)}
    if value in cells:
        proposals()[feeding.workbook] = with_above(proposal, *at, cells[value], where=feeding.where)
    elif value != BESIDE:
        proposals()[feeding.workbook] = with_column(proposal, *at, where=feeding.where, **change)


def _dated(workbook: str, key: str) -> None:
    if day := st.session_state[key]:
        said = {"constant": day.isoformat()}
        proposals()[workbook] = with_column(proposals()[workbook], "setting", "register_date", **said)
