"""How one cell of each kind is read. A cell that does not fit is a flaw, never a guess and never a silent blank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from contract.model import Column, Kind, Text, fold
from loaders.amounts import amount
from loaders.days import DATE_STYLES, EARLIEST, LATEST, MONTH_STYLES, QUARTER, days_of, serial_day
from loaders.levels import bare_chance, worded
from loaders.problems import Flaw
from loaders.styles import UNTOLD, Style

NOT_APPLICABLE = object()
# A cell of which a layout says that it states nothing: absent, even where a value is required.
UNSTATED = object()
NOT_APPLICABLE_WORDS = {"n/a", "n.a.", "na", "not applicable", "不适用"}
BLANK_WORDS = {"", "-", "–", "—"}
NOBODY_WORDS = (
    BLANK_WORDS | NOT_APPLICABLE_WORDS | {"?", "tbd", "tba", "none", "nobody", "vacant", "无", "待定", "空缺"}
)
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}

Reader = Callable[[Any], Any]


@cache
def reader(column: Column, style: Style = UNTOLD) -> Reader:
    """The function that reads the cells of a column: a value, None for blank, NOT_APPLICABLE or a Flaw."""
    read = _READERS[column.kind](column, style)

    def read_cell(cell: Any) -> Any:
        if isinstance(cell, str):
            word = cell.strip()
            if word in ERROR_VALUES:
                return Flaw("error-cell")
            if column.person and word.casefold() in NOBODY_WORDS:
                return None
            if column.kind is not Kind.TEXT and word.casefold() in BLANK_WORDS:
                return None
            if column.kind is not Kind.TEXT and word.casefold() in NOT_APPLICABLE_WORDS:
                return NOT_APPLICABLE
            return read(word) if word else None
        return read(cell)

    return read_cell


def as_text(cell: Any) -> str:
    """Any cell as the text a person sees: 12.0 is "12", a date is ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _text(_: Column, __: Style) -> Reader:
    return as_text


def _choice(column: Column, _: Style) -> Reader:
    words = [(word, c.value) for c in column.choices for word in (c.value, c.zh, *c.aliases)]
    spellings = {fold(word): value for word, value in words}
    allowed = tuple(Text(choice.value, choice.zh) for choice in column.choices)

    def read(cell: Any) -> Any:
        value = spellings.get(fold(as_text(cell)))
        return Flaw("not-a-choice", details={"choices": allowed}) if value is None else value

    return read


def _flag(column: Column, style: Style) -> Reader:
    choose = _choice(column, style)

    def read(cell: Any) -> Any:
        value = choose(cell)
        return value if isinstance(value, Flaw) else value == "Y"

    return read


def _number(column: Column, style: Style) -> Reader:
    return lambda cell: _in_range(column, _as_number(cell, column.kind, style))


def _level(column: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, str) and (said := worded(column.name, cell)):
            return said
        value = _as_number(cell, column.kind, style)
        if isinstance(value, float) and (chance := bare_chance(column.name, value)):
            return Flaw("chance-for-level", "warning", chance, {"percent": f"{chance.percent:g}"})
        if isinstance(value, float):
            value = int(value) if value.is_integer() else Flaw("not-a-level")
        return _in_range(column, value)

    return read


def _percent(column: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        value = _in_range(column, _as_number(cell, column.kind, style))
        if isinstance(cell, float) and isinstance(value, float) and 0 < value < 1:
            return Flaw("fraction-of-percent", "warning", value, {"percent": f"{100 * value:g}"})
        return value

    return read


def _as_number(cell: Any, kind: Kind, style: Style) -> float | Flaw:
    if isinstance(cell, int | float):
        return style.scaled(float(cell))
    written = amount(cell) if isinstance(cell, str) else None
    value = written.value(style.numbers) if written and written.fits(kind) else None
    return Flaw("not-a-number") if value is None else style.scaled(value)


def _in_range(column: Column, value: Any) -> Any:
    if isinstance(value, Flaw):
        return value
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return Flaw("out-of-range", details={"allowed": _range(low, high)})
    return value


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"≤ {high:g}"
    return f"≥ {low:g}" if high is None else f"{low:g}–{high:g}"


def _date(_: Column, style: Style) -> Reader:
    return lambda cell: _day(cell, DATE_STYLES, style)


def _month(_: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        value = _day(cell, MONTH_STYLES, style)
        return value if isinstance(value, Flaw) else value.replace(day=1)

    return read


def _day(cell: Any, styles: tuple[str, ...], style: Style) -> date | Flaw:
    found = days_of(cell, styles, style.dates)
    if len(found) > 1:
        return Flaw("ambiguous-date")
    if not found:
        return _no_day(cell, style)
    return found[0] if EARLIEST <= found[0] < LATEST else Flaw("impossible-date")


def _no_day(cell: Any, style: Style) -> Flaw:
    """Why a cell gives no day, with the day that it may stand for: named, never taken."""
    if day := serial_day(cell):
        return Flaw("number-for-date", details={"day": day.isoformat()})
    if isinstance(cell, str) and QUARTER.search(cell):
        return Flaw("quarter-for-date")
    return Flaw("month-for-date" if days_of(cell, MONTH_STYLES, style.dates) else "not-a-date")


_READERS: dict[Kind, Callable[[Column, Style], Reader]] = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.RAG: _choice,
    Kind.FLAG: _flag,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _percent,
    Kind.DAYS: _number,
    Kind.LEVEL: _level,
}
