"""What a what-if comes to, in words: the page's sentence, the portfolio's measures, and the table beside the figure."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from charts.palette import rating_of
from i18n import Words

MONEY = ("budget", "expected_cost", "passengers")
SHARES = ("priority_weight", "budget_share", "weights", "misplaced")
RELATIVE = ("budget_share", "gap")
"""What changes for everybody as soon as one strategy has more or less."""
MONEY_SEEN = 0.005
TOTALS = ("budget", "fte", "expected_cost", "misplaced", "late", "red", "benefits", "passengers", "orphans", "starved")


def number_of(measure: str, value: float | None, t: Words) -> str:
    """A value of a measure, short; absent is a dash."""
    if measure in MONEY:
        return t.money(value)
    if measure in SHARES:
        return t.percent(value)
    if measure == "gap":
        return t.number(None if value is None else 100 * value, 1)
    return t.number(value, 1 if measure == "fte" and abs(value or 0) < 100 else 0)


def value_of(measure: str, value: float | None, t: Words) -> str:
    """A value of a measure with its unit."""
    said = number_of(measure, value, t)
    return t(f"charts.whatif.unit.{measure}", value=said) if measure in ("gap", "fte") and said != "–" else said


def difference(measure: str, change: float | None, t: Words) -> str:
    """What a measure gains or loses, of shares in points; a dash where either side is absent."""
    if change is None or isnan(change):
        return "–"
    if number_of(measure, abs(change), t) == number_of(measure, 0.0, t):
        return "0"
    amount = value_of("gap", abs(change), t) if measure in SHARES else number_of(measure, abs(change), t)
    return f"{'+' if change > 0 else '−'}{amount}"


def sentence(lead: str, today: Mapping[str, float], supposed: Mapping[str, float], t: Words) -> str:
    """What the what-if frees in money and people, and how much of the rest lies elsewhere than declared."""
    freed = {name: today[name] - supposed[name] for name in ("budget", "fte")}
    money, people = (freed[name] > 0.05 for name in ("budget", "fte"))
    kind = "both" if money and people else "money" if money else "people" if people else "nothing"
    kind += "_unstaffed" * isnan(freed["fte"])
    amounts = {"money": t.money(freed["budget"]), "people": t.number(freed["fte"])}
    return t(
        f"charts.whatif.frees_{kind}", lead=lead, gap=_gap(today["misplaced"], supposed["misplaced"], t), **amounts
    )


def totals(today: Mapping[str, float], supposed: Mapping[str, float], t: Words) -> dict[str, str]:
    """Each measure of the portfolio, today and in the what-if."""
    return {
        t(f"charts.whatif.measure.{name}"): _total(name, today[name], supposed[name], t)
        for name in TOTALS
        if today[name] or supposed[name]
    }


def title(rows: pd.DataFrame, t: Words) -> str:
    """How many strategies change, and how to read the marks."""
    own = rows[~rows["measure"].isin(RELATIVE)].dropna(subset="strategy_id")
    changed = own[own["difference"].abs() > 1e-9]["strategy_id"].nunique()
    kinds = own["strategy_id"].nunique()
    return t("charts.whatif.title" if changed else "charts.whatif.title_today", count=changed, strategies=kinds)


def change(line: Any, t: Words) -> list[str]:
    """What becomes of a touched project: the kind of change, and its budget where it is another."""
    said = t(f"charts.whatif.change.{line.change}", rating=t(f"charts.rating.{rating_of(line.rag_evidence_supposed)}"))
    cut = line.change != "stops" and abs(line.budget - line.budget_supposed) > MONEY_SEEN
    money = f"{t.money(line.budget)} → {t.money(line.budget_supposed)}" if cut else t.money(line.budget)
    return [said, money]


def twin(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """All measures of all strategies as a table, with their units."""
    nameless = t("charts.no_strategy")
    lines = [
        {
            "strategy": row["strategy"] if isinstance(row["strategy"], str) else nameless,
            "what": t(f"charts.whatif.measure.{row['measure']}"),
            "today": value_of(row["measure"], row["today"], t),
            "supposed": value_of(row["measure"], row["supposed"], t),
            "difference": difference(row["measure"], row["difference"], t),
        }
        for row in rows.to_dict("records")
    ]
    return pd.DataFrame(lines)


def _gap(was: float, becomes: float, t: Words) -> str:
    if isnan(was) or isnan(becomes):
        return t("charts.whatif.gap_unknown")
    shares = {"was": t.percent(was), "becomes": t.percent(becomes)}
    kind = "same" if shares["was"] == shares["becomes"] else "falls" if becomes < was else "rises"
    return t(f"charts.whatif.gap_{kind}", **shares)


def _total(measure: str, was: float, becomes: float, t: Words) -> str:
    moved = difference(measure, becomes - was, t)
    said = value_of(measure, becomes, t)
    return said if moved in ("0", "–") else f"{number_of(measure, was, t)} → {said} ({moved})"
