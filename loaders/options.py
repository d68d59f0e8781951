"""What the commands of the command line share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from loaders.library import library
from warehouse import Warehouse, open_warehouse

REFUSED = 1
File = Annotated[Path, typer.Argument(help="A workbook.", exists=True, dir_okay=False)]
Layout = Annotated[
    str, typer.Option("--layout", metavar="NAME", help="Read all files with this layout instead of the one that fits.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


class Language(StrEnum):
    """The languages of the workbooks that are written."""

    EN = "en"
    ZH = "zh"


def home() -> Warehouse:
    """The warehouse that the environment names."""
    return open_warehouse(os.environ.get("THROUGHLINE_WAREHOUSE", "data/warehouse"))


def assert_known(warehouse: Warehouse, layout: str) -> None:
    """Refuse a layout that nobody knows, naming those that are known."""
    known = library(warehouse).profiles
    if layout and layout not in known:
        raise typer.BadParameter(f"{layout} is none of {', '.join(known)}", param_hint="--layout")


def excel(path: Path | None) -> Path | None:
    """The file to write, if one is named, which has to be an .xlsx."""
    if path and path.suffix.lower() != ".xlsx":
        raise typer.BadParameter("the file has to end in .xlsx")
    return path


Out = Annotated[Path, typer.Argument(help="The .xlsx file to write.", callback=excel)]
