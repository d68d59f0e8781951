"""The register of risks as somebody looks for something in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query

ORDERS = {
    "cost": "expected_cost desc nulls last",
    "score": "score desc nulls last",
    "changed": "coalesce(changed_on, ended_on) desc nulls last",
    "due": "action_due nulls last",
    "age": "first_seen nulls last",
}
"""What a register may be sorted by, the most pressing first."""
ENDED_WITHIN = 365
"""For how many days a register looks back at risks that ended; of earlier ones the register of an earlier day tells."""
MOST_ENDED = 1000
"""How many of them are listed; a year of a large portfolio has more than anybody reads."""
SHOWN = {
    "open": "counts",
    "red": "counts and zone = 'Red'",
    "new": "counts and is_new",
    "overdue": "counts and action_overdue",
    "ended": "true",
    "dropped": "dropped",
    "opportunity": "is_open and kind = 'Opportunity'",
    "unplaced": "counts and unplaced is not null",
    "unplaced_inherent": "counts and inherent_unplaced is not null",
    "unplaced_target": "counts and target_unplaced is not null",
}
"""Which risks may be asked for; `unplaced` are those without a cell on the matrix of that measure."""
_SAID = "lower(concat_ws(' ', risk_id, risk, category, owner, project_id, project, programme, strategy, milestone))"
GROUPS = ("strategy", "programme", "project", "category", "owner")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words anywhere in a risk, which of `SHOWN`, by which of `ORDERS`, of one project."""

    text: str = ""
    shown: str = "open"
    order: str = "cost"
    project: str | None = None


def risk_lines(query: Query, as_of: date, scope: Scope = EVERYTHING, wanted: Wanted = Wanted()) -> pd.DataFrame:
    """The risks that are wanted, with their recent scores; money, days."""
    words = {f"word_{place}": word.lower() for place, word in enumerate(wanted.text.split())}
    found = [SHOWN[wanted.shown], *(f"contains({_SAID}, ${name})" for name in words)]
    if wanted.project is not None:
        found, words = [*found, "project_id = $only"], words | {"only": wanted.project}
    rows = f"{' and '.join(found)} order by {ORDERS[wanted.order]}, risk_id, scope_id"
    if wanted.shown == "ended":
        rows += f" limit {MOST_ENDED}"
        lines = scope.ask(query, "risk_ended", as_of, rows, words, since=as_of - timedelta(ENDED_WITHIN))
    else:
        lines = scope.ask(query, "risk_lines", as_of, rows, words)
    # A list in which a report left the score unassessed comes as a masked array, whose gaps are no values of any kind.
    return lines.assign(scores=[each.tolist() if hasattr(each, "tolist") else each for each in lines["scores"]])


def grouped(lines: pd.DataFrame, by: str) -> list[tuple[str | None, pd.DataFrame, float]]:
    """The lines by one of `GROUPS`, with their expected cost in money, dearest group first; a nameless one last."""
    parts: list[tuple[str | None, pd.DataFrame, float]] = [
        (str(name), part, float(part["expected_cost"].sum(min_count=1))) for name, part in lines.groupby(by, sort=False)
    ]
    rest = lines[lines[by].isna()]
    nameless = [(None, rest, float(rest["expected_cost"].sum(min_count=1)))] if len(rest) else []
    return [*sorted(parts, key=lambda each: -each[2] if each[2] == each[2] else 0.0), *nameless]
