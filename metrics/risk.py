"""What could hurt the portfolio."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query

DEAREST = "order by expected_cost desc nulls last, risk_id, scope_id"

LEVELS = {
    "residual": ("probability", "impact"),
    "inherent": ("inherent_probability", "inherent_impact"),
    "target": ("target_probability", "target_impact"),
}
"""What a matrix may measure, and the columns that say it."""


@dataclass(frozen=True)
class Look:
    """Which matrix is looked at: of all projects or one, of which `LEVELS`, of threats or of opportunities."""

    project: str | None = None
    measure: str = "residual"
    kind: str = "Threat"


RESIDUAL = Look()


def open_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open risks, the highest expected cost in money first."""
    return scope.ask(query, "risk_register", as_of, f"counts {DEAREST}")


def risks_of(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open risks that count in this scope alone: of a strategy those whose project serves it most."""
    return scope.ask(query, "risk_register", as_of, f"counts and passes(strategy_id, $strategy) {DEAREST}")


def dearest_risks(query: Query, as_of: date, scope: Scope = EVERYTHING, look: Look = RESIDUAL) -> pd.DataFrame:
    """The hundred open risks with the highest expected cost in money, dearest first."""
    return scope.ask(query, "risk_register", as_of, f"counts {DEAREST} limit 100", project=look.project)


def cell_risks(query: Query, as_of: date, scope: Scope, cell: tuple[int, int], look: Look = RESIDUAL) -> pd.DataFrame:
    """The open risks that the matrix counts in one cell, (probability, impact), as it measures them, dearest first."""
    probability, impact = LEVELS[look.measure]
    given = {"its_probability": cell[0], "its_impact": cell[1], "its_kind": look.kind}
    placed = f"{probability} = $its_probability and {impact} = $its_impact"
    rows = f"is_open and on_scale and kind = $its_kind and {placed} {DEAREST}"
    found = measured(scope.ask(query, "risk_register", as_of, rows, given, project=look.project), look.measure)
    return found.sort_values("expected_cost", ascending=False, kind="stable", ignore_index=True)


def unplaced_risks(query: Query, as_of: date, scope: Scope = EVERYTHING, look: Look = RESIDUAL) -> pd.DataFrame:
    """How many open risks have no cell on the matrix, by reason: with it they add up to the register."""
    return scope.ask(query, "risk_unplaced", as_of, **asdict(look))


def dropped_risks(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The risks that vanished unclosed, threats and opportunities alike (`kind`), dearest first."""
    return scope.ask(query, "risk_register", as_of, f"dropped {DEAREST}")


def risk_matrix(query: Query, as_of: date, scope: Scope = EVERYTHING, look: Look = RESIDUAL) -> pd.DataFrame:
    """Each cell of the probability × impact scale with its open risks and their expected cost."""
    return scope.ask(query, "risk_matrix", as_of, **asdict(look))


def opportunities(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """The open opportunities of the register, the highest `expected_gain` in money first; `opportunity` says each."""
    return as_gains(scope.ask(query, "risk_register", as_of, f"is_open and kind = 'Opportunity' {DEAREST}"))


def as_gains(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of opportunities under the names of gains, since their money is nothing to fear."""
    return rows.rename(columns={"risk": "opportunity", "expected_cost": "expected_gain"})


def measured(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of the register with levels, zone, money and the reason for having no cell as one of `LEVELS` has them."""
    if measure == "residual":
        return rows
    own = {name: rows[f"{measure}_{name}"] for name in ("probability", "impact", "zone", "unplaced")}
    return rows.assign(**own, expected_cost=rows[f"{measure}_cost"])


def one_risk(query: Query, as_of: date, scope_id: str, risk_id: str) -> pd.DataFrame:
    """The risk of that scope and id, though it ended long ago: one row, or none."""
    rows, which = "scope_id = $its_scope and risk_id = $its_risk", {"its_scope": scope_id, "its_risk": risk_id}
    found = EVERYTHING.ask(query, "risk_register", as_of, f"{rows} and (is_open or dropped)", which)
    return found if len(found) else EVERYTHING.ask(query, "risk_ended", as_of, rows, which)


def category_exposure(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Open risks and their expected cost by strategy and category."""
    return scope.ask(query, "category_exposure", as_of)
