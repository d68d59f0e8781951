"""What the risks are measured in: money or days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts.amounts import money_ticks
from i18n import Words


@dataclass(frozen=True)
class Measure:
    """A column of expected cost or delay, that which counts the risks not measured in it, and a unit of its axis."""

    name: str
    column: str
    unknown: str
    unit: float

    def said(self, value: float, t: Words) -> str:
        """A value with its unit, short; absent is a dash."""
        return t.money(value) if self.name == "money" else delay(value, t)

    def axis(self, t: Words) -> str:
        """What an axis of it plots."""
        return t(f"charts.measure.axis.{self.name}")

    def ticks(self, highest: float, t: Words) -> dict[str, Any]:
        """Where an axis of it is marked, and with what."""
        return money_ticks(highest, t, self.unit) if self.name == "money" else {}


MONEY = Measure("money", "expected_cost", "unpriced_risks", 1e6)
DAYS = Measure("days", "expected_delay_days", "undated_risks", 1.0)


def delay(days: float | None, t: Words) -> str:
    """Days of expected delay, without a sign; absent is a dash."""
    shown = t.number(days)
    return shown if shown == "–" else t("charts.measure.days", days=shown)
