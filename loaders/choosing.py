"""Which layout a file is read with: the template's own, one that is known, or none yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from contract.tables import TABLES
from loaders.applying import lay_out
from loaders.drift import Drift, drift, nearest
from loaders.layout import Layout, problems_block, understand
from loaders.library import Library
from loaders.problems import Problem
from loaders.profile import Profile, write_profile
from loaders.proposal import propose
from loaders.workbook import Sheet

OTHER_UNITS = "layout-notes-differ"
Laid = tuple[list[Layout], list[Problem]]


@dataclass(frozen=True)
class Choice:
    """The profile that a file was read with, None for the template's own layout or where it `is_needed`."""

    profile: Profile | None = None
    is_needed: bool = False

    @property
    def name(self) -> str:
        """The profile's name, blank without one."""
        return self.profile.name if self.profile else ""

    @property
    def text(self) -> bytes:
        """The profile as its file, by which a rebuild reads again; nothing without one."""
        return write_profile(self.profile).encode() if self.profile else b""

    @property
    def sha256(self) -> str:
        """The digest of that text, blank without one."""
        return hashlib.sha256(self.text).hexdigest() if self.profile else ""


def choose_layout(sheets: list[Sheet], known: Library, forced: Profile | None = None) -> tuple[Choice, Laid]:
    """The layout of these sheets and what it makes of them.

    The template's own goes first where nothing is wrong with its headings; then the one layout that fits; then the one
    that nearly fits, if nothing has to be asked about it.
    """
    if forced:
        return Choice(forced), lay_out(forced, sheets)
    layouts, problems = understand(sheets)
    if layouts and not problems_block(problems):
        return Choice(), (layouts, problems)
    fitting = known.fitting(sheets)
    if len(fitting) == 1:
        return _read_with(fitting[0], sheets, drift(fitting[0], sheets))
    if fitting:
        names = ", ".join(profile.name for profile in fitting)
        return Choice(is_needed=True), ([], [Problem("fits-two-layouts", details={"layouts": names})])
    near = nearest(known.profiles.values(), sheets)
    if near and near.is_settled:
        return _read_with(near.profile, sheets, near)
    if layouts:
        return Choice(), (layouts, problems)
    wrong = [problem for problem in problems if problem.is_error]
    return Choice(is_needed=True), ([], [*_needed(near, sheets), *wrong, *known.problems()])


def _read_with(profile: Profile, sheets: list[Sheet], found: Drift | None) -> tuple[Choice, Laid]:
    """The sheets laid out, with their drift told; not if the columns count in something else now, which is asked."""
    layouts, problems = lay_out(profile, sheets)
    drifted = found.warnings if found else ()
    if questions := [problem for problem in problems if problem.code == OTHER_UNITS]:
        return Choice(is_needed=True), ([], [_nearly(profile), *questions, *drifted])
    return Choice(profile), (layouts, [*drifted, *problems])


def _nearly(profile: Profile) -> Problem:
    return Problem("nearly-fits", value=profile.name, severity="warning")


def _needed(near: Drift | None, sheets: list[Sheet]) -> list[Problem]:
    """What has to be said before the file can be read: only about the drift where a known layout nearly fits.

    Of an unknown file the required columns are named that are nowhere in it.
    """
    if near:
        return [_nearly(near.profile), *near.questions, *near.warnings]
    about = Problem("needs-a-layout", details={"expected": tuple(table.sheet for table in TABLES.values())})
    return [about, *(each.problem for each in propose(sheets).missing)]
