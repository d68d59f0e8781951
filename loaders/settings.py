"""The Settings sheet: names in any language, values by the kind of each setting."""

from __future__ import annotations

from typing import Any

from contract.model import Column, Setting
from contract.settings import setting_named
from loaders.cells import reader
from loaders.parse import Rows
from loaders.problems import Flaw, Problem, shown


def declared(rows: Rows | None) -> dict[str, Any]:
    """Typed values by setting name; settings that are blank, unknown or unreadable are left out."""
    if rows is None:
        return {}
    pairs = zip(rows.columns["name"], rows.columns["value"], strict=True)
    read = {setting.name: _value(setting, value) for name, value in pairs if (setting := setting_named(name or ""))}
    return {name: value for name, value in read.items() if value is not None and not isinstance(value, Flaw)}


def settle(rows: Rows) -> list[Problem]:
    """Spell names and values as the warehouse stores them; what cannot be understood is a problem."""
    problems = []
    for place, (name, value) in enumerate(zip(rows.columns["name"], rows.columns["value"], strict=True)):
        setting = setting_named(name or "")
        if setting is None:
            if name:
                problems.append(Problem("unknown-setting", *rows.address("name", place), shown(name), "warning"))
            continue
        typed = _value(setting, value)
        if isinstance(typed, Flaw):
            details = {"heading": setting.heading, **typed.details}
            problems.append(Problem(typed.code, *rows.address("value", place), shown(value), details=details))
        rows.columns["name"][place] = setting.name
        rows.columns["value"][place] = None if typed is None or isinstance(typed, Flaw) else str(typed)
    return problems


def _value(setting: Setting, value: str | None) -> Any:
    column = Column(
        setting.name, setting.kind, setting.heading, setting.help,
        choices=setting.choices, minimum=setting.minimum, maximum=setting.maximum,
    )  # fmt: skip
    return None if value is None else reader(column)(value)
