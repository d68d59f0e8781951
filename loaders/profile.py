"""What is known of how somebody's sheets are laid out: a profile, kept as a TOML file that a person can read and mend.

A profile has regions (a table on a sheet, found by its headings); a region feeds one or more tables of the contract; a
feed says for each contract column where its cell comes from. Headings are compared folded (`contract.model.fold`).
Patterns are regular expressions that have to fit from the beginning of a cell, in any case.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

import cattrs
import tomli_w

from loaders.styles import Style


@dataclass(frozen=True)
class Source:
    """Where the cell of a contract column comes from: exactly one of the first four, then how it is read.

    `heading`: the column under this heading ("Cost", or "Cost › Approved" where two header rows are joined; a heading
    that occurs twice is told apart by its place: "colour_rating #2"); `compose`: several of them put together,
    "{department} · {report_category}", where {} may also name a label of the region and a blank part goes with the
    text before it; `label`: a labelled cell of the region; `constant`: what the sheet leaves unsaid.
    """

    heading: str = ""
    compose: str = ""
    label: str = ""
    constant: str = ""
    find: str = ""
    """A regular expression: its first group is the value; a cell in which it is not found stays as it is."""
    values: dict[str, str] = field(default_factory=dict)
    """What a cell says (folded), and what the contract calls it: "4" = "Amber", "A/R" = "Red"."""
    unstated: tuple[str, ...] = ()
    """Patterns for "not stated": "Exempt under", "< Select >", "$" for a blank cell."""
    dates: str = ""
    """`day-first`, `month-first` or `year-first`; blank: the column's own cells tell, or the date is a problem."""
    numbers: str = ""
    """`comma-decimal` for 1.234,56, `decimal-point` for 1,234.56; blank: the column's own cells tell."""
    times: float = 1.0
    """A number is multiplied by this: 1000000 where the sheet counts in millions, -1 for a reversed sign."""
    first_of: str = ""
    """A heading: the first cell stated in rows with the same value there counts (a baseline is the first forecast)."""

    @property
    def style(self) -> Style:
        """How the cells are written; `ValueError` when there is no such style."""
        return Style(self.dates, self.numbers, self.times)


@dataclass(frozen=True)
class LeaveOut:
    """Rows that are no data, and why, shown with their count: total, example, heading, note, blank or other."""

    heading: str
    matches: str
    """A pattern that has to fit the whole cell; "" fits blank cells only."""
    reason: str = "other"


@dataclass(frozen=True)
class Label:
    """A cell found by the text beside it: `says`, and how far the value is from there.

    It is looked for on the sheets that `sheet` fits; blank: above the table on its own sheet, nearest first.
    With a `key`, a heading of the table and of that sheet, `says` is a heading too: each row has what stands
    there in the row with its key.
    """

    says: str
    right: int = 1
    down: int = 0
    sheet: str = ""
    key: str = ""


@dataclass(frozen=True)
class Feed:
    """A table of the contract filled from a region.

    `unstated` names required columns that this source never states: they stay absent, which the report says once;
    `once`: one row for each different key, as where a register has to be gathered from rows that repeat it. Rows of one
    key have to agree on what they state; where they may not, `first_of` says which one counts.
    """

    table: str
    columns: dict[str, Source]
    unstated: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True)
class Region:
    """A table on a sheet (or on each sheet that `sheet`, a pattern with *, fits), found by some of its headings.

    `header_rows`: how many rows the headings take, joined with " › " (a merged heading counts for all its columns);
    `below`: rows of units or notes between the headings and the data; `transposed`: headings in a column, records
    across; `repeated`: every further row with the same headings begins another block of records (a block a project);
    `after`: a table is only looked for below a row with such a cell; `until`: the first row below the headings with
    such a cell ends the records. A record without any fed cell (labels and constants apart) is passed over as blank.
    """

    sheet: str
    headings: tuple[str, ...]
    feeds: tuple[Feed, ...]
    header_rows: int = 1
    below: int = 0
    notes: dict[str, str] = field(default_factory=dict)
    """What those rows say below a heading, where it is known: a file in which they say something else is not read."""
    transposed: bool = False
    repeated: bool = False
    after: str = ""
    until: str = ""
    every: str = ""
    """A heading that several columns may have: the region is read once for each of them, "Version", "Version #2" …"""
    labels: dict[str, Label] = field(default_factory=dict)
    leave_out: tuple[LeaveOut, ...] = ()
    optional: bool = False
    columns: str = ""
    """The columns that are its own, "H:M" ("3:8" for the rows of a transposed one): other tables stand beside it.

    Where its headings are not all there any more, the fewest neighbouring columns with all of them are.
    """
    complete: bool = False
    """Whether `headings` are all that stand there: then another one is new, and said so."""


@dataclass(frozen=True)
class Profile:
    """One sender's layout. `name` is its file's name; `settings` are those of the contract that the source implies."""

    name: str
    title: str
    regions: tuple[Region, ...]
    settings: dict[str, str] = field(default_factory=dict)
    """For a source that also gives a register: currency, probability_levels, register_date …"""
    register_date: Source | None = None
    """Where a register's date comes from when no setting gives it: the earliest value found counts."""


def read_profile(text: str) -> Profile:
    """The profile of a TOML file; `ValueError` with what is wrong and where."""
    try:
        profile = _CONVERTER.structure(tomllib.loads(text), Profile)
    except (tomllib.TOMLDecodeError, cattrs.BaseValidationError, cattrs.StructureHandlerNotFoundError) as flaw:
        raise ValueError("; ".join(cattrs.transform_error(flaw)) if _is_nested(flaw) else str(flaw)) from flaw
    from loaders.profile_flaws import flaws_of  # which needs to know what a profile is

    if flaws := list(flaws_of(profile)):
        raise ValueError("; ".join(flaws))
    return profile


def write_profile(profile: Profile) -> str:
    """The profile as a TOML file, without what is left at its default."""
    return tomli_w.dumps(_CONVERTER.unstructure(profile), multiline_strings=False)


def _is_nested(flaw: Exception) -> bool:
    return isinstance(flaw, cattrs.BaseValidationError)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_unstructure_hook(tuple, lambda values: [converter.unstructure(value) for value in values])
    return converter


_CONVERTER = _converter()
