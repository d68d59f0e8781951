"""A proposal: what the columns of an unknown workbook seem to mean, open to correction, and the profile it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contract.model import Column
from contract.tables import TABLES
from loaders.days import MONTH_STYLES, days_of
from loaders.problems import Problem
from loaders.profile import Feed, Label, LeaveOut, Profile, Region, Source
from loaders.proposal.grid import Header
from loaders.proposal.leavings import LeftOut
from loaders.proposal.looks import Looks
from loaders.spans import named

SURE = 0.75
SETTING = "setting"


@dataclass(frozen=True)
class Match:
    """One column of the contract and where its cells seem to come from, how surely (0 to 1), and why.

    `place` is the letter of the source column (the row number on a transposed sheet), blank for a label or a constant.
    """

    column: str
    source: Source
    confidence: float
    reason: Problem
    place: str = ""
    question: Problem | None = None
    """What nobody but the sender can interpret; an error when no row can be read without the answer."""

    @property
    def is_sure(self) -> bool:
        """Whether it may be used without being asked about."""
        return self.confidence >= SURE


@dataclass(frozen=True)
class ProposedFeed:
    """A table of the contract and its columns as far as they were found; `unstated` is what the source never states."""

    table: str
    matches: tuple[Match, ...]
    unstated: tuple[str, ...] = ()
    once: bool = False

    @property
    def missing(self) -> tuple[Column, ...]:
        """The required columns that have no source."""
        found = {match.column for match in self.matches} | set(self.unstated)
        return tuple(each for each in TABLES[self.table].columns if each.required and each.name not in found)

    def match(self, column: str) -> Match | None:
        """The match of a column, if it has one."""
        return next((match for match in self.matches if match.column == column), None)


@dataclass(frozen=True)
class ProposedRegion:
    """A table on a sheet: where its headings are and what they feed; `pattern` fits the sheet's name next time too.

    `places` names the place of each heading, `seen` are the cells below it, `units` what the lines of units say
    under each heading. `columns` are those it has where others stand beside it; `until` is what stands in the row in
    which it ends, `repeated` whether its headings begin further blocks.
    """

    sheet: str
    pattern: str
    header: Header
    header_line: str
    transposed: bool
    places: dict[str, str]
    seen: dict[str, Looks] = field(repr=False, compare=False)
    units: dict[str, str]
    feeds: tuple[ProposedFeed, ...]
    labels: dict[str, Label] = field(default_factory=dict)
    leave_out: tuple[LeaveOut, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    columns: range | None = None
    until: str = ""
    repeated: bool = False

    @property
    def cell(self) -> str:
        """Its first heading."""
        place = next(iter(self.places.values()), "")
        return f"{self.header_line}{place}" if self.transposed else f"{place}{self.header_line}"

    @property
    def where(self) -> str:
        """What tells it apart from the other tables of the workbook: "Return!A3 status"."""
        return f"{self.sheet}!{self.cell} {self.feeds[0].table}"

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings, to choose from."""
        return tuple(self.places)


@dataclass(frozen=True)
class Missing:
    """A required column of a table that nothing on the sheet feeds. On table `setting`: a setting without a value."""

    sheet: str
    table: str
    column: str

    @property
    def problem(self) -> Problem:
        """What to do about it."""
        if self.table == SETTING:
            return Problem("no-source-for-setting", self.sheet)
        table = TABLES[self.table]
        details = {"heading": table.column(self.column).heading, "table": table.sheet}
        return Problem("no-source", self.sheet, details=details)


@dataclass(frozen=True)
class Proposal:
    """What an unknown workbook seems to hold; `remarks` say what was decided about whole sheets."""

    regions: tuple[ProposedRegion, ...]
    remarks: tuple[Problem, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Every required column without a source; the register's date where a register is gathered from the rows."""
        found = [
            Missing(region.sheet, feed.table, column.name) for region, feed in self.feeds() for column in feed.missing
        ]
        return (*found, *self._undated_register())

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What nobody but the sender can interpret."""
        matches = (match for _, feed in self.feeds() for match in feed.matches)
        return tuple(match.question for match in matches if match.question)

    @property
    def is_loadable(self) -> bool:
        """Whether a profile made of it could load: something found, nothing required missing, no blocking question."""
        return bool(self.regions) and not self.missing and not any(each.is_error for each in self.questions)

    def feeds(self) -> Iterator[tuple[ProposedRegion, ProposedFeed]]:
        """Every feed with its region."""
        return ((region, feed) for region in self.regions for feed in region.feeds)

    def profile(self, name: str, title: str = "") -> Profile:
        """The profile that it makes, to be saved under that name."""
        regions: list[Region] = []
        for region in map(_region, self.regions):
            regions += [] if region in regions else [region]  # sheets of one make whose names a pattern fits
        return Profile(name, title or name, tuple(regions), self.settings, self._register_date())

    def _undated_register(self) -> tuple[Missing, ...]:
        registers = [region for region, feed in self.feeds() if TABLES[feed.table].workbook == "register"]
        settled = "register_date" in self.settings or any(feed.table == SETTING for _, feed in self.feeds())
        if not registers or settled or self._register_date():
            return ()
        return (Missing(registers[0].sheet, SETTING, "register_date"),)

    def _register_date(self) -> Source | None:
        """A register gathered from a status list counts from the first report in it."""
        if "register_date" in self.settings or not any(feed.once for _, feed in self.feeds()):
            return None
        dated = (feed.match("report_date") for _, feed in self.feeds() if feed.table == "status")
        return next((match.source for match in dated if match), None)


def _region(region: ProposedRegion) -> Region:
    headings = tuple(heading for heading in region.headings if not days_of(heading, MONTH_STYLES))
    return Region(
        region.pattern,
        headings,
        tuple(_feed(feed) for feed in region.feeds),
        header_rows=region.header.lines,
        below=region.header.below,
        notes={heading: said for heading in headings if (said := region.units[heading].strip())},
        transposed=region.transposed,
        repeated=region.repeated,
        until=region.until,
        labels=region.labels,
        leave_out=region.leave_out,
        columns=named(region.columns, region.transposed) if region.columns else "",
        complete=True,
    )


def _feed(feed: ProposedFeed) -> Feed:
    return Feed(feed.table, {match.column: match.source for match in feed.matches}, feed.unstated, feed.once)
