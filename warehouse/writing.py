"""A generation's file: opened, and changed in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from warehouse import schema

Result = TypeVar("Result")
Change = Callable[[duckdb.DuckDBPyConnection], Result]


def changed(target: Path, change: Change[Result], finish: Change[None] | None) -> Result:
    """What a change to a generation's file gives, made whole or not at all; then what is to finish it."""
    with open_file(target, read_only=False) as connection:
        connection.begin()
        schema.install(connection)
        result = change(connection)
        if finish:
            finish(connection)
        connection.commit()
        connection.execute("checkpoint")
    return result


def open_file(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to one generation's file, which can reach no other."""
    return duckdb.connect(path, read_only=read_only, config={"enable_external_access": False})
