"""The register of risks as somebody looks for something in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query

ORDERS = {
    "cost": "expected_cost desc nulls last",
    "score": "score desc nulls last",
    "changed": "changed_on desc nulls last",
    "due": "action_due nulls last",
    "age": "first_seen nulls last",
}
"""What a register may be sorted by, the most pressing first."""
SHOWN = {
    "open": "counts",
    "red": "counts and zone = 'Red'",
    "new": "counts and is_new",
    "overdue": "counts and action_overdue",
    "ended": "not is_open and not dropped",
    "dropped": "dropped",
    "opportunity": "is_open and kind = 'Opportunity'",
}
"""Which risks may be asked for."""
GROUPS = ("strategy", "programme", "project", "category", "owner")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: a piece of text anywhere in a risk, which of `SHOWN`, and by which of `ORDERS`."""

    text: str = ""
    shown: str = "open"
    order: str = "cost"


def risk_lines(query: Query, as_of: date, scope: Scope = EVERYTHING, wanted: Wanted = Wanted()) -> pd.DataFrame:
    """The risks that are wanted, with their recent scores; money, days."""
    said = "concat_ws(' ', risk_id, risk, category, owner, project, programme, strategy, milestone)"
    found = f"{SHOWN[wanted.shown]} and contains(lower({said}), lower($wanted))"
    rows = f"{found} order by {ORDERS[wanted.order]}, risk_id, scope_id"
    lines = scope.ask(query, "risk_lines", as_of, rows, {"wanted": wanted.text})
    # A list in which a report left the score unassessed comes as a masked array, whose gaps are no values of any kind.
    return lines.assign(scores=[each.tolist() if hasattr(each, "tolist") else each for each in lines["scores"]])


def grouped(lines: pd.DataFrame, by: str) -> list[tuple[str | None, pd.DataFrame, float]]:
    """The lines by one of `GROUPS`, with their expected cost in money, dearest group first; a nameless one last."""
    parts: list[tuple[str | None, pd.DataFrame, float]] = [
        (str(name), part, float(part["expected_cost"].sum())) for name, part in lines.groupby(by, sort=False)
    ]
    rest = lines[lines[by].isna()]
    nameless = [(None, rest, float(rest["expected_cost"].sum()))] if len(rest) else []
    return [*sorted(parts, key=lambda each: -each[2]), *nameless]
