"""What is said of projects that wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from charts.escape import words
from i18n import Words

_NAMED = 6


def circles(cycles: pd.DataFrame, t: Words, met: Collection[str] | None = None) -> list[str]:
    """A sentence for each circle of `dependency_cycles`, or for those that hold one of the projects met."""
    shown = cycles if met is None else cycles[cycles["project_id"].isin(list(met))]
    every = cycles[cycles["cycle_id"].isin(shown["cycle_id"])].groupby("cycle_id", sort=False)
    return [_circle([words(name) for name in part["project"]], t) for _, part in every]


def _circle(names: list[str], t: Words) -> str:
    shown = names[:_NAMED] + (["…"] if len(names) > _NAMED else [])
    return t("charts.dependency.circle", count=len(names), names=" → ".join([*shown, names[0]]))
