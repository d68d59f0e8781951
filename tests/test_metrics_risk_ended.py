"""Risks that ended: found with the day of their end, though later reports leave them out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from metrics.risk import one_risk
from metrics.risk_search import Wanted, risk_lines
from tests.batches import status_batch
from tests.portfolio import TODAY, asked, project, register, risk, silent
from warehouse import Warehouse

DAYS = [TODAY - timedelta(14 * back) for back in (3, 2, 1, 0)]


def told(home: Warehouse, *states: str | None) -> None:
    """One report after the other that says this of R1, or nothing."""
    home.publish([register(project())])
    days = DAYS[len(DAYS) - len(states) :]
    for day, state in zip(days, states, strict=True):
        home.publish([status_batch(risk=[risk(on=day, state=state)]) if state else silent("risk", on=day)])


def ended(home: Warehouse, day: Any = TODAY) -> dict[str, Any]:
    return {row["risk_id"]: (row["state"], row["ended_on"]) for row in asked(home, "risk_ended", day)}


@pytest.mark.parametrize("state", ["Closed", "Occurred"])
def test_a_risk_that_ended_is_found_when_the_next_report_leaves_it_out(home: Warehouse, state: str):
    told(home, "Open", state, None, None)
    assert ended(home) == {"R1": (state, DAYS[1])}
    assert ended(home, DAYS[0]) == {}


def test_a_risk_that_stays_in_the_reports_as_closed_ended_when_it_was_first_said_so(home: Warehouse):
    told(home, "Open", "Closed", "Closed", "Closed")
    assert ended(home) == {"R1": ("Closed", DAYS[1])}


def test_a_risk_that_is_open_again_or_was_dropped_after_it_has_not_ended(home: Warehouse):
    told(home, "Open", "Closed", "Open", None)
    assert ended(home, DAYS[2]) == ended(home) == {}
    assert [row["dropped"] for row in asked(home, "risk_register")] == [True]


def test_a_risk_that_is_first_heard_of_as_closed_has_ended(home: Warehouse):
    told(home, "Closed", None)
    assert ended(home) == {"R1": ("Closed", DAYS[2])}


def test_a_withdrawn_report_takes_the_end_back_with_it(home: Warehouse):
    told(home, "Open", "Closed")
    home.withdraw(3)
    assert ended(home) == {}


def test_the_register_lists_and_opens_what_ended(home: Warehouse):
    told(home, "Open", "Closed", None)
    lines = risk_lines(home.read(), TODAY, wanted=Wanted(shown="ended"))
    assert [(row.risk_id, row.state, row.ended_on.date()) for row in lines.itertuples()] == [("R1", "Closed", DAYS[2])]
    assert one_risk(home.read(), TODAY, "P1", "R1")["state"].tolist() == ["Closed"]
    assert len(risk_lines(home.read(), TODAY + timedelta(500), wanted=Wanted(shown="ended"))) == 0


def test_every_word_of_a_search_must_occur_in_any_order(home: Warehouse):
    rows = [risk("R1", risk="Digging waits for a permit"), risk("R2", risk="Digging is slow")]
    home.publish([register(project()), status_batch(risk=rows)])
    for text, found in {
        "permit digging": ["R1"],
        "DIGGING": ["R1", "R2"],
        "permit slow": [],
        " ": ["R1", "R2"],
    }.items():
        assert risk_lines(home.read(), TODAY, wanted=Wanted(text))["risk_id"].tolist() == found


def test_what_has_no_cell_of_a_measure_is_found(home: Warehouse):
    placed = {"target_probability": 1, "target_impact": 1}
    stated = [risk("R1", on=DAYS[0]), risk("R2", "P2", **placed)]
    home.publish([register(project("P1"), project("P2")), status_batch(risk=stated)])
    home.publish([register(project("P1"), project("P2"), on=DAYS[2], settings={"impact_levels": 4})])
    found = {
        shown: risk_lines(home.read(), TODAY, wanted=Wanted(shown=shown))["risk_id"].tolist()
        for shown in ("unplaced", "unplaced_inherent", "unplaced_target")
    }
    assert found == {"unplaced": ["R1"], "unplaced_inherent": ["R1", "R2"], "unplaced_target": ["R1"]}
    assert [row["unplaced"] for row in asked(home, "risk_register", key="")] == ["earlier scale", None]
