"""A generation's file: opened, and changed in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
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


@cache
def blank() -> bytes:
    """The file of a generation without data, made once in a process: creating all macros takes most of a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.duckdb"
        changed(path, lambda _: None, None)
        return path.read_bytes()


def open_file(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to one generation's file, which can reach no other."""
    return duckdb.connect(path, read_only=read_only, config={"enable_external_access": False})
