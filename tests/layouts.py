"""Layouts for tests: regions of made-up sheets, and what the loader makes of a workbook that they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.library import Library
from loaders.problems import Problem
from loaders.profile import Feed, Profile, Region, Source
from loaders.reading import Reading, Upload, read_upload
from tests.workbooks import upload

Sent = Mapping[str, Sequence[Sequence[Any]]]
STATUS = ("project_id", "report_date", "overall_rag", "percent_complete", "forecast_finish")
HEADINGS = ("Ref", "As at", "Colour", "Done", "End")


def status_feed(unstated: tuple[str, ...] = (), **changed: Source) -> Feed:
    """Status from the headings of HEADINGS, save what a test changes."""
    columns = {name: Source(heading=heading) for name, heading in zip(STATUS, HEADINGS, strict=True)}
    return Feed("status", {name: each for name, each in (columns | changed).items() if name not in unstated}, unstated)


def region(*feeds: Feed, sheet: str = "*", headings: tuple[str, ...] = ("Ref", "Colour"), **how: Any) -> Region:
    """A region with these headings; of status rows unless feeds are given."""
    return Region(sheet, headings, feeds or (status_feed(),), **how)


def profile(*regions: Region, name: str = "sender", **more: Any) -> Profile:
    """A layout of these regions; of one plain table of status rows unless any are given."""
    return Profile(name, "A sender", regions or (region(),), **more)


def read(sent: Sent, layout: Profile, name: str = "sent.xlsx") -> Reading:
    """A workbook as read with a layout."""
    return read_upload(upload(sent, name), forced=layout)


def known(*profiles: Profile) -> Library:
    """A library of just these."""
    return Library({each.name: each for each in profiles}, {})


def read_with(sent: Upload, *profiles: Profile) -> Reading:
    """A file as read where these layouts are known."""
    return read_upload(sent, known(*profiles))


def told(reading: Reading, severity: str = "error") -> list[tuple[str, str, str]]:
    """Code, sheet and cell of its problems of a severity."""
    return [(p.code, p.sheet, p.cell) for p in reading.problems if p.severity == severity]


def one(reading: Reading, code: str) -> Problem:
    """The only problem of a code."""
    (found,) = [problem for problem in reading.problems if problem.code == code]
    return found


def columns(reading: Reading, table: str, *names: str) -> list[tuple[Any, ...]]:
    """The rows of a table, these columns of them."""
    return list(zip(*(reading.sheets[table].columns[name] for name in names), strict=True))
