"""What the page and the command line do with uploads. One engine, two faces."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from loaders.attempts import attempt
from loaders.batching import batch
from loaders.identities import Identities
from loaders.known import Known, known
from loaders.layout import problems_block
from loaders.levels import settle
from loaders.library import NONE, library
from loaders.links import link
from loaders.many import Progress, Task, read_all
from loaders.problems import Problem, once
from loaders.profile import read_profile
from loaders.reading import Reading, Upload
from loaders.restating import Restating
from loaders.scales import scales_of
from warehouse import Batch, Outdated, Warehouse


@dataclass(frozen=True)
class ImportResult:
    """What became of one upload. `import_id` is set once it is published, or was already."""

    file: str
    status: str
    problems: list[Problem]
    rows: dict[str, int]
    reading: Reading
    import_id: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of all uploads of one call, in the order they take effect, and the version they met or made."""

    version: int
    imports: list[ImportResult]

    def of(self, status: str) -> list[ImportResult]:
        """Those that this became of."""
        return [result for result in self.imports if result.status == status]

    @property
    def accepted(self) -> list[ImportResult]:
        """Those that are, or would be, published."""
        return self.of("accepted")

    @property
    def refused(self) -> list[ImportResult]:
        """Those with errors."""
        return self.of("refused")

    @property
    def needing_layout(self) -> list[ImportResult]:
        """Those whose sheets nobody knows yet, or that more than one layout fits."""
        return self.of("needs_layout")

    @property
    def skipped(self) -> list[ImportResult]:
        """Those of a kind that is not read."""
        return self.of("skipped")

    @property
    def unchanged(self) -> int:
        """How many were published before, and still count."""
        return len(self.of("unchanged"))

    def batches(self) -> list[Batch]:
        """The accepted ones, ready to publish or preview."""
        return [batch(result.reading) for result in self.accepted]


def check(warehouse: Warehouse, uploads: list[Upload], progress: Progress | None = None, layout: str = "") -> Outcome:
    """Judge uploads without publishing: accepted, refused, unchanged or needing a layout, with all their problems.

    All are read with the layout of that name if one is given, else each with its own; `LookupError` when there is none.
    """
    known = library(warehouse)
    named = [layout or upload.layout for upload in uploads]
    tasks = [Task(upload, known.profile(name)) for upload, name in zip(uploads, named, strict=True)]
    return _judge(warehouse, read_all(tasks, known, progress))


def publish(warehouse: Warehouse, outcome: Outcome) -> Outcome:
    """Publish what a check accepted as one version, note what it refused; judged anew if somebody published since."""
    outcome = _published(warehouse, outcome)
    note_refused(warehouse, outcome)
    return outcome


def note_refused(warehouse: Warehouse, outcome: Outcome) -> None:
    """Have the warehouse remember what was refused, for the submission board; the same file for the same reasons once.

    A folder that is loaded again still holds what was refused and has been corrected since: that is no new refusal.
    """
    noted = {(each.file, each.sha256): each.problems for each in warehouse.attempts()} if outcome.refused else {}
    found = [attempt(result.reading, result.problems) for result in outcome.refused]
    if new := [each for each in found if noted.get((each.file, each.sha256)) != each.problems]:
        warehouse.note(new)


def load(warehouse: Warehouse, uploads: list[Upload], progress: Progress | None = None, layout: str = "") -> Outcome:
    """Check and publish in one go."""
    return publish(warehouse, check(warehouse, uploads, progress, layout))


def history(warehouse: Warehouse) -> pd.DataFrame:
    """Every import ever accepted, newest first, with the rows it brought and whether it was withdrawn."""
    return warehouse.read()("from intake order by import_id desc")


def rebuild(warehouse: Warehouse, progress: Progress | None = None) -> int:
    """Read all archived uploads again, each with the layout it had, into an equal warehouse; the new version.

    `LookupError` names the file of an upload that the archive lacks; nothing is changed then.
    """
    imports = history(warehouse).sort_values("import_id").to_dict("records")
    if not imports:
        return warehouse.current()
    tasks = [_archived(warehouse, entry) for entry in imports]
    pairs = list(zip(read_all(tasks, NONE, progress), imports, strict=True))
    scales = scales_of(each.sheets for each, entry in pairs if pd.isna(entry["withdrawn_at"]))
    batches = []
    for reading, entry in pairs:
        if "risk" in reading.sheets:
            settle(reading.sheets["risk"], scales)
        withdrawn = None if pd.isna(entry["withdrawn_at"]) else entry["withdrawn_at"].to_pydatetime()
        batches.append(batch(reading, entry["import_id"], entry["imported_at"].to_pydatetime(), withdrawn))
    return warehouse.rebuild(batches)


def rows_by_table(entry: str) -> dict[str, int]:
    """The row counts of a history entry."""
    return {name: int(count) for name, count in json.loads(entry).items()}


def _published(warehouse: Warehouse, outcome: Outcome) -> Outcome:
    if warehouse.current() != outcome.version:
        outcome = _judge(warehouse, [result.reading for result in outcome.imports])
    if not outcome.accepted:
        return outcome
    for result in outcome.accepted:
        warehouse.keep(result.reading.upload.content)
        if result.reading.layout.profile:
            warehouse.keep(result.reading.layout.text)
    try:
        ids = iter(warehouse.publish(outcome.batches(), onto=outcome.version))
    except Outdated:
        return _published(warehouse, outcome)
    named = [replace(r, import_id=next(ids)) if r.status == "accepted" else r for r in outcome.imports]
    return Outcome(warehouse.current(), named)


def _archived(warehouse: Warehouse, entry: dict[Hashable, Any]) -> Task:
    try:
        upload = Upload(entry["file"], warehouse.archived(entry["sha256"]))
        layout = entry.get("layout_sha256")  # which a version from before there were layouts does not have
        return Task(upload, None if pd.isna(layout) else read_profile(warehouse.archived(layout).decode()))
    except LookupError as missing:
        raise LookupError(entry["file"]) from missing


def _judge(warehouse: Warehouse, readings: list[Reading]) -> Outcome:
    version = warehouse.current()
    query = warehouse.read(version)
    facts = known(query)
    earlier = Restating(query), Identities(query, [each for each in readings if each.digests not in facts.digests])
    results = []
    for reading in sorted(readings, key=lambda reading: reading.order):
        result = _verdict(reading, facts, earlier)
        results.append(result)
        if result.status == "accepted":
            facts = facts.then(reading.sheets, reading.digests)
            for each in earlier:
                each.accept(reading)
    return Outcome(version, results)


def _verdict(reading: Reading, facts: Known, earlier: tuple[Restating, Identities]) -> ImportResult:
    rows = {name: len(rows) for name, rows in reading.sheets.items()}
    if reading.upload.is_skipped:
        return ImportResult(reading.upload.name, "skipped", reading.problems, rows, reading)
    if reading.digests in facts.digests:
        return ImportResult(reading.upload.name, "unchanged", [], rows, reading, facts.digests[reading.digests])
    if reading.layout.is_needed:
        return ImportResult(reading.upload.name, "needs_layout", reading.problems, rows, reading)
    problems = once([*reading.problems, *(link(reading.sheets, facts) if reading.sheets else [])])
    if problems_block(problems):
        return ImportResult(reading.upload.name, "refused", problems, rows, reading)
    problems += [problem for each in earlier for problem in each.problems(reading.sheets)]
    return ImportResult(reading.upload.name, "accepted", problems, rows, reading)
