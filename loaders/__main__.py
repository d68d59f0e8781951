"""The command line: the same engine as the Intake page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from i18n import Words
from loaders import engine, printing
from loaders.reading import uploads
from warehouse import Warehouse, open_warehouse

app = typer.Typer(
    name="python -m loaders",
    help="Load status workbooks into the warehouse ($THROUGHLINE_WAREHOUSE, by default data/warehouse).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Paths = Annotated[list[Path], typer.Argument(help="Workbooks, or folders of workbooks.", exists=True)]
File = Annotated[Path, typer.Argument(help="A workbook.", exists=True, dir_okay=False)]
Save = Annotated[str, typer.Option(help="Keep the proposal as a layout of this name.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Count = Annotated[int, typer.Option(min=1)]
REFUSED = 1


class Workbook(StrEnum):
    """The two kinds of template."""

    REGISTER = "register"
    STATUS = "status"


class Language(StrEnum):
    """The languages of the templates."""

    EN = "en"
    ZH = "zh"


@app.command()
def template(workbook: Workbook, out: Path, language: Language = Language.EN, json: Json = False) -> None:
    """Write an empty workbook to fill in."""
    from contract.template import write_template

    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter("the file has to end in .xlsx", param_hint="OUT")
    out.write_bytes(write_template(workbook.value, language.value))
    printing.written([out], json)


@app.command()
def check(paths: Paths, json: Json = False) -> None:
    """Say what is wrong with workbooks, and publish nothing."""
    with _progress("Reading", json) as progress:
        outcome = engine.check(_warehouse(), uploads(paths), progress)
    _finish(outcome, json, published=False)


@app.command()
def propose(file: File, save: Save = "", json: Json = False) -> None:
    """Say what an unknown workbook seems to hold: which sheet, which column, how surely and why."""
    from loaders import proposing

    if not proposing.run(_warehouse(), uploads([file])[0], save, json):
        raise typer.Exit(REFUSED)


@app.command()
def load(paths: Paths, json: Json = False) -> None:
    """Publish workbooks as one new version; each is accepted whole or refused whole."""
    with _progress("Loading", json) as progress:
        outcome = engine.load(_warehouse(), uploads(paths), progress)
    _finish(outcome, json, published=True)


@app.command()
def history(json: Json = False) -> None:
    """List every import, newest first."""
    warehouse = _warehouse()
    printing.history(warehouse.current(), engine.history(warehouse), json)


@app.command()
def withdraw(import_id: int, json: Json = False) -> None:
    """Take an import back; what it had replaced counts again."""
    warehouse = _warehouse()
    try:
        version = warehouse.withdraw(import_id)
    except LookupError:
        printing.failed(Words()("command.no-import", import_id=import_id), json)
        raise typer.Exit(REFUSED) from None
    printing.history(version, engine.history(warehouse).query("import_id == @import_id"), json)


@app.command()
def rebuild(json: Json = False) -> None:
    """Read all archived uploads again into an equal warehouse."""
    warehouse = _warehouse()
    with _progress("Rebuilding", json) as progress:
        version = engine.rebuild(warehouse, progress)
    printing.history(version, engine.history(warehouse), json)


@app.command()
def sample(folder: Path, projects: Count = 60, periods: Count = 26, seed: int = 7, json: Json = False) -> None:
    """Write a fictional portfolio as workbooks."""
    from sample import generate

    printing.written(generate(folder, projects=projects, periods=periods, seed=seed), json)


def _warehouse() -> Warehouse:
    return open_warehouse(os.environ.get("THROUGHLINE_WAREHOUSE", "data/warehouse"))


@contextmanager
def _progress(what: str, quiet: bool) -> Iterator[engine.Progress]:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(what, total=None, file="")
        yield lambda done, total, file: bar.update(task, completed=done, total=total, file=file)


def _finish(outcome: engine.Outcome, json: bool, published: bool) -> None:
    printing.outcome(outcome, json, published)
    if outcome.refused:
        raise typer.Exit(REFUSED)


if __name__ == "__main__":
    app()
