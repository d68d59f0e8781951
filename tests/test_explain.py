"""Every answer can tell what it was asked, what it read, and at which cell of which workbook each value stands."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st

from contract.model import fold
from frame_asked import answered, asked_of
from i18n import catalogue
from loaders.layout import Origin
from metrics import portfolio
from metrics.explain import Call, Extent, extent, left_out, origins
from metrics.scope import Scope
from tests.explained import BEFORE, QUESTIONS, answer, asked, read, rows
from tests.portfolio import TODAY
from tests.test_metrics_reference import MACROS
from warehouse import Warehouse, open_warehouse

every_question = pytest.mark.parametrize("name", QUESTIONS)


@pytest.fixture
def sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The whole sample, as the pages see it."""
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(sample_warehouse))
    st.cache_resource.clear()
    return open_warehouse(sample_warehouse)


@every_question
def test_each_value_stands_in_the_uploaded_workbook_at_the_cell_that_is_told(sample: Warehouse, name: str):
    books: dict[str, Any] = {}
    looked_at = 0
    for arguments in read(answer(sample, name)).values():
        found = origins(*arguments).groupby("import_id").head(2).head(8)
        for row in found.to_dict("records"):
            sha = row["sha256"]
            books[sha] = books.get(sha) or openpyxl.load_workbook(BytesIO(sample.archived(sha)), data_only=True)
            for column in arguments[3]:
                if isinstance(row[f"{column}_cell"], str):
                    assert same(row[column], books[sha][row["sheet"]][row[f"{column}_cell"]].value), (row, column)
                    looked_at += 1
    assert looked_at > 20


def same(stored: Any, cell: Any) -> bool:
    """Whether a stored value is what a cell of the sample says."""
    if isinstance(cell, datetime):
        return str(stored)[:10] == str(cell.date())
    if cell is None or (not isinstance(stored, str) and pd.isna(stored)):
        return cell is None and (stored is None or pd.isna(stored))
    if isinstance(stored, bool):
        return stored == (cell in ("Y", "Yes", True))
    if isinstance(stored, str) and isinstance(cell, str):
        return fold(stored) == fold(str(cell))
    return float(stored) == pytest.approx(float(cell))


@every_question
def test_the_question_pasted_into_a_shell_gives_the_same_rows(sample: Warehouse, name: str):
    found = answer(sample, name)
    again = sample.read()(asked(found).calls[0].text().removesuffix(";"))
    if isinstance(found, pd.Series):
        found = pd.DataFrame([found])
    assert len(again) == len(found) and list(again.columns) == list(found.columns)


def test_a_question_is_told_without_the_filters_that_let_everything_pass():
    values = {"as_of": TODAY, "strategy": None, "programme": "it's"}
    sql = "from risk_matrix($as_of, strategy := $strategy, programme := $programme) where true"
    assert Call(sql, values).text() == "from risk_matrix('2026-09-30', programme := 'it''s');"


def test_what_is_selected_from_an_answer_still_knows_its_question(sample: Warehouse):
    found = answer(sample, "trace")
    chosen = found[found["link"] == "inherited"].sort_values("budget").head(3)
    assert asked(chosen) == asked(found) == asked(answer(sample, "trace"))
    assert asked_of(pd.DataFrame()) is None


def test_the_rows_that_went_in_are_those_of_the_rows_that_are_shown(sample: Warehouse):
    found = answer(sample, "health")
    late = found[found["project_id"].isin(["P018", "P007"])]
    assert set(rows(late, "status")["project_id"]) == set(rows(late, "project")["project_id"]) == {"P007", "P018"}


def test_only_the_settings_that_are_read_are_told(sample: Warehouse):
    found = dict(rows(answer(sample, "risks"), "setting")[["name", "value"]].itertuples(index=False))
    assert float(found["red_zone_from"]) == 15 and "portfolio" not in found and "currency" not in found


def test_a_sum_names_the_rows_of_its_filters(sample: Warehouse):
    one = answered(
        sample.current(), ((TODAY, BEFORE), ()), portfolio.portfolio_summary, (TODAY, Scope(programme="PG04"))
    )
    assert extent(*read(one)["project"]) == Extent(5, date(2026, 7, 8), date(2026, 7, 8))
    assert extent(*read(answer(sample, "summary"))["project"]).rows == 60


def test_a_dropped_risk_leads_to_the_report_that_last_had_it(sample: Warehouse):
    [found] = rows(answer(sample, "dropped"), "risk").to_dict("records")
    assert (found["risk_id"], found["stated_on"].date()) == ("P031-R1", BEFORE)


def test_a_trend_names_all_reports_and_a_state_only_those_that_count(sample: Warehouse):
    assert extent(*read(answer(sample, "slip"))["status"]).oldest == date(2025, 10, 15)
    assert extent(*read(answer(sample, "health"))["status"]).oldest == date(2026, 8, 19)


def test_what_a_number_leaves_out_is_counted(sample: Warehouse):
    found = left_out(sample.read(), asked(answer(sample, "summary")).calls[0])
    counts = dict(zip(found["reason"], found["missing"], strict=True))
    assert counts == {"never reported": 1, "stale": 2, "dropped": 1, "opportunity": 3}


def test_every_reason_has_words(sample: Warehouse):
    reasons = sample.read()("select reason from left_out('2026-09-30')")["reason"]
    for language in ("en", "zh"):
        assert {reason.replace(" ", "_") for reason in reasons} == set(catalogue(language)["explain"]["missing"])


def test_what_is_said_in_words_is_said_of_macros_that_exist():
    assert set(catalogue("en")["explain"]["says"]) <= {macro.name for macro in MACROS if not macro.is_building_block}


@pytest.mark.parametrize("row", [1, 14, 26, 27, 52, 53, 702, 703, 704, 16384])
@pytest.mark.parametrize("letters", [{"budget": "D"}, {"budget": "14"}, {"budget": "Admin!E8"}, {"budget": "D19"}])
def test_a_cell_is_found_in_sql_as_the_loader_tells_it(home: Warehouse, row: int, letters: dict[str, str]):
    sql = "select source_cell(map([$name], [$where]), $name, $row::integer) as cell"
    [cell] = home.read()(sql, name="budget", where=letters["budget"], row=row)["cell"]
    sheet, address = Origin("Sheet", letters).address("budget", row)
    assert cell == (address if sheet == "Sheet" else f"{sheet}!{address}")


def test_what_no_cell_says_has_none(home: Warehouse):
    [cell] = home.read()("select source_cell(map(['a'], ['B']), 'budget', 3) as cell")["cell"]
    assert cell is None or pd.isna(cell)
