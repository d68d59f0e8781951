"""The strategy map: what it holds together, and what it folds away."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.flow import flow
from charts.palette import LIGHT
from charts.strategy import ORPHANS, alt, map_title, strategy_map, title
from tests.drawn import EN
from tests.strategy_figures import trace


def levels(frame: pd.DataFrame, opened: str | None = None) -> Counter[str]:
    return Counter(node.level for node in flow(frame, opened, 600)[0])


def marks(figure: go.Figure) -> set[tuple[str, str]]:
    return {tuple(mark) for bars in figure.data for mark in (bars.customdata if bars.customdata is not None else ())}


def labels(figure: go.Figure) -> str:
    return " ".join(text for drawn in figure.data if drawn.type == "scatter" for text in drawn.text)


def test_few_projects_are_shown_one_by_one():
    assert levels(trace(36))["project"] == 37


def test_more_than_forty_projects_are_grouped_by_rating_in_their_programme():
    found = levels(trace(60))
    assert found["project"] == 0
    assert found["programme"] == 13
    assert 12 < found["group"] <= 48


def test_an_opened_strategy_shows_its_projects_one_by_one():
    nodes, _, _ = flow(trace(60), "S1", 600)
    inside = set(trace(60).query("strategy_id == 'S1'")["project_id"])
    assert {node.key for node in nodes if node.level == "project"} == inside


def test_an_opened_programme_shows_its_projects_however_many():
    assert levels(trace(600, programmes=5), "PG01")["project"] == 120


def test_the_orphans_can_be_opened():
    nodes, _, _ = flow(trace(60), ORPHANS, 600)
    assert [node.key for node in nodes if node.level == "project"] == ["O1"]


def test_what_cannot_be_found_opens_nothing():
    assert levels(trace(60), "gone") == levels(trace(60))


def test_hundreds_of_programmes_fold_into_one_node_a_strategy():
    found = levels(trace(2000, programmes=200))
    assert (found["programmes"], found["programme"]) == (6, 0)
    assert levels(trace(2000, programmes=200), "S1")["programme"] == 40


def test_closed_projects_are_not_on_the_map():
    frame = trace(36).assign(live=lambda rows: rows["project_id"] != "P003")
    assert levels(frame)["project"] == 36


def test_money_is_neither_lost_nor_made_on_the_way():
    frame = trace(60)
    nodes, _, _ = flow(frame, None, 600)
    by_column = Counter[str]()
    for node in nodes:
        by_column[{"project": "leaf", "group": "leaf"}.get(node.level, node.level)] += round(node.size)
    assert set(by_column.values()) == {round(frame["budget"].sum())}


@pytest.mark.parametrize("opened", [None, "S1", "PG03", ORPHANS])
def test_ribbons_end_within_their_nodes(opened: str | None):
    nodes, ribbons, height = flow(trace(60), opened, 600)
    within = {node.key: (node.top, node.top + node.thick) for node in nodes}
    for ribbon in ribbons:
        for key, edge in ((ribbon.source, ribbon.start), (ribbon.target, ribbon.end)):
            top, bottom = within[key]
            assert top - 1e-6 <= edge and edge + ribbon.thick <= bottom + 1e-6
    assert height == 600


def test_nodes_of_a_column_never_overlap():
    nodes, _, _ = flow(trace(60), None, 600)
    for level in ("strategy", "programme", "group"):
        column = [node for node in nodes if node.level == level]
        assert all(one.top + one.thick <= two.top + 1e-6 for one, two in itertools.pairwise(column))


def test_every_mark_carries_what_a_click_opens():
    found = marks(strategy_map(trace(60), EN, LIGHT))
    assert {("S1", "strategy"), ("PG03", "programme"), (ORPHANS, "strategy"), ("S9", "strategy")} <= found
    assert {("O1", "project"), ("P001", "project")} <= found | marks(strategy_map(trace(36), EN, LIGHT))


def test_orphans_and_starved_strategies_are_named():
    shown = labels(strategy_map(trace(60), EN, LIGHT))
    assert all(name in shown for name in ("No strategy", "Starved", "no funded project"))


def test_the_opened_path_is_in_the_accent():
    def coloured(opened: str | None) -> int:
        shapes: Any = strategy_map(trace(60), EN, LIGHT, opened).layout.shapes
        return len({shape.fillcolor for shape in shapes})

    assert (coloured(None), coloured("S1"), coloured("gone")) == (1, 2, 1)


def test_the_title_counts_orphans_and_starved_strategies():
    assert title({"projects": 60, "orphans": 2, "starved": 1}, EN).startswith("2 of 60 projects serve no strategy")
    assert title({"projects": 60, "orphans": 0, "starved": 0}, EN).startswith("All 60 projects serve a strategy")


def test_the_sentence_over_the_map_counts_the_money_it_shows():
    assert map_title(trace(60), EN) == "¥61m of budget flows into 61 projects"
    assert map_title(trace(60).assign(live=False), EN) == "¥0 of budget flows into 0 projects"


def test_the_description_names_each_strategy_with_its_money():
    said = alt(trace(60), EN)
    assert "Strategy 1 战略: ¥" in said
    assert "Starved: no live, funded project." in said
    assert "No strategy: ¥1m; 1 red." in said
