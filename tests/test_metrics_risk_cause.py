"""Common causes: what risks of different strategies share in their wording, in English and in Chinese."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.batches import status_batch
from tests.portfolio import asked, programme, project, register, risk, strategy
from warehouse import Warehouse, open_warehouse


def caused(home: Warehouse, *texts: str) -> dict[str, list[Any]]:
    """The causes of risks of as many strategies, by wording."""
    many = range(1, len(texts) + 1)
    tables = {
        "strategy": [strategy(f"S{n}") for n in many],
        "programme": [programme(f"G{n}", f"S{n}") for n in many],
    }
    projects = [project(f"P{n}", programme_id=f"G{n}") for n in many]
    risks = [risk(f"R{n}", f"P{n}", risk=text) for n, text in enumerate(texts, 1)]
    home.publish([register(*projects, **tables), status_batch(risk=risks)])
    found: dict[str, list[Any]] = {}
    for row in asked(home, "risk_causes"):
        found.setdefault(row["cause"], []).append(row)
    return found


def test_a_supplier_behind_risks_of_two_strategies_is_a_cause_with_its_exposure(home: Warehouse):
    found = caused(
        home,
        "Tianlu Power is in receivership; modules could stop.",
        "Rectifiers come from Tianlu Power alone.",
        "The ground is wet.",
    )
    assert list(found) == ["Tianlu Power"]
    rows = found["Tianlu Power"]
    assert sorted(row["risk_id"] for row in rows) == ["R1", "R2"]
    assert {(row["risks"], row["strategies"], row["cause_expected_cost"]) for row in rows} == {(2, 2, 100)}


def test_a_chinese_supplier_is_found_too(home: Warehouse):
    found = caused(home, "天麓电源公司可能停产，备件将中断。", "整流器仅由天麓电源供应。", "地下水位偏高。")
    assert [[row["risk_id"] for row in rows] for rows in found.values()] == [["R1", "R2"]]
    assert "天麓电源" in next(iter(found))


def test_common_words_alone_are_no_cause(home: Warehouse):
    assert caused(home, "It could be late for three weeks.", "This may slip, for three weeks.", "We wait.") == {}


def test_a_risk_stands_under_one_cause_so_that_its_money_is_counted_once(home: Warehouse):
    found = caused(
        home,
        "Acme Chips halts; Borealis Fibre is late.",
        "Acme Chips halts its fab; one fab only.",
        "Borealis Fibre is late with all cable.",
    )
    members = [row["risk_id"] for rows in found.values() for row in rows]
    assert len(members) == len(set(members)) and members


def test_the_planted_supplier_is_the_dearest_cause_of_the_sample(sample_warehouse: Path):
    rows = asked(open_warehouse(sample_warehouse), "risk_causes", "2026-09-30")
    assert [row["risk_id"] for row in rows if row["cause"] == "Tianlu Power Systems"] == [
        "P049-R1",
        "P009-R1",
        "P023-R1",
    ]
    assert rows[0]["cause"] == "Tianlu Power Systems" and rows[0]["strategies"] == 3
    assert len({(row["scope_id"], row["risk_id"]) for row in rows}) == len(rows)
