"""How a metric's columns are shown in a table: heading, unit, alignment. A column without a heading is not shown."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from charts.palette import SHAPES, rating_of
from i18n import Words, catalogue


class Unit(NamedTuple):
    """A unit of money: what it divides by, its wording, and from which largest amount of a column it is used."""

    size: float
    wording: str
    needed: float


UNITS = (Unit(1e6, "millions", 1e7), Unit(1e3, "thousands", 1e4), Unit(1.0, "whole", 0.0))
LONG = {
    "risk", "decision_needed", "rag_reason", "reason", "came", "subject", "key", "issue", "outcome", "summary",
    "next_steps", "reference_class", "opportunity",
}  # fmt: skip
FILES = {"file", "refused_file"}
MONEY = {
    "budget", "actual_cost", "estimate_at_completion", "cost_overrun", "expected_cost", "cost_exposure",
    "money", "budget_was", "planned_value", "earned_value", "bac", "pv", "ev", "ac", "sv", "cv", "eac",
    "appetite", "contingency", "p80_drop", "expected_gain",
}  # fmt: skip
SHARES = {
    "share", "budget_share", "priority_weight", "gap", "largest_share", "hhi", "key_share", "time_share",
    "weight", "weight_was", "share_was", "share_of_strategy", "share_of_programme", "was", "becomes",
    "progress", "precision", "recall", "base_rate", "kept_p50", "kept_p80",
    "share_of_appetite",
}  # fmt: skip
FRACTIONS = {
    "planned", "realised", "first_realised", "planned_fte", "actual_fte", "all_planned_fte", "capacity_fte", "over_fte",
}  # fmt: skip
INDICES = {
    "spi", "cpi", "es", "at", "sv_t", "spi_t", "ieac_t", "tcpi", "planned_duration", "spi_t_approx", "cpli", "bei",
    "cei", "slip_rate",
}  # fmt: skip
LATENESS = {"delay_exposure_days", "days_late", "days_late_first", "days_late_p80", "days_moved", "days_after_promise"}
RATINGS = {"rag_evidence", "rag_reported", "rating", "zone", "from_zone", "to_zone"}
# What a report's state on the submission board is marked with.
SUBMISSIONS = {
    "refused": "Red", "never": "Red", "overdue": "Red", "due": "Not rated", "late": "Amber", "on time": "Green",
}  # fmt: skip
CHOICES = {
    "tier", "freshness", "state", "response", "kind", "cadence", "link", "was", "becomes", "what", "workbook", "change",
    "standing", "stage", "direction", "goes_to", "unplaced",
}  # fmt: skip


def described(rows: pd.DataFrame, t: Words) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows in display units, and their columns' configuration."""
    headings = catalogue(t.language)["pages"]["column"]
    names = [name for name in rows.columns if name in headings]
    shown = pd.DataFrame({name: _values(rows[name], t) for name in names})
    return shown, {name: _column(rows[name], t) for name in names}


def spoken(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows with their ratings and choices in the reader's language, all else as it is."""
    said = rows.copy()
    for name in rows.columns.intersection(list(RATINGS | CHOICES)):
        said[name] = [None if pd.isna(value) else choice(value, t) for value in rows[name]]
    return said


def _values(column: pd.Series[Any], t: Words) -> Any:
    name = str(column.name)
    if name in MONEY:
        return column / _unit(column).size
    if name in SHARES and pd.api.types.is_numeric_dtype(column):
        return column * 100
    if name in RATINGS:
        return [f"{SHAPES[rating_of(value)]} {rating(value, t)}" for value in column]
    if name in CHOICES and pd.api.types.is_string_dtype(column):
        return [None if pd.isna(value) else choice(value, t) for value in column]
    return column


def _column(column: pd.Series[Any], t: Words) -> Any:
    name = str(column.name)
    heading = t(f"pages.column.{name}")
    if name in MONEY:
        return _money(column, heading, t)
    if name in INDICES:
        return st.column_config.NumberColumn(heading, format="%.2f", width=88)
    if name in SHARES and pd.api.types.is_numeric_dtype(column):
        return st.column_config.NumberColumn(t("pages.unit.percent", heading=heading), format="%.0f")
    return _by_type(column, heading, "D MMM YYYY" if t.language == "en" else "YYYY-MM-DD")


def _money(column: pd.Series[Any], heading: str, t: Words) -> Any:
    unit = _unit(column)
    said = t(f"pages.unit.{unit.wording}", heading=heading, currency=t.currency)
    digits = "%.0f" if unit.size == 1 else "%.1f"
    if column.name != "expected_cost":
        return st.column_config.NumberColumn(said, format=digits)
    most = max(column.max() / unit.size, 0.1) if column.notna().any() else 1.0
    return st.column_config.ProgressColumn(said, format=digits, min_value=0, max_value=most, width=160)


def _unit(column: pd.Series[Any]) -> Unit:
    """The unit in which the largest amount of a column is easy to read."""
    largest = pd.to_numeric(column).abs().max()
    return next(unit for unit in UNITS if not largest < unit.needed)


def _by_type(column: pd.Series[Any], heading: str, day: str) -> Any:
    if str(column.name).endswith("_at"):
        return st.column_config.DatetimeColumn(heading, format=f"{day} HH:mm")
    if pd.api.types.is_datetime64_any_dtype(column):
        return st.column_config.DateColumn(heading, format=day)
    if pd.api.types.is_bool_dtype(column):
        return st.column_config.CheckboxColumn(heading, width=80)
    if pd.api.types.is_numeric_dtype(column):
        return st.column_config.NumberColumn(heading, format="%.1f" if column.name in FRACTIONS else "%.0f", width=88)
    return st.column_config.TextColumn(heading, width=480 if column.name in LONG else None)


def rating(value: Any, t: Words) -> str:
    """A rating in words."""
    return t(f"charts.rating.{rating_of(value)}")


def choice(value: Any, t: Words) -> str:
    """A stored value in the reader's language, as it stands where the catalogue has no word for it."""
    said = catalogue(t.language)["pages"]["choice"]
    return rating(value, t) if value in SHAPES else str(said.get(value, value))


def reason(line: Any, t: Words) -> str:
    """The rule that decided a project's rating; the warehouse words it with its thresholds, in English only."""
    if t.language == "en":
        return str(line.rag_reason)
    rule = "unrated" if pd.isna(line.rag_rule) else line.rag_rule.replace(" ", "_")
    return t(f"pages.reason.{rule}", days=t.days(line.days_late), money=t.money(line.cost_overrun))
