"""How much a heading resembles each column of the contract: all headings against all spellings in one go."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from contract.model import Column, fold
from contract.tables import TABLES
from loaders.proposal.languages import HEADINGS
from loaders.proposal.spellings import CHINESE_SYNONYMS, FURTHER, STOPWORDS, SYNONYMS
from loaders.regions import JOINED

Matrix = np.ndarray[Any, np.dtype[np.float32]]
ALIAS, BEST_GUESS, LAST_PART, WRONG_ROLE = 1.0, 0.95, 0.97, 0.7
CLEAR, NEARLY = 0.75, 0.1
LONGEST, REMEMBERED = 80, 20_000
WORD = re.compile(r"[a-z]+|\d+|[一-鿿]+")
ACCENT = re.compile(r"[\u0300-\u036f]")
BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
ROLES = (
    {"id", "编号"},
    {"percent"},
    {"manager", "owner", "负责人", "经理"},
    {"start", "开始"},
    {"finish", "complete", "完成"},
)


_compared: dict[str, Matrix] = {}


@dataclass(frozen=True)
class Likeness:
    """How much each heading resembles each column: a row per heading, a column per (table, column) of the contract."""

    rows: dict[str, int]
    scores: Matrix

    def spoken(self, headings: tuple[str, ...]) -> frozenset[str]:
        """The headings that clearly mean some column of the contract, on whatever table."""
        best = self.scores[[self.rows[each] for each in headings]].max(axis=1, initial=0.0)
        return frozenset(heading for heading, score in zip(headings, best, strict=True) if score >= CLEAR)

    def of(self, headings: tuple[str, ...], table: str) -> Matrix:
        """The part for these headings and the columns of one table, in the contract's order."""
        return self.scores[[self.rows[each] for each in headings]][:, _vocabulary().part(table)]


@dataclass(frozen=True)
class _Vocabulary:
    columns: list[tuple[str, str]]
    starts: list[int]
    spellings: list[str]
    plain: list[str]
    aliases: dict[str, list[int]]

    def part(self, table: str) -> list[int]:
        return [place for place, (name, _) in enumerate(self.columns) if name == table]


def likeness(headings: set[str]) -> Likeness:
    """Compare these headings with the whole contract; those that were just compared are remembered."""
    found = {heading: row for heading in headings if (row := _compared.get(heading)) is not None}
    new = sorted(headings - found.keys())
    found |= zip(new, _compare(new), strict=True)
    if len(_compared) > REMEMBERED:
        _compared.clear()
    _compared.update(found)
    rows = {heading: row for row, heading in enumerate(sorted(headings))}
    blank = np.zeros((0, len(_vocabulary().columns)), np.float32)
    return Likeness(rows, np.array([found[heading] for heading in rows]) if rows else blank)


def _compare(headings: list[str]) -> list[Matrix]:
    """For each heading how much it resembles each column."""
    if not headings:
        return []
    known = _vocabulary()
    ways = [_ways(heading) for heading in headings]
    starts = np.cumsum([0, *map(len, ways[:-1])])
    every = [way for each in ways for way in each]
    raw = _scores([plain(way) for way in every], known.plain, every, known.spellings)
    scores = np.maximum.reduceat(np.maximum.reduceat(raw, known.starts, axis=1), starts, axis=0)
    for row, heading in enumerate(headings):
        for way in ways[row]:
            scores[row, known.aliases.get(fold(way), [])] = _certainty(heading, way)
    return list(scores)


def spelling(heading: str, column: Column) -> str:
    """The spelling of the contract that resembles the heading most."""
    return max([*column.heading, *column.aliases], key=lambda each: resembles(heading, each))


def resembles(one: str, other: str) -> float:
    """How much two headings resemble each other, from 0 to 1."""
    if fold(one) == fold(other):
        return ALIAS
    return float(_scores([plain(one)], [plain(other)], [one], [other])[0, 0])


