"""Which format a file has. Its content decides: a "workbook" from the web may be a page or plain text."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
# What folders are searched for; a file named one by one may be called anything.
ENDINGS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".xml"}
PROJECT_NAMESPACE = "http://schemas.microsoft.com/project"
HEAD = 4096
MARKUP = re.compile(r"\s*<[?!A-Za-z]")
OTHERS = (b"%PDF", b"{\\rtf")


class Format(StrEnum):
    """What can be read: each is the name of its decoder."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    PROJECT = "project"
    TEXT = "text"


_PARTS = {"xl/workbook.xml": Format.XLSX, "xl/workbook.bin": Format.XLSB}


def format_of(content: bytes) -> Format | None:
    """The format of a file, None for what is not read; a zip that cannot be opened raises `BadZipFile`."""
    if content.startswith(OLE):
        return Format.XLS  # or a letter: its decoder sees that, and what was cut off
    if content.startswith(ZIP):
        return _of_archive(content)
    if content.startswith(OTHERS):
        return None
    start = _start(content)
    if MARKUP.match(start):
        return Format.PROJECT if PROJECT_NAMESPACE in start else None
    return Format.TEXT


def has_stream(content: bytes, name: str) -> bool:
    """Whether an OLE file seems to hold a stream of that name."""
    return f"{name}\0".encode("utf-16-le") in content


def _of_archive(content: bytes) -> Format | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        for part, found in _PARTS.items():
            if part in names:
                return found
        kind = archive.open("mimetype").read(HEAD) if "mimetype" in names else b""
        return Format.ODS if b"opendocument.spreadsheet" in kind and "content.xml" in names else None


def _start(content: bytes) -> str:
    """The first characters, good enough to know markup by; whatever cannot be decoded is passed over."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content[:HEAD].decode("utf-16" if wide else "utf-8-sig", errors="ignore")
