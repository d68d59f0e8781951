"""What became of a folder of workbooks, as a workbook: a sheet of files and a sheet of problems."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from contract import template_style as style
from contract.template import saved
from i18n import Words
from loaders.engine import ImportResult, Outcome

LONGEST = 32_767
MOST = 50_000
FILES = {"file": 44, "status": 16, "rows": 10, "errors": 10, "warnings": 10, "import": 10}
PROBLEMS = {"file": 44, "severity": 12, "sheet": 20, "cell": 10, "value": 28, "what": 90}


def summary(outcome: Outcome, t: Words) -> bytes:
    """An .xlsx with a line for each file and each problem, in which no text from a workbook is a formula."""
    book = Workbook(write_only=True)
    book.properties.creator = "Throughline"
    _write(book, "files", FILES, (_file(result, t) for result in outcome.imports), t)
    _write(book, "problems", PROBLEMS, _all_problems(outcome, t), t)
    return saved(book)


def _file(result: ImportResult, t: Words) -> tuple[Any, ...]:
    errors = sum(problem.is_error for problem in result.problems)
    said = t(f"summary.status.{result.status}")
    return result.file, said, sum(result.rows.values()), errors, len(result.problems) - errors, result.import_id


def _all_problems(outcome: Outcome, t: Words) -> Iterable[tuple[Any, ...]]:
    """As many as a person will ever look at, and how many more: a sheet cannot hold a million rows."""
    count = sum(len(result.problems) for result in outcome.imports)
    yield from islice((line for result in outcome.imports for line in _problems(result, t)), MOST)
    if count > MOST:
        yield ("", "", "", "", "", t("pages.intake.more", count=count - MOST))


def _problems(result: ImportResult, t: Words) -> Iterable[tuple[Any, ...]]:
    for each in sorted(result.problems, key=lambda problem: not problem.is_error):
        severity = t(f"summary.severity.{each.severity}")
        yield result.file, severity, each.sheet, each.cell, each.value, each.message(t)


def _write(book: Workbook, name: str, columns: dict[str, int], lines: Iterable[tuple[Any, ...]], t: Words) -> None:
    sheet = book.create_sheet(t(f"summary.{name}"))
    for letter, width in zip("ABCDEF", columns.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, t(f"summary.head.{column}"), t) for column in columns])
    for line in lines:
        sheet.append([_cell(sheet, value, t) for value in line])
    sheet.auto_filter.ref = "A:F"


def _heading(sheet: WriteOnlyWorksheet, text: str, t: Words) -> WriteOnlyCell:
    cell = _cell(sheet, text, t)
    cell.font = style.font(t.language, style.SURFACE, bold=True)
    cell.fill = style.fill(style.ACCENT)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any, t: Words) -> WriteOnlyCell:
    """A number, or text that stays text: also "=1+1", in Excel and when somebody edits the cell."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    said = ILLEGAL_CHARACTERS_RE.sub("", value).encode("utf-8", "replace").decode()
    cell = WriteOnlyCell(sheet, said[:LONGEST])
    cell.data_type = "s"
    cell.number_format = "@"
    cell.font = style.font(t.language)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
