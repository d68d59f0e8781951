"""What a table and a column of a workbook are: the vocabulary of the contract."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a cell holds. It decides the SQL type, the drop-down and the parser."""

    ID = "id"
    TEXT = "text"
    CHOICE = "choice"
    RAG = "rag"
    FLAG = "flag"
    DATE = "date"
    MONTH = "month"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DAYS = "days"
    LEVEL = "level"


class Text(NamedTuple):
    """One wording in the languages a workbook may be written in."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The wording for `en` or `zh`; English for anything else."""
        return self.zh if language == "zh" else self.en


class Choice(NamedTuple):
    """One allowed value: what is stored, and what else people write for it."""

    value: str
    zh: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column: its SQL name, its heading, what its cells may say."""

    name: str
    kind: Kind
    heading: Text
    help: Text
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: tuple[str, ...] = ()
    person: bool = False
    """Whether it names somebody, so that words such as "tbd" name nobody."""
    may_be_blank: bool = False
    """Where it is required: its heading has to be there, a cell may be blank; what that means is told at the cell."""

    @property
    def is_needed(self) -> bool:
        """Whether a blank cell keeps the workbook out."""
        return self.required and not self.may_be_blank

    def headings(self) -> set[str]:
        """Every folded heading under which this column is recognised."""
        spellings = {self.name, *self.heading, *self.aliases}
        without_units = {re.sub(r"[(（].*?[)）]", "", spelling) for spelling in spellings}
        return {fold(spelling) for spelling in spellings | without_units}


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook: its columns and the key that tells its rows apart."""

    name: str
    workbook: str
    sheet: Text
    help: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that SQL name; `KeyError` when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def scope(self) -> str | None:
        """The column that says whose rows these are; None in a register, which speaks for all."""
        if self.workbook == "register":
            return None
        return "scope_id" if self.columns[0].name == "scope_id" else "project_id"

    def sheets(self) -> set[str]:
        """Every folded sheet name under which this table is recognised."""
        return {fold(spelling) for spelling in (self.name, *self.sheet, *self.aliases)}


@dataclass(frozen=True)
class Setting:
    """One named setting that the PMO owns: what it is called, holds and defaults to."""

    name: str
    kind: Kind
    heading: Text
    help: Text
    default: str | float | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()


def fold(text: str) -> str:
    """A heading or a choice without what people vary: case, width, spaces, `_`, `-`, `*`, `:`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_\-*:.'’/]+", "", plain)
