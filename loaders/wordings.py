"""Whether another wording of a heading may still mean the same column: what it is about, and in what it counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

from contract.model import Column, Kind, fold

STRONGLY = 80
COUNTED = {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DAYS, Kind.LEVEL}
IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
UNIT = re.compile(
    r"[£€$¥]|百万|[千万亿]"
    r"|(?<![a-z])(?:k|m|mn|mln|bn|thousands?|millions?|billions?|gbp|usd|eur|cny|rmb|jpy)(?![a-z])"
    r"|(?<!\d)000s?(?![a-z\d])"
)
# Said of a column, these make it another one, however alike the rest.
TURNS = re.compile(
    r"(?<![a-z])(?:previous|prev|last|prior|former|earlier|old|remaining|remainder|outstanding|left|to go"
    r"|baseline|target|original|trend|variance|movement)(?![a-z])"
    r"|上期|上次|上月|上季度?|上年|去年|前期|此前|剩余|尚余|未完成|原(?!因)|旧|基线|基准|目标|变化|趋势|差异"
)


def is_turned(was: str, now: str) -> bool:
    """Whether the new wording has a word that speaks of another time or side of the matter: previous, remaining."""
    return not set(TURNS.findall(_plain(now))) <= set(TURNS.findall(_plain(was)))


def is_known(heading: str, columns: Iterable[Column]) -> bool:
    """Whether the contract itself knows the heading for all of these columns."""
    return all(fold(heading) in column.headings() for column in columns)


def is_strongly_alike(one: str, other: str) -> bool:
    """Whether two headings are nearly letter for letter the same."""
    return fuzz.ratio(fold(one), fold(other)) >= STRONGLY


def counts_otherwise(was: str, now: str, columns: Iterable[Column]) -> bool:
    """Whether numbers under the new wording are in another unit or currency than they were."""
    return any(column.kind in COUNTED for column in columns) and _units(was) != _units(now)


def without_units(heading: str) -> str:
    """The heading without what stands in brackets."""
    return IN_BRACKETS.sub("", unicodedata.normalize("NFKC", heading)).strip()


def _units(heading: str) -> tuple[list[str], list[str]]:
    plain = _plain(heading)
    return [fold(each) for each in IN_BRACKETS.findall(plain)], UNIT.findall(plain)


def _plain(heading: str) -> str:
    """In one width and case, its words apart also where they were written RunTogether."""
    wide = re.sub(r"([a-z])([A-Z])", r"\1 \2", unicodedata.normalize("NFKC", heading))
    return re.sub(r"[_\s]+", " ", wide).casefold()
