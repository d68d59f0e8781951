"""How a column writes its dates and numbers: what its texts tell together, and which of them contradict the rest.

Only what stands in the column counts, never the order of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from contract.model import Column, Kind
from loaders.amounts import DECIMAL_COMMA, DECIMAL_POINT, Amount, amount
from loaders.days import ORDERS, has_short_year, orders_of, told_order
from loaders.problems import Flaw, shown


@dataclass(frozen=True)
class Style:
    """`dates`: `day-first`, `month-first` or `year-first`; `numbers`: `decimal-point` or `comma-decimal`.

    Numbers are multiplied by `times`.
    """

    dates: str = ""
    numbers: str = ""
    times: float = 1.0

    def __post_init__(self) -> None:
        if self.dates not in {"", *ORDERS} or self.numbers not in {"", DECIMAL_POINT, DECIMAL_COMMA}:
            raise ValueError(f"no style of dates or numbers: {self.dates!r}, {self.numbers!r}")

    def scaled(self, number: float) -> float:
        """A number as written, in the unit of the contract; without the dust of multiplying 33.73 by a million."""
        return number if self.times == 1 else round(number * self.times, 6)


UNTOLD = Style()
Flaws = dict[Any, Flaw]
# Each style as a reader of a message sees it, in any language.
SHAPES = {
    "day-first": "30/09/2026",
    "month-first": "09/30/2026",
    "year-first": "26/09/30",
    DECIMAL_POINT: "1,234.56",
    DECIMAL_COMMA: "1.234,56",
}
WRITTEN_OUT_FROM = 1000


def style_of(column: Column, cells: Collection[Any], hint: Style = UNTOLD) -> tuple[Style, Flaws]:
    """The style of a column, by its hint or else by its cells, and the cells that no one style can take in."""
    judge = _JUDGES.get(column.kind)
    texts = {cell for cell in cells if type(cell) is str} if judge else set()
    texts.discard("")
    return judge(column, cells, texts, hint) if judge and texts else (hint, {})


def _date_style(_: Column, cells: Collection[Any], texts: set[str], hint: Style) -> tuple[Style, Flaws]:
    told = {text: order for text in texts if (order := told_order(text))}
    dates, flaws = _settled("mixed-date-styles", told, cells, hint.dates)
    if not hint.dates and not any(map(has_short_year, told)):
        # Whether 03/04/26 begins with its year is not told by dates that write the year out.
        flaws |= {text: Flaw("ambiguous-date") for text in texts if len(set(_with_year_first(text))) > 1}
    return replace(hint, dates=dates), flaws


def _with_year_first(text: str) -> Collection[Any]:
    orders = orders_of(text)
    return orders.values() if "year-first" in orders else ()


def _number_style(column: Column, cells: Collection[Any], texts: set[str], hint: Style) -> tuple[Style, Flaws]:
    amounts = {text: found for text in texts if (found := amount(text)) and found.fits(column.kind)}
    told = {text: style for text, found in amounts.items() if (style := found.proves)}
    if not hint.numbers and set(told.values()) == {DECIMAL_COMMA}:
        told |= _outnumbering(told, amounts, cells)
    numbers, flaws = _settled("mixed-number-styles", told, cells, hint.numbers)
    return replace(hint, numbers=numbers), _currencies(amounts, cells) | _units(amounts, cells, numbers) | flaws


def _outnumbering(told: dict[str, str], amounts: dict[str, Amount], cells: Collection[Any]) -> dict[str, str]:
    """One 12,34 does not turn many 1,234 into thousandths: these then speak for the decimal point."""
    like = {text for text, found in amounts.items() if found.like_english_thousands}
    many = sum(cell in like for cell in cells) > sum(cell in told for cell in cells)
    return dict.fromkeys(like, DECIMAL_POINT) if many else {}


def _settled(code: str, told: dict[str, str], cells: Collection[Any], hint: str) -> tuple[str, Flaws]:
    """The style that was hinted, or that most telling cells have, and a flaw for each of the others."""
    styles = {*told.values(), *([hint] if hint else [])}
    if len(styles) < 2:
        return next(iter(styles), ""), {}
    style, wrong = (hint, {text for text in told if told[text] != hint}) if hint else _majority(told, cells)
    flaws = {}
    for text in wrong:
        other = style or min(styles - {told[text]})
        flaws[text] = Flaw(code, details={"own": SHAPES[told[text]], "other": SHAPES[other]})
    return style, flaws


def _majority(sides: dict[Any, str], cells: Collection[Any]) -> tuple[str, set[Any]]:
    """The side of most cells, and what is on any other; no side and all of them where none has the most."""
    votes = Counter(sides[cell] for cell in cells if cell in sides).most_common(2)
    most = votes[0][0] if votes[0][1] > votes[1][1] else ""
    return most, {cell for cell, side in sides.items() if side != most}


def _currencies(amounts: dict[str, Amount], cells: Collection[Any]) -> Flaws:
    said = {text: found.currency for text, found in amounts.items() if found.currency}
    if len(set(said.values())) < 2:
        return {}
    flaw = Flaw("mixed-currencies", details={"currencies": ", ".join(sorted(set(said.values())))})
    return dict.fromkeys(_majority(said, cells)[1], flaw)


def _units(amounts: dict[str, Amount], cells: Collection[Any], numbers: str) -> Flaws:
    """Beside £1.2m a bare 1.3 may be pounds or millions, however many are bare; £950,000 is plain, and so is 0."""
    scaled = {text for text, found in amounts.items() if found.power}
    bare = {cell for cell in set(cells) if _is_bare(cell, amounts.get(cell), numbers)} if scaled else set()
    if not bare:
        return {}
    examples = {"scaled": min(map(shown, scaled)), "bare": min(map(shown, bare))}
    return dict.fromkeys(bare, Flaw("mixed-units", details=examples))


def _is_bare(cell: Any, found: Amount | None, numbers: str) -> bool:
    if found is None:
        return isinstance(cell, int | float) and cell != 0
    value = abs(found.value(numbers) or 0)
    written_out = found.is_grouped(numbers) or (found.currency and value >= WRITTEN_OUT_FROM)
    return value != 0 and not found.power and not written_out


_JUDGES: dict[Kind, Callable[[Column, Collection[Any], set[str], Style], tuple[Style, Flaws]]] = {
    Kind.DATE: _date_style,
    Kind.MONTH: _date_style,
    Kind.NUMBER: _number_style,
    Kind.MONEY: _number_style,
    Kind.PERCENT: _number_style,
    Kind.DAYS: _number_style,
    Kind.LEVEL: _number_style,
}
