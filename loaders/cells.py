"""How one cell of each kind is read. A cell that does not fit is a flaw, never a guess and never a silent blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from contract.model import Column, Kind, Text, fold
from loaders.days import DATE_STYLES, EARLIEST, LATEST, MONTH_STYLES, days_of

NOT_APPLICABLE = object()
# A cell of which a layout says that it states nothing: absent, even where a value is required.
UNSTATED = object()
NOT_APPLICABLE_WORDS = {"n/a", "n.a.", "na", "not applicable", "不适用"}
BLANK_WORDS = {"", "-", "–", "—"}
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
NUMBER = re.compile(r"[¥￥$€£]?\s*([+-]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a cell's content, wherever it stands; a warning keeps its value."""

    code: str
    severity: str = "error"
    kept: Any = None
    details: dict[str, Any] = field(default_factory=dict, compare=False)


class Style(NamedTuple):
    """How a column is written, where its cells alone would not tell; see `loaders.profile.Source`."""

    dates: str = ""
    numbers: str = ""
    times: float = 1.0


Reader = Callable[[Any], Any]
PLAIN = Style()


@cache
def reader(column: Column, style: Style = PLAIN) -> Reader:
    """The function that reads the cells of a column: a value, None for blank, NOT_APPLICABLE or a Flaw."""
    read = _READERS[column.kind](column, style)

    def read_cell(cell: Any) -> Any:
        if isinstance(cell, str):
            word = cell.strip()
            if word in ERROR_VALUES:
                return Flaw("error-cell")
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
    return lambda cell: _in_range(column, _as_number(cell, style))


def _level(column: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        value = _as_number(cell, style)
        if isinstance(value, float):
            value = int(value) if value.is_integer() else Flaw("not-a-level")
        return _in_range(column, value)

    return read


def _percent(column: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        written = cell.rstrip("%％").rstrip() if isinstance(cell, str) else cell
        value = _in_range(column, _as_number(written, style))
        if isinstance(cell, float) and isinstance(value, float) and 0 < value < 1:
            return Flaw("fraction-of-percent", "warning", value, {"percent": f"{100 * value:g}"})
        return value

    return read


def _as_number(cell: Any, style: Style) -> float | Flaw:
    if isinstance(cell, int | float):
        return float(cell) * style.times
    match = NUMBER.fullmatch(cell) if isinstance(cell, str) else None
    return float(match[1].replace(",", "").replace(" ", "")) * style.times if match else Flaw("not-a-number")


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
    return lambda cell: _day(cell, DATE_STYLES, style.dates)


def _month(_: Column, style: Style) -> Reader:
    def read(cell: Any) -> Any:
        value = _day(cell, MONTH_STYLES, style.dates)
        return value if isinstance(value, Flaw) else value.replace(day=1)

    return read


def _day(cell: Any, styles: tuple[str, ...], order: str) -> date | Flaw:
    found = days_of(cell, styles, order)
    if len(found) > 1:
        return Flaw("ambiguous-date")
    if not found:
        return Flaw("number-for-date" if isinstance(cell, float) else "not-a-date")
    return found[0] if EARLIEST <= found[0] < LATEST else Flaw("impossible-date")


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
