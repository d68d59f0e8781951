"""An unknown sheet as it was sent, with what its columns are taken for, and what would become of its rows."""

from __future__ import annotations

from itertools import islice

from contract.tables import TABLES
from frame_grid import Marks, grid
from frame_sheet import listed, noted
from frame_text import text
from i18n import Words
from loaders.problems import letter
from loaders.proposal import Preview, ProposedRegion
from loaders.workbook import Sheet

ABOVE, ROWS, COLUMNS, PROBLEMS = 8, 30, 60, 20
MARKS = {"error": "Red", "warning": "Amber"}


def show_sheet(sheet: Sheet, region: ProposedRegion | None, looked: Preview, t: Words) -> None:
    """The sheet as it was sent, the columns of one of its tables over their headings, the cells that cannot be read."""
    first, data = (region.header.first, region.header.data) if region else (0, 0)
    across = region is not None and region.transposed
    last = min(sheet.height, ROWS if across else data + ROWS)
    rows = {row + 1: sheet.row(row)[:COLUMNS] for row in range(0 if across else max(0, first - ABOVE), last)}
    grid([letter(place) for place in range(min(len(sheet.columns), COLUMNS))], rows, _marks(sheet, region, looked, t))


def _marks(sheet: Sheet, region: ProposedRegion | None, looked: Preview, t: Words) -> Marks:
    wrong = {each.cell: each.message(t) for each in looked.problems if each.sheet == sheet.name and each.is_error}
    if region is None:
        return Marks({}, wrong=wrong)
    matches = [(feed, match) for feed in region.feeds for match in feed.matches if match.place]
    names: dict[str, list[str]] = {}
    for feed, match in matches:
        heading = TABLES[feed.table].column(match.column).heading.in_language(t.language)
        names.setdefault(match.place, []).append(heading)
    head = range(region.header.first, region.header.data)
    return Marks(
        {place: " · ".join(dict.fromkeys(said)) for place, said in names.items()},
        frozenset(match.place for _, match in matches if not match.is_sure),
        frozenset(letter(line) if region.transposed else str(line + 1) for line in head),
        frozenset(each.line for each in region.left_out),
        wrong,
        frozenset(str(at + 1) if region.transposed else letter(at) for at in region.columns or ()),
    )


def show_counts(looked: Preview, t: Words) -> None:
    """How many rows of each table would be read, and how many not."""
    for each in looked.tables:
        table = TABLES[each.table].sheet.in_language(t.language)
        said = t("pages.intake.layout.rows", table=table, count=each.rows - each.wrong, wrong=each.wrong)
        noted("Amber" if each.wrong else "Green", said)


def show_remarks(looked: Preview, t: Words) -> None:
    """The first of the cells that cannot be read, and what else is worth knowing."""
    found = sorted(looked.problems, key=lambda problem: not problem.is_error)
    lines = ((MARKS[each.severity], each.sheet, each.cell, each.value, each.message(t)) for each in found)
    if found:
        heads = [t(f"pages.intake.head.{name}") for name in ("sheet", "cell", "value", "what")]
        listed(heads, list(islice(lines, PROBLEMS)))
    if len(found) > PROBLEMS:
        text(t("pages.intake.more", count=len(found) - PROBLEMS), "note")
