"""A profile applied: the sender's sheets rewritten as the contract wants them, each cell with its address kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from contract.tables import TABLES
from loaders.cells import reader
from loaders.ends import apart
from loaders.feeding import fill
from loaders.layout import Layout, Origin
from loaders.lookups import joined
from loaders.notes import differing
from loaders.problems import Problem, shown
from loaders.profile import Feed, Profile, Region
from loaders.records import Records, outside, records, told
from loaders.regions import find
from loaders.repeating import each_column
from loaders.sources import Unstated, cells, lacking, spots
from loaders.styles import style_of
from loaders.workbook import Sheet

DATE = TABLES["status"].column("report_date")


def lay_out(profile: Profile, sheets: list[Sheet]) -> tuple[list[Layout], list[Problem]]:
    """A layout for each feed whose region is there (several may fill one table), and what is wrong."""
    layouts: list[Layout] = []
    problems: list[Problem] = []
    everything: list[Records] = []
    regions = [each for known in profile.regions for each in each_column(known, sheets)]
    placed = apart([find(region, sheets) for region in regions])
    for region, found_blocks in zip(regions, placed, strict=True):
        blocks, wrong = joined(found_blocks, sheets)
        problems += [*wrong, *differing(blocks)]
        found = records(region, blocks)
        everything += found
        problems += [] if found or region.optional else [_not_there(region)]
        unstated = Unstated()
        for feed in region.feeds if found else ():
            layout, wrong = fill(feed, found, unstated)
            layouts.append(layout)
            problems += [*_not_fed(feed, found), *wrong]
        problems += unstated.problems()
    return layouts + _settings(profile, everything), problems + told(everything) + outside(everything) + _never_stated(
        profile, layouts
    )


def fitting(profiles: list[Profile], sheets: list[Sheet]) -> list[Profile]:
    """The profiles that know these sheets: each region that has to be there is found."""
    return [profile for profile in profiles if _fits(profile, sheets)]


def _fits(profile: Profile, sheets: list[Sheet]) -> bool:
    needed = [region for region in profile.regions if not region.optional] or profile.regions[:1]
    return all(find(region, sheets) for region in needed)


def _not_there(region: Region) -> Problem:
    return Problem("layout-region-missing", details={"wanted": region.sheet, "headings": region.headings})


def _not_fed(feed: Feed, found: list[Records]) -> Iterator[Problem]:
    """What the profile looks for and the sender's sheets lack, and required columns of which it says nothing."""
    blocks = [each.block for each in found if each.rows] or [found[0].block]
    for block in {block.sent.name: block for block in reversed(blocks)}.values():
        at = (block.sent.name, block.spot(block.header, 0).address)
        for name, source in feed.columns.items():
            details = {"heading": TABLES[feed.table].column(name).heading}
            for wanted in lacking(source, block):
                yield Problem("layout-missing-heading", *at, shown(wanted), details=details)
        for rule in block.region.leave_out:
            if block.place(rule.heading) is None:
                yield Problem("layout-missing-rule", *at, shown(rule.heading))
        for column in TABLES[feed.table].columns:
            if column.required and column.name not in {*feed.columns, *feed.unstated}:
                yield Problem("missing-column", *at, details={"heading": column.heading})


def _never_stated(profile: Profile, layouts: list[Layout]) -> list[Problem]:
    """A warning for each table that lacks what the contract requires."""
    lacking: dict[str, dict[str, Any]] = {}
    for feed in (feed for region in profile.regions for feed in region.feeds):
        lacking.setdefault(feed.table, {}).update(dict.fromkeys(feed.unstated))
    problems = []
    for layout in {layout.table.name: layout for layout in reversed(layouts)}.values():
        headings = tuple(layout.table.column(name).heading for name in lacking[layout.table.name])
        details = {"table": layout.table.sheet, "headings": headings}
        problems += [Problem("column-not-in-source", layout.sheet.name, "", "", "warning", details)] if headings else []
    return problems


def _settings(profile: Profile, found: list[Records]) -> list[Layout]:
    """The Settings that a source implies, with the register's date where it has to be found."""
    rows = [(name, value, "") for name, value in profile.settings.items()]
    dated = [] if "register_date" in profile.settings else _register_dates(profile, found)
    came_from = f"{profile.name}.toml"
    if dated:
        day, sheet, cell = min(dated)
        rows.append(("register_date", day.isoformat(), f"{sheet}!{cell}"))
    if not rows:
        return []
    origins = tuple(Origin(came_from, {"value": where}) for _, _, where in rows)
    columns = [tuple(name for name, _, _ in rows), tuple(value for _, value, _ in rows)]
    sheet_of = Sheet(came_from, False, columns, {})
    came = tuple((place, place + 1) for place in range(len(rows)))
    return [Layout(TABLES["setting"], sheet_of, -1, {"name": 0, "value": 1}, written=origins, came=came)]


def _register_dates(profile: Profile, found: list[Records]) -> list[tuple[date, str, str]]:
    """Each day found that a register may count from, with its cell."""
    source = profile.register_date
    if source is None:
        return []
    stated = [
        (cell, next(iter(spots(source, each.block, row)), None))
        for each in found
        if not lacking(source, each.block)
        for row, cell in zip(each.rows, cells(source, DATE, each.block, each.rows, Unstated()), strict=True)
    ]
    style, flaws = style_of(DATE, [cell for cell, _ in stated], source.style)
    read = reader(DATE, style)
    days = []
    for cell, spot in stated:
        day = read(cell) if isinstance(cell, str | date) and cell not in flaws else None
        if isinstance(day, date):
            days.append((day, spot.sheet.name if spot else "", spot.address if spot else ""))
    return days
