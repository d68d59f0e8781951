"""Which day a cell means. Several answers are no answer."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
DATE_STYLES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")
MONTH_STYLES = (*DATE_STYLES, "%Y-%m", "%Y/%m", "%Y年%m月", "%b %Y", "%B %Y", "%b-%Y")
SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")
# Day first or month first: only one of the two may give a day at all.
EITHER_WAY = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%y/%m/%d")
ONE_WAY = {"day-first": ("%d/%m/%Y", "%d/%m/%y"), "month-first": ("%m/%d/%Y", "%m/%d/%y")}


def days_of(cell: Any, styles: tuple[str, ...], order: str = "") -> list[date]:
    """Every day that a cell can mean: none when it is no date, several when it is ambiguous.

    An `order` (`day-first` or `month-first`) leaves one reading of 03/04/2026.
    """
    if isinstance(cell, date):
        return [cell.date() if isinstance(cell, datetime) else cell]
    if not isinstance(cell, str):
        return []
    short = SHORT.fullmatch(cell)
    written = "/".join(short.groups()) if short else cell
    tried = ONE_WAY.get(order, EITHER_WAY) if short else styles
    return sorted({day for style in tried if (day := _in_style(written, style))})


def _in_style(cell: str, style: str) -> date | None:
    try:
        return datetime.strptime(cell, style).date()
    except ValueError:
        return None
