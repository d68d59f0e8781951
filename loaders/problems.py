"""A problem is a value with an address. The sentence comes last, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from contract.model import Text
from i18n import Words


class Counted(NamedTuple):
    """So many of something, in a sentence: `key` names its wording in the catalogue."""

    key: str
    many: int


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a cell's content, wherever it stands; a warning keeps its value."""

    code: str
    severity: str = "error"
    kept: Any = None
    details: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of a workbook. `code` names its sentence in the catalogue."""

    code: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    severity: str = "error"
    details: Mapping[str, Any] = field(default_factory=dict)

    def message(self, t: Words) -> str:
        """What is wrong and what to do about it, in a sentence or two."""
        place = {"sheet": self.sheet, "cell": self.cell, "value": self.value}
        return t(f"problem.{self.code}", **place, **{k: _worded(v, t) for k, v in self.details.items()})

    @property
    def place(self) -> str:
        """Where it is, as `Status!C2`; empty when it is about the whole file."""
        return f"{self.sheet}!{self.cell}".strip("!")

    def addressed(self, t: Words) -> str:
        """The message behind its place, in one line whatever the cell holds."""
        said = self.message(t)
        return " ".join((t("problems.at", place=self.place, said=said) if self.place else said).split())

    @property
    def is_error(self) -> bool:
        """Whether it keeps the workbook out; a warning does not."""
        return self.severity == "error"

    def as_json(self, t: Words) -> dict[str, str]:
        """The problem as the command line prints it."""
        place = {"sheet": self.sheet, "cell": self.cell, "value": self.value}
        return {"code": self.code, "severity": self.severity, **place, "message": self.message(t)}


def once(problems: list[Problem]) -> list[Problem]:
    """Each problem of a cell once, however many tables the cell feeds; of a blank cell once for each heading."""
    kept: dict[Any, Problem] = {}
    for place, problem in enumerate(problems):
        said = problem.value or problem.details.get("heading")
        key = (problem.code, problem.severity, problem.sheet, problem.cell, said) if problem.cell else place
        kept.setdefault(key, problem)
    return list(kept.values())


def _worded(value: Any, t: Words) -> Any:
    """A heading or a count, or a list of them, in the reader's language; anything else as it is."""
    if isinstance(value, Text):
        return value.in_language(t.language)
    if isinstance(value, Counted):
        return t(value.key, count=value.many)
    return ", ".join(_worded(part, t) for part in value) if isinstance(value, tuple) else value


def letter(position: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def shown(value: object, limit: int = 80) -> str:
    """A cell as it stands in a message: plain text, cut when long."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
