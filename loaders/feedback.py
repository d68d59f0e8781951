"""The sender's own workbook back: bad cells coloured and commented, and a first sheet that lists what to correct.

The file is opened by the child process only (decoders/marker.py); here the order for it is written, in plain values.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from contract import template_style as style
from contract.template_words import FEEDBACK_SHEET
from i18n import Words
from loaders import gate
from loaders.formats import Format, format_of
from loaders.layout import problems_block
from loaders.problems import Problem
from loaders.reading import Upload
from loaders.workbook import ask, decode

MOST = 2_000
AUTHOR = "Throughline"
MARK = f"— {AUTHOR}"
# What we wrote into a comment: a line with our mark and the points below it.
OUR_WORDS = rf"\s*{MARK}[^\n]*(\r?\n• [^\n]*)*"
# By severity: the fill, the border and the letters of a bad cell.
COLOURS = {"error": ("F6C9C4", "B3261E", style.INK), "warning": ("FFE2A3", "9A6700", style.INK)}
# These tell the PMO something; there is nothing that a sender could correct.
NOTHING_TO_CORRECT = {"restates", "restates-files", "measured-otherwise", "macros"}
HEADS = ("sheet", "cell", "value", "what", "severity")
WIDTHS = {"A": 18, "B": 9, "C": 30, "D": 84, "E": 20}
UNWRAPPED, TITLE_HEIGHT = ["title", "line"], 28
Cell = tuple[int, int, str, str, tuple[str, str] | None]


def worth_returning(problems: Sequence[Problem]) -> bool:
    """Whether a sender has anything to correct."""
    return any(problem.code not in NOTHING_TO_CORRECT for problem in problems)


def feedback(upload: Upload, problems: Sequence[Problem], t: Words) -> bytes:
    """The upload as .xlsx with its problems marked and listed, in the language of `t`.

    Where the file cannot be marked itself, its values are; where not even they can be read, the list stands alone.
    """
    ordered = _in_order(problems)
    plain = {
        "workbook": b"",
        "linked": False,
        "sheets": [],
        "title": FEEDBACK_SHEET.in_language(t.language),
        "titles": list(FEEDBACK_SHEET),
        "author": AUTHOR,
        "our_words": OUR_WORDS,
        "colours": COLOURS,
        "marks": _marks(ordered[:MOST], t),
        **_look(t.language),
    }
    for base, notes in _bases(upload):
        cells = _list(upload.name, ordered, notes, t)
        made = ask("marks", pickle.dumps({**plain, **base, "cells": cells, "heights": _heights(cells)}), "marks")
        if made is not None:
            return bytes(made)
    raise RuntimeError(f"no feedback could be written for {upload.name}")


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings, then as one walks through the workbook."""
    sheets = list(dict.fromkeys(problem.sheet for problem in problems))

    def place(problem: Problem) -> tuple[bool, int, int, int, str]:
        column = problem.cell.rstrip("0123456789")
        row = int(problem.cell[len(column) :] or 0)
        return not problem.is_error, sheets.index(problem.sheet), row, len(column), column

    return sorted(problems, key=place)


def _bases(upload: Upload) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """What the marks may be put on, best first, each with the sentences about what it lacks."""
    if not problems_block(gate.inspect(upload.content)):
        if format_of(upload.content) is Format.XLSX:
            linked, notes = _left_behind(upload.content)
            yield {"workbook": upload.content, "linked": linked}, ("steps", *notes)
        sheets = decode(upload.content, upload.name)
        if not isinstance(sheets, Problem):
            yield {"sheets": [(sheet.name, sheet.columns) for sheet in sheets if not sheet.hidden]}, ("steps", "values")
    yield {"marks": {}}, ("list",)


def _left_behind(content: bytes) -> tuple[bool, list[str]]:
    """Whether the workbook points to others, and what is not sent back of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    linked = any(name.startswith("xl/externalLinks/") for name in names)
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return linked, ["links"] * linked + ["macros"] * macros


def _marks(problems: list[Problem], t: Words) -> dict[tuple[str, str], tuple[str, str]]:
    """By sheet and cell, the worst severity and one comment for all that is wrong there."""
    found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.cell:
            found[problem.sheet, problem.cell].append(problem)
    heading = f"{MARK} · {t('feedback.comment')}"
    return {
        place: (each[0].severity, "\n".join([heading, *(f"• {_on_a_line(problem.message(t))}" for problem in each)]))
        for place, each in found.items()
    }


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _list(name: str, problems: list[Problem], notes: Sequence[str], t: Words) -> list[Cell]:
    """The cells of the first sheet: row, column, text, look and the sheet and cell that it leads to."""
    errors = sum(problem.is_error for problem in problems)
    counts = t("feedback.counts", file=name, errors=errors, warnings=len(problems) - errors)
    lines = [counts, *(t(f"feedback.note.{note}") for note in notes)]
    if len(problems) > MOST:
        lines.append(t("feedback.more", shown=MOST, all=len(problems)))
    cells: list[Cell] = [(1, 1, FEEDBACK_SHEET.in_language(t.language), "title", None)]
    cells += [(row, 1, line, "line", None) for row, line in enumerate(lines, 2)]
    start = len(lines) + 3
    cells += [(start, column, t(f"feedback.head.{head}"), "head", None) for column, head in enumerate(HEADS, 1)]
    for row, problem in enumerate(problems[:MOST], start + 1):
        cells += _row(row, problem, t)
    return cells


def _row(row: int, problem: Problem, t: Words) -> list[Cell]:
    place = (problem.sheet, problem.cell) if problem.sheet else None
    link = "link" if place else "text"
    return [
        (row, 1, problem.sheet, "text" if problem.cell else link, None if problem.cell else place),
        (row, 2, problem.cell, link, place if problem.cell else None),
        (row, 3, problem.value, "text", None),
        (row, 4, problem.message(t), "text", None),
        (row, 5, t(f"feedback.severity.{problem.severity}"), problem.severity, None),
    ]


def _heights(cells: Sequence[Cell]) -> dict[int, float]:
    """By row of the list, how high it has to be."""
    heights: dict[int, float] = defaultdict(float)
    for row, column, text, look, _ in cells:
        wraps = look not in UNWRAPPED
        needed = style.height(text, WIDTHS["ABCDE"[column - 1]]) if wraps else TITLE_HEIGHT if look == "title" else 0
        heights[row] = max(heights[row], needed, style.LINE_HEIGHT)
    return dict(heights)


def _look(language: str) -> dict[str, Any]:
    plain = {"name": style.FONT_NAME.in_language(language), "size": 11, "color": style.INK}
    fonts = {
        "title": plain | {"size": 20, "bold": True},
        "line": plain | {"color": style.SECONDARY},
        "head": plain | {"bold": True},
        "text": plain,
        "link": plain | {"color": style.ACCENT, "underline": "single"},
        "error": plain,
        "warning": plain,
    }
    backgrounds = {"head": style.HEADING_TINT} | {severity: fill for severity, (fill, _, _) in COLOURS.items()}
    return {"fonts": fonts, "backgrounds": backgrounds, "unwrapped": UNWRAPPED, "widths": WIDTHS}
