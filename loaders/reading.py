"""One upload as far as it can be understood without knowing the warehouse."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from loaders import gate
from loaders.dating import check_register_date, date_rows, far_reports, register_date
from loaders.formats import ENDINGS
from loaders.layout import Layout, problems_block, understand
from loaders.parse import Rows, fractions, parse
from loaders.problems import Problem, letter
from loaders.settings import settle
from loaders.workbook import decode, percentages


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


def uploads(paths: list[Path]) -> list[Upload]:
    """Files, and those of a known ending below folders, named by their place there; lock files left out."""
    found = [(path, path.name) for path in paths if path.is_file()]
    for folder in (path for path in paths if path.is_dir()):
        files = (file for file in sorted(folder.rglob("*")) if file.suffix.lower() in ENDINGS and file.is_file())
        found += [(file, file.relative_to(folder).as_posix()) for file in files]
    return [Upload(name, file.read_bytes()) for file, name in found if not file.name.startswith(("~$", "."))]


@dataclass
class Reading:
    """What a workbook says, with every problem that shows in the workbook alone."""

    upload: Upload
    sha256: str
    sheets: dict[str, Rows] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def workbook(self) -> str:
        """`register` if it has any sheet of one, else `status`."""
        kinds = {rows.layout.table.workbook for rows in self.sheets.values()}
        return "register" if "register" in kinds else "status"

    @property
    def order(self) -> tuple[int, str, str]:
        """Registers before the reports that refer to them, then by date and name."""
        days = [day for rows in self.sheets.values() for day in rows.columns.get("report_date", ()) if day]
        day = register_date(self.sheets) or max(days, default=None)
        return (0 if self.workbook == "register" else 1, str(day or ""), self.upload.name)


def read_upload(upload: Upload) -> Reading:
    """Gate, decode, lay out, parse and date one upload; all its problems in one pass."""
    reading = Reading(upload, hashlib.sha256(upload.content).hexdigest(), problems=gate.inspect(upload.content))
    if problems_block(reading.problems):
        return reading
    decoded = decode(upload.content, upload.name)
    if isinstance(decoded, Problem):
        reading.problems.append(decoded)
        return reading
    layouts, problems = understand(decoded)
    reading.problems += [problem for sheet in decoded for problem in sheet.problems()] + problems
    _parse_all(reading, layouts)
    if "setting" in reading.sheets:
        reading.problems += settle(reading.sheets["setting"])
    if layouts and not any(len(rows) for rows in reading.sheets.values()):
        reading.problems.append(Problem("nothing-filled-in"))
    reading.problems += date_rows(reading.sheets) + check_register_date(reading.sheets) + far_reports(reading.sheets)
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
