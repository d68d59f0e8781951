"""The layouts that are known: those shipped with Throughline, and those learnt and kept with the warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.applying import fitting
from loaders.problems import Problem
from loaders.profile import Profile, read_profile
from loaders.workbook import Sheet
from warehouse import Warehouse

SHIPPED = Path(__file__).with_name("layouts")


@dataclass(frozen=True)
class Library:
    """Layouts by name, and what is wrong with the files of those that cannot be read."""

    profiles: Mapping[str, Profile]
    flaws: Mapping[str, str]

    def profile(self, name: str) -> Profile | None:
        """The layout of that name, None for a blank one; `LookupError` when there is none."""
        return self.profiles[name] if name else None

    def fitting(self, sheets: list[Sheet]) -> list[Profile]:
        """The layouts that know these sheets."""
        return fitting(list(self.profiles.values()), sheets)

    def problems(self) -> list[Problem]:
        """A warning for each layout that cannot be read: it may be the one that is missed."""
        return [
            Problem("layout-unreadable", value=name, severity="warning", details={"flaw": flaw})
            for name, flaw in self.flaws.items()
        ]


NONE = Library({}, {})


def library(warehouse: Warehouse) -> Library:
    """All layouts known; a learnt one counts in place of a shipped one of its name."""
    profiles, flaws = dict(shipped().profiles), {}
    for name, text in warehouse.layouts().items():
        profiles.pop(name, None)
        try:
            profiles[name] = read_profile(text)
        except ValueError as flaw:
            flaws[name] = str(flaw)
    return Library(profiles, flaws)


@cache
def shipped() -> Library:
    """The layouts that come with Throughline."""
    return Library({path.stem: read_profile(path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.toml"))}, {})
