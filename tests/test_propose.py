"""An unknown workbook is proposed as what it is, and says what it lacks."""

from __future__ import annotations

import random
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n import Words
from loaders.proposal.assign import assign
from tests.proposals import CHINESE, COLUMNS, FINISH, FIRST, RENAMED, SECOND, fed, missing, proposed, reason
from tests.workbooks import REPORTED, register, status


@pytest.mark.parametrize("headings", [RENAMED, CHINESE, [heading.upper() for heading in RENAMED]])
def test_renamed_and_translated_headings_are_proposed_right_without_help(headings: list[str]):
    found = proposed({"Monthly return": [headings, FIRST, SECOND]})
    assert fed(found) == dict(zip(COLUMNS, headings, strict=True))
    assert found.is_loadable


@settings(max_examples=20, deadline=None)
@given(
    order=st.permutations(range(6)),
    title=st.integers(0, 4),
    spacing=st.sampled_from(["{}", " {} ", "{}:", "{} *"]),
    style=st.sampled_from([str.upper, str.lower, str.title]),
)
def test_order_case_spacing_and_title_rows_change_nothing(order: list[int], title: int, spacing: str, style: Any):
    headings = [spacing.format(style(RENAMED[place])) for place in order]
    rows = [headings, [FIRST[place] for place in order], [SECOND[place] for place in order]]
    found = proposed({"Return": [["Programme return"], ["Quarter 3"], [], ["Please fill in"]][:title] + rows})
    assert fed(found) == {
        COLUMNS[place]: heading for place, heading in zip(order, map(str.strip, headings), strict=True)
    }
    assert found.regions[0].header.first == title


def test_a_required_column_that_nothing_feeds_is_named():
    found = proposed({"Return": [[*RENAMED[:2], "Weather", *RENAMED[3:]], ["P1", REPORTED, "Sunny", 40, FINISH, 1]]})
    assert missing(found) == ["overall_rag"]
    assert not found.is_loadable
    assert "“Overall RAG”" in found.missing[0].problem.message(Words("en"))


def test_the_own_templates_are_proposed_as_they_are():
    found = proposed({**status(), **register()})
    assert [feed.table for _, feed in found.feeds()] == [
        "status", "milestone", "risk", "strategy", "programme", "project", "setting",
    ]  # fmt: skip
    assert found.is_loadable
    assert fed(found, "risk")["scope_id"] == "Scope ID"


def test_a_column_of_colours_is_a_rag_whatever_it_is_called():
    found = proposed({"Return": [[*RENAMED[:2], "Stimmung", *RENAMED[3:]], FIRST, SECOND]})
    assert fed(found)["overall_rag"] == "Stimmung"
    assert reason(found, "overall_rag") == "values-are-colours"


def test_registered_ids_are_found_under_any_heading():
    rows = [["Vorhaben", *RENAMED[1:]], FIRST, SECOND]
    assert missing(proposed({"Return": rows})) == ["project_id"]
    found = proposed({"Return": rows}, {"project": {"P1", "P2"}})
    assert (fed(found)["project_id"], reason(found, "project_id")) == ("Vorhaben", "values-are-ids")


def test_the_only_dates_left_are_proposed_for_the_finish_and_less_surely():
    rows = [[*RENAMED[:4], "Landung"], ["P1", date(2026, 9, 30), "G", 40, FINISH], ["P2", REPORTED, "A", 70, FINISH]]
    found = proposed({"Return": rows})
    match = next(m for m in found.regions[0].feeds[0].matches if m.column == "forecast_finish")
    assert (match.source.heading, match.reason.code, match.is_sure) == ("Landung", "dates-after", False)


def test_two_heading_rows_units_and_merged_headings_are_joined():
    rows = [
        ["Return of the programme"],
        ["Project", None, "Status", None, "Finish", "Cost to date"],
        ["No.", "Reported on", "Overall", "% complete", "Forecast", None],
        ["text", "dd/mm/yyyy", "R/A/G", "%", "dd/mm/yyyy", "£m"],
        ["P1", REPORTED, "R", 20, FINISH, 3.5],
    ]
    found = proposed({"Sheet1": rows})
    assert (found.regions[0].header.first, found.regions[0].header.lines, found.regions[0].header.below) == (1, 2, 1)
    assert fed(found)["forecast_finish"] == "Finish › Forecast"
    costs = next(m for m in found.regions[0].feeds[0].matches if m.column == "actual_cost")
    assert costs.source.times == 1_000_000


def test_headings_in_a_column_are_recognised():
    across = [list(row) for row in zip(RENAMED, FIRST, SECOND, strict=True)]
    found = proposed({"One column a project": across})
    assert found.regions[0].transposed
    assert fed(found) == dict(zip(COLUMNS, RENAMED, strict=True))


