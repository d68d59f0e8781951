"""Writes docs/metrics.md from the comments above the macros: `python -m metrics.reference`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse import Query, open_warehouse
from warehouse.macros import commented

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "docs" / "metrics.md"
LABELS = ("Grain", "Units", "Formula", "Source")
INTRODUCTION = """# Metrics

Generated from the comments in `metrics/*.sql` by `python -m metrics.reference`; edit those.

Each metric is a table macro stored in every published version, so a DuckDB shell, a notebook or the dashboard gives the
same numbers: `from project_health('2026-09-30')`. `as_of` is a date or its ISO text. Filters are optional and named:
`from risk_matrix('2026-09-30', strategy := 'S1', tier := 'Key')`. A project is in a strategy when any of its money goes
there. Null means *not stated*; it is never zero.
"""


@dataclass(frozen=True)
class Macro:
    """One macro: what it is called with, what its comment says, and whether it answers with a table."""

    name: str
    parameters: str
    sentence: str
    notes: dict[str, str]
    is_table: bool

    @property
    def is_building_block(self) -> bool:
        """Whether it only serves other macros."""
        return self.sentence.startswith("Building block: ")


def macros(sql: str) -> list[Macro]:
    """The macros of a file, in its order."""
    return [
        Macro(found.name, found.parameters.replace(" := null", ""), *said(found.comment), found.is_table)
        for found in commented(sql)
    ]


def document(query: Query) -> str:
    """The page, with the columns that `query` gives."""
    return "\n".join([INTRODUCTION, *(line for path in sorted(HERE.glob("*.sql")) for line in _theme(path, query))])


def said(comment: str) -> tuple[str, dict[str, str]]:
    """A comment's sentence, and its notes by their labels."""
    notes = {"": ""}
    label = ""
    for line in comment.splitlines():
        before, colon, after = line.removeprefix("-- ").partition(": ")
        if colon and before in LABELS:
            label, line = before, after
        notes[label] = f"{notes.get(label, '')} {line.removeprefix('-- ')}".strip()
    return notes.pop(""), notes


def _theme(path: Path, query: Query) -> Iterator[str]:
    sql = path.read_text("utf-8")
    yield f"## {path.stem.replace('_', ' ').capitalize()}\n\n{sql.splitlines()[0].removeprefix('-- ')}\n"
    for macro in sorted(macros(sql), key=lambda macro: macro.is_building_block):
        yield from _section(macro, query)


def _section(macro: Macro, query: Query) -> Iterator[str]:
    yield f"### {macro.name}({macro.parameters})\n\n{macro.sentence}\n"
    for label, note in macro.notes.items():
        yield f"- **{label}**: {note}"
    if macro.is_table and not macro.is_building_block:
        dated = 2 if macro.parameters.startswith("from_date") else 1
        arguments = ["date '2026-09-30'"] * dated + ["'P001'"] * macro.parameters.endswith("_id")
        columns = query(f"describe from {macro.name}({', '.join(arguments)})")
        named = (
            f"`{name}` {kind.lower()}"
            for name, kind in zip(columns["column_name"], columns["column_type"], strict=True)
        )
        yield f"- **Columns**: {', '.join(named)}"
    yield ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        TARGET.write_text(document(open_warehouse(folder).read()), "utf-8")
