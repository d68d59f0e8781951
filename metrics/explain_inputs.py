"""What a macro reads: which sheets, which of their columns, and whose day their rows count on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from metrics.reference import said
from warehouse import Query

CALLED = re.compile(r"\w+(?=\()")
_NAMED = re.compile(r"\.(\w+)")
_READ = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')
# How a macro's body says that it reads what counts on its day, or on each of its days.
_COUNTING = {"as_of": re.compile(r"valid_to > CAST\(as_of AS DATE\)"), "days": re.compile(r'valid_to > \w+\."day"')}
_CAST = {"CAST", "AS", "DATE", "main", "list_value"}
DAY, BEFORE, EVER = "day", "before", "ever"
Days = Mapping[str, frozenset[str]]
"""By the parameters of a macro that are days: the day looked at, the one it is compared with, or any."""
_ASKED: Days = {"as_of": frozenset({DAY}), "from_date": frozenset({BEFORE}), "to_date": frozenset({DAY})}
_DATED = (*_ASKED, "days")


@dataclass(frozen=True)
class Definition:
    """A macro as the version stores it."""

    body: str
    comment: str
    parameters: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What it is."""
        return said(self.comment)[0]

    @property
    def notes(self) -> dict[str, str]:
        """Grain, units, formula and source, as far as they are told."""
        return said(self.comment)[1]


@dataclass(frozen=True)
class Input:
    """A sheet that an answer reads: what counts on the day, all history, or also what counted on the day `compared`.

    `words` are the names read, `nearby` those that the macro reads itself.
    """

    table: str
    history: bool
    compared: bool
    words: frozenset[str]
    nearby: frozenset[str]


def definitions(query: Query) -> dict[str, Definition]:
    """Every macro of the version, by name."""
    found = query(
        "select function_name, macro_definition, coalesce(comment, '') as comment, parameters from duckdb_functions()"
        " where not internal and macro_definition is not null and schema_name = 'main'"
    )
    rows = found.itertuples(index=False)
    return {name: Definition(body, comment, tuple(parameters)) for name, body, comment, parameters in rows}


def inputs(macro: str, known: Mapping[str, Definition], asked: str = "") -> list[Input]:
    """The sheets that a macro reads, itself or through the macros it asks, and when their rows count.

    The SQL `asked` of it may name further columns.
    """
    reached: list[tuple[str, Days]] = [(macro, _ASKED)]
    read: dict[str, set[str]] = {}
    for name, days in reached:  # which grows
        for table, when in _tables(name, known, days):
            read.setdefault(table, set()).update(when)
        inner = [(called, _dated(called, said, known, days)) for called, said in _calls(known[name].body, known)]
        reached += [each for each in inner if each not in reached and not each[0].endswith("_at")]
    names = {name: frozenset(_NAMED.findall(known[name].body)) for name, _ in reached}
    words = frozenset(re.findall(r"\w+", asked)).union(*names.values())
    # A course over time reads some sheet only as history. In any other question history is a detail of what counts on
    # the day, such as a project's first approved finish.
    course = any(when == {EVER} for when in read.values())
    ever = {table for table, when in read.items() if EVER in when and (course or DAY not in when)}
    return [
        Input(table, table in ever, table not in ever and BEFORE in when, words, names[macro])
        for table, when in read.items()
    ]


def _tables(name: str, known: Mapping[str, Definition], days: Days) -> list[tuple[str, frozenset[str]]]:
    """The sheets that a macro itself reads, and when their rows count."""
    body = known[name].body
    own = [parameter for parameter, counts in _COUNTING.items() if parameter in days and counts.search(body)]
    direct = days[own[0]] if own else frozenset({EVER})
    found = [(table, direct) for table in _READ.findall(body) if f"{table}_at" in known]
    found += [("setting", days["as_of"])] if name == "setting_values" else []
    at = [(called, _dated(called, said, known, days)) for called, said in _calls(body, known) if called.endswith("_at")]
    return found + [(called.removesuffix("_at"), when["as_of"]) for called, when in at]


def _calls(body: str, known: Mapping[str, Definition]) -> list[tuple[str, list[str]]]:
    """The macros that a body asks, each with what it is given."""
    return [(found[0], _given(body, found.end() + 1)) for found in CALLED.finditer(body) if found[0] in known]


def _given(body: str, start: int) -> list[str]:
    """What stands between the bracket before `start` and the one that closes it, at its commas."""
    depth, given = 0, [""]
    for letter in body[start:]:
        depth += (letter in "([") - (letter in ")]")
        if depth < 0:
            break
        if letter == "," and not depth:
            given.append("")
        else:
            given[-1] += letter
    return given


def _dated(called: str, given: list[str], known: Mapping[str, Definition], days: Days) -> Days:
    """Which days a macro is asked about."""
    named = dict(zip(known[called].parameters, given, strict=False))
    named |= {name.strip(): said for name, _, said in (each.partition(":=") for each in given) if said}
    return {name: _when(said, days) for name, said in named.items() if name in _DATED}


def _when(said: str, days: Days) -> frozenset[str]:
    words = set(re.findall(r"\w+", said)) - _CAST
    if "previous_date" in words:
        return frozenset({BEFORE})
    return frozenset().union(*(days[word] for word in words)) if words and words <= set(days) else frozenset({EVER})
