"""A file that nearly fits a known profile: what was renamed, moved, added or removed, and the profile that fits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from contract.model import fold
from loaders.patterns import is_named
from loaders.problems import Problem
from loaders.profile import Profile, Region
from loaders.renaming import named_in, needed, renamed, without
from loaders.whereabouts import Found, find, renames
from loaders.wordings import counts_otherwise
from loaders.workbook import Sheet

# What became of a column that is gone, the worst last.
GONE = ("drift-gone", "drift-removed", "drift-question")


@dataclass(frozen=True)
class Drift:
    """How a file departs from a profile; `profile` is adapted to it, and usable when there is no question.

    `nearness`: the share of the known headings that are still there.
    """

    profile: Profile
    warnings: tuple[Problem, ...]
    questions: tuple[Problem, ...]
    nearness: float

    @property
    def is_settled(self) -> bool:
        """Whether everything required was found surely enough to be used with the warnings alone."""
        return not self.questions


@dataclass(frozen=True)
class _Change:
    region: Region
    warnings: list[Problem]
    questions: list[Problem]


def drift(profile: Profile, sheets: list[Sheet]) -> Drift | None:
    """How these sheets depart from the profile; None when they are too far from it to be the same layout."""
    visible = [sheet for sheet in sheets if not sheet.hidden and sheet.columns]
    places = [(region, find(region, visible)) for region in profile.regions]
    if any(found is None and not region.optional for region, found in places) or not any(found for _, found in places):
        return None
    changes = [_changed(found) if found else _Change(region, [], []) for region, found in places]
    nearness = [found.nearness for _, found in places if found]
    told = _once(problem for change in changes for problem in (*change.warnings, *change.questions))
    return Drift(
        replace(profile, regions=tuple(change.region for change in changes)),
        tuple(problem for problem in told if not problem.is_error),
        tuple(problem for problem in told if problem.is_error),
        sum(nearness) / len(nearness),
    )


def nearest(profiles: Iterable[Profile], sheets: list[Sheet]) -> Drift | None:
    """The drift from the profile that these sheets are nearest to, one without a question before others.

    None where two are as near: then nobody knows which of them it is.
    """
    found = filter(None, (drift(profile, sheets) for profile in profiles))
    best = sorted(found, key=lambda each: (each.is_settled, each.nearness), reverse=True)[:2]
    as_near = len(best) == 2 and (best[0].is_settled, best[0].nearness) == (best[1].is_settled, best[1].nearness)
    return best[0] if best and not as_near else None


def _once(told: Iterable[Problem]) -> list[Problem]:
    """Each change once, however many regions read the sheet; of what is gone the worst that comes of it."""
    kept: dict[tuple[str, ...], Problem] = {}
    for each in told:
        what = GONE if each.code in GONE else (each.code,)
        key = (each.sheet, each.cell, each.value, *what)
        kept[key] = _joined(kept[key], each) if key in kept else each
    return list(kept.values())


def _joined(one: Problem, other: Problem) -> Problem:
    if one.code != other.code:
        return max(one, other, key=lambda each: GONE.index(each.code))
    if one.code not in GONE:
        return one
    headings = [heading for each in (one, other) for heading in _named(each)]
    return replace(one, details={"heading": tuple(dict.fromkeys(headings))})


def _named(problem: Problem) -> tuple[Any, ...]:
    """The columns that came from a heading; one, or several where they are joined already."""
    named = problem.details["heading"]
    return named if type(named) is tuple else (named,)


def _changed(found: Found) -> _Change:
    known = named_in(found.region)
    still = set(map(fold, found.still))
    lost = [heading for heading in known if fold(heading) not in still]
    new = [heading for heading in found.headings if heading and fold(heading) not in set(map(fold, known))]
    names = renames(found, lost, new)
    other = {was: now for was, now in names.items() if counts_otherwise(was, now, needed(found.region, was))}
    told = _renamed(found, {was: now for was, now in names.items() if was not in other})
    change = _Change(renamed(found.region, names), list(told), list(_asked(found, other)))
    change = _without_lost(found, change, [heading for heading in lost if heading not in names])
    change.warnings.extend(_moved(found))
    return _with_added(found, change, [heading for heading in new if heading not in names.values()])


def _with_added(found: Found, change: _Change, added: list[str]) -> _Change:
    """New columns are told where the region knows all of its headings, and belong to it from then on."""
    if not found.region.complete:
        return change
    change.warnings.extend(_problem(found, "drift-added", heading, heading) for heading in added)
    known = {*map(fold, change.region.headings), *map(fold, added)}
    here = tuple(heading for heading in found.headings if fold(heading) in known)
    return replace(change, region=replace(change.region, headings=here))


def _renamed(found: Found, names: dict[str, str]) -> Iterator[Problem]:
    if not is_named(found.region.sheet, found.grid.sheet):
        yield Problem("drift-sheet-renamed", found.grid.sheet.name, "", found.region.sheet, "warning")
    for was, now in names.items():
        yield _problem(found, "drift-renamed", was, now)


def _asked(found: Found, other: dict[str, str]) -> Iterator[Problem]:
    """Numbers in another unit or currency are a question, whatever they feed: read as before they would be wrong."""
    for was, now in other.items():
        yield replace(_problem(found, "drift-unit", was, now), severity="error")


def _without_lost(found: Found, change: _Change, lost: list[str]) -> _Change:
    """A lost column is a question where something required comes from it, else a warning."""
    region = change.region
    if not is_named(region.sheet, found.grid.sheet):
        region = replace(region, sheet=found.grid.sheet.name)
    rules = {rule.heading for rule in region.leave_out}
    for heading in lost:
        columns = needed(region, heading)
        if any(column.required for column in columns) or heading in rules:
            code, kept, severity = "drift-question", change.questions, "error"
        else:
            code, kept, severity = "drift-removed" if columns else "drift-gone", change.warnings, "warning"
        named = columns[0].heading if columns else heading
        kept.append(Problem(code, found.grid.sheet.name, "", heading, severity, {"heading": named}))
        region = without(region, heading)
    return replace(change, region=region)


def _moved(found: Found) -> Iterator[Problem]:
    """Headings out of their order, which is known where the region knows them all."""
    if not found.region.complete:
        return
    still = set(map(fold, found.still))
    known = [fold(heading) for heading in found.region.headings if fold(heading) in still]
    here = [heading for heading in found.headings if fold(heading) in set(known)]
    blocks = SequenceMatcher(None, known, list(map(fold, here)), autojunk=False).get_matching_blocks()
    stayed = {place for block in blocks for place in range(block.b, block.b + block.size)}
    for place, heading in enumerate(here):
        if place not in stayed:
            yield _problem(found, "drift-moved", heading, heading)


def _problem(found: Found, code: str, was: str, now: str) -> Problem:
    return Problem(code, found.grid.sheet.name, found.cell(now), was, "warning", {"now": now})
