"""The records that the parts of a binary workbook (.xlsb) consist of, as MS-XLSB describes them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

Record = tuple[int, bytes]


def records(part: bytes) -> Iterator[Record]:
    """The type and the data of each record; both are preceded by numbers of seven bits a byte."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] << 7)
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, part[at : at + size]
        at += size


def number(data: bytes, at: int, size: int = 4) -> int:
    """An unsigned whole number."""
    return int.from_bytes(data[at : at + size], "little")


def text(data: bytes, at: int) -> str:
    """A text with its length before it."""
    return data[at + 4 : at + 4 + 2 * number(data, at)].decode("utf-16-le", "replace")


def after_text(data: bytes, at: int) -> int:
    """Where the text that begins here ends; a missing one has the length −1."""
    length = number(data, at)
    return at + 4 + (0 if length == 0xFFFFFFFF else 2 * length)


def rk(data: bytes, at: int) -> float:
    """A number of 30 bits: whole or the upper half of a double, as it is or a hundredfold."""
    bits = number(data, at)
    if bits & 2:
        value = float(int.from_bytes(data[at : at + 4], "little", signed=True) >> 2)
    else:
        value = struct.unpack("<d", bytes(4) + (bits & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return value / 100 if bits & 1 else value
