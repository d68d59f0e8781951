"""Text files (.csv, .tsv): one sheet of text cells, as they stand between the separators."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest

from loaders.decoders.answer import Refusal, Sheet, check_area, sheet
from loaders.decoders.encoding import decoded, is_binary

SEPARATORS = ",;\t|"
TRIED_ROWS, TRIED_CHARACTERS = 100, 200_000
# What Excel writes and obeys on top of a file.
SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def cells(content: bytes) -> list[Sheet] | Refusal:
    """The one sheet; it has no name of its own."""
    read = decoded(content)
    if read is None:
        return "not-a-workbook" if is_binary(content.decode("latin-1")) else "unknown-encoding", ""
    text, assumed = read
    if is_binary(text.rstrip("\x1a")):
        return "not-a-workbook", ""
    separator, table = separated(text)
    if not separator:
        return "not-a-workbook", ""
    rows: list[list[str]] = []
    try:
        rows.extend(_rows(table, separator, strict=True))
    except csv.Error:
        return "unclosed-quote", f"A{len(rows) + 1}"
    check_area(len(rows), max(map(len, rows)))
    remarks = [("encoding-assumed", assumed)] if assumed else []
    return [sheet("", zip_longest(*rows, fillvalue=""), remarks=remarks)]


def farthest(content: bytes) -> dict[str, tuple[int, int]]:
    """The farthest row and column, found without keeping them."""
    text, _ = decoded(content) or ("", "")
    separator, table = separated(text)
    height = width = 0
    for row in _rows(table, separator):
        height, width = height + 1, max(width, len(row))
    return {"": (height - 1, width - 1)}


def separated(text: str) -> tuple[str, str]:
    """The separator, blank when there is none, and the text without a line that only names it."""
    text = text.rstrip("\x1a")
    if said := SAID.match(text):
        return said[1], text[said.end() :]
    tried = {separator: _regularity(text, separator) for separator in SEPARATORS}
    best = max(tried, key=lambda separator: tried[separator])
    return (best if tried[best] > (0, 0) else ""), text


def _regularity(text: str, separator: str) -> tuple[float, int]:
    """Which share of the first rows has the usual number of cells, of two or more; and that number."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_rows(text[:TRIED_CHARACTERS], separator), TRIED_ROWS))
    except csv.Error:
        rows.append([])
    if len(text) > TRIED_CHARACTERS and 1 < len(rows) < TRIED_ROWS:
        rows.pop()  # cut in two
    widths = Counter(len(row) for row in rows if row)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0, 0
    usual = max(several, key=lambda width: (several[width], width))
    return several[usual] / widths.total(), usual


def _rows(text: str, separator: str, strict: bool = False) -> Iterator[list[str]]:
    # Without newline="" so that line ends inside a cell are the same whatever system wrote them.
    return csv.reader(io.StringIO(text, newline=None), delimiter=separator, strict=strict)
