"""An example row on a sheet of the template is left out where its id says so, and is named at its cell anyway."""

from __future__ import annotations

from typing import Any

import pytest

from loaders import engine
from loaders.engine import ImportResult
from tests.workbooks import register, status, upload
from warehouse import Warehouse


def loaded(home: Warehouse, *row: Any) -> ImportResult:
    """The report with this row below its one risk."""
    sheets = status()
    sheets["Risks"].append(list(row))
    return engine.load(home, [upload(register(), "register.xlsx"), upload(sheets)]).imports[1]


def told(result: ImportResult) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, problem.cell) for problem in result.problems]


@pytest.mark.parametrize("spelling", ["EXAMPLE", "Example 1", "例", "示例", "e.g.", "示例1"])
def test_a_row_whose_id_says_that_it_is_an_example_is_left_out_and_told(home: Warehouse, spelling: str):
    result = loaded(home, "P1", spelling, "示例：供应商延误", "Supplier", 3, 3, None, "Open")
    assert told(result) == [("example-left-out", "warning", "B3")]
    assert result.rows["risk"] == 1


@pytest.mark.parametrize("text", ["Example: the supplier is late", "示例：供应商延误", "例：供应商延误"])
def test_a_row_whose_text_begins_like_an_example_counts_and_is_told(home: Warehouse, text: str):
    result = loaded(home, "P1", "R2", text, "Supplier", 3, 3, None, "Open")
    assert told(result) == [("example-row", "warning", "C3")]
    assert result.rows["risk"] == 2


@pytest.mark.parametrize(("risk_id", "text"), [("EX-7", "An example was set late"), ("R例", "供应商延误，例如钢材")])
def test_what_only_mentions_an_example_is_a_row_like_others(home: Warehouse, risk_id: str, text: str):
    assert told(loaded(home, "P1", risk_id, text, "Supplier", 3, 3, None, "Open")) == []


def test_an_example_of_a_project_needs_no_such_project(home: Warehouse):
    assert told(loaded(home, "EXAMPLE", "R1", "Rain", "Site", None, None, None, None)) == [
        ("example-left-out", "warning", "A3")
    ]
