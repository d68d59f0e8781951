"""What a register says about the strategy that cannot be: a problem at its cell, or a state that the pages name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders import engine
from tests.portfolio import asked
from tests.workbooks import register, status, upload
from warehouse import Warehouse

DAY = date(2026, 9, 30)
SHARES = ["Project ID", "Strategy ID", "Share (%)"]
WAITS = ["Dependency ID", "Provider milestone ID", "Receiver project ID", "Needed by"]


def loaded(home: Warehouse, **sheets: list[list[Any]]) -> list[tuple[str, str, str]]:
    """The problems of a register with these sheets added or replaced: code, sheet, cell."""
    outcome = engine.load(home, [upload(register() | sheets)])
    return [(problem.code, problem.sheet, problem.cell) for problem in outcome.imports[0].problems]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["P1", "S1", 60], ["P1", "S2", 60]], "shares-over-100", "C3"),
        ([["P1", "S9", 60]], "unknown-id", "B2"),
        ([["P9", "S1", 60]], "unknown-id", "A2"),
    ],
)
def test_impossible_contributions_are_refused_at_their_cell(home: Warehouse, rows: Any, code: str, cell: str):
    strategies = [["Strategy ID", "Strategy", "Priority weight (%)"], ["S1", "Grow", 60], ["S2", "Save", 40]]
    assert (code, "Contributions", cell) in loaded(home, Strategies=strategies, Contributions=[SHARES, *rows])
    assert home.current() == 0


def test_a_project_in_two_programmes_on_the_same_day_is_refused_as_given_twice(home: Warehouse):
    sheets = register()
    sheets["Programmes"].append(["PG2", "Other", "S1", "Bo"])
    sheets["Projects"].append([*sheets["Projects"][1][:2], "PG2", *sheets["Projects"][1][3:]])
    assert ("duplicate", "Projects", "A4") in loaded(home, **sheets)


@pytest.mark.parametrize("nobody", [None, "n/a", "-", "TBD", "待定"])
def test_a_programme_that_nobody_manages_is_a_hole_and_no_manager_of_that_name(home: Warehouse, nobody: str | None):
    sheets = register()
    sheets["Programmes"].append(["PG2", "Other", "S1", nobody])
    assert loaded(home, **sheets) == []
    unmanaged = [row["programme"] for row in asked(home, "coverage_holes") if row["kind"] == "unmanaged"]
    assert "Other" in unmanaged


def test_a_cycle_of_dependencies_is_accepted_and_walked_once(home: Warehouse):
    cycle = [["D1", "M1", "P2", DAY], ["D2", "M2", "P1", DAY], ["D3", "M1", "P1", DAY]]
    assert loaded(home, Dependencies=[WAITS, *cycle]) == []
    sheets = status()
    plans = [[project, name, "Gate", DAY, DAY, None] for project, name in (("P1", "M1"), ("P2", "M2"))]
    engine.load(home, [upload(sheets | {"Milestones": [sheets["Milestones"][0], *plans]})])
    projects = [row["node_id"] for row in asked(home, "blast_radius", node_id="P1") if row["kind"] == "project"]
    assert projects == ["P1", "P2"]


def test_weights_that_do_not_add_up_are_warned_of_and_still_compared(home: Warehouse):
    strategies = [["Strategy ID", "Strategy", "Priority weight (%)"], ["S1", "Grow", 50], ["S2", "Save", 30]]
    assert loaded(home, Strategies=strategies) == [("weights-not-100", "Strategies", "")]
    [index] = asked(home, "alignment_index")
    assert (index["state"], index["weight_total_percent"], round(index["money_index"], 3)) == ("measured", 80, 0.375)
