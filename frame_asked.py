"""Where answers come from: the warehouse; with each answer goes what was asked, so that it can explain itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from metrics.explain import Call
from metrics.explain_inputs import Definition, definitions
from warehouse import Query, Warehouse, open_warehouse
from warehouse.adjustment import Adjustments

LookedAt = tuple[tuple[date, ...], Adjustments]
"""The days that a question is about, and the what-if that it supposes."""

_KEY = "asked"


@dataclass(frozen=True)
class Asked:
    """The questions of an answer, and the version, days and what-if that they were put to."""

    version: int
    looked_at: LookedAt
    calls: tuple[Call, ...]

    def query(self) -> Query:
        """A question to the record of the same version and days; `LookupError` when the version is gone.

        A what-if has no cells: what it says of them stands in no workbook.
        """
        return warehouse().read(self.version, self.looked_at[0])

    def definitions(self) -> dict[str, Definition]:
        """The macros of that version."""
        return _definitions(self.version)

    def __deepcopy__(self, _memo: Any) -> Asked:
        # Pandas copies what travels with rows at each step.
        return self


@st.cache_resource(show_spinner=False)
def warehouse() -> Warehouse:
    """This process's door to the warehouse, whose current version is made to fit this code."""
    home = open_warehouse(os.environ.get("THROUGHLINE_WAREHOUSE", "data/warehouse"))
    home.refresh()
    return home


def answered(version: int, looked_at: LookedAt, question: Callable[..., Any], parameters: tuple[Any, ...]) -> Any:
    """The answer of a metric function; what is selected from its rows still tells what it was asked."""
    query, calls = warehouse().read(version, *looked_at), []

    def noting(sql: str, **values: Any) -> Any:
        calls.append(Call(sql, values))
        return query(sql, **values)

    answer = question(noting, *parameters)
    for part in (answer, *getattr(answer, "__dict__", {}).values()):
        if hasattr(part, "attrs"):
            part.attrs[_KEY] = Asked(version, looked_at, tuple(calls))
    return answer


def asked_of(answer: Any) -> Asked | None:
    """What an answer was asked, as far as it is known."""
    found = getattr(answer, "attrs", {}).get(_KEY)
    return found if isinstance(found, Asked) and found.calls else None


@st.cache_resource(show_spinner=False, max_entries=4)
def _definitions(version: int) -> dict[str, Definition]:
    return definitions(warehouse().read(version))
