"""Which sheet of an unknown workbook holds which table of the contract."""

from __future__ import annotations

import re

from contract.model import fold
from loaders.layout import GUIDE_SHEETS
from loaders.problems import Problem
from loaders.proposal.looks import Ids
from loaders.proposal.model import Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.reading import Reading
from loaders.proposal.speaking import spoken
from loaders.proposal.tables import tables
from loaders.workbook import Sheet

NOTHING_KNOWN: Ids = {}
REGISTERED = 0.8
# What changes in the name of a sheet from one period to the next.
MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    r"|dec(ember)?)"
)
DATED = re.compile(rf"(?<![a-z]){MONTH}(?![a-z])|\d{{4,8}}|\d{{1,2}}[-./]\d{{1,2}}|Q[1-4](?!\d)|\d+月", re.IGNORECASE)


def propose(sheets: list[Sheet], known: Ids = NOTHING_KNOWN) -> Proposal:
    """What the visible sheets seem to hold; `known`: the registered ids by table, which make it surer."""
    shown = readable(sheets)
    options = [found for sheet in shown for found in tables(sheet, known) if found]
    chosen = _chosen(options) or [each for sheet in shown for each in spoken(sheet, known)][:1]
    fed = {each.table.name for each in chosen}
    regions = tuple(
        region_of(*_with_register(each, _options(each, options), fed), alone=len(shown) == 1) for each in chosen
    )
    used = {each.sheet for each in regions}
    unused = [sheet.name for sheet in shown if sheet.name not in used]
    remarks = [Problem("sheet-not-proposed", name, severity="warning") for name in unused]
    return Proposal(regions, tuple(remarks))


def readable(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets that may hold something: neither hidden nor empty, nor a guide of ours."""
    return [sheet for sheet in sheets if not sheet.hidden and fold(sheet.name) not in GUIDE_SHEETS and sheet.columns]


def _chosen(options: list[list[Reading]]) -> list[Reading]:
    """For each table on a sheet what it holds most likely, each table of the contract once; and further ones of the
    very same make.
    """
    every = sorted(
        ((each, place) for place, found in enumerate(options) for each in found), key=lambda each: -each[0].worth
    )
    chosen: dict[int, Reading] = {}
    for reading, place in every:
        first = next((each for each in chosen.values() if each.table is reading.table), None)
        if place not in chosen and (first is None or first.headings == reading.headings):
            chosen[place] = reading
    return [chosen[place] for place in sorted(chosen)]


def _options(reading: Reading, options: list[list[Reading]]) -> list[Reading]:
    """What else the same stretch of the sheet could hold."""
    return next((found for found in options if any(each is reading for each in found)), [])


def _with_register(reading: Reading, options: list[Reading], tables: set[str]) -> tuple[Reading, Reading | None]:
    """A list of projects may be a report, and the register too if nobody registered them and it states all of it."""
    same = {each.table.name: each for each in options if each.place == reading.place}
    report, register = same.get("status"), same.get("project")
    if report is None or register is None or reading.table.name not in ("status", "project"):
        return reading, None
    if reading is register and ("status" in tables or not report.is_whole):
        return reading, None
    registered = "project" in tables - {reading.table.name} or _knows_its_projects(report)
    return report, register if register.is_whole and not registered else None


def _knows_its_projects(reading: Reading) -> bool:
    match = next((each for each in reading.matches if each.column == "project_id"), None)
    column = reading.table.column("project_id")
    seen = reading.columns.seen.get(match.source.heading) if match else None
    return seen is not None and seen.registered(column) >= REGISTERED


def region_of(reading: Reading, register: Reading | None = None, alone: bool = False) -> ProposedRegion:
    """The region that a reading makes; of a workbook's only sheet the name does not count."""
    feeds = [ProposedFeed(reading.table.name, reading.matches)]
    if register:
        feeds.append(ProposedFeed(register.table.name, register.matches, once=True))
    columns = reading.columns
    return ProposedRegion(
        reading.grid.sheet.name,
        "*" if alone else DATED.sub("*", reading.grid.sheet.name),
        reading.header,
        reading.grid.line(reading.header.first),
        reading.grid.transposed,
        columns.places,
        columns.seen,
        columns.units,
        tuple(feeds),
        reading.labels,
        reading.left.rules,
        reading.left.lines,
        columns=reading.grid.columns,
        repeated=reading.repeated,
    )
