"""What Excel itself checks while a cell is filled in: drop-downs, dates, ranges."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from contract.model import Choice, Column, Kind, Setting
from contract.template_words import (
    AT_LEAST,
    BETWEEN,
    CHOOSE_FROM_LIST,
    DATE_EXPECTED,
    NOT_APPLICABLE,
    NUMBER_EXPECTED,
    OR_NOT_APPLICABLE,
    WHOLE_NUMBER_EXPECTED,
)

TITLE_LIMIT = 32  # Excel's own limits for messages
TEXT_LIMIT = 255
DATES = (Kind.DATE, Kind.MONTH)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
EXCEL_EPOCH = date(1899, 12, 30)


def validation(column: Column | Setting, language: str, first_cell: str) -> DataValidation:
    """The rule and the two messages for the cells under a heading; `first_cell` as `D2`."""
    optional = not getattr(column, "is_needed", False)
    rule = _list_rule(column, language, optional) or _number_rule(column, language, first_cell, optional)
    return DataValidation(
        **rule,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.heading.in_language(language)[:TITLE_LIMIT],
        showInputMessage=True,
        promptTitle=column.heading.in_language(language)[:TITLE_LIMIT],
        prompt=column.help.in_language(language)[:TEXT_LIMIT],
    )


def spelling(choice: Choice, language: str) -> str:
    """How a choice is written in a workbook of that language."""
    return choice.zh if language == "zh" else choice.value


def _list_rule(column: Column | Setting, language: str, optional: bool) -> dict[str, str] | None:
    if not column.choices:
        return None
    words = [spelling(choice, language) for choice in column.choices]
    allowed = [*words, NOT_APPLICABLE.in_language(language)] if optional else words
    error = CHOOSE_FROM_LIST.in_language(language).format(choices=", ".join(words))
    return {"type": "list", "formula1": '"' + ",".join(allowed) + '"', "error": error}


def _number_rule(column: Column | Setting, language: str, cell: str, optional: bool) -> dict[str, str]:
    if column.kind in (Kind.ID, Kind.TEXT):
        return {}
    low, high = _limits(column)
    tests = [f"{cell}{sign}{limit}" for sign, limit in ((">=", low), ("<=", high)) if limit]
    if column.kind is Kind.LEVEL:
        tests.append(f"{cell}=INT({cell})")
    number = f"AND({','.join(tests)})" if tests else "TRUE"
    words = ",".join(f'{cell}="{word}"' for word in NOT_APPLICABLE)
    formula = f"IF(ISNUMBER({cell}),{number},{f'OR({words})' if optional else 'FALSE'})"
    also = OR_NOT_APPLICABLE.in_language(language) if optional else ""
    return {"type": "custom", "formula1": formula, "error": _expected(column, language) + also}


def _limits(column: Column | Setting) -> tuple[str, str]:
    if column.kind in DATES:
        return str((FIRST_DAY - EXCEL_EPOCH).days), str((LAST_DAY - EXCEL_EPOCH).days)
    return _plain(column.minimum), _plain(column.maximum)


def _expected(column: Column | Setting, language: str) -> str:
    if column.kind in DATES:
        return DATE_EXPECTED.in_language(language)
    wording = WHOLE_NUMBER_EXPECTED if column.kind is Kind.LEVEL else NUMBER_EXPECTED
    return wording.in_language(language).format(limits=_range_words(column, language))


def _range_words(column: Column | Setting, language: str) -> str:
    if column.minimum is None:
        return ""
    wording = AT_LEAST if column.maximum is None else BETWEEN
    return wording.in_language(language).format(minimum=_plain(column.minimum), maximum=_plain(column.maximum))


def _plain(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
