"""The macros of `metrics/*.sql`, and the comments that go into each version with them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

METRICS = Path(__file__).resolve().parent.parent / "metrics"
_MACRO = re.compile(r"((?:^-- .*\n)+)create or replace macro (\w+)\(\s*([^()]*)\) as( table)?", re.MULTILINE)


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


def definitions() -> str:
    """Every file of `metrics/`, then its comments, so that a DuckDB shell shows what a macro means."""
    files = [path.read_text("utf-8") for path in sorted(METRICS.glob("*.sql"))]
    return "\n".join([*files, *(_comment(macro) for sql in files for macro in commented(sql))])


def _comment(macro: Commented) -> str:
    said = re.sub(r"^-- ", "", macro.comment, flags=re.MULTILINE).strip().replace("'", "''")
    return f"comment on macro{' table' if macro.is_table else ''} {macro.name} is '{said}';"
