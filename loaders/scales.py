"""The scale on which a report measures its risks: that of the register which counts on the report's own date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from contract.settings import SETTINGS
from loaders.dating import Sheets, register_date
from loaders.settings import declared
from warehouse import Query

DEFAULTS: dict[str, Any] = {setting.name: setting.default for setting in SETTINGS}


@dataclass(frozen=True)
class Scale:
    """How many levels probability and impact have, and how likely each level of probability is (0 to 1)."""

    levels: dict[str, int]
    chances: tuple[float, ...]


@dataclass(frozen=True)
class Scales:
    """The scales of all registers that count, each from its day on."""

    registers: tuple[tuple[date, Scale], ...] = ()

    def on(self, day: date | None) -> Scale:
        """The scale of a report of that day.

        Before the first register that is the scale of the first, and without any register the defaults. A row that
        lacks its day, which is a problem by itself, is measured on the newest.
        """
        if not self.registers:
            return _STANDARD
        place = bisect_right(self.registers, day, key=lambda each: each[0]) if day else len(self.registers)
        return self.registers[max(place - 1, 0)][1]

    def with_register(self, sheets: Sheets) -> Scales:
        """The scales once the Settings of this workbook count too, in place of a register of the same day."""
        day = register_date(sheets)
        if day is None:
            return self
        known = dict(self.registers) | {day: scale_of_settings(declared(sheets.get("setting")))}
        return Scales(tuple(sorted(known.items(), key=lambda each: each[0])))


def scales(query: Query) -> Scales:
    """Those of the registers that count in a version."""
    found = query(
        "select valid_from, probability_levels, impact_levels, chance[:probability_levels] as chance"
        " from risk_scale_span() where valid_from is not null order by valid_from"
    )
    return Scales(tuple((each["valid_from"].date(), _stored(each)) for each in found.to_dict("records")))


def scales_of(workbooks: Iterable[Sheets]) -> Scales:
    """Those that these workbooks declare; of two of one day that of the later one."""
    found = Scales()
    for sheets in workbooks:
        found = found.with_register(sheets)
    return found


def scale_of_settings(said: dict[str, Any]) -> Scale:
    """What a register declares, and the defaults for what it leaves unsaid."""
    values = DEFAULTS | said
    levels = {name: int(values[f"{name}_levels"]) for name in ("probability", "impact")}
    percents = [values[f"probability_{level}_percent"] for level in range(1, levels["probability"] + 1)]
    middles = [(level - 0.5) / levels["probability"] for level in range(1, levels["probability"] + 1)]
    pairs = zip(percents, middles, strict=True)
    return Scale(levels, tuple(middle if percent is None else percent / 100 for percent, middle in pairs))


def _stored(row: dict[Hashable, Any]) -> Scale:
    return Scale({name: int(row[f"{name}_levels"]) for name in ("probability", "impact")}, tuple(row["chance"]))


_STANDARD = scale_of_settings({})
