"""The command line: the same engine as the Intake page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from i18n import Words
from loaders import engine, printing, proposing, returning
from loaders.many import Progress as Told
from loaders.options import REFUSED, Json, Language, Layout, Out, assert_known, excel, home
from loaders.reading import uploads

app = typer.Typer(
    name="python -m loaders",
    help="Load status workbooks into the warehouse ($THROUGHLINE_WAREHOUSE, by default data/warehouse).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Paths = Annotated[list[Path], typer.Argument(help="Workbooks, or folders of workbooks.", exists=True)]
Summary = Annotated[
    Path | None, typer.Option("--summary", callback=excel, help="Also write what became of each file to this .xlsx.")
]
Refused = Annotated[bool, typer.Option("--refused", help="List what was refused instead.")]
Count = Annotated[int, typer.Option(min=1)]


class Workbook(StrEnum):
    """The two kinds of template."""

    REGISTER = "register"
    STATUS = "status"


@app.command()
def template(workbook: Workbook, out: Out, language: Language = Language.EN, json: Json = False) -> None:
    """Write an empty workbook to fill in."""
    from contract.template import write_template

    out.write_bytes(write_template(workbook.value, language.value))
    printing.written([out], json)


@app.command()
def check(paths: Paths, layout: Layout = "", json: Json = False) -> None:
    """Say what is wrong with workbooks, and publish nothing."""
    warehouse = home()
    assert_known(warehouse, layout)
    with _progress("Reading", json) as progress:
        outcome = engine.check(warehouse, uploads(paths), progress, layout)
    _finish(outcome, json, published=False)


@app.command()
def load(paths: Paths, layout: Layout = "", summary: Summary = None, json: Json = False) -> None:
    """Publish workbooks as one new version; each is accepted whole or refused whole."""
    warehouse = home()
    assert_known(warehouse, layout)
    if summary:
        _assert_place(summary, paths)
    with _progress("Loading", json) as progress:
        outcome = engine.load(warehouse, uploads(paths), progress, layout)
    if summary:
        from loaders.summary import summary as written

        summary.write_bytes(written(outcome, Words()))
    _finish(outcome, json, published=True)


@app.command()
def history(refused: Refused = False, json: Json = False) -> None:
    """List every import, newest first."""
    warehouse = home()
    if refused:
        printing.refusals(warehouse.current(), warehouse.attempts()[::-1], json)
        return
    printing.history(warehouse.current(), engine.history(warehouse), json)


@app.command()
def withdraw(import_id: int, json: Json = False) -> None:
    """Take an import back; what it had replaced counts again."""
    warehouse = home()
    try:
        version = warehouse.withdraw(import_id)
    except LookupError:
        printing.failed(Words()("command.no-import", import_id=import_id), json)
        raise typer.Exit(REFUSED) from None
    printing.history(version, engine.history(warehouse).query("import_id == @import_id"), json)


@app.command()
def rebuild(json: Json = False) -> None:
    """Read all archived uploads again into an equal warehouse."""
    warehouse = home()
    try:
        with _progress("Rebuilding", json) as progress:
            version = engine.rebuild(warehouse, progress)
    except LookupError as missing:
        printing.failed(Words()("command.no-upload", file=missing.args[0]), json)
        raise typer.Exit(REFUSED) from None
    printing.history(version, engine.history(warehouse), json)


@app.command()
def sample(folder: Path, projects: Count = 60, periods: Count = 26, seed: int = 7, json: Json = False) -> None:
    """Write a fictional portfolio as workbooks."""
    from sample import generate

    printing.written(generate(folder, projects=projects, periods=periods, seed=seed), json)


app.command("propose")(proposing.propose_command)
app.command("feedback")(returning.feedback_command)
app.command("next")(returning.next_command)


@contextmanager
def _progress(what: str, quiet: bool) -> Iterator[Told]:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(what, total=None, file="")
        yield lambda done, total, file: bar.update(task, completed=done, total=total, file=file)


def _assert_place(summary: Path, loaded: list[Path]) -> None:
    """A summary must not overwrite a workbook, nor be taken for one by the next load of the folder."""
    if not summary.parent.is_dir() or any(summary.resolve().is_relative_to(path.resolve()) for path in loaded):
        wanted = "it has to lie in a folder that exists, outside of what is loaded"
        raise typer.BadParameter(wanted, param_hint="--summary")


def _finish(outcome: engine.Outcome, json: bool, published: bool) -> None:
    printing.outcome(outcome, json, published)
    if outcome.refused or outcome.needing_layout:
        raise typer.Exit(REFUSED)


if __name__ == "__main__":
    app()
