"""The commands that give a sender something back."""

from __future__ import annotations

from typing import Annotated

import typer

from i18n import Words
from loaders import engine, printing
from loaders.feedback import feedback, worth_returning
from loaders.next_report import next_report
from loaders.options import REFUSED, File, Json, Language, Out, home
from loaders.reading import Upload

Scope = Annotated[str, typer.Argument(help="The id of a project, programme or strategy, or a project manager's name.")]


def feedback_command(file: File, out: Out, language: Language = Language.EN, json: Json = False) -> None:
    """Write the workbook back with its problems marked in its cells and listed on a first sheet."""
    upload = Upload(file.name, file.read_bytes())
    (result,) = engine.check(home(), [upload]).imports
    if not worth_returning(result.problems):
        printing.written([], json)
        return
    out.write_bytes(feedback(upload, result.problems, Words(language.value)))
    printing.written([out], json)


def next_command(scope: Scope, out: Out, language: Language = Language.EN, json: Json = False) -> None:
    """Write the workbook of the next report date, filled in with what is known."""
    try:
        content = next_report(home().read(), scope, language.value)
    except LookupError:
        printing.failed(Words()("command.no-scope", scope=scope), json)
        raise typer.Exit(REFUSED) from None
    out.write_bytes(content)
    printing.written([out], json)
