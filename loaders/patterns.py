"""What a profile's patterns fit: regular expressions for cells, names with * for sheets, in any case."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from loaders.cells import as_text
from loaders.workbook import Sheet


def is_named(pattern: str, sheet: Sheet) -> bool:
    """Whether a sheet is called so, in any case; a pattern may leave parts open with *."""
    return fnmatchcase(sheet.name.casefold(), pattern.casefold())


def begins(pattern: str, cell: Any) -> bool:
    """Whether a cell fits a pattern from its beginning, in any case."""
    return _compiled(pattern).match(as_text(cell)) is not None


def fits(pattern: str, cell: Any) -> bool:
    """Whether a whole cell fits a pattern, in any case."""
    return _compiled(pattern).fullmatch(as_text(cell)) is not None


@lru_cache(1000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
