"""The words of every page and message, and numbers and dates as the reader writes them."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_currency, format_decimal

LANGUAGES = {"en": "English", "zh": "简体中文"}
_SCALES = {"K": "k", "M": "m", "B": "bn"}
_LOCALES = {"en": Locale.parse("en"), "zh": Locale.parse("zh_Hans_CN")}
_SHORTENED_FROM = {"en": 1_000, "zh": 10_000}


class Words:
    """Speaks one language. `words("risk.title", risks=14)` fills the catalogue's sentence."""

    def __init__(self, language: str = "en", currency: str = "CNY") -> None:
        self.language = language if language in LANGUAGES else "en"
        self.currency = currency
        self._locale = _LOCALES[self.language]

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence at `key` (dotted) with its values; `KeyError` when the catalogue lacks it.

        A table with `one` and `other` is a plural, chosen by the value named `count`.
        """
        found: Any = catalogue(self.language)
        for part in key.split("."):
            found = found[part]
        if isinstance(found, dict):
            found = found["one"] if values["count"] == 1 and "one" in found else found["other"]
        return str(found).format(**values)

    def table(self, key: str) -> dict[str, str]:
        """The wordings of a table of the catalogue by their names, such as the options of a choice."""
        found: Any = catalogue(self.language)
        for part in key.split("."):
            found = found[part]
        return dict(found)

    def money(self, amount: float | None) -> str:
        """An amount in the portfolio's currency, short: ¥38.2m, ¥92. Absent is a dash."""
        if amount is None or pd.isna(amount):
            return "–"
        # One digit of 亿 would be ten million.
        digits = 2 if self.language == "zh" and 1e8 <= abs(amount) < 1e9 else 1
        shown = format_compact_currency(
            self._whole_if_small(amount), self.currency, locale=self._locale, fraction_digits=digits
        )
        # Without the letters that tell countries apart (CN¥): a portfolio has one currency.
        local = re.sub(r"^(\W*)[A-Z]{2}(?=[^\w\s])", r"\1", shown)
        return re.sub(r"[KMB]$", lambda scale: _SCALES[scale[0]], local).replace("-", "−")

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number with separators and a fixed count of decimals. Absent is a dash."""
        if value is None or pd.isna(value):
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, pattern, locale=self._locale).replace("-", "−")

    def days(self, days: float | None) -> str:
        """Days late with their sign, as +62 d: positive is late. Absent is a dash."""
        if days is None or pd.isna(days):
            return "–"
        return self("unit.days", days=f"{round(days):+d}".replace("-", "−").replace("+0", "0"))

    def span(self, days: float | None) -> str:
        """A number of days without a direction, as 62 d, where the sentence says which. Absent is a dash."""
        return "–" if days is None or pd.isna(days) else self("unit.days", days=self.number(abs(days)))

    def percent(self, share: float | None) -> str:
        """A share (0 to 1) in per cent."""
        if share is None or pd.isna(share):
            return "–"
        return self.number(100 * share) + " %"

    def month(self, day: date | None, short: bool = False) -> str:
        """A month as Sep 2026, or Sep when the year is plain. Absent is a dash."""
        if day is None or pd.isna(day):
            return "–"
        formats = {"en": ("MMM y", "MMM"), "zh": ("y年M月", "M月")}
        return _dated(day, formats[self.language][short], self.language)

    def date(self, day: date | None, short: bool = False) -> str:
        """A day as 30 Sep 2026, or 30 Sep when the year is plain. Absent is a dash."""
        if day is None or pd.isna(day):
            return "–"
        formats = {"en": ("d MMM y", "d MMM"), "zh": ("y年M月d日", "M月d日")}
        return _dated(day, formats[self.language][short], self.language)

    def _whole_if_small(self, value: float) -> float:
        # Babel rounds only what it shortens, and shows all digits of the rest.
        return round(value) if abs(value) < _SHORTENED_FROM[self.language] else value


@cache
def catalogue(language: str) -> dict[str, Any]:
    """All wordings of a language, as nested tables."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))


@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, language: str) -> str:
    """A day by a pattern; kept, since a figure says the same few days in thousands of hovers."""
    return format_date(day, pattern, locale=_LOCALES[language])
