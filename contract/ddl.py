"""The contract as SQL: one table and one as-of macro per sheet."""

from __future__ import annotations

from contract.model import Column, Kind, Setting, Table
from contract.settings import SETTINGS
from contract.tables import TABLES

SQL_TYPE = {
    Kind.ID: "VARCHAR",
    Kind.TEXT: "VARCHAR",
    Kind.CHOICE: "VARCHAR",
    Kind.RAG: "VARCHAR",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MONTH: "DATE",
    Kind.NUMBER: "DOUBLE",
    Kind.MONEY: "DOUBLE",
    Kind.PERCENT: "DOUBLE",
    Kind.DAYS: "DOUBLE",
    Kind.LEVEL: "INTEGER",
}
# Every row knows the statement it belongs to, its row in the sender's sheet (which of them: `source_sheet.part`), and
# which of its cells said "not applicable".
ROW_COLUMNS = {
    "statement_id": "BIGINT",
    "source_row": "INTEGER",
    "not_applicable": "VARCHAR[]",
    "source_part": "INTEGER default 0",
}


def definitions() -> str:
    """All SQL that the contract decides: tables, their `_at` and `_source` macros, and `setting_values(as_of)`."""
    tables = [create_table(table) for table in TABLES.values()]
    macros = [macro(table) for table in TABLES.values() for macro in (as_of_macro, source_macro)]
    return "\n".join([*tables, *macros, declare_settings(), settings_macro()])


def create_table(table: Table) -> str:
    """`create table` with the columns of the contract, then those every row has; an older table gets what it lacks."""
    columns = {column.name: SQL_TYPE[column.kind] for column in table.columns} | ROW_COLUMNS
    body = ",\n".join(f'  "{name}" {sql_type}' for name, sql_type in columns.items())
    missing = (
        f'alter table "{table.name}" add column if not exists "{name}" {sql_type};'
        for name, sql_type in columns.items()
    )
    return "\n".join([f'create table if not exists "{table.name}" (\n{body}\n);', *missing])


def as_of_macro(table: Table) -> str:
    """`<table>_at(as_of)`: the rows that count on that day, with the day they were stated."""
    return (
        f'create or replace macro "{table.name}_at"(as_of) as table\n'
        f'  select t.*, s.import_id, s.stated_on from "{table.name}" t join statement s using (statement_id)\n'
        f"  where s.table_name = '{table.name}' and s.valid_from <= as_of::date and s.valid_to > as_of::date;"
    )


def source_macro(table: Table) -> str:
    """`<table>_source(as_of)`: these rows with their file and sheet; with `history` all, or also those of `before`."""
    return (
        f'create or replace macro "{table.name}_source"(as_of, history := false, before := null) as table\n'
        "  select t.*, s.import_id, s.stated_on, i.file, i.sha256, x.sheet, x.letters\n"
        f'  from "{table.name}" t join statement s using (statement_id) join intake i using (import_id)\n'
        f"  left join source_sheet x on x.import_id = s.import_id and x.table_name = '{table.name}'\n"
        "    and x.part = coalesce(t.source_part, 0)\n"
        f"  where s.table_name = '{table.name}' and s.valid_from <= as_of::date\n"
        "    and (history or s.valid_to > as_of::date\n"
        "      or (s.valid_from <= before::date and s.valid_to > before::date));"
    )


def declare_settings() -> str:
    """Write what each register declares as typed columns, beside the defaults (statement 0).

    Binding two dozen aggregates in every question took longer than answering it.
    """
    defaults = ",\n".join(f"    {_typed(_default(setting), setting)}" for setting in SETTINGS)
    stated = ",\n".join(f"    {_typed(_stated(setting), setting)}" for setting in SETTINGS)
    return (
        f"create or replace table setting_declared as\n  select 0::bigint as statement_id,\n{defaults}\n"
        f"  union all\n  select statement_id,\n{stated}\n  from setting group by statement_id;"
    )


def settings_macro() -> str:
    """`setting_values(as_of)`: one row, one typed column per setting, defaults filled in."""
    return (
        "create or replace macro setting_values(as_of) as table\n"
        "  select d.* exclude (statement_id) from setting_declared d left join statement s using (statement_id)\n"
        "  where d.statement_id = 0 or (s.valid_from <= as_of::date and s.valid_to > as_of::date)\n"
        "  order by d.statement_id desc limit 1;"
    )


def column_type(column: Column) -> str:
    """The SQL type of a contract column."""
    return SQL_TYPE[column.kind]


def _typed(value: str, setting: Setting) -> str:
    return f"{value}::{SQL_TYPE[setting.kind]} as {setting.name}"


def _stated(setting: Setting) -> str:
    return f"coalesce(max(value) filter (where name = '{setting.name}'), {_default(setting)})"


def _default(setting: Setting) -> str:
    return "null" if setting.default is None else f"'{setting.default}'"
