"""The documented metrics are those that exist, and their SQL keeps the rules that macros need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contract.tables import TABLES
from metrics import reference
from metrics.reference import Macro
from warehouse import Warehouse

FILES = sorted(reference.HERE.glob("*.sql"))
MACROS = [macro for path in FILES for macro in reference.macros(path.read_text("utf-8"))]
SYSTEM = {"intake", "statement", "risk_event", "source_sheet", "generation", "workday"}


def test_the_reference_is_what_the_comments_say(home: Warehouse):
    assert reference.TARGET.read_text("utf-8") == reference.document(home.read()), "run: python -m metrics.reference"


def test_every_macro_is_documented_just_above_it():
    created = re.findall(r"create or replace macro (\w+)", "".join(path.read_text("utf-8") for path in FILES))
    assert [macro.name for macro in MACROS] == created
    assert len(created) == len(set(created)), "a macro has one definition"


@pytest.mark.parametrize("macro", MACROS, ids=lambda macro: macro.name)
def test_a_macro_says_what_it_is_in_one_sentence_and_what_a_row_is(macro: Macro):
    assert re.fullmatch(r"[^.]+\.", macro.sentence.replace("i.e.", ""))
    assert macro.notes["Grain"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_query_names_a_part_like_a_table_since_the_macros_it_asks_would_read_that_part(path: Path):
    named = set(re.findall(r"(?:with|,) (\w+) as (?:materialized )?\(", path.read_text("utf-8")))
    assert named & (TABLES.keys() | SYSTEM) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_macro_asks_for_what_its_stored_text_would_lose(path: Path):
    assert " materialized (" not in path.read_text("utf-8").lower()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_macro_looks_over_all_rows_by_a_window_which_duckdb_may_break_off_at_random(path: Path):
    """Issues 22846 and 25713 of DuckDB, 1.5.5 still; a scalar subquery is safe."""
    assert " over ()" not in path.read_text("utf-8").lower()