def means_other(heading: str, column: Column) -> bool:
    """Whether the heading clearly means another column of the contract, on whatever table."""
    scores = likeness({heading}).scores[0]
    own = [score for score, (_, name) in zip(scores, _vocabulary().columns, strict=True) if name == column.name]
    return bool(scores.max() >= CLEAR and scores.max() > max(own) + NEARLY)


def plain(heading: str) -> str:
    """The words of a heading as the contract would say them: "Proj. No." is "project id"."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", ACCENT.sub("", unicodedata.normalize("NFKD", heading)))
    marked = re.sub(r"[#№]", " id ", spaced.replace("%", " percent ")).casefold()
    words = [_chinese(word) if word > "一" else SYNONYMS.get(word, word) for word in WORD.findall(marked)]
    return " ".join(dict.fromkeys(word for word in words if word and word not in STOPWORDS))


def _certainty(heading: str, way: str) -> float:
    """The last of several heading lines alone says a little less than all of them."""
    return LAST_PART if JOINED in heading and fold(way) != fold(heading.replace(JOINED, "")) else ALIAS


def _scores(one: list[str], other: list[str], raw: list[str], others_raw: list[str]) -> Matrix:
    """Mostly the words, in any order; a little the letters as they were written. Sentences are cut: they take long."""
    one, raw = [each[:LONGEST] for each in one], [each[:LONGEST] for each in raw]
    words = process.cdist(one, other, scorer=fuzz.token_sort_ratio)
    shared = process.cdist(one, other, scorer=fuzz.token_set_ratio)
    letters = process.cdist([fold(each) for each in raw], [fold(each) for each in others_raw], scorer=fuzz.ratio)
    mixed = (0.68 * words + 0.2 * shared + 0.12 * letters) / 100
    return np.minimum(BEST_GUESS, mixed * _same_role(one, other)).astype(np.float32)


def _same_role(one: list[str], other: list[str]) -> Matrix:
    """An id is no name and a manager no project, however much the rest agrees."""
    penalty = np.ones((len(one), len(other)), np.float32)
    for role in ROLES:
        has, others = (np.array([_plays(text, role) for text in texts]) for texts in (one, other))
        penalty[has[:, None] != others[None, :]] *= WRONG_ROLE
    return penalty


def _plays(text: str, role: set[str]) -> bool:
    return any(word in role or any(word.endswith(each) for each in role if each > "一") for word in text.split())


def _chinese(word: str) -> str:
    for written, meant in CHINESE_SYNONYMS.items():
        word = word.replace(written, meant)
    return word


@cache
def _ways(heading: str) -> tuple[str, ...]:
    """A heading, and what may be all that counts of it: without brackets, its last line, its Latin or Chinese half."""
    text = re.sub(r" #\d+$", "", heading)
    last = text.rsplit(JOINED, 1)[-1]
    halves = [" ".join(re.findall(half, text)) for half in (r"[A-Za-z][A-Za-z .%]*", r"[一-鿿]+")]
    both = halves if all(halves) else []
    ways = [
        text.replace(JOINED, " "),
        BRACKETS.sub("", text).replace(JOINED, " "),
        last,
        BRACKETS.sub("", last),
        *both,
    ]
    return tuple(dict.fromkeys(way.strip() for way in ways if way.strip()))


@cache
def _vocabulary() -> _Vocabulary:
    columns: list[tuple[str, str]] = []
    starts: list[int] = []
    spellings: list[str] = []
    aliases: dict[str, list[int]] = {}
    for table in TABLES.values():
        for column in table.columns:
            for spelling in column.headings():
                aliases.setdefault(spelling, []).append(len(columns))
            columns.append((table.name, column.name))
            starts.append(len(spellings))
            spellings += _spellings(table.name, column)
    return _Vocabulary(columns, starts, spellings, [plain(each) for each in spellings], aliases)


def _spellings(table: str, column: Column) -> list[str]:
    further = (*FURTHER.get((table, column.name), ()), *HEADINGS.get((table, column.name), ()))
    return list(dict.fromkeys([*column.heading, *column.aliases, column.name, *further]))
