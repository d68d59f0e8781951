"""Is this file safe to open? Looks at the container only, never at cells."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from loaders.formats import OLE, ZIP, Format, format_of, has_stream
from loaders.problems import Problem

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 500 * 2**20
MOST_PARTS = 5_000
MANIFEST, MANIFEST_READ = "META-INF/manifest.xml", 2**20
# What zipfile raises on archives that are broken in one way or another.
DAMAGE = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    zlib.error,
    struct.error,
)


def inspect(content: bytes) -> list[Problem]:
    """What keeps this file out (errors), or is worth saying about it (warnings)."""
    if len(content) > LARGEST_FILE:
        return [too_large()]
    if not content:
        return [Problem("empty-file")]
    if content.startswith(OLE) and has_stream(content, "EncryptedPackage"):
        return [Problem("password-protected")]
    try:
        found = format_of(content)
        if found is None:
            return [Problem("not-a-workbook")]
        return _inspect_archive(content) if content.startswith(ZIP) else _macros(_has_macros(content, found))
    except DAMAGE:
        return [Problem("damaged")]


def too_large() -> Problem:
    """What to say of a file that is larger than any status sheet."""
    return Problem("file-too-large", details={"limit": LARGEST_FILE // 2**20})


def _has_macros(content: bytes, found: Format) -> bool:
    return found is Format.XLS and has_stream(content, "_VBA_PROJECT_CUR")


def _inspect_archive(content: bytes) -> list[Problem]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            return [Problem("zip-bomb", details={"limit": LARGEST_UNPACKED // 2**20})]
        names = {part.filename for part in parts}
        # An OpenDocument file with a password is a plain zip whose manifest says how its parts are encrypted.
        if MANIFEST in names and b"encryption-data" in archive.open(MANIFEST).read(MANIFEST_READ):
            return [Problem("password-protected")]
    return _macros(any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names))


def _macros(present: bool) -> list[Problem]:
    return [Problem("macros", severity="warning")] if present else []
