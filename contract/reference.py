"""Writes `docs/tables.md`, the contract for people to read: `python -m contract.reference`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contract.choices import RAG
from contract.model import Choice, Column, Kind, Setting, Table
from contract.settings import SETTINGS
from contract.tables import TABLES, tables_of

FILE = Path(__file__).resolve().parent.parent / "docs" / "tables.md"
HEADER = """# Tables

Generated from `contract/` by `python -m contract.reference`; a test keeps it current. Edit the contract, not the page.

A workbook holds any subset of the sheets of its kind. Sheets and headings are recognised in English and in Chinese,
whatever their case, spaces, `_`, `-` and `*`. The name in `code` is the column in the warehouse. **Bold** headings are
required; every other cell may be blank (not known yet) or `n/a` (does not apply), which are not the same as 0.
"""
CELLS = """## How cells are read

The whole column decides how its cells are read, never the order of its rows. What stays unclear is a problem at its
cell.

- **Numbers**: `1250000`, `1,250,000`, `1 250 000`, `(1,000)` and `1,000-` for −1000, `45 %`, `£1.2m`, `USD 1,200`,
  `3k`, `1.2 million`, `5bn`, `￥3万`, `2.5亿`. With a decimal comma, `1.234,56`, when a cell of the column shows it or
  the layout says so; `1,234` and `1.234` in a column that shows neither are 1234 and 1.234. Both styles in one column
  are a problem.
- **Units**: a bare number, such as 1.3 or 950000, beside `£1.2m` is a problem; `£950,000`, `950,000` and 0 are not, and
  neither is a currency alone from 1000 on (`£950000`). Two currencies in a column are a problem. Units are for money
  and plain numbers, a lone `m` for money only: 3m may be months or metres.
- **Dates**: `2026-09-30`, `30 Sept 2026`, `Sept 30, 2026`, `2026年9月30日`, each also with a time of day, which is left
  out. `03/04/2026` is read when another cell of the column, such as `25/04/2026`, tells the order, or the layout does;
  with a year of two digits only when the layout does, or a cell as short. A month, a quarter and a bare number are no
  date, but months are taken where a month is asked for: `2026-09`, `09/2026`, `Sept 2026`, `Sep-26`.
- **Ratings**:
{ratings}
"""
WORKBOOKS = {
    "register": "## Register\n\nKept by the PMO and sent again, whole, whenever the strategy is adjusted.",
    "status": "## Status report\n\nSent every week or two; the complete statement about the projects it reports.",
}
KINDS = {
    Kind.ID: "id",
    Kind.TEXT: "text",
    Kind.CHOICE: "choice",
    Kind.RAG: "red, amber, green",
    Kind.FLAG: "yes or no",
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.NUMBER: "number",
    Kind.MONEY: "money",
    Kind.PERCENT: "per cent",
    Kind.DAYS: "days",
    Kind.LEVEL: "whole number",
}
COLUMN_HEADER = "| Column | Heading | 中文 | Holds | Allowed | What it says |\n|---|---|---|---|---|---|"
SETTING_HEADER = "| Setting | Name | 中文 | Holds | Default | Allowed | What it says |\n|---|---|---|---|---|---|---|"


def reference() -> str:
    """The whole page."""
    parts = [HEADER.strip(), CELLS.format(ratings="\n".join(map(_spellings, RAG))).strip()]
    for workbook, introduction in WORKBOOKS.items():
        parts += [introduction, *(_table(table) for table in tables_of(workbook))]
    return "\n\n".join([*parts, _settings()]) + "\n"


def _spellings(choice: Choice) -> str:
    return "  - " + " · ".join((choice.value, choice.zh, *choice.aliases))


def _table(table: Table) -> str:
    title = f"### {table.sheet.en} · {table.sheet.zh} (`{table.name}`)"
    key = f"Told apart by {', '.join(f'`{name}`' for name in table.key)}."
    rows = [_column(column) for column in table.columns]
    return "\n".join([title, "", f"{table.help.en} {key}", "", COLUMN_HEADER, *rows])


def _column(column: Column) -> str:
    heading = f"**{column.heading.en}**" if column.required else column.heading.en
    return _row(
        f"`{column.name}`", heading, column.heading.zh, KINDS[column.kind], _allowed(column), column.help.en
    )  # fmt: skip


def _settings() -> str:
    rows = [_setting(setting) for setting in SETTINGS]
    introduction = "The names that the Settings sheet of the register may list. What it leaves out keeps its default."
    return "\n".join(["## Settings", "", introduction, "", SETTING_HEADER, *rows])


def _setting(setting: Setting) -> str:
    default = "" if setting.default is None else str(setting.default)
    return _row(
        f"`{setting.name}`", setting.heading.en, setting.heading.zh, KINDS[setting.kind], default, _allowed(setting),
        setting.help.en,
    )  # fmt: skip


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _allowed(column: Column | Setting) -> str:
    references = [f"a {TABLES[name].key[0]} of {TABLES[name].sheet.en}" for name in getattr(column, "references", ())]
    return "; ".join(filter(None, [_choices(column.choices), _range(column), ", or ".join(references)]))


def _choices(choices: Sequence[Choice]) -> str:
    return " · ".join(f"{choice.value} {choice.zh}" for choice in choices)


def _range(column: Column | Setting) -> str:
    if column.minimum is None:
        return ""
    return f"{column.minimum:g} or more" if column.maximum is None else f"{column.minimum:g} to {column.maximum:g}"


if __name__ == "__main__":
    FILE.write_text(reference(), "utf-8")
