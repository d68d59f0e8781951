"""What keeps a warehouse in order: rebuilding, stored definitions, archived uploads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from contract.model import Column, Kind, Text
from contract.tables import TABLES
from tests.batches import status_batch
from tests.test_warehouse import JULY, JUNE, percent, report
from warehouse import Warehouse, macros


def test_rebuilding_from_the_same_workbooks_gives_equal_tables(home: Warehouse):
    first, second = report(JUNE, 10), report(JUNE, 12)
    ids = home.publish([first, second])
    home.withdraw(ids[1])
    ledger = home.read()("from intake order by import_id").itertuples(index=False)
    kept = [
        replace(batch, import_id=row.import_id, imported_at=row.imported_at.to_pydatetime(), withdrawn_at=withdrawn)
        for batch, row, withdrawn in zip((first, second), ledger, (None, datetime(2026, 7, 1)), strict=True)
    ]
    tables = "select * from status_at($on) order by all"
    before = home.read()(tables, on=JUNE)
    home.rebuild(kept)
    assert before.equals(home.read()(tables, on=JUNE))
    assert percent(home.read(), JUNE) == {"P1": 10}


def test_an_import_after_a_rebuild_does_not_reuse_a_number(home: Warehouse):
    home.publish([report(JUNE, 10)])
    home.rebuild([replace(report(JUNE, 10), import_id=7, imported_at=datetime.now(UTC).replace(tzinfo=None))])
    assert home.publish([report(JULY, 20)]) == [8]


def test_rebuilding_from_nothing_empties_the_warehouse_as_a_new_version(home: Warehouse):
    home.publish([report(JUNE, 10)])
    assert home.rebuild([]) == 2
    assert percent(home.read(), JUNE) == {}
    assert percent(home.read(1), JUNE) == {"P1": 10}


def test_refreshing_stores_the_macros_of_newer_code_and_keeps_the_rows(
    home: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home.publish([report(JUNE, 10)])
    for file in macros.METRICS.glob("*.sql"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "zz_newer.sql").write_text("create or replace macro newer(as_of) as table select as_of as day;")
    monkeypatch.setattr(macros, "METRICS", tmp_path)
    assert (home.refresh(), home.refresh()) == (2, 2)
    assert len(home.read()("from newer($on)", on=JUNE)) == 1
    assert percent(home.read(), JUNE) == {"P1": 10}


def test_refreshing_adds_a_column_that_the_contract_has_gained(home: Warehouse, monkeypatch: pytest.MonkeyPatch):
    home.publish([report(JUNE, 10)])
    mood = Column("mood", Kind.TEXT, Text("Mood", "心情"), Text("How it feels.", "感受。"))
    wider = replace(TABLES["status"], columns=(*TABLES["status"].columns, mood))
    monkeypatch.setitem(TABLES, "status", wider)
    assert home.refresh() == 2
    home.publish([status_batch(status=[{"project_id": "P1", "report_date": JULY, "mood": "calm"}])])
    moods = [home.read()("select mood from status_at($on)", on=day)["mood"].item() for day in (JUNE, JULY)]
    assert (pd.isna(moods[0]), moods[1]) == (True, "calm")


def test_refreshing_an_up_to_date_or_an_empty_warehouse_publishes_nothing(home: Warehouse):
    assert home.refresh() == 0
    home.publish([report(JUNE, 10)])
    assert home.refresh() == 1


def test_an_archived_upload_comes_back_byte_for_byte(home: Warehouse):
    content = b"PK\x03\x04 anything"
    digest = home.keep(content)
    assert digest == home.keep(content) == sha256(content).hexdigest()
    assert home.archived(digest) == content


def test_an_upload_that_was_never_kept_is_not_found(home: Warehouse):
    with pytest.raises(LookupError):
        home.archived(sha256(b"never").hexdigest())


def test_the_ledger_tells_file_time_and_rows_of_each_import(home: Warehouse):
    home.publish([report(date(2026, 6, 1), 10)])
    entry = home.read()("from intake").iloc[0]
    assert (entry.import_id, entry.file, entry.rows_by_table) == (1, "status.xlsx", '{"status": 1}')
    assert abs(entry.imported_at.to_pydatetime() - datetime.now(UTC).replace(tzinfo=None)).total_seconds() < 60


def test_a_stored_macro_says_in_the_database_what_it_means(home: Warehouse):
    found = home.read()("select comment from duckdb_functions() where function_name = 'risk_matrix'")["comment"]
    assert "probability × impact" in found.item() and "Grain:" in found.item()
