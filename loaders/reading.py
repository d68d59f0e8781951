"""One upload as far as it can be understood without knowing the warehouse."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from loaders import gate
from loaders.choosing import Choice, choose_layout
from loaders.dating import check_register_date, date_rows, far_reports, register_date
from loaders.examples import leave_out_examples
from loaders.formats import ENDINGS
from loaders.layout import Layout, problems_block
from loaders.levels import unassessed
from loaders.library import Library, shipped
from loaders.parse import Rows, fractions, parse
from loaders.problems import Problem, letter
from loaders.profile import Profile
from loaders.settings import settle
from loaders.unfilled import pass_over
from loaders.workbook import decode, percentages

# What Excel, office programs and file managers leave in folders, and what is hidden there.
HIDDEN = ("~$", ".")
LITTER = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and its bytes, or why there are none; the layout that somebody says it has."""

    name: str
    content: bytes
    problem: Problem | None = None
    layout: str = ""

    @property
    def is_skipped(self) -> bool:
        """Whether it is of a kind that is not read: no workbook of anybody's, and nothing to refuse."""
        return self.problem is not None and not self.problem.is_error


def uploads(paths: list[Path]) -> list[Upload]:
    """Files, and all those below folders, named by their place there; what is hidden or litter left out."""
    found = [_opened(path, path.name) for path in paths if path.is_file() and not is_litter(path.name)]
    for folder in (path for path in paths if path.is_dir()):
        below = [(file, file.relative_to(folder).as_posix()) for file in sorted(folder.rglob("*")) if not file.is_dir()]
        found += [
            _opened(file, name) if is_known(name) else skipped(_as_text(name))
            for file, name in below
            if not is_litter(name)
        ]
    return found


def is_litter(name: str) -> bool:
    """Whether nobody sent a file, or the folder that it lies in, but a program left it there."""
    parts = PurePath(name).parts
    return any(part.startswith(HIDDEN) for part in parts) or parts[-1].casefold() in LITTER


def is_known(name: str) -> bool:
    """Whether a file's ending is one of those that folders are searched for."""
    return PurePath(name).suffix.lower() in ENDINGS


def skipped(name: str) -> Upload:
    """A file of another kind, unread."""
    return Upload(name, b"", Problem("other-kind", value=PurePath(name).suffix, severity="warning"))


def _opened(file: Path, name: str) -> Upload:
    """A file's bytes, taken only where it is one that can be read and is not too large to be looked at."""
    said = _as_text(name)
    try:
        if not file.is_file():  # gone, or something whose bytes never end
            return Upload(said, b"", Problem("cannot-open"))
        if file.stat().st_size > gate.LARGEST_FILE:
            return Upload(said, b"", gate.too_large())
        return Upload(said, file.read_bytes())
    except OSError:
        return Upload(said, b"", Problem("cannot-open"))


def _as_text(name: str) -> str:
    """A name as far as it is text: Linux lets it hold bytes that are none."""
    return name.encode("utf-8", "replace").decode()


@dataclass
class Reading:
    """What a workbook says, with every problem that shows in the workbook alone."""

    upload: Upload
    sha256: str
    sheets: dict[str, Rows] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    layout: Choice = field(default_factory=Choice)

    @property
    def workbook(self) -> str:
        """`register` if it has any sheet of one, else `status`."""
        kinds = {rows.layout.table.workbook for rows in self.sheets.values()}
        return "register" if "register" in kinds else "status"

    @property
    def digests(self) -> tuple[str, str]:
        """What makes it the same import: the digests of the file and of the layout that it was read with."""
        return self.sha256, self.layout.sha256

    @property
    def order(self) -> tuple[int, str, str]:
        """Registers before the reports that refer to them, then by date and name; what is not read comes last."""
        if self.upload.is_skipped:
            return 2, "", self.upload.name
        days = [day for rows in self.sheets.values() for day in rows.columns.get("report_date", ()) if day]
        day = register_date(self.sheets) or max(days, default=None)
        return (0 if self.workbook == "register" else 1, str(day or ""), self.upload.name)


def read_upload(upload: Upload, known: Library | None = None, forced: Profile | None = None) -> Reading:
    """Gate, decode, lay out, parse and date one upload; all its problems in one pass.

    It is laid out as the template has it, or else by the one layout of those `known` that fits; by `forced` if given.
    """
    problems = [upload.problem] if upload.problem else gate.inspect(upload.content)
    reading = Reading(upload, hashlib.sha256(upload.content).hexdigest(), problems=problems)
    if upload.is_skipped or problems_block(reading.problems):
        return reading
    decoded = decode(upload.content, upload.name)
    if isinstance(decoded, Problem):
        reading.problems.append(decoded)
        return reading
    reading.layout, (layouts, problems) = choose_layout(decoded, shipped() if known is None else known, forced)
    layouts, unfilled = pass_over(layouts)
    layouts, examples = leave_out_examples(layouts)
    reading.problems += [problem for sheet in decoded for problem in sheet.problems()] + problems + unfilled + examples
    _parse_all(reading, layouts)
    if "setting" in reading.sheets:
        reading.problems += settle(reading.sheets["setting"])
    if layouts and not any(len(rows) for rows in reading.sheets.values()):
        reading.problems.append(Problem("nothing-filled-in"))
    reading.problems += date_rows(reading.sheets) + check_register_date(reading.sheets) + far_reports(reading.sheets)
    if "risk" in reading.sheets:
        reading.problems += unassessed(reading.sheets["risk"], {(each.sheet, each.cell) for each in reading.problems})
    return reading


def _parse_all(reading: Reading, layouts: list[Layout]) -> None:
    unclear = {origin.sheet for layout in layouts if fractions(layout) for origin in layout.origins}
    formatted = percentages(reading.upload.content, sorted(unclear)) if unclear else {}
    shares = {(sheet, f"{letter(column)}{row + 1}") for sheet, cells in formatted.items() for row, column in cells}
    for layout in layouts:
        rows, problems = parse(layout, shares)
        earlier = reading.sheets.get(layout.table.name)
        reading.sheets[layout.table.name] = earlier.joined(rows) if earlier else rows
        reading.problems += problems
