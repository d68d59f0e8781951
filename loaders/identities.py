"""The same id for another risk: what an open risk said in the last report of its scope, and says now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz

from contract.model import fold
from loaders.dating import Sheets
from loaders.problems import Problem, shown
from loaders.reading import Reading
from warehouse import Query

# Of 100: how alike two texts may be and still count as having nothing in common. Low, since people reword their risks.
ALIKE, ALIKE_CATEGORY = 50, 60
_HAN = re.compile(r"[\u3400-\u9fff]")
Place = tuple[str, date]


class Said(NamedTuple):
    """What a report said of a risk that was open."""

    risk: str
    category: str


Risks = dict[str, Said]


class Identities:
    """Compares each workbook of one call with the last statement of its scopes, stored or accepted before it."""

    def __init__(self, query: Query, readings: Sequence[Reading]) -> None:
        self._stored = _stored(query, {place for each in readings for place in _places(each.sheets)})
        self._newest: dict[str, tuple[date, Risks]] = {}

    def problems(self, sheets: Sheets) -> list[Problem]:
        """A warning at each open risk of which nothing is left but the id."""
        if "risk" not in sheets:
            return []
        rows, before = sheets["risk"], self._before(sheets)
        columns = (rows.columns[name] for name in ("scope_id", "report_date", "risk_id", "risk", "category"))
        problems = []
        for place, (scope, day, risk_id, risk, category) in enumerate(zip(*columns, strict=True)):
            was = before[scope, day].get(risk_id)
            if was and _is_another(was, Said(risk, category)):
                details = {"id": shown(risk_id), "was": shown(was.risk), "category": shown(was.category)}
                problems.append(Problem("another-risk", *rows.address("risk", place), shown(risk), "warning", details))
        return problems

    def accept(self, reading: Reading) -> None:
        """What comes after this workbook is compared with it."""
        for (scope, day), risks in _stated(reading.sheets).items():
            if scope not in self._newest or self._newest[scope][0] <= day:
                self._newest[scope] = day, risks

    def _before(self, sheets: Sheets) -> dict[Place, Risks]:
        """For each statement of a workbook the open risks of the one before: its own, one of this call's, or stored."""
        own: dict[str, list[tuple[date, Risks]]] = defaultdict(list)
        for (scope, day), risks in _stated(sheets).items():
            own[scope].append((day, risks))
        return {(scope, day): self._last(scope, day, own[scope]) for scope, days in own.items() for day, _ in days}

    def _last(self, scope: str, day: date, own: list[tuple[date, Risks]]) -> Risks:
        elsewhere = (self._stored.get((scope, day)), self._newest.get(scope))
        known = [each for each in (*own, *elsewhere) if each and each[0] < day]
        return max(known, key=lambda each: each[0], default=(day, {}))[1]


def _stated(sheets: Sheets) -> dict[Place, Risks]:
    """The open risks of each scope and day of which the workbook states its risks, though it be none."""
    stated: dict[Place, Risks] = {place: {} for place in sorted(_places(sheets))}
    columns = sheets["risk"].columns if stated else {}
    names = ("scope_id", "report_date", "risk_id", "risk", "category", "state") if stated else ()
    for scope, day, risk_id, risk, category, state in zip(*(columns[name] for name in names), strict=True):
        if state == "Open":
            stated[scope, day][risk_id] = Said(risk, category)
    return stated


def _places(sheets: Sheets) -> set[Place]:
    if "risk" not in sheets:
        return set()
    tables = (sheets[name] for name in ("risk", "status") if name in sheets)
    pairs = (
        zip(each.columns[each.layout.table.scope or ""], each.columns["report_date"], strict=True) for each in tables
    )
    return {(scope, day) for scope, day in chain.from_iterable(pairs) if scope and day}


def _stored(query: Query, places: set[Place]) -> dict[Place, tuple[date, Risks]]:
    """For each of these the last statement before it that the warehouse has."""
    found = query(
        "select n.scope_id, n.day, v.valid_from, r.risk_id, r.risk, r.category"
        " from (select unnest($scopes) as scope_id, unnest($days)::date as day) n join statement v"
        " on v.table_name = 'risk' and v.scope_id = n.scope_id and v.valid_from < n.day and v.valid_to >= n.day"
        " left join risk r on r.statement_id = v.statement_id and r.state = 'Open'",
        scopes=[scope for scope, _ in places],
        days=[day for _, day in places],
    )
    stored: dict[Place, tuple[date, Risks]] = {}
    for each in found.to_dict("records"):
        _, risks = stored.setdefault((each["scope_id"], each["day"].date()), (each["valid_from"].date(), {}))
        risks[each["risk_id"]] = Said(each["risk"], each["category"])
    return stored


def _is_another(was: Said, now: Said) -> bool:
    """Whether text and category have next to nothing in common; not where one is Chinese: a translation?"""
    if not now.risk or not now.category or bool(_HAN.search(was.risk)) != bool(_HAN.search(now.risk)):
        return False
    if fuzz.ratio(fold(was.category), fold(now.category)) > ALIKE_CATEGORY:
        return False
    return fuzz.token_set_ratio(was.risk.casefold(), now.risk.casefold()) <= ALIKE
