"""A region under other headings: every place of it that names one follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contract.model import Column, fold
from contract.tables import TABLES
from loaders.profile import Region, Source
from loaders.sources import PART, names

Rename = Callable[[str], str]


def named_in(region: Region) -> list[str]:
    """Every heading that the region knows: those it is found by, those that feed and those that leave rows out."""
    rules = [rule.heading for rule in region.leave_out]
    every = [*region.headings, *fed(region), *rules]
    return list({fold(heading): heading for heading in reversed(every)}.values())[::-1]


def fed(region: Region) -> dict[str, list[Column]]:
    """The headings that feed something, and the columns of the contract that come from each."""
    found: dict[str, list[Column]] = {}
    for feed in region.feeds:
        for name, source in feed.columns.items():
            for heading in _named(source, region):
                found.setdefault(heading, []).append(TABLES[feed.table].column(name))
    return found


def needed(region: Region, heading: str) -> list[Column]:
    """The columns that come from a heading in any spelling, required ones first."""
    found = [column for name, columns in fed(region).items() if fold(name) == fold(heading) for column in columns]
    return sorted(found, key=lambda column: not column.required)


def read_from(region: Region, heading: str) -> list[Column]:
    """The columns that hold what stands under the heading itself, not something made with it."""
    return [
        TABLES[feed.table].column(name)
        for feed in region.feeds
        for name, source in feed.columns.items()
        if fold(source.heading) == fold(heading)
    ]


def renamed(region: Region, names: Mapping[str, str]) -> Region:
    """The region with these headings called otherwise."""
    by_spelling = {fold(was): now for was, now in names.items()}

    def rename(heading: str) -> str:
        return by_spelling.get(fold(heading), heading) if heading else heading

    feeds = tuple(
        replace(feed, columns={name: _renamed(source, rename) for name, source in feed.columns.items()})
        for feed in region.feeds
    )
    rules = tuple(replace(rule, heading=rename(rule.heading)) for rule in region.leave_out)
    headings = tuple(map(rename, region.headings))
    notes = {rename(heading): said for heading, said in region.notes.items()}
    return replace(region, headings=headings, feeds=feeds, leave_out=rules, every=rename(region.every), notes=notes)


def without(region: Region, heading: str) -> Region:
    """The region without a heading and without the columns that come from it."""
    gone = fold(heading)
    feeds = tuple(
        replace(feed, columns={
            name: source for name, source in feed.columns.items() if gone not in map(fold, _named(source, region))
        })
        for feed in region.feeds
    )  # fmt: skip
    kept = tuple(each for each in region.headings if fold(each) != gone)
    return replace(region, headings=kept, feeds=feeds)


def _named(source: Source, region: Region) -> list[str]:
    read = [name for name in names(source) if name not in region.labels]
    return [*read, *([source.first_of] if source.first_of else [])]


def _renamed(source: Source, rename: Rename) -> Source:
    compose = PART.sub(lambda part: "{" + rename(part[1]) + "}", source.compose)
    return replace(source, heading=rename(source.heading), compose=compose, first_of=rename(source.first_of))
