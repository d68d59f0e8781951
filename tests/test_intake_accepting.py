"""Accepting: order, restating, unchanged files, withdrawing and rebuilding, through the engine."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from loaders import engine
from loaders.compare import compare
from loaders.reading import Upload
from tests.workbooks import REPORTED, register, status, upload
from warehouse import Outdated, Warehouse

MACROS = ("project_health", "strategy_trace", "schedule_variance", "risk_register", "risk_matrix", "report_coverage")


def answers(warehouse: Warehouse) -> dict[str, pd.DataFrame]:
    query = warehouse.read()
    return {name: query(f"from {name}($as_of) order by all", as_of=REPORTED) for name in MACROS}


def assert_same(left: dict[str, pd.DataFrame], right: dict[str, pd.DataFrame]) -> None:
    for name, frame in left.items():
        pd.testing.assert_frame_equal(frame, right[name], obj=name)


def test_a_register_goes_before_the_reports_whatever_the_order_of_the_files(home: Warehouse) -> None:
    outcome = engine.load(home, [upload(status()), upload(register(), "register.xlsx")])
    assert [(r.file, r.status) for r in outcome.imports] == [("register.xlsx", "accepted"), ("report.xlsx", "accepted")]
    assert outcome.version == 1


def test_a_refused_file_does_not_hold_up_the_others(home: Warehouse) -> None:
    outcome = engine.load(home, [upload(register()), Upload("letter.xlsx", b"hello"), upload(status(), "good.xlsx")])
    assert sorted(r.status for r in outcome.imports) == ["accepted", "accepted", "refused"]
    assert home.read()("from status")["project_id"].tolist() == ["P1", "P2"]


def test_the_same_file_twice_is_unchanged_and_makes_no_version(home: Warehouse) -> None:
    files = [upload(register()), upload(status())]
    first = engine.load(home, files)
    again = engine.load(home, files)
    assert [r.status for r in again.imports] == ["unchanged", "unchanged"]
    assert [r.import_id for r in again.imports] == [r.import_id for r in first.imports]
    assert again.version == first.version == home.current()


def test_the_same_project_and_date_again_restates(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    corrected = status()
    corrected["Status"][1][2] = "Red"
    (result,) = engine.load(home, [upload(corrected, "corrected.xlsx")]).imports
    assert [(p.code, p.details["imports"]) for p in result.problems] == [("restates", "2")]
    health = answers(home)["project_health"].set_index("project_id")
    assert health["rag_reported"].to_dict() == {"P1": "Red", "P2": "Amber"}
    assert len(home.read()("from status")) == 4


def test_a_restated_file_sent_once_more_counts_again(home: Warehouse) -> None:
    original, corrected = status(), status()
    corrected["Status"][1][2] = "Red"
    engine.load(home, [upload(register()), upload(original)])
    engine.load(home, [upload(corrected)])
    (result,) = engine.load(home, [upload(original)]).imports
    assert result.status == "accepted"
    assert answers(home)["project_health"].set_index("project_id")["rag_reported"]["P1"] == "Green"


def test_withdrawing_gives_back_what_every_macro_gave_before(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    before = answers(home)
    corrected = status()
    corrected["Risks"].pop()
    corrected["Status"][1][4] = date(2027, 6, 1)
    (result,) = engine.load(home, [upload(corrected)]).imports
    assert not answers(home)["schedule_variance"].equals(before["schedule_variance"])
    home.withdraw(result.import_id or 0)
    assert_same(before, answers(home))


def test_a_rebuild_gives_equal_tables_and_keeps_the_history(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    (late,) = engine.load(home, [upload(status(date(2026, 10, 14)), "late.xlsx")]).imports
    home.withdraw(late.import_id or 0)
    names = ["project", "strategy", "status", "milestone", "risk", "statement", "intake", "source_sheet"]
    before = {name: home.read()(f"from {name} order by all") for name in names}
    engine.rebuild(home)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, home.read()(f"from {name} order by all"), obj=name)


def test_a_sheet_without_a_row_for_a_project_states_that_it_has_none(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    later = status(date(2026, 10, 14))
    later["Risks"] = later["Risks"][:1]
    engine.load(home, [upload(later)])
    register_rows = home.read()("from risk_register('2026-10-14')")
    assert register_rows[["risk_id", "dropped"]].to_dict("records") == [{"risk_id": "R1", "dropped": True}]


def test_a_report_without_the_risk_sheet_says_nothing_about_risks(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    later = {name: rows for name, rows in status(date(2026, 10, 14)).items() if name != "Risks"}
    engine.load(home, [upload(later)])
    register_rows = home.read()("from risk_register('2026-10-14')")
    assert register_rows[["risk_id", "dropped"]].to_dict("records") == [{"risk_id": "R1", "dropped": False}]


def test_a_cell_that_says_not_applicable_is_kept_apart_from_blank_and_zero(home: Warehouse) -> None:
    sheets = status()
    sheets["Status"][1][5], sheets["Status"][2][5] = "n/a", None
    engine.load(home, [upload(register()), upload(sheets)])
    said = "coalesce(not_applicable = ['estimate_at_completion'], false)"
    rows = home.read()(f"select estimate_at_completion as eac, {said} as said from status order by project_id")
    assert rows["eac"].isna().all() and rows["said"].tolist() == [True, False]


def test_formulas_and_markup_in_text_stay_text(home: Warehouse) -> None:
    sheets = status()
    hostile = "'; drop table risk; -- <b>=cmd|' /C calc'!A0</b>"
    sheets["Risks"][1][2] = hostile
    engine.load(home, [upload(register()), upload(sheets)])
    assert home.read()("select risk from risk")["risk"].tolist() == [hostile]


def test_a_comparison_names_what_is_new_gone_moved_and_flipped(home: Warehouse) -> None:
    engine.load(home, [upload(register()), upload(status())])
    later = status(date(2026, 10, 14))
    later["Status"][1][2], later["Status"][1][4] = "Red", date(2027, 2, 14)
    later["Risks"][1][1] = "R2"
    changes = compare(home, engine.check(home, [upload(later)]))
    assert changes is not None
    assert {(r.table, r.key, r.change) for r in changes.rows.itertuples()} >= {
        ("risk", "P1 · R1", "gone"), ("risk", "P1 · R2", "new"), ("status", "P1", "changed"),
    }  # fmt: skip
    assert changes.moved[["project_id", "days"]].values.tolist() == [["P1", 30]]
    flipped = changes.flipped[["project_id", "what", "was", "becomes"]].values.tolist()
    assert ["P1", "rag_reported", "Green", "Red"] in flipped
    assert home.current() == 1


def test_of_two_checks_of_one_file_only_the_first_to_publish_brings_it_in(home: Warehouse):
    sent = [upload(register())]
    checked = [engine.check(home, sent) for _ in range(2)]
    first, second = (engine.publish(home, outcome) for outcome in checked)
    assert [each.status for each in (*first.imports, *second.imports)] == ["accepted", "unchanged"]
    assert (second.version, len(engine.history(home))) == (first.version, 1)


def test_what_was_judged_by_an_older_version_is_not_published_onto_a_newer_one(home: Warehouse):
    outcome = engine.check(home, [upload(register())])
    engine.load(home, [upload(register(date(2026, 2, 1)))])
    with pytest.raises(Outdated):
        home.publish(outcome.batches(), onto=outcome.version)
