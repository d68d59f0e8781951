"""What the command line says: one JSON object, or lines for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.markup import escape

from i18n import Words
from loaders.attempts import problems
from loaders.engine import ImportResult, Outcome, rows_by_table
from loaders.problems import Problem
from warehouse import Attempt

_COLOURS = {
    "accepted": "green", "refused": "red", "unchanged": "dim", "withdrawn": "yellow", "needs a layout": "magenta",
    "skipped": "dim",
}  # fmt: skip
_SEVERITIES = {"error": "red", "warning": "yellow"}
_console = Console(highlight=False, soft_wrap=True)
_t = Words()


def outcome(found: Outcome, as_json: bool, published: bool) -> None:
    """What became of each upload, with its problems."""
    if as_json:
        _json({"version": found.version, "imports": [_import(result) for result in found.imports]})
        return
    for result in found.imports:
        _lines(result)
    key = "command.published" if published and found.accepted else "command.not-published"
    counts = {
        "accepted": len(found.accepted),
        "refused": len(found.refused),
        "unchanged": found.unchanged,
        "all": len(found.imports) - len(found.skipped),
    }
    _console.print(_t(key, version=found.version, **counts))
    if found.needing_layout:
        _console.print(_t("command.need-layout", count=len(found.needing_layout)))
    if found.skipped:
        _console.print(_t("command.skipped", count=len(found.skipped)))


def history(version: int, entries: pd.DataFrame, as_json: bool) -> None:
    """The imports of a version."""
    rows = [_entry(entry) for entry in entries.to_dict("records")]
    if as_json:
        _json({"version": version, "imports": rows})
        return
    for row in rows:
        counts = ", ".join(f"{count} {name}" for name, count in row["rows"].items())
        place = f"{row['import_id']:>5}  {row['imported_at'][:16]}  {_status(row['status'])}"
        layout = f"  [dim]({row['layout']})[/dim]" if row["layout"] else ""
        _console.print(f"{place}  {escape(row['file'])}{layout}  [dim]{counts}[/dim]")
    _console.print(_t("command.version", version=version))


def refusals(version: int, attempts: list[Attempt], as_json: bool) -> None:
    """What was refused, with the problems that are remembered."""
    if as_json:
        _json({"version": version, "imports": [_attempt(attempt) for attempt in attempts]})
        return
    for attempt in attempts:
        when = f"{attempt.attempted_at.isoformat(' ')[:16]}  {_status('refused')}"
        _console.print(f"{when}  {escape(attempt.file)}  [dim]{attempt.errors}[/dim]")
        _problems(problems(attempt))
    _console.print(_t("command.version", version=version))


def written(paths: list[Path], as_json: bool) -> None:
    """The files that were written; none when there was nothing to correct."""
    if as_json:
        _json({"written": [str(path) for path in paths]})
    elif not paths:
        _console.print(_t("command.nothing-to-correct"))
    else:
        _console.print(_t("command.written", count=len(paths), where=escape(str(paths[0].parent / paths[0].name))))


def failed(message: str, as_json: bool) -> None:
    """A command that could not do what was asked."""
    if as_json:
        _json({"error": message})
    else:
        _console.print(f"[red]{escape(message)}[/red]")


def _lines(result: ImportResult) -> None:
    layout = f"  [dim]({result.reading.layout.name})[/dim]" if result.reading.layout.name else ""
    _console.print(f"{_status(_said(result.status))}  {escape(result.file)}{layout}")
    _problems(result.problems)


def _problems(found: list[Problem]) -> None:
    """What keeps the file out under its own heading, before what is only worth a look, colours or not."""
    for severity, colour in _SEVERITIES.items():
        of_these = [problem for problem in found if problem.severity == severity]
        if of_these:
            _console.print(f"    [{colour}]{escape(_t(f'feedback.severity.{severity}'))}:[/{colour}]")
        for problem in of_these:
            _console.print(f"      [{colour}]{escape(problem.place or '·')}[/{colour}]  {escape(problem.message(_t))}")


def _status(status: str) -> str:
    return f"[{_COLOURS[status]}]{status:<9}[/]"


def _said(status: str) -> str:
    return status.replace("needs_layout", "needs a layout")


def _import(result: ImportResult) -> dict[str, Any]:
    problems = [problem.as_json(_t) for problem in result.problems]
    about = {"import_id": result.import_id, "file": result.file, "status": _said(result.status)}
    return {**about, "layout": result.reading.layout.name, "rows": result.rows, "problems": problems}


def _entry(entry: dict[Any, Any]) -> dict[str, Any]:
    status = "accepted" if pd.isna(entry["withdrawn_at"]) else "withdrawn"
    layout = entry.get("layout")  # which a version from before there were layouts does not have
    about = {"import_id": int(entry["import_id"]), "file": entry["file"], "status": status}
    about["layout"] = "" if pd.isna(layout) else layout
    at = {"imported_at": entry["imported_at"].isoformat(timespec="seconds"), "sha256": entry["sha256"]}
    return {**about, "rows": rows_by_table(entry["rows_by_table"]), "problems": [], **at}


def _attempt(attempt: Attempt) -> dict[str, Any]:
    about: dict[str, Any] = {"import_id": None, "file": attempt.file, "status": "refused", "rows": {}}
    at = {"attempted_at": attempt.attempted_at.isoformat(timespec="seconds"), "sha256": attempt.sha256}
    return {**about, "problems": [each.as_json(_t) for each in problems(attempt)], "errors": attempt.errors, **at}


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))
