"""What a workbook takes the place of: imports and files of the same day, and rows of the register before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from contract.model import Kind, Table
from loaders.dating import Sheets, register_date
from loaders.problems import Counted, Problem, shown
from loaders.reading import Reading
from loaders.scales import scales
from warehouse import Query

NAMED = 10


class Restating:
    """Compares each workbook of one call with the warehouse and with those accepted before it."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._files: dict[tuple[str, date | None], str] = {}
        self._registers: dict[tuple[str, date], list[Any]] = {}
        self._scales = scales(query)

    def problems(self, sheets: Sheets) -> list[Problem]:
        """Warnings about what no longer counts once this workbook does."""
        checks = (self._imports, self._other_files, self._left_out, self._measured_otherwise)
        return [problem for check in checks for problem in check(sheets)]

    def accept(self, reading: Reading) -> None:
        """What comes after this workbook restates it."""
        self._files |= dict.fromkeys(_said(reading.sheets), reading.upload.name)
        self._scales = self._scales.with_register(reading.sheets)
        day = register_date(reading.sheets)
        if day:
            self._registers |= {(table.name, day): ids for table, ids in _registered(reading.sheets)}

    def _imports(self, sheets: Sheets) -> list[Problem]:
        earlier = restated(self._query, sheets)
        details = {"imports": ", ".join(map(str, earlier))}
        return [Problem("restates", severity="warning", details=details)] if earlier else []

    def _other_files(self, sheets: Sheets) -> list[Problem]:
        files = sorted({self._files[each] for each in _said(sheets) if each in self._files})
        return [Problem("restates-files", severity="warning", details={"files": ", ".join(files)})] if files else []

    def _left_out(self, sheets: Sheets) -> list[Problem]:
        """A warning for each sheet that lacks rows which the register of its own day had."""
        day = register_date(sheets)
        return [each for table, ids in _registered(sheets) if day and (each := self._gone(sheets, table, ids, day))]

    def _gone(self, sheets: Sheets, table: Table, ids: list[Any], day: date) -> Problem | None:
        here, said = set(ids), self._registers.get((table.name, day))
        before = self._stored(table, day) if said is None else said
        gone = [each for each in before if each not in here]
        details = {
            "day": day,
            "before": Counted("leaves_out.rows", len(before)),
            "now": len(ids),
            "ids": tuple(map(shown, gone[:NAMED])),
            "more": Counted("leaves_out.more", len(gone) - NAMED) if len(gone) > NAMED else "",
        }
        sheet = sheets[table.name].layout.sheet.name
        return Problem("register-leaves-out", sheet, severity="warning", details=details) if gone else None

    def _measured_otherwise(self, sheets: Sheets) -> list[Problem]:
        """A warning where reports are already in that were read on another scale than this register declares."""
        now = self._scales.with_register(sheets)
        if now == self._scales or not self._scales.registers:
            return []
        said = (
            "select distinct stated_on from statement where table_name = 'risk' and valid_from is not null order by all"
        )
        days = [day.date() for day in self._query(said)["stated_on"]]
        late = [day for day in days if now.on(day) != self._scales.on(day)]
        details = {"first": late[0], "last": late[-1]} if late else {}
        return [Problem("measured-otherwise", severity="warning", details=details)] if late else []

    def _stored(self, table: Table, day: date) -> list[Any]:
        """The ids that the register of exactly that day has in the warehouse."""
        said = f'select "{table.key[0]}" as id from "{table.name}_at"($day) where stated_on = $day order by id'
        return list(self._query(said, day=day)["id"])


def restated(query: Query, sheets: Sheets) -> list[int]:
    """The imports whose word on a project and day, or on a register's day, these sheets replace."""
    pairs = _said(sheets)
    found = query(
        "select distinct import_id from statement join (select unnest($scopes) as scope_id, unnest($days) as stated_on)"
        " using (scope_id, stated_on) where (table_name = 'status' or scope_id = '') and valid_from is not null"
        " order by all",
        scopes=[scope for scope, _ in pairs],
        days=[day for _, day in pairs],
    )
    return [int(each) for each in found["import_id"]]


def _said(sheets: Sheets) -> list[tuple[str, date]]:
    """The projects and days that the Status sheet reports, and the day of the register, under a blank."""
    columns = sheets["status"].columns if "status" in sheets else {"project_id": [], "report_date": []}
    reported = zip(columns["project_id"], columns["report_date"], strict=True)
    day = register_date(sheets)
    return [(who, on) for who, on in reported if who and on] + ([("", day)] if day else [])


def _registered(sheets: Sheets) -> Iterator[tuple[Table, list[Any]]]:
    """The sheets of a register whose rows have an id of their own, with these ids."""
    for rows in sheets.values():
        table = rows.layout.table
        if table.workbook == "register" and len(table.key) == 1 and table.column(table.key[0]).kind is Kind.ID:
            yield table, rows.columns[table.key[0]]
