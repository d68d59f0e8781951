"""The macros of `metrics/*.sql`, and the comments that go into each version with them."""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

METRICS = Path(__file__).resolve().parent.parent / "metrics"
KEPT = re.compile(r"^-- Kept: by day( and the day before)?\.$", re.MULTILINE)
_MACRO = re.compile(r"((?:^-- .*\n)+)create or replace macro (\w+)\(\s*([^()]*)\) as( table)?", re.MULTILINE)


class Kept(NamedTuple):
    """A macro that is kept as a table for the day looked at, and whether also for the day that is compared with."""

    name: str
    compared: bool


class Commented(NamedTuple):
    """A macro as its file has it: the comment lines above it, its name, its parameters, whether it gives a table."""

    comment: str
    name: str
    parameters: str
    is_table: bool


def commented(sql: str) -> list[Commented]:
    """The macros of a file, in its order."""
    found = _MACRO.findall(sql)
    return [Commented(comment, name, parameters, bool(table)) for comment, name, parameters, table in found]


def files() -> tuple[str, ...]:
    """The texts of `metrics/*.sql`, each after those whose macros it reads, as DuckDB wants them."""
    return _ordered(*(path.read_text("utf-8") for path in sorted(METRICS.glob("*.sql"))))


def kept() -> list[Kept]:
    """The macros that are kept as tables by day, each after those it reads."""
    found = [macro for sql in files() for macro in commented(sql)]
    notes = {macro.name: KEPT.search(macro.comment) for macro in found}
    return [Kept(name, note[1] is not None) for name, note in notes.items() if note]


def definitions() -> str:
    """Every file of `metrics/`, then its comments, so that a DuckDB shell shows what a macro means."""
    return "\n".join([*files(), *(_comment(macro) for sql in files() for macro in commented(sql))])


@cache
def _ordered(*texts: str) -> tuple[str, ...]:
    owner = {macro.name: sql for sql in texts for macro in commented(sql)}
    reads = {sql: {owner[word]: None for word in re.findall(r"\w+(?=\()", sql) if word in owner} for sql in texts}
    order = TopologicalSorter({sql: [each for each in found if each != sql] for sql, found in reads.items()})
    return tuple(order.static_order())


def _comment(macro: Commented) -> str:
    said = re.sub(r"^-- ", "", macro.comment, flags=re.MULTILINE).strip().replace("'", "''")
    return f"comment on macro{' table' if macro.is_table else ''} {macro.name} is '{said}';"
