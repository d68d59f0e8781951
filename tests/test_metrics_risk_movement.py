"""How risks move between reports, also when the scale itself changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.batches import status_batch
from tests.portfolio import START, TODAY, asked, project, register, risk, silent
from warehouse import Warehouse

BEFORE = TODAY - timedelta(14)
FIRST = ["risk_id", "from_probability", "from_impact", "to_probability", "to_impact", "change"]


def moved(home: Warehouse, was: list[Any], becomes: list[Any], **named: Any) -> dict[str, Any]:
    home.publish(
        [register(project()), status_batch(risk=was), status_batch(risk=becomes) if becomes else silent("risk")]
    )
    return asked(home, "risk_movement", BEFORE, "risk_id", to_date=TODAY, **named)


def test_the_movement_names_its_columns_as_agreed(home: Warehouse):
    found = home.read()("from risk_movement($d, $d)", d=TODAY)
    assert list(found.columns)[:6] == FIRST


@pytest.mark.parametrize(
    ("levels", "change"),
    [((4, 3), "worse"), ((2, 3), "better"), ((3, 3), "same"), ((1, 5), "better"), ((5, 2), "worse")],
)
def test_a_risk_is_worse_when_its_score_is_higher(home: Warehouse, levels: tuple[int, int], change: str):
    row = moved(home, [risk(on=BEFORE)], [risk(probability=levels[0], impact=levels[1])])["R1"]
    assert (row["change"], row["from_probability"], row["from_impact"]) == (change, 3, 3)
    assert (row["to_probability"], row["to_impact"]) == levels


def test_a_new_a_closed_and_a_dropped_risk_have_only_one_end(home: Warehouse):
    was = [risk("R1", on=BEFORE), risk("R2", on=BEFORE)]
    found = moved(home, was, [risk("R1", state="Closed"), risk("R3")])
    ends = {key: (row["from_probability"], row["to_probability"], row["change"]) for key, row in found.items()}
    assert ends == {"R1": (3, None, "closed"), "R2": (3, None, "dropped"), "R3": (None, 3, "new")}


def test_a_closed_risk_that_comes_back_is_new_and_known_to_have_been_there(home: Warehouse):
    long_ago = risk(on=BEFORE - timedelta(14))
    home.publish([register(project()), status_batch(risk=[long_ago])])
    row = moved(home, [risk(on=BEFORE, state="Closed")], [risk()])["R1"]
    assert (row["change"], row["came_back"]) == ("new", True)


def test_a_risk_whose_project_ends_is_closed_with_it(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=BEFORE)])])
    home.publish([register(project(stage="Closed"), on=TODAY)])
    assert asked(home, "risk_movement", BEFORE, to_date=TODAY)[0]["change"] == "closed"


def test_across_a_change_of_scale_the_share_of_the_scale_decides(home: Warehouse):
    home.publish([register(project()), status_batch(risk=[risk(on=BEFORE, probability=4, impact=4)])])
    home.publish([register(project(), on=TODAY, settings={"probability_levels": 10, "impact_levels": 10})])
    home.publish([status_batch(risk=[risk(probability=5, impact=5)])])
    assert asked(home, "risk_movement", BEFORE, to_date=TODAY)[0]["change"] == "better"


def test_a_risk_restated_on_a_grid_of_another_size_is_neither_worse_nor_better(home: Warehouse):
    was = [risk("R1", on=BEFORE, probability=2, impact=3), risk("R2", on=BEFORE, probability=1, impact=5)]
    home.publish([register(project()), status_batch(risk=was)])
    home.publish([register(project(), on=TODAY, settings={"probability_levels": 6, "impact_levels": 4})])
    home.publish([status_batch(risk=[risk("R1", probability=2, impact=3), risk("R2", probability=1, impact=4)])])
    assert [row["change"] for row in asked(home, "risk_movement", BEFORE, to_date=TODAY)] == ["same", "same"]


def test_the_lowest_and_the_highest_cell_stay_so_when_the_scale_changes_and_their_places_are_known_to_be_elsewhere(
    home: Warehouse,
):
    ends = [risk("R1", on=BEFORE, probability=1, impact=1), risk("R2", on=BEFORE, probability=5, impact=5)]
    home.publish([register(project()), status_batch(risk=ends)])
    home.publish([register(project(), on=TODAY, settings={"probability_levels": 6, "impact_levels": 4})])
    home.publish([status_batch(risk=[risk("R1", probability=1, impact=1), risk("R2", probability=6, impact=4)])])
    found = asked(home, "risk_movement", BEFORE, to_date=TODAY)
    assert [row["change"] for row in found] == ["same", "same"]
    assert [(row["from_on_scale"], row["to_on_scale"]) for row in found] == [(False, True)] * 2


def test_a_report_written_on_another_scale_keeps_its_zone_and_is_counted_beside_the_matrix(home: Warehouse):
    stated = status_batch(risk=[risk(on=BEFORE, probability=4, impact=4, cost_exposure=100.0)])
    home.publish(
        [register(project()), stated, register(project(), on=TODAY, settings={"impact_levels": 4, "red_zone_from": 20})]
    )
    assert [row["why"] for row in asked(home, "risk_unplaced")] == ["earlier scale"]
    row = asked(home, "risk_register")[0]
    assert (row["zone"], row["expected_cost"], row["on_scale"]) == ("Red", pytest.approx(70), False)


def test_a_blank_inherent_level_is_counted_beside_the_inherent_matrix_only(home: Warehouse):
    home.publish(
        [register(project()), status_batch(risk=[risk(), risk("R2", inherent_probability=5, inherent_impact=5)])]
    )
    assert [(row["why"], row["risks"]) for row in asked(home, "risk_unplaced", measure="inherent")] == [
        ("not assessed", 1)
    ]
    cells = {
        (cell["probability"], cell["impact"]): cell["risks"] for cell in asked(home, "risk_matrix", measure="inherent")
    }
    assert cells[5, 5] == 1 and sum(cells.values()) == 1
    assert asked(home, "risk_unplaced") == []


def test_an_opportunity_stands_on_its_own_matrix_and_in_no_total(home: Warehouse):
    home.publish(
        [register(project()), status_batch(risk=[risk(), risk("R2", kind="Opportunity", probability=5, impact=5)])]
    )
    gains = asked(home, "risk_matrix", kind="Opportunity")
    assert [(cell["probability"], cell["impact"]) for cell in gains if cell["risks"]] == [(5, 5)]
    summary = asked(home, "portfolio_summary")[0]
    assert (summary["open_risks"], summary["expected_cost"], summary["red_zone_risks"]) == (1, pytest.approx(50), 0)
    assert asked(home, "project_health")[0]["expected_cost"] == pytest.approx(50)


def test_the_history_of_a_risk_has_each_report_on_the_scale_of_its_day(home: Warehouse):
    stated = [risk(on=START + timedelta(40), probability=4, impact=4), risk(on=BEFORE, probability=4, impact=4)]
    narrower = register(project(), on=START + timedelta(60), settings={"red_zone_from": 20})
    home.publish([register(project()), narrower, status_batch(risk=stated)])
    found = home.read()("from risk_history($d, its_scope := 'P1', its_risk := 'R1')", d=TODAY)
    assert found["zone"].tolist() == ["Red", "Amber"] and found["score"].tolist() == [16, 16]


def test_the_trend_has_the_scores_in_order_and_the_day_of_the_last_change(home: Warehouse):
    days = [TODAY - timedelta(14 * back) for back in (3, 2, 1, 0)]
    stated = [risk(on=day, probability=level) for day, level in zip(days, (2, 4, 4, 4), strict=True)]
    home.publish([register(project()), status_batch(risk=stated)])
    found = home.read()("from risk_trend($d)", d=TODAY).iloc[0]
    assert list(found["scores"]) == [6, 12, 12, 12] and found["changed_on"].date() == days[1]
