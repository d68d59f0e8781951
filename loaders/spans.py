"""Some columns of a sheet beside which another table stands: "H:M", or "3:8" where headings stand in a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from loaders.problems import letter
from loaders.workbook import Sheet

SPAN = re.compile(r"([A-Z]{1,3}|\d+):([A-Z]{1,3}|\d+)")


def span(text: str) -> range:
    """The places of the columns, counted from 0; `ValueError` for what names none."""
    found = SPAN.fullmatch(text)
    if found is None or _number(found[1]) > _number(found[2]):
        raise ValueError(f"{text!r} is no columns such as H:M")
    return range(_number(found[1]), _number(found[2]) + 1)


def named(places: range, transposed: bool = False) -> str:
    """The columns as a profile names them."""
    first, last = places.start, places.stop - 1
    return f"{first + 1}:{last + 1}" if transposed else f"{letter(first)}:{letter(last)}"


def only(sheet: Sheet, places: range) -> Sheet:
    """The sheet with nothing but these columns, each where it stood."""
    blank = ("",) * sheet.height
    return replace(sheet, columns=[each if at in places else blank for at, each in enumerate(sheet.columns)])


def stretch(found: dict[int, str], wanted: Iterable[str]) -> range | None:
    """The fewest neighbouring columns among whose headings the wanted ones all are; None where they are not."""
    needed, places = Counter(wanted), sorted(found)
    best: range | None = None
    for start, first in enumerate(places):
        left = Counter(needed)
        for last in places[start:]:
            left[found[last]] -= 1
            if all(count <= 0 for count in left.values()):
                best = range(first, last + 1) if best is None or last + 1 - first < len(best) else best
                break
    return best


def _number(name: str) -> int:
    """The place of a column by its letter, or of a row by its number."""
    if name.isdigit():
        return int(name) - 1
    place = 0
    for each in name:
        place = place * 26 + ord(each) - 64
    return place - 1
