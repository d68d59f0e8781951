"""Both languages say the same things, and every wording that the code asks for exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from i18n import LANGUAGES, Words, catalogue
from tests.test_architecture import module, product, tree

PLURAL = {"one", "other"}


def wordings(table: dict[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Every key with its wordings: one, or several for a plural."""
    found: dict[str, list[str]] = {}
    for name, value in table.items():
        if isinstance(value, str):
            found[prefix + name] = [value]
        elif value.keys() <= PLURAL:
            found[prefix + name] = list(value.values())
        else:
            found |= wordings(value, f"{prefix}{name}.")
    return found


def placeholders(texts: list[str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def plurals(table: dict[str, Any], prefix: str = "") -> dict[str, set[str]]:
    tables = {prefix + name: value for name, value in table.items() if isinstance(value, dict)}
    here = {name: set(value) for name, value in tables.items() if value.keys() <= PLURAL}
    deeper = (plurals(value, f"{name}.") for name, value in tables.items() if name not in here)
    return here | {name: forms for found in deeper for name, forms in found.items()}


def asked() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every `t("a.key", name=...)` in the code: where, the key and the names; None when some are passed as `**`."""
    for path in product():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _is_wording(node):
                names = {keyword.arg for keyword in node.keywords}
                yield f"{module(path)}:{node.lineno}", node.args[0].value, None if None in names else names


def _is_wording(call: ast.Call) -> bool:
    speaks = isinstance(call.func, ast.Name) and call.func.id in {"t", "words"}
    literal = call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    return bool(speaks and literal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str):
    assert wordings(catalogue(language)).keys() == wordings(catalogue("en")).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_values(language: str):
    english = {key: placeholders(texts) for key, texts in wordings(catalogue("en")).items()}
    assert {key: placeholders(texts) for key, texts in wordings(catalogue(language)).items()} == english


def test_the_same_wordings_are_plurals_in_both_languages():
    assert plurals(catalogue("zh")).keys() == plurals(catalogue("en")).keys()


def test_an_english_plural_has_both_forms_and_a_chinese_one_the_general_form():
    assert [key for key, forms in plurals(catalogue("en")).items() if forms != PLURAL] == []
    assert [key for key, forms in plurals(catalogue("zh")).items() if "other" not in forms] == []


def test_no_wording_is_blank():
    blank = [key for language in LANGUAGES for key, texts in wordings(catalogue(language)).items() if not all(texts)]
    assert blank == []


def test_every_wording_the_code_asks_for_exists_and_gets_its_values():
    known = {key: placeholders(texts) for key, texts in wordings(catalogue("en")).items()}
    wrong = [
        f"{place} {key}"
        for place, key, names in asked()
        if key not in known or (names is not None and not known[key] <= names)
    ]
    assert wrong == []


def test_a_plural_is_chosen_by_the_count_and_absent_values_are_a_dash():
    t = Words("en")
    assert (t.number(None), t.money(float("nan")), t.days(None), t.date(None)) == ("–", "–", "–", "–")


def test_days_late_carry_their_sign_and_numbers_their_separators():
    assert Words("en").days(62.4) == "+62 d"
    assert Words("zh").days(-3) == "−3 天"
    assert Words("en").number(1234567.891, 1) == "1,234,567.9"


def test_an_unknown_language_speaks_english():
    assert Words("fr").language == "en"


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (99.99999999999999, "¥100", "¥100"),
        (91.66666666666666, "¥92", "¥92"),
        (-0.3, "¥0", "¥0"),
        (999.7, "¥1k", "¥1000"),
        (1234.567, "¥1.2k", "¥1235"),
        (12345.678, "¥12.3k", "¥1.2万"),
        (423_400_000, "¥423.4m", "¥4.23亿"),
    ],
)
def test_an_amount_is_whole_until_it_is_shortened_and_then_has_one_decimal(amount: float, english: str, chinese: str):
    assert (Words("en").money(amount), Words("zh").money(amount)) == (english, chinese)
