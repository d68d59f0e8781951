"""Where what is reached stands: in the column beyond all that leads there."""

from __future__ import annotations

import pandas as pd

from charts.chain import nodes
from charts.reach import title
from i18n import Words

COLUMNS = ["node_id", "kind", "via", "depth", "share", "days_late", "money", "name", "expected_cost"]
DIAMOND = [
    ("P", "project", None, 0, 1.0, 0.0, 1.0, "P", None),
    ("M1", "milestone", "P", 1, 1.0, 0.0, None, "M1", None),
    ("M2", "milestone", "P", 1, 1.0, 30.0, None, "M2", None),
    ("R", "project", "M2", 2, 1.0, 30.0, 1.0, "R", None),
    ("Q", "project", "M1", 2, 1.0, 0.0, 1.0, "Q", None),
    ("M3", "milestone", "R", 3, 1.0, 30.0, None, "M3", None),
    ("Q", "project", "M3", 4, 1.0, 30.0, 1.0, "Q", None),
    ("G", "programme", "P", 1, 1.0, 0.0, 1.0, "G", None),
]


def columns(rows: list[tuple[object, ...]]) -> dict[str, int]:
    placed = nodes(pd.DataFrame(rows, columns=COLUMNS))
    return dict(zip(placed["node_id"], placed["column"], strict=True))


def test_every_way_leads_to_the_right():
    found = columns(DIAMOND)
    assert found == {"P": 0, "M1": 1, "M2": 1, "R": 2, "M3": 3, "Q": 4, "G": 5}
    assert all(found[via] < found[node] for node, _, via, *_ in DIAMOND if isinstance(via, str) and node != "G")


def test_of_a_strategy_its_own_projects_stand_first_though_one_waits_for_another():
    start = ("S", "strategy", None, 0, None, None, None, "S", None)
    owned = [("A", "project", "S", 1, 1.0, 0.0, 1.0, "A", None), ("B", "project", "S", 1, 1.0, 0.0, 1.0, "B", None)]
    waited = [("M", "milestone", "A", 2, 1.0, 0.0, 1.0, "M", None), ("B", "project", "M", 3, 1.0, 0.0, 1.0, "B", None)]
    assert columns([start, *owned, *waited]) == {"S": 0, "A": 1, "B": 1, "M": 2}


def test_ways_that_come_round_still_end():
    rows = [*DIAMOND, ("R", "project", "M3", 4, 1.0, 0.0, 1.0, "R", None)]
    assert set(columns(rows)) == {"P", "M1", "M2", "R", "M3", "Q", "G"}


def test_a_node_has_the_money_of_its_own_way_and_not_of_what_hangs_on_it():
    start = ("S", "strategy", None, 0, None, None, None, "S", None)
    owned = [("A", "project", "S", 1, 1.0, 0.0, 1000.0, "A", None), ("E", "project", "S", 1, 1.0, 9.0, 10.0, "E", None)]
    further = [
        ("M", "milestone", "A", 2, 1.0, 9.0, 1e3, "M", None),
        ("E", "project", "M", 3, 1.0, 9.0, 1000.0, "E", None),
    ]
    radius = pd.DataFrame([start, *owned, *further], columns=COLUMNS)
    money = dict(zip(nodes(radius)["node_id"], nodes(radius)["money"], strict=True))
    assert (money["A"], money["E"]) == (1000, 10)
    assert "hangs on 2 projects (¥1k), 1 of them late (¥10)" in title(radius, Words("en"))
