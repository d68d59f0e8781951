"""A workbook with marks in its cells, as the order of feedback.py asks for it; runs in the child process."""

from __future__ import annotations

import pickle

from loaders.decoders import carried, marker
from loaders.decoders.xlsx import sheet_parts


def marks(content: bytes) -> bytes:
    """The marked workbook that an order of plain values describes."""
    order = pickle.loads(content)  # of the process that started this one
    source = order["workbook"]
    if not source:
        return marker.marked(order)
    known = carried.calculated(source, sheet_parts)
    order["calculated"] = {sheet: {at: carried.typed(v) for at, v in values.items()} for sheet, values in known.items()}
    return carried.restored(marker.marked(order), source, known, sheet_parts)
