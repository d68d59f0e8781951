"""Next period's workbooks of the whole sample: with only dates and figures changed they load clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders import engine
from loaders.next_report import next_report, scopes
from loaders.reading import Upload
from tests.prefilled import judged, opened
from tests.workbooks import saved
from warehouse import open_warehouse


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scope", ["P018", "PG03", "S1", "S5"])
def test_the_sample_workbooks_load_clean_as_they_are(sample_warehouse: Path, scope: str, language: str):
    home = open_warehouse(sample_warehouse)
    result = judged(home, next_report(home.read(), scope, language))
    assert (result.status, result.problems) == ("accepted", [])


def filled_in(made: Workbook) -> Workbook:
    """The workbook with the required cells of every Status row that has none filled in."""
    for row in made["Status"].iter_rows(min_row=2):
        if row[0].value and row[2].value is None:
            row[2].value, row[6].value, row[7].value = "Green", 5, date(2027, 6, 30)
    return made


def test_every_workbook_of_the_sample_loads_clean_but_for_those_who_never_reported_and_with_them_filled_in(
    sample_warehouse: Path,
):
    home = open_warehouse(sample_warehouse)
    asked = [scope for scope in scopes(home.read()) if scope.kind in ("strategy", "programme")]
    made = {scope.scope_id: next_report(home.read(), scope.scope_id) for scope in asked}
    outcome = engine.check(home, [Upload(scope, content) for scope, content in made.items()])
    assert len(asked) > 15 and len(outcome.accepted) == len(asked)
    # A strategy's workbook has the projects of its programmes too, so that the files speak of the same projects.
    told = {each.file: [p for p in each.problems if p.code != "restates-files"] for each in outcome.imports}
    said = {file: [(p.code, p.value) for p in problems] for file, problems in told.items() if problems}
    assert said == {scope: [("unfilled-row", "P052")] for scope in ("PG10", "S4")}
    for scope in (*said, "P052"):
        result = judged(home, saved(filled_in(opened(home, scope))))
        assert (result.status, result.problems) == ("accepted", [])


def test_a_project_that_belongs_nowhere_has_a_workbook_that_loads_clean(sample_warehouse: Path):
    home = open_warehouse(sample_warehouse)
    for project in ("P059", "P060"):
        assert judged(home, next_report(home.read(), project)).problems == []


def test_who_has_neither_a_project_nor_a_word_to_say_is_asked_for_nothing(sample_warehouse: Path):
    query = open_warehouse(sample_warehouse).read()
    assert "PG12" not in {scope.scope_id for scope in scopes(query)}
    with pytest.raises(LookupError):
        next_report(query, "PG12")


def test_with_another_date_and_other_figures_it_loads_clean_and_counts_from_then_on(sample_warehouse: Path):
    sample = open_warehouse(sample_warehouse)
    made = opened(sample, "P018")
    day = date(2026, 10, 20)
    for cell, value in (("B2", day), ("G2", 61), ("K2", 99_000_000)):
        made["Status"][cell] = value
    result = judged(sample, saved(made))
    assert (result.status, result.problems) == ("accepted", [])
    before = sample.read()("select risk_id from risk_at($day) where scope_id = 'P018' and state = 'Open'", day=day)
    with sample.preview(engine.check(sample, [result.reading.upload]).batches()) as after:
        health = after("from project_health($day) where project_id = 'P018'", day=day)
        assert (health["report_date"][0].date(), health["percent_complete"][0]) == (day, 61)
        risks = after("select risk_id from risk_at($day) where scope_id = 'P018'", day=day)
        assert sorted(risks["risk_id"]) == sorted(before["risk_id"])
        assert len(after("from risk_dropped($day) where scope_id = 'P018' and dropped_on = $day", day=day)) == 0
