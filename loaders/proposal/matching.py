"""Which heading feeds which column of a table: by its words, by the looks of its cells, and by elimination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contract.model import Column, Kind, Table
from loaders.problems import Problem
from loaders.profile import Source
from loaders.proposal.assign import assign
from loaders.proposal.grid import Grid, Header
from loaders.proposal.looks import Looks
from loaders.proposal.model import Match
from loaders.proposal.resemblance import ALIAS, resembles, spelling
from loaders.proposal.sources import question_about, source_of

WORTH_PROPOSING = 0.65
ALIAS_AT_LEAST, UNSEEN = 0.65, 0.9
BY_IDS, BY_COLOURS, BY_ELIMINATION = 0.85, 0.7, 0.6
TELLING = 0.9


@dataclass(frozen=True)
class Columns:
    """The headings of a place on a sheet, the cells below each, and what the lines of units say.

    `spoken` are those that clearly mean something by their words.
    """

    sheet: str
    places: dict[str, str]
    seen: dict[str, Looks]
    units: dict[str, str]
    spoken: frozenset[str] = frozenset()

    def match(self, column: Column, heading: str, likeness: float) -> Match:
        """What it would be if this heading fed that column."""
        seen = self.seen[heading]
        source = source_of(column, heading, self.units[heading], seen)
        question = question_about(column, self.sheet, self.places[heading], seen.cells, source.values)
        score, reason = self._judged(column, heading, likeness)
        return Match(column.name, source, round(score, 2), reason, self.places[heading], question)

    def score(self, column: Column, heading: str, likeness: float) -> float:
        """How surely the heading feeds the column, by its words and the looks of its cells."""
        return self._judged(column, heading, likeness)[0]

    def _judged(self, column: Column, heading: str, likeness: float) -> tuple[float, Problem]:
        seen = self.seen[heading]
        registered = BY_IDS * seen.registered(column) if column.references else 0.0
        # Looks never make a heading likelier: where the words say too little, the cells need no look.
        worded = _with_looks(likeness, seen.suits(column), column) if likeness >= WORTH_PROPOSING else likeness
        if registered > worded:
            return registered, self._reason("values-are-ids", column, heading)
        if likeness == ALIAS:
            return worded, self._reason("heading-is-alias", column, heading)
        return worded, self._reason("heading-resembles", column, heading, percent=round(100 * likeness))

    def _reason(self, code: str, column: Column, heading: str, **more: object) -> Problem:
        known = {"heading": column.heading, **more}
        return Problem(code, self.sheet, self.places[heading], heading, "reason", known)

    def by_looks(self, column: Column, free: list[str]) -> Match | None:
        """The one heading left whose cells look like what a required column holds."""
        fitting = [each for each in free if _is_telling(column, each, self.seen[each])]
        if column.name == "report_date":
            fitting = [each for each in fitting if len(self.seen[each].cells) == 1]
        if len(fitting) != 1:
            return None
        code, score, more = self._looks_of(column, fitting[0])
        match = self.match(column, fitting[0], 0.0)
        reason = self._reason(code, column, fitting[0], **more)
        return Match(column.name, match.source, score, reason, match.place, match.question)

    def _looks_of(self, column: Column, heading: str) -> tuple[str, float, dict[str, object]]:
        if column.kind is Kind.RAG:
            return "values-are-colours", BY_COLOURS, {}
        if column.kind is Kind.PERCENT:
            return "values-are-percentages", BY_ELIMINATION, {}
        days = self.seen[heading].days
        years: dict[str, object] = {"first": days[0].year, "last": days[-1].year}
        before = self._earlier(heading, days)
        return ("dates-after" if before else "values-are-dates"), BY_ELIMINATION, {**years, "before": before}

    def _earlier(self, heading: str, days: list[date]) -> str:
        """The column to the left whose dates are earlier altogether."""
        for other in reversed(list(self.places)[: list(self.places).index(heading)]):
            theirs = self.seen[other].days
            if (
                theirs
                and len(theirs) * 2 > len(self.seen[other].cells)
                and theirs[0] <= days[0]
                and theirs[-1] <= days[-1]
            ):
                return other
        return ""


def columns_at(grid: Grid, header: Header, seen: dict[str, Looks], spoken: frozenset[str]) -> Columns:
    """The named columns of that place."""
    headings = grid.headings(header.first, header.lines)
    places = {heading: grid.place(place) for place, heading in enumerate(headings) if heading}
    lines = grid.lines[header.first + header.lines : header.data]
    units = {heading: " ".join(str(line[place]) for line in lines) for place, heading in enumerate(headings) if heading}
    return Columns(grid.sheet.name, places, seen, units, spoken)


def matches(columns: Columns, table: Table, likeness: list[list[float]]) -> tuple[Match, ...]:
    """The best match of each column of a table, each heading used once. `likeness`: a row per heading."""
    headings = list(columns.places)
    scores = [
        [_kept(columns.score(column, heading, row[place])) for heading, row in zip(headings, likeness, strict=True)]
        for place, column in enumerate(table.columns)
    ]
    found = {
        table.columns[place].name: columns.match(table.columns[place], headings[which], likeness[which][place])
        for place, which in assign(scores).items()
    }
    for match in _eliminated(columns, table, found):
        found[match.column] = match
    return tuple(found[column.name] for column in table.columns if column.name in found)


def chosen(columns: Columns, column: Column, heading: str) -> Match:
    """The match that somebody chose: sure, whatever it looks like."""
    match = columns.match(column, heading, resembles(heading, spelling(heading, column)))
    reason = Problem("was-chosen", columns.sheet, match.place, heading, "reason", {"heading": column.heading})
    return Match(column.name, match.source, 1.0, reason, match.place, match.question)


def said(column: Column, sheet: str, constant: str) -> Match:
    """The match of a column that says the same in every row."""
    reason = Problem("is-constant", sheet, "", constant, "reason", {"heading": column.heading})
    return Match(column.name, Source(constant=constant), 1.0, reason)


def _eliminated(columns: Columns, table: Table, found: dict[str, Match]) -> Iterator[Match]:
    used = columns.spoken | {match.source.heading for match in found.values()}
    free = [heading for heading in columns.places if heading not in used]
    for column in table.columns:
        if column.required and column.name not in found and (match := columns.by_looks(column, free)):
            free.remove(match.source.heading)
            yield match


def _is_telling(column: Column, heading: str, seen: Looks) -> bool:
    """A number alone is no percentage: somebody must have written the sign."""
    written = any("%" in str(text) for text in (heading, *seen.cells))
    kinds = (Kind.RAG, Kind.DATE, *([Kind.PERCENT] if written else []))
    return column.kind in kinds and (seen.suits(column) or 0.0) >= TELLING


def _with_looks(likeness: float, suits: float | None, column: Column) -> float:
    """What the words say, less when the cells say otherwise; a text may look like anything."""
    if suits is None:
        return likeness * UNSEEN
    doubt = (0.3 if column.kind is Kind.TEXT else 0.6) * (1 - suits)
    return max(ALIAS_AT_LEAST, 1 - doubt) if likeness == ALIAS else likeness * (1 - doubt)


def _kept(score: float) -> float:
    return score if score >= WORTH_PROPOSING else 0.0
