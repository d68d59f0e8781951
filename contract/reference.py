"""Writes `docs/tables.md`, the contract for people to read: `python -m contract.reference`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
    parts = [HEADER.strip()]
    for workbook, introduction in WORKBOOKS.items():
        parts += [introduction, *(_table(table) for table in tables_of(workbook))]
    return "\n\n".join([*parts, _settings()]) + "\n"


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
