"""Which characters the bytes of a text file stand for.

The general detectors read the £ of small real files as Ł or Japanese: this one knows fewer encodings, and says so.
"""

from __future__ import annotations

import codecs
import re

# The longest first: a UTF-32 mark begins with a UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In GB 18030 nearly every character of Chinese text is two bytes of the part that GB 2312 had: a common character
# or a sign. Rare ones are names.
PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
COMMON, SIGNS, CHINESE = range(0xB0, 0xD8), range(0xA1, 0xA4), 0.7
# In Western text a letter with an accent stands among letters without; a row of dashes is one sign.
UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH, REPEATED, RUN = re.compile(rb"[\x80-\xff]"), re.compile(rb"([\x80-\xff])\1+"), re.compile(rb"[\x80-\xff]{3,}")
IN_RUNS = 0.2
CONTROLS, FEW = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]"), 0.001
GB, WINDOWS, MIXED = "GB 18030", "Windows-1252", "UTF-8 / Windows-1252"


def decoded(content: bytes) -> tuple[str, str] | None:
    """The text, and the encoding if nothing in the file vouches for it; None when no encoding here fits."""
    for encoding in _vouched(content):
        if (text := _strictly(content, encoding)) is not None:
            return text, ""
    if looks_chinese(content) and (text := _strictly(content, "gb18030")) is not None:
        return text, GB
    # Bytes that happen to be UTF-8 are: sheets that were put together from several sources hold both.
    rest = UTF8.sub(b"", content)
    if looks_western(content) or (looks_western(rest) and _high(rest) <= _high(content) / 2):
        return content.decode("utf-8", errors="western"), WINDOWS if rest == content else MIXED
    return None


def is_binary(text: str) -> bool:
    """Whether this was no text at all, whatever it was decoded as."""
    return "\0" in text or len(CONTROLS.findall(text)) > FEW * len(text) + 1


def looks_chinese(content: bytes) -> bool:
    """Whether pairs of bytes are mostly common Chinese characters."""
    pairs: list[bytes] = PAIR.findall(content)
    common = sum(pair[0] in COMMON and pair[1] > 0xA0 for pair in pairs)
    signs = sum(pair[0] in SIGNS and pair[1] > 0xA0 for pair in pairs)
    return 0 < common >= CHINESE * len(pairs) - signs


def looks_western(content: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone or in pairs."""
    once = REPEATED.sub(rb"\1", content)
    return sum(map(len, RUN.findall(once))) <= IN_RUNS * _high(once)


def _high(content: bytes) -> int:
    return len(HIGH.findall(content))


def _vouched(content: bytes) -> list[str]:
    """Encodings that the file itself vouches for, by its mark, by its zeros or by being valid UTF-8."""
    marked = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    if marked:
        return marked[:1]
    if b"\0" in content:
        odd, even = content[1::2].count(0), content[::2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8"]


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


codecs.register_error("western", _western)
