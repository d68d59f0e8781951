"""Whether another wording of a heading may still mean the same column: what it is about, and in what it counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from contract.model import Column, Kind, fold
from loaders.amounts import CURRENCIES, POWERS

STRONGLY = 80
COUNTED = {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DAYS, Kind.LEVEL}
IN_BRACKETS = re.compile(r"[(\[【{]([^)\]】}]*)[)\]】}]")
# Said of a column, these make it another one, however alike the rest.
TURNS = re.compile(
    r"(?<![a-z])(?:previous|prev|last|prior|former|earlier|old|remaining|remainder|outstanding|left|to go"
    r"|baseline|target|original|trend|variance|movement)(?![a-z])"
    r"|上期|上次|上月|上季度?|上年|去年|前期|此前|剩余|尚余|未完成|原(?!因)|旧|基线|基准|目标|变化|趋势|差异"
)
POWERS_SAID = {**POWERS, "mln": 6, "thousands": 3, "millions": 6, "billions": 9, "000": 3, "000s": 3}
# What is counted besides money, with the words for it.
MEASURES = {
    "day": "day days 天", "week": "week weeks wk wks 周", "month": "month months mth mths 个月",
    "year": "year years yr yrs 年", "hour": "hour hours hr hrs 小时", "fte": "fte ftes", "%": "% percent",
    "person-day": "person-day person-days man-day man-days 人天 人日", "working": "working business 工作",
    "tonne": "tonne tonnes ton tons t 吨", "kg": "kg", "kWh": "kwh", "MWh": "mwh", "km": "km",
}  # fmt: skip
SAID = {word: measure for measure, words in MEASURES.items() for word in words.split()}
USUAL = {Kind.DAYS: "day", Kind.PERCENT: "%"}
SCALE = re.compile(r"\s*(\d+) ?(?:[-–—]|to) ?(\d+)\s*")
PERIOD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:q|fy|h)?\d+|ytd|total|actual|forecast"
)
# Signs, Chinese units and the codes of currencies may touch what stands before or after them: £m, GBPk, 百万元.
WORD = re.compile(
    rf"(?:{'|'.join(code for code in CURRENCIES if code.isascii() and code.isalpha())})(?=(?:k|m|mn|bn)?(?![a-z]))"
    r"|hk\$|us\$|[£€$¥元%]|百万|千万|[千万亿]|个月|小时|工作|人天|人日|[天周年吨]|000s?(?![a-z\d])|[a-z]+(?:-[a-z]+)*|\d+"
)


class _Unit(NamedTuple):
    """In what a heading says that its column counts; `other` are single words in brackets that nobody knows."""

    power: int
    measures: set[str]
    currencies: set[str]
    scale: set[str]
    other: set[str]

    def differs(self, now: _Unit) -> bool:
        """Whether that is another one now; a currency, a scale or an unknown word that goes unsaid makes none."""
        if (self.power, self.measures) != (now.power, now.measures):
            return True
        said_of_both = ((self.scale, now.scale), (self.other, now.other))
        return bool(now.currencies - self.currencies) or any(a and b and a != b for a, b in said_of_both)


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
    """Whether numbers under the new wording are in another unit, currency or scale than they were.

    Not where it is only written otherwise, (£m) or [GBP million], nor where a currency or a scale goes unsaid now.
    """
    counted = [column.kind for column in columns if column.kind in COUNTED]
    return bool(counted) and _unit(was, counted).differs(_unit(now, counted))


def without_units(heading: str) -> str:
    """The heading without what stands in brackets."""
    return IN_BRACKETS.sub("", unicodedata.normalize("NFKC", heading)).strip()


def differ_in_units_alone(was: str, now: str) -> bool:
    """Whether two headings are the same but for brackets that hold no more than a unit."""
    bare, other = (IN_BRACKETS.sub(_unless_unit, _plain(heading)) for heading in (was, now))
    return fold(bare) == fold(other) != ""


def _unless_unit(bracket: re.Match[str]) -> str:
    words = [word for word in WORD.findall(bracket[1]) if word not in {"in", "of"}]
    return "" if words and all(map(_is_unit, words)) else bracket[0]


def _is_unit(word: str) -> bool:
    return word in POWERS_SAID or word in CURRENCIES or word in SAID


def _unit(heading: str, kinds: list[Kind]) -> _Unit:
    plain = _plain(heading)
    words = WORD.findall(plain)
    aside = [WORD.findall(text) for text in (*IN_BRACKETS.findall(plain), *re.findall(r" in (\w+)$", plain))]
    scale = {"-".join(match.groups()) for text in IN_BRACKETS.findall(plain) if (match := SCALE.fullmatch(text))}
    measures = {SAID[word] for said in aside for word in said if word in SAID} | {
        each for each in scale if each == "0-1"
    }
    lone = {said[0] for said in aside if len(said) == 1}
    return _Unit(
        sum(POWERS_SAID[word] for word in words if word in POWERS_SAID),
        measures or {USUAL[kind] for kind in kinds if kind in USUAL},
        {CURRENCIES[word] for word in words if word in CURRENCIES},
        scale,
        {word for word in lone if not _is_unit(word) and not PERIOD.fullmatch(word)},
    )


def _plain(heading: str) -> str:
    """In one width and case, its words apart also where they were written RunTogether."""
    wide = re.sub(r"([a-z])([A-Z])", r"\1 \2", unicodedata.normalize("NFKC", heading))
    return re.sub(r"[_\s]+", " ", wide).casefold()
