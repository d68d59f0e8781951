"""The default home: immutable DuckDB generations in a folder, and a CURRENT file that names the newest."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd
from filelock import FileLock

from warehouse import Outdated, Query, ledger, schema
from warehouse.adjustment import Adjustments
from warehouse.attempts import Attempt, extended, recorded
from warehouse.batch import Batch
from warehouse.days import KeptDays, look_in, store
from warehouse.files import replace, sync
from warehouse.shelf import Shelf
from warehouse.writing import Change, Result, blank, changed, open_file

KEPT_GENERATIONS = 20
OPEN_GENERATIONS = 4
_EMPTY = "attach ':memory:' as portfolio"
RECORD = "attempts.jsonl"


class EmbeddedWarehouse(Shelf):
    """See `warehouse.Warehouse`. Readers never wait; writers wait for each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[int, tuple[duckdb.DuckDBPyConnection, KeptDays]] = {}
        self._opening, self._keeping = Lock(), Lock()

    def current(self) -> int:
        """The newest published version, 0 before the first."""
        try:
            return int((self.folder / "CURRENT").read_text())
        except FileNotFoundError:
            return 0

    def versions(self) -> list[int]:
        """The versions still on disk, oldest first."""
        found = (int(path.stem) for path in (self.folder / "generations").glob("[0-9]*.duckdb"))
        return sorted(version for version in found if version <= self.current())

    def read(self, version: int | None = None, days: tuple[date, ...] = (), adjustments: Adjustments = ()) -> Query:
        """A question to one version; each call of it uses a cursor of its own."""
        connection, kept = self._opened(self.current() if version is None else version)
        with self._keeping:
            places = ("portfolio.main",) if not days else (kept.place(days, adjustments), "portfolio.main")

        def ask(sql: str, **parameters: Any) -> pd.DataFrame:
            with connection.cursor() as cursor:
                look_in(cursor, *places)
                return cursor.execute(sql, parameters or None).df()

        return ask

    def publish(self, batches: list[Batch], onto: int | None = None) -> list[int]:
        """Add the batches as one version."""
        return self._write(lambda connection: ledger.accept(connection, batches), onto)

    @contextmanager
    def preview(self, batches: list[Batch]) -> Iterator[Query]:
        """A question to what `publish` would make; gone when the block ends."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            target = Path(folder) / "preview.duckdb"
            self._build(target, self.current(), lambda connection: ledger.accept(connection, batches))
            with open_file(target, read_only=True) as connection:
                yield lambda sql, **parameters: connection.execute(sql, parameters or None).df()

    def withdraw(self, import_id: int) -> int:
        """Take an import back."""
        self._write(lambda connection: ledger.withdraw(connection, import_id))
        return self.current()

    def rebuild(self, batches: list[Batch]) -> int:
        """Start from nothing and accept these batches."""
        self._write(lambda connection: ledger.accept(connection, batches), from_nothing=True)
        return self.current()

    def refresh(self) -> int:
        """Store this code's macros if the current version has others."""
        stored = self.read()("select definitions from generation")["definitions"].tolist()
        if self.current() and stored != [schema.digest()]:
            self._write(lambda _: None)
        return self.current()

    def note(self, attempts: list[Attempt]) -> None:
        """Write the record of refused uploads anew with these added, so that a kill leaves the old or the new."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "writer.lock"):
            replace(self.folder / RECORD, extended(self.folder / RECORD, attempts))

    def attempts(self) -> list[Attempt]:
        """The record of refused uploads, oldest first."""
        return recorded(self.folder / RECORD)

    def keep(self, content: bytes) -> str:
        """Archive an upload under its digest."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.folder / "archive" / digest
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
        return digest

    def archived(self, sha256: str) -> bytes:
        """The upload of that digest."""
        try:
            return (self.folder / "archive" / sha256).read_bytes()
        except FileNotFoundError as missing:
            raise LookupError(sha256) from missing

    def _path(self, version: int) -> Path:
        return self.folder / "generations" / f"{version:06d}.duckdb"

    def _opened(self, version: int) -> tuple[duckdb.DuckDBPyConnection, KeptDays]:
        with self._opening:
            found = self._open.pop(version, None) or self._attached(version)
            self._open[version] = found
            for unused in list(self._open)[:-OPEN_GENERATIONS]:
                del self._open[unused]
            return found

    def _attached(self, version: int) -> tuple[duckdb.DuckDBPyConnection, KeptDays]:
        """A connection of its own, with the version as the catalogue `portfolio`, beside which days can be kept."""
        if version and not self._path(version).exists():
            raise LookupError(f"version {version}")
        connection = duckdb.connect(":memory:")
        connection.execute(f"attach '{_literal(self._path(version))}' as portfolio (read_only)" if version else _EMPTY)
        connection.execute("set enable_external_access = false")
        if not version:
            connection.execute("use portfolio")
            schema.install(connection)
        return connection, KeptDays(connection)

    def _write(self, change: Change[Result], onto: int | None = None, from_nothing: bool = False) -> Result:
        (self.folder / "generations").mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "writer.lock"):
            base = self.current()
            if onto not in (None, base):
                raise Outdated
            self._sweep(base)
            target = self._path(base + 1)
            result = self._build(target, 0 if from_nothing else base, change, store)
            sync(target.parent)
            replace(self.folder / "CURRENT", f"{base + 1}\n".encode())
            return result

    def _build(self, target: Path, base: int, change: Change[Result], finish: Change[None] | None = None) -> Result:
        if base:
            shutil.copyfile(self._path(base), target)
        else:
            target.write_bytes(blank())
        try:
            result = changed(target, change, finish)
        except BaseException:
            target.unlink(missing_ok=True)  # no version came of it, so nothing may look like one
            raise
        sync(target)
        return result

    def _sweep(self, current: int) -> None:
        """Remove what a killed writer left behind and generations that are too old to keep."""
        for path in (self.folder / "generations").glob("[0-9]*"):
            version = int(path.name.partition(".")[0])
            if current - KEPT_GENERATIONS < version <= current:
                continue
            with suppress(PermissionError):  # Windows: somebody still reads it; the next writer tries again
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
