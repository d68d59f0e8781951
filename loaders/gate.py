"""Is this file safe to open? Looks at the container only, never at cells."""

from __future__ import annotations

import io
import zipfile

from loaders.problems import Problem

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 500 * 2**20
MOST_PARTS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def inspect(content: bytes) -> list[Problem]:
    """What keeps this file out (errors), or is worth saying about it (warnings)."""
    if len(content) > LARGEST_FILE:
        return [too_large()]
    if not content:
        return [Problem("empty-file")]
    if content.startswith(OLE):
        return [Problem("password-protected" if _is_encrypted(content) else "old-format")]
    if not content.startswith(b"PK"):
        return [Problem("not-a-workbook")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _inspect_parts(archive.infolist())
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
        return [Problem("damaged")]


def too_large() -> Problem:
    """What to say of a file that is larger than any status sheet."""
    return Problem("file-too-large", details={"limit": LARGEST_FILE // 2**20})


def _is_encrypted(content: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in content


def _inspect_parts(parts: list[zipfile.ZipInfo]) -> list[Problem]:
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        return [Problem("not-a-workbook")]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return [Problem("zip-bomb", details={"limit": LARGEST_UNPACKED // 2**20})]
    if any(name.endswith("vbaProject.bin") for name in names):
        return [Problem("macros", severity="warning")]
    return []
