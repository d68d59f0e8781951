"""The checks of a schedule in words: value, threshold, and how many of the 14 a status sheet supports."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.columns import tidy
from i18n import Words


def title(checks: pd.DataFrame, t: Words) -> str:
    """How many of the 14 checks can be computed, and how many of those hold."""
    rows = tidy(checks, ("passes",), ("dcma", "value"))
    told = rows[rows["dcma"].notna() & rows["value"].notna()]
    if not len(told):
        return t("charts.checks.none")
    return t("charts.checks.title", count=len(told), passed=int((told["passes"] == True).sum()))  # noqa: E712


def worst(checks: pd.DataFrame) -> str | None:
    """The first check that fails, else the first that can be computed; None when there is none."""
    rows = tidy(checks, ("check_name", "passes"), ("value", "found")).dropna(subset="value")
    order = rows.assign(fails=rows["passes"] == False).sort_values(["fails", "found"], kind="stable")  # noqa: E712
    return str(order["check_name"].iloc[-1]) if len(order) else None


def value(check: Any, t: Words) -> str:
    """A check's value with its unit."""
    return _said(check.value, check.unit, t)


def threshold(check: Any, t: Words) -> str:
    """What a check's value should be."""
    if pd.isna(check.threshold):
        return ""
    kind = "least" if check.unit == "index" else "most"
    return t(f"charts.checks.{kind}", value=_said(check.threshold, check.unit, t))


def _said(amount: float, unit: str, t: Words) -> str:
    if unit == "percent":
        return t.number(amount, 0 if amount == round(amount) else 1) + " %"
    return t.number(amount, 2 if unit == "index" else 0)
