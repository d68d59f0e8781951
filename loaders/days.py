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


def days_of(cell: Any, styles: tuple[str, ...]) -> list[date]:
    """Every day that a cell can mean: none when it is no date, several when it is ambiguous."""
    if isinstance(cell, date):
        return [cell.date() if isinstance(cell, datetime) else cell]
    if not isinstance(cell, str):
        return []
    short = SHORT.fullmatch(cell)
    written = "/".join(short.groups()) if short else cell
    return sorted({day for style in (EITHER_WAY if short else styles) if (day := _in_style(written, style))})


def _in_style(cell: str, style: str) -> date | None:
    try:
        return datetime.strptime(cell, style).date()
    except ValueError:
        return None
