"""What a written number says: £1.2m, (1,000), 45 %, 1.234,56, 3万. Its decimal mark is the column's to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from contract.model import Kind

DECIMAL_POINT, DECIMAL_COMMA = "decimal-point", "comma-decimal"
POWERS = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9,
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8,
}  # fmt: skip
CODES = (
    "AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NOK NZD PLN SAR SEK SGD THB TRY TWD "
    "USD ZAR"
)
CURRENCIES = {
    "£": "GBP", "€": "EUR", "$": "USD", "us$": "USD", "hk$": "HKD", "¥": "CNY", "元": "CNY", "rmb": "CNY",
    **{code.casefold(): code for code in CODES.split()},
}  # fmt: skip
SIGNS = {"": "", "+": "", "-": "-", "()": "-"}
# Full-width forms, the spaces that separate thousands, the typographic minus and apostrophe.
_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **str.maketrans("￥￡−’\xa0\u2007\u2009\u202f\u3000", "¥£-'     "),
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MONEY = _any_of(CURRENCIES)
# Most texts are no more than this, and a hundred thousand of them should not wait for the rest.
SIMPLE = re.compile(r"(-?)(\d[\d.,]*)")
WRITTEN = re.compile(
    rf"(?P<sign>[-+(]?) ?(?P<before>{_MONEY})? ?(?P<inner>[-+(]?) ?(?P<digits>\d(?:[\d.,' ]*\d)?)"
    rf" ?(?P<unit>{_any_of(POWERS)})? ?(?P<percent>%)? ?(?P<close>\)?) ?(?P<after>{_MONEY})? ?(?P<end>[-)]?)",
    re.IGNORECASE,
)


def _grammar(mark: str, thousands: str) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}(?P<between>[{thousands} '])\d{{3}}(?:(?P=between)\d{{3}})*"
    return re.compile(rf"(?:\d+|{grouped})(?:[{mark}]\d+)?")


_GRAMMARS = {DECIMAL_POINT: _grammar(".", ","), DECIMAL_COMMA: _grammar(",", ".")}
_AS_PYTHON = {DECIMAL_POINT: str.maketrans("", "", ", '"), DECIMAL_COMMA: str.maketrans(",", ".", ". '")}


class Amount(NamedTuple):
    """A number as written: its digits with their marks, and all that stands around them."""

    digits: str
    sign: str = ""
    unit: str = ""
    currency: str = ""
    percent: bool = False

    @property
    def power(self) -> int:
        """The power of ten that its unit stands for: 6 for `m`."""
        return POWERS[self.unit] if self.unit else 0

    @property
    def proves(self) -> str:
        """The only style in which it is a number; blank when it is one in both, or in none."""
        styles = self._styles()
        return styles[0] if len(styles) == 1 else ""

    @property
    def like_english_thousands(self) -> bool:
        """Whether it is written like 1,234, which a decimal comma would make a thousandth."""
        return "," in self.digits and len(self._styles()) > 1

    def _styles(self) -> list[str]:
        return [style for style, grammar in _GRAMMARS.items() if grammar.fullmatch(self.digits)]

    def value(self, style: str) -> float | None:
        """The number in a style; in no style, the decimal point counts."""
        if not _GRAMMARS[style or DECIMAL_POINT].fullmatch(self.digits):
            return None
        return float(f"{self.sign}{self.digits.translate(_AS_PYTHON[style or DECIMAL_POINT])}e{self.power}")

    def is_grouped(self, style: str) -> bool:
        """Whether separators of thousands show that it is written out."""
        match = _GRAMMARS[style or DECIMAL_POINT].fullmatch(self.digits)
        return bool(match and match["between"])

    def fits(self, kind: Kind) -> bool:
        """Whether a column of this kind may say what stands around the digits: 3m is no number of days."""
        if self.percent:
            return kind is Kind.PERCENT and not (self.unit or self.currency)
        if kind is Kind.NUMBER:
            return self.unit != "m" or bool(self.currency)
        return kind is Kind.MONEY or not (self.unit or self.currency)


def amount(text: str) -> Amount | None:
    """A cell's text as an amount; None when it is none."""
    if simple := SIMPLE.fullmatch(text):
        return Amount(simple[2], simple[1])
    match = WRITTEN.fullmatch(text.translate(_PLAIN).strip())
    if match is None:
        return None
    sign = SIGNS.get(match["sign"] + match["inner"] + match["close"] + match["end"])
    money = {CURRENCIES[word.casefold()] for word in (match["before"], match["after"]) if word}
    if sign is None or len(money) > 1:
        return None
    return Amount(match["digits"], sign, (match["unit"] or "").casefold(), "".join(money), bool(match["percent"]))
