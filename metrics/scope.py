"""Which part of the portfolio a question is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd

from warehouse import Query


@dataclass(frozen=True)
class Scope:
    """Filters by strategy id, programme id, department and tier; None means all."""

    strategy: str | None = None
    programme: str | None = None
    department: str | None = None
    tier: str | None = None

    def ask(
        self,
        query: Query,
        macro: str,
        as_of: date,
        rows: str = "true",
        given: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> pd.DataFrame:
        """The macro's rows of this scope for which the SQL condition `rows` holds, with the values `given` to it."""
        values = {"as_of": as_of, **more} | asdict(self)
        arguments = ", ".join(f"{name} := ${name}" for name in values if name != "as_of")
        return query(f"from {macro}($as_of, {arguments}) where {rows}", **values, **(given or {}))


EVERYTHING = Scope()
