"""What a what-if comes to: the sentence, the marks, the table beside them."""

from __future__ import annotations

from math import nan

import pandas as pd
import pytest

from charts import whatif, whatif_words
from charts.palette import LIGHT
from metrics.whatif import side_by_side, totals, touched
from tests.drawn import EN, ZH
from tests.whatif_figures import sides, stakes

SUMMARY = pd.Series({"projects": 6, "late": 2, "red": 1, "orphans": 1, "starved": 0})
INDEX = pd.Series({"money_index": 0.1})


def measures(**changed: float) -> dict[str, float]:
    return totals(stakes(), SUMMARY, INDEX) | changed


MOVED = "money out of line with the priorities"
STAYS = f"{MOVED} stays at 10 %"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ({"budget": 20.1e6, "fte": 7.5}, f"X frees ¥10m and 2 FTE; {STAYS}."),
        ({"budget": 20.1e6}, f"X frees ¥10m but no people; {STAYS}."),
        ({"fte": 7.5, "misplaced": 0.05}, f"X frees 2 FTE but no money; {MOVED} falls from 10 % to 5 %."),
        ({"misplaced": 0.2}, f"X frees neither money nor people; {MOVED} rises from 10 % to 20 %."),
        (
            {"misplaced": nan},
            "X frees neither money nor people; nothing tells whether the money follows the priorities.",
        ),
        ({"fte": nan}, f"X frees no money, people are not stated; {STAYS}."),
        ({"fte": nan, "budget": 20.1e6}, f"X frees ¥10m, people are not stated; {STAYS}."),
    ],
)
def test_the_sentence_tells_what_is_freed_and_what_becomes_of_the_index(then: dict[str, float], said: str):
    assert whatif_words.sentence("X", measures(), measures(**then), EN) == said


def test_totals_add_up_over_strategies_and_take_projects_once_from_the_summary():
    found = totals(stakes(), SUMMARY, INDEX)
    assert (found["budget"], found["fte"], found["benefits"], found["late"], found["red"]) == (30.1e6, 9.5, 6, 2, 1)
    assert found["weights"] == pytest.approx(0.9) and found["misplaced"] == 0.1 and found["passengers"] == 0


def test_the_money_of_resting_strategies_is_the_passengers_money():
    resting = stakes().assign(state=["Active", "Paused", "Retired", None])
    assert totals(resting, SUMMARY, INDEX)["passengers"] == 25e6
    assert totals(resting, SUMMARY, INDEX)["weights"] == 0.3


def test_what_changes_is_hollow_today_and_solid_in_the_what_if_and_the_rest_is_pale():
    figure = whatif.dumbbells(sides(), EN, LIGHT)
    marks = [trace for trace in figure.data if trace.mode == "markers" and trace.marker.symbol is None]
    hollow, solid, pale = [[trace.marker.color, len(trace.x)] for trace in marks]
    assert (hollow[0], solid[0], pale[0]) == (LIGHT.surface, LIGHT.actual, LIGHT.previous)
    assert hollow[1] == solid[1] == 3 and pale[1] == 5 * 4 - 3 - 1  # what serves none has no exposure


def test_a_label_tells_what_a_value_was_and_becomes_only_where_it_changes():
    texts = next(
        trace.text
        for trace in whatif.dumbbells(sides(), EN, LIGHT).data
        if trace.text and "3.0" in str(trace.text) and trace.mode == "text"
    )
    assert "3.0 → <b>0.0</b>" in texts and "4.5" in texts


def test_the_marks_stand_in_order_of_their_values_and_never_left_of_their_strip():
    figure = whatif.dumbbells(sides(), EN, LIGHT)
    floors = [x for x in figure.data[0].x if x is not None]
    assert all(min(trace.x) >= min(floors) for trace in figure.data if trace.mode == "markers" and trace.x)


def test_the_title_counts_strategies_whose_own_figures_change():
    assert whatif_words.title(sides(), EN) == "3 of 3 strategies change"
    assert whatif_words.title(side_by_side(stakes(), stakes()), EN) == "Where each strategy stands today"


def test_what_is_absent_is_a_dash_and_never_a_difference():
    none = stakes()
    none["fte"] = float("nan")
    table = whatif_words.twin(side_by_side(none, stakes()), EN)
    people = table[table["what"] == "People"]
    assert set(people["today"]) == {"–"} == set(people["difference"])


@pytest.mark.parametrize("t", [EN, ZH])
def test_the_table_has_every_measure_of_every_strategy(t: object):
    assert len(whatif_words.twin(sides(), t)) == 9 * 4


def test_a_difference_of_shares_is_told_in_points():
    assert whatif_words.difference("budget_share", -0.14, EN) == "−14.0 points"
    assert whatif_words.difference("budget", 384e6, EN) == "+¥384m"
    assert whatif_words.difference("red", 0.0, EN) == "0"


def test_a_touched_project_is_told_once_with_the_gravest_change_first():
    today = pd.DataFrame(
        [(name, name, "S1", "S1", "G1", 100.0, "Green") for name in "ABCDE"],
        columns=["project_id", "project", "strategy", "strategy_id", "programme_id", "budget", "rag_evidence"],
    )
    then = today[today["project_id"] != "E"].assign(budget=[50.0, 50.0, 100.0, 100.0])
    then["rag_evidence"] = ["Red", "Green", "Green", "Green"]
    then["programme_id"] = ["G1", "G1", "G2", "G1"]
    found = touched(today, then)
    assert list(zip(found["project_id"], found["change"], strict=True)) == [
        ("E", "stops"),
        ("A", "turns"),
        ("B", "cut"),
        ("C", "moves"),
    ]
    lines = [whatif_words.change(line, EN) for line in found.itertuples()]
    assert lines[0] == ["stops", "¥100"] and lines[1] == ["turns Red", "¥100 → ¥50"]