def test_a_date_above_the_table_is_the_report_date_of_all_rows():
    rows = [["Report"], ["As at", None, REPORTED], [], [RENAMED[0], *RENAMED[2:]], ["P1", "G", 40, FINISH, 1.5]]
    found = proposed({"Return": rows})
    assert reason(found, "report_date") == "stands-beside-label"
    assert found.profile("x").regions[0].labels["report_date"].right == 2
    assert found.is_loadable


def test_a_sheet_is_known_again_when_only_the_period_in_its_name_changes():
    found = proposed({"Status Sep 2026": [RENAMED, FIRST], "Decisions": [["By hand"]]})
    assert [region.sheet for region in found.profile("x").regions] == ["Status * *"]
    assert [region.sheet for region in proposed({"P1 2026-09": [RENAMED, FIRST]}).profile("x").regions] == ["*"]


def test_sheets_of_one_make_hold_one_table():
    found = proposed({"Hall": [RENAMED, FIRST], "Edge": [RENAMED, SECOND], "Notes": [["By hand"]]})
    assert [(region.sheet, feed.table) for region, feed in found.feeds()] == [("Hall", "status"), ("Edge", "status")]


def test_a_risk_log_in_its_own_words_is_proposed_right():
    headings = ["#", "Project", "Risk description", "Type", "L", "I", "Score", "Mitigation", "Owner", "Due", "Status"]
    rows = [["R1", "P1", "Crane is late", "Supplier", 4, 5, 20, "Treat", "Li", FINISH, "Open"]]
    found = proposed({"RAID log": [["Risks of the programme"], headings, *rows]})
    assert list(fed(found, "risk").items()) == [
        ("scope_id", "Project"), ("risk_id", "#"), ("risk", "Risk description"), ("category", "Type"),
        ("probability", "L"), ("impact", "I"), ("response", "Mitigation"), ("owner", "Owner"), ("action_due", "Due"),
        ("state", "Status"), ("stated_score", "Score"),
    ]  # fmt: skip


def test_names_of_projects_are_no_ids():
    found = proposed({"Return": [["Project", *RENAMED[1:]], ["Hall", *FIRST[1:]], ["Edge", *SECOND[1:]]]})
    assert missing(found) == ["project_id"]


@given(st.integers(0, 2**32))
def test_an_assignment_has_the_greatest_total(seed: int):
    chance = random.Random(seed)
    rows, columns = chance.randint(1, 5), chance.randint(1, 5)
    scores = [[chance.choice([0.0, chance.random()]) for _ in range(columns)] for _ in range(rows)]
    size = max(rows, columns)
    square = [[*row, *[0.0] * (size - columns)] for row in scores] + [[0.0] * size] * (size - rows)
    best = max(sum(square[row][order[row]] for row in range(size)) for order in permutations(range(size)))
    found = assign(scores)
    assert len(set(found.values())) == len(found)
    assert sum(scores[row][column] for row, column in found.items()) == pytest.approx(best)


def test_german_and_french_headings_and_colours_are_understood():
    german = ["Projekt-Nr", "Berichtsdatum", "Ampel", "Fertigstellungsgrad", "Voraussichtliches Ende", "Ist-Kosten"]
    found = proposed({"Statusbericht": [german, ["P1", REPORTED, "Gelb", 40, FINISH, 1.5]]})
    assert fed(found) == dict(zip(COLUMNS, german, strict=True)) and found.is_loadable
    french = ["N° de projet", "Date du rapport", "Météo", "Avancement (%)", "Fin prévue", "Coût réel"]
    found = proposed({"Rapport": [french, ["P1", REPORTED, "Orange", 40, FINISH, 1.5]]})
    assert fed(found) == dict(zip(COLUMNS, french, strict=True))
    rag = next(match for match in found.regions[0].feeds[0].matches if match.column == "overall_rag")
    assert rag.source.values == {"orange": "Amber"}
    found = proposed({"Rapport": [[*french[:2], "État", *french[3:]], ["P1", REPORTED, "Rouge", 40, FINISH, 1.5]]})
    assert fed(found)["overall_rag"] == "État"


def test_of_a_sheet_in_no_language_we_know_the_columns_whose_values_speak_are_proposed_unsurely():
    headings = ["Код", "На дату", "Погода", "Готово", "Сдача"]
    rows = [["P1", REPORTED, "зелёный", "40 %", FINISH], ["P2", REPORTED, "красный", "5 %", date(2026, 12, 1)]]
    found = proposed({"Лист": [["Отчёт"], headings, *rows]})
    assert fed(found) == dict(zip(COLUMNS[1:5], headings[1:], strict=True))
    assert not any(match.is_sure for match in found.regions[0].feeds[0].matches)
    assert missing(found) == ["project_id"] and not found.is_loadable


def test_a_sheet_without_a_column_that_can_only_be_colours_is_not_guessed_at():
    assert (
        proposed({"Лист": [["Код", "На дату", "Сдача"], ["P1", REPORTED, FINISH], ["P2", REPORTED, FINISH]]}).regions
        == ()
    )
