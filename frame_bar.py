"""The bar over every page and the links beside it: day, filters, version, language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

import frame_address as address
from frame_pages import THEMES, script, theme
from frame_text import text
from i18n import LANGUAGES, Words
from metrics.scope import Scope

PARTS = ("strategy", "programme", "department", "tier")
LAST_DAY = date(9999, 12, 30)
Rows = Callable[..., pd.DataFrame]

_DAYS = "select distinct stated_on as day from statement where valid_from <= $as_of order by all desc"
_REPORT_DAYS = "select report_date as day from report_dates($as_of)"
_SETTINGS = "select portfolio, currency from setting_values($as_of)"
_STRATEGIES = "select strategy_id, strategy from strategy_at($as_of) order by all"
_PROGRAMMES = """select programme_id, programme from programme_at($as_of)
  where $strategy is null or strategy_id = $strategy order by all"""
_DEPARTMENTS = "select distinct department, department from project_at($as_of) order by all"


def language() -> str:
    """The language that the address asks for, else the reader's browser."""
    own = "zh" if (st.context.locale or "").startswith("zh") else "en"
    with st.sidebar.container(key="reader"):
        return address.switch("language", "Language", {name: _short(name) for name in LANGUAGES}, own)


def version(current: int, kept: list[int], t: Words) -> int:
    """The version to show: the newest one, or that to which a meeting is pinned."""
    asked = address.get("version") or ""
    pinned = int(asked) if asked.isdecimal() and int(asked) in kept else None
    shown = pinned or current
    if asked and not pinned:
        address.put("version", None)
    icon = ":material/keep:" if pinned else ":material/update:"
    with st.popover(t("pages.version.badge", version=shown), icon=icon, type="tertiary", key="version-badge"):
        text(t("pages.version.pinned" if pinned else "pages.version.newest", version=shown, newest=current), "body")
        label = t("pages.version.unpin") if pinned else t("pages.version.pin", version=shown)
        st.button(label, key="pin", on_click=address.put, args=("version", None if pinned else str(shown)))
    return shown


def days(rows: Rows) -> list[date]:
    """The days of reports, newest first; before the first report those of registers."""
    found = rows(_REPORT_DAYS, as_of=LAST_DAY)["day"]
    if found.empty:
        found = rows(_DAYS, as_of=LAST_DAY)["day"]
    return [each.date() for each in found]


def day(rows: Rows, t: Words) -> date | None:
    """The day to look at, by default that of the latest report; None before the first."""
    known = days(rows)
    if not known:
        return None
    asked = address.day("as_of")
    listed = sorted({*known, asked} - {None}, reverse=True) if asked else known
    labels = {each.isoformat(): t("pages.filter.as_of_day", day=t.date(each)) for each in listed}
    latest = t("pages.filter.as_of_latest", day=t.date(known[0]))
    chosen = address.select("as_of", t("pages.filter.as_of"), labels, latest)
    return date.fromisoformat(chosen) if chosen else known[0]


def compared(rows: Rows, as_of: date) -> tuple[date, date]:
    """The day to look at and the one it is compared with."""
    return as_of, rows("from previous_day($as_of)", as_of=as_of)["previous_date"].iloc[0].date()


def scope(rows: Rows, as_of: date, t: Words) -> Scope:
    """The part of the portfolio to look at."""
    if any(address.get(name) for name in PARTS):
        st.button(t("pages.filter.clear"), type="tertiary", key="clear-filters", on_click=_cleared)
    strategy = _pick("strategy", _options(rows(_STRATEGIES, as_of=as_of)), t)
    programmes = _options(rows(_PROGRAMMES, as_of=as_of, strategy=strategy))
    tiers = {tier: t(f"pages.filter.{tier.lower()}") for tier in ("Key", "Component")}
    departments = _options(rows(_DEPARTMENTS, as_of=as_of))
    return Scope(strategy, **_more({"programme": programmes, "department": departments, "tier": tiers}, t))


def words(rows: Rows, as_of: date | None, language: str) -> tuple[Words, str]:
    """The reader's words in the portfolio's currency, and the portfolio's name."""
    settings = rows(_SETTINGS, as_of=as_of or LAST_DAY).iloc[0]
    return Words(language, settings["currency"]), str(settings["portfolio"])


def links(t: Words, portfolio: str, page: str) -> None:
    """The themes, and below that of `page` its further pages, each with the reader's filters in its address."""
    text("Throughline", "brand")
    text(portfolio, "portfolio")
    with st.container(key="links"):
        for name, further in THEMES.items():
            with st.container(key=f"theme-{name}"):
                _link(name, t)
                for each in further if name == theme(page) else ():
                    with st.container(key=f"further-{each}"):
                        _link(each, t)


def _link(page: str, t: Words) -> None:
    st.page_link(script(page), label=t(f"pages.{page}.name"), query_params=address.carried(), width="stretch")


def _cleared() -> None:
    for name in PARTS:
        address.put(name, None)


def _more(options: dict[str, dict[str, str]], t: Words) -> dict[str, str | None]:
    """The choices behind "more": they hold while it is closed, where drop-downs would only cost time."""
    chosen = {name: address.chosen(name, offered) for name, offered in options.items()}
    count = sum(each is not None for each in chosen.values())
    label = t("pages.filter.more_chosen", count=count) if count else t("pages.filter.more")
    behind = st.popover(label, icon=":material/filter_list:", key="more-filters", on_change="rerun")
    if behind.open:
        with behind:
            return {name: _pick(name, offered, t, "visible") for name, offered in options.items()}
    return chosen


def _pick(name: str, options: dict[str, str], t: Words, labelled: str = "collapsed") -> str | None:
    return address.select(name, t(f"pages.filter.{name}"), options, t(f"pages.filter.every_{name}"), labelled)


def _options(rows: pd.DataFrame) -> dict[str, str]:
    return {str(row[0]): str(row[-1]) for row in rows.itertuples(index=False)}


def _short(name: str) -> str:
    return "EN" if name == "en" else "中文"
