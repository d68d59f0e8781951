"""Where accepted rows live. `open_warehouse` is the only door; the two homes share one interface."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from warehouse.adjustment import Adjustments
from warehouse.attempts import Attempt
from warehouse.batch import Batch

__all__ = ["Attempt", "Batch", "Outdated", "Query", "Warehouse", "open_warehouse"]


class Query(Protocol):
    """Asks one published version: SQL with named parameters (values only) in, a frame out."""

    def __call__(self, sql: str, **parameters: Any) -> pd.DataFrame:
        """The answer as a frame; `duckdb.Error` for wrong SQL."""


class Outdated(Exception):
    """Somebody published in between."""


class Warehouse(Protocol):
    """Published versions of the portfolio. Version 0 is the empty one, before any import."""

    def current(self) -> int:
        """The newest published version."""

    def versions(self) -> list[int]:
        """The versions that can still be read, oldest first."""

    def read(self, version: int | None = None, days: tuple[date, ...] = (), adjustments: Adjustments = ()) -> Query:
        """A question to one version, the current one unless named; `LookupError` when it is gone.

        With `days`, the one asked about and the one it is compared with, what most macros read is worked out once for
        them; asking about other days is then a `duckdb.Error`. With `adjustments` the answer is that of a what-if, in
        which the register that counts on the first day says something else; the version stays as it is.
        """

    def publish(self, batches: list[Batch], onto: int | None = None) -> list[int]:
        """Add workbooks as one new version; their import ids, in the order given.

        `Outdated` when `onto`, the version they were judged by, is no longer the newest.
        """

    def preview(self, batches: list[Batch]) -> AbstractContextManager[Query]:
        """A question to what `publish` would make, without publishing it."""

    def withdraw(self, import_id: int) -> int:
        """Take an import back as a new version, whose number is returned; `LookupError` if there is none."""

    def rebuild(self, batches: list[Batch]) -> int:
        """Replace everything by these batches, which carry their import ids; the new version."""

    def refresh(self) -> int:
        """Publish anew if the stored definitions are not those of this code; the current version."""

    def note(self, attempts: list[Attempt]) -> None:
        """Remember refused uploads; no version changes."""

    def attempts(self) -> list[Attempt]:
        """The refused uploads that are remembered, oldest first; so many that reading them is not felt."""

    def keep(self, content: bytes) -> str:
        """Archive an upload; its SHA-256, by which `archived` gives it back."""

    def layouts(self) -> dict[str, str]:
        """The layouts learnt from what people sent: name to text."""

    def save_layout(self, name: str, text: str) -> None:
        """Keep a learnt layout, in place of one of that name; `ValueError` if the name is no plain word."""

    def drop_layout(self, name: str) -> None:
        """Forget a learnt layout; what was read with it keeps its own text. Nothing where there is none."""

    def scenarios(self) -> dict[str, Adjustments]:
        """The what-ifs that people have kept, by name."""

    def save_scenario(self, name: str, adjustments: Adjustments) -> None:
        """Keep a what-if under a name, in place of one of that name."""

    def drop_scenario(self, name: str) -> None:
        """Forget a what-if; nothing where there is none of that name."""

    def archived(self, sha256: str) -> bytes:
        """The upload of that digest; `LookupError` when it was never kept."""


def open_warehouse(url: str | Path) -> Warehouse:
    """The warehouse at a folder, made there by its first `publish`."""
    from warehouse.embedded import EmbeddedWarehouse

    return EmbeddedWarehouse(Path(url))
