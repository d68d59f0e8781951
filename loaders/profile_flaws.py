"""What is wrong with a profile that its form allows: names that the contract lacks, patterns that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from contract.settings import setting_named
from contract.tables import TABLES
from loaders.profile import Feed, Profile, Region
from loaders.sources import names
from loaders.spans import span

REASONS = {"total", "example", "heading", "note", "blank", "other"}


def flaws_of(profile: Profile) -> Iterator[str]:
    """What the form of the file allows and the contract does not."""
    if not re.fullmatch(r"[\w-]+", profile.name) or not profile.regions:
        yield f"a layout needs a name of letters, digits, - and _, and a region: {profile.name!r}"
    yield from (f"no setting is called {name!r}" for name in profile.settings if setting_named(name) is None)
    for region in profile.regions:
        patterns = [region.after, region.until, *(rule.matches for rule in region.leave_out)]
        yield from _broken([*patterns, *(label.says for label in region.labels.values())])
        yield from (f"no reason: {rule.reason!r}" for rule in region.leave_out if rule.reason not in REASONS)
        if not region.headings or region.header_rows < 1 or region.below < 0:
            yield f"a region of sheet {region.sheet!r} needs headings, and rows of them"
        keyed = (name for name, label in region.labels.items() if label.key and not label.sheet)
        yield from (f"label {name!r} has a key, and no sheet to look it up on" for name in keyed)
        read = {name for feed in region.feeds for source in feed.columns.values() for name in names(source)}
        if region.every and region.every not in read:
            yield f"a region of sheet {region.sheet!r} reads nothing from every {region.every!r}"
        if region.notes and not region.below:
            yield f"a region of sheet {region.sheet!r} has notes, and no rows below its headings"
        yield from _raised(f"a region of sheet {region.sheet!r}", partial(span, region.columns or "A:A"))
        for feed in region.feeds:
            yield from _flaws_of_feed(feed, region)


def _flaws_of_feed(feed: Feed, region: Region) -> Iterator[str]:
    table = TABLES.get(feed.table)
    known = {column.name for column in table.columns} if table else set()
    yield from (f"{feed.table} has no column {name!r}" for name in {*feed.columns, *feed.unstated} - known)
    key = set(table.key if table else ())
    yield from (f"{feed.table} needs {name!r}" for name in feed.unstated if name in key or name in feed.columns)
    for name, source in feed.columns.items():
        if sum(map(bool, (source.heading, source.compose, source.label, source.constant))) != 1:
            yield f"{feed.table}.{name} needs one of heading, compose, label and constant"
        if source.label and source.label not in region.labels:
            yield f"{feed.table}.{name}: the region has no label {source.label!r}"
        broken = [*_broken([source.find, *source.unstated]), *_raised(name, partial(getattr, source, "style"))]
        yield from broken
        if source.find and not broken and re.compile(source.find).groups < 1:
            yield f"{feed.table}.{name}: {source.find!r} has no group ( ) for the value"


def _broken(patterns: list[str]) -> list[str]:
    return [flaw for each in patterns for flaw in _raised(f"pattern {each!r}", partial(re.compile, each))]


def _raised(what: str, attempt: Callable[[], object]) -> list[str]:
    try:
        attempt()
    except (ValueError, re.error) as flaw:
        return [f"{what}: {flaw}"]
    return []
