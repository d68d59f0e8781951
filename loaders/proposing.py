"""`python -m loaders propose`: what an unknown workbook seems to hold, for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Lines

from contract.tables import TABLES
from i18n import Words
from loaders import gate, printing
from loaders.known import known
from loaders.layout import problems_block
from loaders.options import REFUSED, File, Json, home
from loaders.problems import Problem
from loaders.profile import write_profile
from loaders.proposal import Match, Preview, Proposal, ProposedFeed, ProposedRegion, preview, propose
from loaders.proposal.looks import Ids
from loaders.reading import Upload
from loaders.workbook import Sheet, decode

_console = Console(highlight=False, soft_wrap=True)
_t = Words()
Save = Annotated[str, typer.Option(help="Keep the proposal as a layout of this name.")]


@dataclass(frozen=True)
class Proposed:
    """A workbook looked at: the proposal and what would become of its rows; or why it could not be read."""

    proposal: Proposal
    preview: Preview
    refusals: tuple[Problem, ...] = ()

    @property
    def is_loadable(self) -> bool:
        """Whether the proposal could be used as it is."""
        return self.proposal.is_loadable and not self.refusals


def propose_command(file: File, save: Save = "", json: Json = False) -> None:
    """Say what an unknown workbook seems to hold: which sheet, which column, how surely and why."""
    warehouse = home()
    found = look_at(Upload(file.name, file.read_bytes()), known(warehouse.read()).ids)
    kept = save if found.is_loadable else ""
    if kept:
        try:
            warehouse.save_layout(kept, write_profile(found.proposal.profile(kept, file.name)))
        except ValueError:
            printing.failed(_t("command.propose.bad_name", name=kept), json)
            raise typer.Exit(REFUSED) from None
    (_print_json if json else _print_text)(found, kept)
    if not found.is_loadable:
        raise typer.Exit(REFUSED)


def look_at(upload: Upload, known: Ids) -> Proposed:
    """Gate, decode and propose one upload."""
    problems = gate.inspect(upload.content)
    sheets = [] if problems_block(problems) else decode(upload.content, upload.name)
    if isinstance(sheets, Problem):
        problems, sheets = [*problems, sheets], []
    return _looked_at(sheets, known, tuple(problem for problem in problems if problem.is_error))


def _looked_at(sheets: list[Sheet], known: Ids, refusals: tuple[Problem, ...]) -> Proposed:
    proposal = propose(sheets, known)
    return Proposed(proposal, preview(proposal, sheets), refusals)


def _print_json(found: Proposed, saved: str) -> None:
    """The proposal as one JSON object."""
    proposal = found.proposal
    said = {
        "loadable": found.is_loadable,
        "saved": saved,
        "sheets": [_sheet(region) for region in proposal.regions],
        "missing": [
            {"sheet": each.sheet, "table": each.table, "column": each.column, "message": each.problem.message(_t)}
            for each in proposal.missing
        ],
        "questions": _as_json(proposal.questions),
        "remarks": _as_json(proposal.remarks),
        "rows": {each.table: {"rows": each.rows, "wrong": each.wrong} for each in found.preview.tables},
        "problems": _as_json((*found.refusals, *found.preview.problems)),
    }
    print(dumps(said, ensure_ascii=False))


def _print_text(found: Proposed, saved: str) -> None:
    """The proposal as tables and sentences."""
    proposal = found.proposal
    for region, feed in proposal.feeds():
        _console.print(_columns(region, feed))
    for region in filter(lambda region: region.left_out, proposal.regions):
        _left_out(region)
    for problem in (*found.refusals, *(each.problem for each in proposal.missing), *proposal.questions):
        _say(problem)
    for table in found.preview.tables:
        name = TABLES[table.table].sheet.in_language(_t.language)
        _console.print(escape(_t("command.propose.rows", table=name, count=table.rows, wrong=table.wrong)))
    for problem in (*found.preview.problems, *proposal.remarks):
        _say(problem)
    _console.print(_t(f"command.propose.{_verdict(found)}"))
    if saved:
        _console.print(escape(_t("command.propose.saved", name=saved)))


def _verdict(found: Proposed) -> str:
    if found.is_loadable:
        return "unclean" if any(table.wrong for table in found.preview.tables) else "loadable"
    return "not_loadable" if found.proposal.regions else "nothing"


def _columns(region: ProposedRegion, feed: ProposedFeed) -> Lines:
    table = TABLES[feed.table].sheet.in_language(_t.language)
    key = "command.propose.across" if region.transposed else "command.propose.sheet"
    title = _t(key, sheet=region.sheet, line=region.header_line, table=table)
    lines = Lines(title=escape(title), title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in ("place", "heading", "column", "sure", "why"):
        lines.add_column(_t(f"command.propose.head.{name}"), overflow="fold")
    for match in feed.matches:
        lines.add_row(*map(escape, _cells(feed, match)))
    return lines


def _cells(feed: ProposedFeed, match: Match) -> tuple[str, ...]:
    column = TABLES[feed.table].column(match.column)
    heading = match.source.heading or match.source.constant or match.reason.value
    return match.place, heading, column.heading.in_language(_t.language), _sure(match), _why(match)


def _why(match: Match) -> str:
    """The reason, and how the cells would be read where that is not as they stand."""
    source = match.source
    words = [f"{said} → {meant}" for said, meant in source.values.items()]
    times = [f"× {_t.number(source.times)}"] if source.times != 1 else []
    return "; ".join([match.reason.message(_t), *words, *times])


def _sure(match: Match) -> str:
    return _t.percent(match.confidence) + ("" if match.is_sure else " ?")


def _left_out(region: ProposedRegion) -> None:
    """Which rows: how many, and why, the preview says."""
    lines = ", ".join(f"{line.line} “{line.text}”" for line in region.left_out)
    _console.print(escape(_t("command.propose.left_out", sheet=region.sheet, lines=lines)))


def _say(problem: Problem) -> None:
    place = f"{problem.sheet}!{problem.cell}".strip("!") or "·"
    colour = "red" if problem.is_error else "yellow"
    _console.print(f"[{colour}]{escape(place)}[/{colour}]  {escape(problem.message(_t))}")


def _sheet(region: ProposedRegion) -> dict[str, Any]:
    return {
        "sheet": region.sheet,
        "headings_at": region.header_line,
        "transposed": region.transposed,
        "tables": [
            {"table": feed.table, "columns": [_match(match) for match in feed.matches]} for feed in region.feeds
        ],
        "left_out": [{"line": each.line, "reason": each.reason, "text": each.text} for each in region.left_out],
    }


def _match(match: Match) -> dict[str, Any]:
    source = {"heading": match.source.heading, "place": match.place, "values": match.source.values}
    reason = {"code": match.reason.code, "message": match.reason.message(_t)}
    return {"column": match.column, **source, "confidence": match.confidence, "reason": reason}


def _as_json(problems: tuple[Problem, ...]) -> list[dict[str, str]]:
    return [problem.as_json(_t) for problem in problems]
