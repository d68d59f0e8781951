"""Which day a cell means. Several answers are no answer."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
DATE_STYLES = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y",
)  # fmt: skip
MONTH_STYLES = (
    *DATE_STYLES, "%Y-%m", "%Y/%m", "%Y年%m月", "%b %Y", "%B %Y", "%b-%Y", "%b/%Y", "%b-%y", "%b/%y", "%m/%Y",
)  # fmt: skip
SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")
SHORT_YEAR = re.compile(r"(\d{1,2})[ /.-]([a-z]{3,9})[ /.-](\d{2})", re.IGNORECASE)
# What stands first: only one of them may give a day at all, unless the column or its layout tells.
ORDERS = {
    "day-first": ("%d/%m/%Y", "%d/%m/%y", "%d/%b/%y", "%d/%B/%y"),
    "month-first": ("%m/%d/%Y", "%m/%d/%y", "%d/%b/%y", "%d/%B/%y"),
    "year-first": ("%y/%m/%d", "%y/%b/%d", "%y/%B/%d"),
}
CLOCK = re.compile(
    r"(?<=[\d日])(?:T| +)([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?( ?[AP]M)?( ?Z| ?[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
SEPT = re.compile(r"\bsept\b", re.IGNORECASE)
QUARTER = re.compile(r"(?<![a-z])q[1-4](?!\d)|[1-4一二三四]季", re.IGNORECASE)
SERIAL = re.compile(r"\d{5}(\.\d+)?")
# Excel counts days from here.
FIRST_SERIAL = date(1899, 12, 30)


def days_of(cell: Any, styles: tuple[str, ...], order: str = "") -> list[date]:
    """Every day that a cell can mean: none when it is no date, several when it is ambiguous."""
    if isinstance(cell, date):
        return [cell.date() if isinstance(cell, datetime) else cell]
    if not isinstance(cell, str):
        return []
    text = _without_clock(cell)
    if _is_short(text):
        return sorted({day for name, day in orders_of(text).items() if order in ("", name)})
    return sorted({day for style in styles if (day := _in_style(text, style))})


def orders_of(cell: str) -> dict[str, date]:
    """The orders in which a short date such as 03/04/2026 gives a day, each with its day; none for another text."""
    short = _is_short(_without_clock(cell))
    written = "/".join(short.groups()) if short else ""
    read = ((order, style) for order, styles in ORDERS.items() for style in styles if short)
    return {order: day for order, style in read if (day := _in_style(written, style))}


def told_order(cell: str) -> str:
    """The one order in which a date in digits is a date; blank when it does not tell."""
    orders = orders_of(cell) if SHORT.match(cell.strip()) else {}
    return next(iter(orders)) if len(orders) == 1 else ""


def has_short_year(cell: str) -> bool:
    """Whether a short date leaves out the century."""
    short = _is_short(_without_clock(cell))
    return short is not None and len(short[3]) == 2


def serial_day(cell: Any) -> date | None:
    """The day that a bare number would be where Excel counts days; None when it lies outside our years."""
    if isinstance(cell, str):
        cell = float(cell) if SERIAL.fullmatch(cell) else None
    if not isinstance(cell, int | float) or not 0 < cell < (LATEST - FIRST_SERIAL).days:
        return None
    day = FIRST_SERIAL + timedelta(int(cell))
    return day if day >= EARLIEST else None


def _is_short(text: str) -> re.Match[str] | None:
    return SHORT.fullmatch(text) or SHORT_YEAR.fullmatch(text)


def _without_clock(cell: str) -> str:
    return CLOCK.sub("", SEPT.sub("Sep", cell.strip()))


@lru_cache(maxsize=65_536)
def _in_style(cell: str, style: str) -> date | None:
    try:
        return datetime.strptime(cell, style).date()
    except ValueError:
        return None
