"""A region for each of several columns with the same heading: a Jira export has one for every further version."""

from __future__ import annotations

from itertools import count, takewhile

from loaders.profile import Region
from loaders.regions import find, folded
from loaders.renaming import renamed
from loaders.workbook import Sheet


def each_column(region: Region, sheets: list[Sheet]) -> list[Region]:
    """The region, and where it names one in `every`, the same for each further column of that heading."""
    if not region.every:
        return [region]
    here = {name for block in find(region, sheets) for name in block.places}
    further = takewhile(lambda name: folded(name) in here, (f"{region.every} #{number}" for number in count(2)))
    return [region, *(renamed(region, {region.every: name}) for name in further)]
