"""Publishing, reading, restating and taking back, in a real warehouse on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.batches import register_batch, status_batch
from warehouse import Batch, Query, Warehouse, open_warehouse
from warehouse.embedded import KEPT_GENERATIONS, OPEN_GENERATIONS

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def report(on: date, percent: float, project: str = "P1") -> Batch:
    return status_batch(status=[{"project_id": project, "report_date": on, "percent_complete": percent}])


def risks(on: date, *names: str) -> Batch:
    rows = [{"scope_id": "P1", "risk_id": name, "risk": name, "report_date": on} for name in names]
    return status_batch(risk=rows, nothing=(("risk", "P1", on),))


def percent(query: Query, on: date) -> dict[str, float]:
    frame = query("select project_id, percent_complete from status_at($on) order by all", on=on)
    return dict(frame.itertuples(index=False))


def risk_ids(query: Query, on: date) -> list[str]:
    return query("select risk_id from risk_at($on) order by all", on=on)["risk_id"].tolist()


def test_before_the_first_import_there_is_an_empty_version_zero(home: Warehouse):
    assert (home.current(), home.versions()) == (0, [])
    assert percent(home.read(), JUNE) == {}


def test_a_published_report_counts_from_its_date_until_the_next(home: Warehouse):
    home.publish([report(JUNE, 10)])
    home.publish([report(AUGUST, 30)])
    seen = [percent(home.read(), day) for day in (date(2026, 5, 31), JUNE, date(2026, 7, 31), AUGUST, date(2030, 1, 1))]
    assert seen == [{}, {"P1": 10}, {"P1": 10}, {"P1": 30}, {"P1": 30}]


def test_a_report_that_arrives_late_finds_its_place_between_the_others(home: Warehouse):
    home.publish([report(JUNE, 10), report(AUGUST, 30)])
    home.publish([report(JULY, 20)])
    assert [percent(home.read(), day)["P1"] for day in (JUNE, JULY, AUGUST)] == [10, 20, 30]


def test_every_published_version_stays_as_it_was(home: Warehouse):
    home.publish([report(JUNE, 10)])
    home.publish([report(JUNE, 99)])
    assert home.versions() == [1, 2]
    assert [percent(home.read(version), JUNE) for version in (1, 2)] == [{"P1": 10}, {"P1": 99}]


def test_the_same_project_and_date_again_restates_and_the_older_stays_in_the_history(home: Warehouse):
    home.publish([report(JUNE, 10)])
    home.publish([report(JUNE, 12)])
    assert percent(home.read(), JUNE) == {"P1": 12}
    assert home.read()("select count(*) as n from status")["n"].item() == 2


def test_restating_one_project_leaves_the_others_of_the_same_workbook_alone(home: Warehouse):
    rows = [{"project_id": project, "report_date": JUNE, "percent_complete": 10} for project in ("P1", "P2")]
    home.publish([status_batch(status=rows)])
    home.publish([report(JUNE, 50, "P2")])
    assert percent(home.read(), JUNE) == {"P1": 10, "P2": 50}


def test_withdrawing_an_import_brings_back_what_it_replaced(home: Warehouse):
    home.publish([report(JUNE, 10)])
    [restated] = home.publish([report(JUNE, 12)])
    assert home.withdraw(restated) == 3
    assert percent(home.read(), JUNE) == {"P1": 10}


def test_an_import_cannot_be_withdrawn_twice_nor_one_that_never_was(home: Warehouse, tmp_path: Path):
    [import_id] = home.publish([report(JUNE, 10)])
    home.withdraw(import_id)
    for unknown in (import_id, 77):
        with pytest.raises(LookupError):
            home.withdraw(unknown)
    assert sorted(path.name for path in (tmp_path / "warehouse" / "generations").iterdir()) == [
        "000001.duckdb", "000002.duckdb",
    ]  # fmt: skip
    assert (home.current(), percent(home.read(), JUNE)) == (2, {})


def test_an_empty_sheet_says_that_there_is_no_risk_any_more(home: Warehouse):
    home.publish([risks(JUNE, "R1", "R2")])
    home.publish([risks(JULY)])
    assert (risk_ids(home.read(), JUNE), risk_ids(home.read(), JULY)) == (["R1", "R2"], [])


def test_a_report_without_a_risk_sheet_leaves_the_risks_standing(home: Warehouse):
    home.publish([risks(JUNE, "R1")])
    home.publish([report(JULY, 20)])
    assert risk_ids(home.read(), JULY) == ["R1"]


def test_a_register_is_replaced_whole_from_its_date(home: Warehouse):
    def register(on: date, *ids: str) -> Batch:
        return register_batch(on, strategy=[{"strategy_id": each, "strategy": each} for each in ids])

    home.publish([register(JUNE, "S1", "S2")])
    home.publish([register(JULY, "S2", "S3")])
    known = [home.read()("from strategy_at($on) order by all", on=day)["strategy_id"].tolist() for day in (JUNE, JULY)]
    assert known == [["S1", "S2"], ["S2", "S3"]]


def test_a_preview_shows_what_would_be_and_leaves_nothing(home: Warehouse, tmp_path: Path):
    home.publish([report(JUNE, 10)])
    before = sorted(tmp_path.rglob("*"))
    with home.preview([report(JUNE, 90)]) as query:
        assert percent(query, JUNE) == {"P1": 90}
    assert sorted(tmp_path.rglob("*")) == before
    assert (home.current(), percent(home.read(), JUNE)) == (1, {"P1": 10})


def test_a_preview_needs_no_version_to_start_from(home: Warehouse):
    with home.preview([report(JUNE, 90)]) as query:
        assert percent(query, JUNE) == {"P1": 90}
    assert home.current() == 0


def test_another_opening_of_the_folder_sees_the_same(home: Warehouse, tmp_path: Path):
    home.publish([report(JUNE, 10)])
    other = open_warehouse(str(tmp_path / "warehouse"))
    assert (other.current(), percent(other.read(), JUNE)) == (1, {"P1": 10})


def test_a_pinned_version_can_be_asked_again_after_many_newer_ones(home: Warehouse):
    for place in range(OPEN_GENERATIONS + 2):
        home.publish([report(JUNE, place)])
        assert percent(home.read(), JUNE) == {"P1": place}
    assert [percent(home.read(version), JUNE) for version in (1, 2, 1)] == [{"P1": 0}, {"P1": 1}, {"P1": 0}]


def test_generations_beyond_the_kept_number_are_removed(home: Warehouse):
    for place in range(KEPT_GENERATIONS + 3):
        home.publish([report(JUNE, place)])
    assert len(home.versions()) == KEPT_GENERATIONS + 1
    with pytest.raises(LookupError):
        home.read(1)
