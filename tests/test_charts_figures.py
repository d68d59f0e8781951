"""Every figure, whatever is in its frame."""

from __future__ import annotations

import json
import re
import time

import numpy as np
import pandas as pd
import pytest

from charts import dependency as lines
from charts import earned as pairs
from charts import risk, span, strategy
from charts import roadmap as road
from charts import variance as bars
from charts.palette import DARK, LIGHT
from tests.drawn import DAY, EN, ZH, Drawn
from tests.earned_figures import earned
from tests.figures import FIGURES
from tests.milestone_figures import outlook
from tests.risk_figures import cells
from tests.schedule_figures import road_marks, roadmap, variance
from tests.strategy_figures import trace
from warehouse import Warehouse

HOSTILE = '<a href="javascript:alert(1)">x</a><img src=//evil.example/p.png> %{y} $\\frac{1}{2}$ <b>&lt;\u202eabc\x00\n'
every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))


@every_figure
def test_a_figure_leaves_its_frame_as_it_was(figure: Drawn):
    frame = figure.frame()
    before = frame.copy(deep=True)
    figure.json(frame)
    figure.alt(frame, EN)
    pd.testing.assert_frame_equal(frame, before)


@every_figure
def test_a_figure_is_drawn_in_both_themes_and_languages(figure: Drawn):
    drawn = {figure.json(figure.frame(), t, palette) for t in (EN, ZH) for palette in (LIGHT, DARK)}
    assert len(drawn) == 4


@every_figure
def test_a_figure_survives_an_empty_frame(figure: Drawn):
    for frame in (figure.frame().head(0), pd.DataFrame()):
        figure.json(frame)
        assert figure.alt(frame, EN) == "Nothing to show yet."


@every_figure
def test_a_figure_survives_what_the_warehouse_says_before_any_import(figure: Drawn, home: Warehouse):
    frame = figure.metric(home.read(), DAY)
    figure.json(frame)
    assert figure.alt(frame, EN)


@every_figure
@pytest.mark.parametrize("absent", [None, np.nan, pd.NaT])
def test_a_figure_survives_a_frame_of_nulls(figure: Drawn, absent: object):
    frame = pd.DataFrame(absent, index=range(3), columns=figure.frame().columns, dtype=object)
    figure.json(frame)
    assert figure.alt(frame, EN)


@every_figure
def test_a_figure_survives_a_null_in_any_cell(figure: Drawn):
    frame = figure.frame().astype(object)
    for place, column in enumerate(frame):
        holed = frame.copy()
        holed.iloc[place % len(frame), frame.columns.get_loc(column)] = None
        figure.json(holed)
        assert figure.alt(holed, EN)


@every_figure
def test_no_figure_holds_an_infinite_number(figure: Drawn):
    frame = figure.frame()
    for column in frame.select_dtypes("number"):
        frame[column] = frame[column].astype(float).where(frame.index > 0, np.inf)
    assert "nfinity" not in json.dumps(json.loads(figure.json(frame)))


@every_figure
def test_text_from_a_workbook_is_never_markup(figure: Drawn):
    frame = figure.frame().assign(**dict.fromkeys(figure.texts, HOSTILE))
    drawn = figure.draw(frame, EN, LIGHT).to_plotly_json()
    shown = json.dumps([drawn["layout"], [{**each, "customdata": None} for each in drawn["data"]]], default=str)
    assert set(re.findall(r"<(?!/?(?:b|br|span|extra)\b)[^>]*", shown)) == set()
    assert not re.search(r"\$|\u202e|\\u202e|\\u0000", shown)


@every_figure
def test_a_description_is_one_line_of_plain_words(figure: Drawn):
    said = figure.alt(figure.frame(), EN)
    assert len(said) > 20
    assert not re.search(r"[<>\n]|nan|None", said)


def many(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    return pd.concat([frame] * times, ignore_index=True)


def test_six_hundred_projects_stay_small():
    drawn = {
        "map": strategy.strategy_map(trace(600, 60), EN, LIGHT),
        "opened": strategy.strategy_map(trace(600, 60), EN, LIGHT, opened="S1"),
        "flat": strategy.strategy_map(trace(600, 4), EN, LIGHT, opened="PG01"),
        "variance": bars.variance_bars(variance(600), EN, LIGHT, limit=600),
        "matrix": risk.matrix(cells(10, 10), EN, LIGHT),
        "roadmap": road.roadmap_bars(many(roadmap(), 200), road_marks(), DAY, EN, LIGHT),
        "indices": pairs.index_pairs(many(earned(), 150), EN, LIGHT),
        "dependencies": lines.dependency_lines(many(outlook(), 150), DAY, EN, LIGHT),
    }
    assert {name: size for name, figure in drawn.items() if (size := len(figure.to_json())) > 500_000} == {}


def test_ten_thousand_projects_are_mapped_within_a_second():
    frame = trace(10_000, 400)
    started = time.process_time()
    strategy.strategy_map(frame, EN, LIGHT)
    assert time.process_time() - started < 1


def test_the_roadmap_is_told_of_all_projects_however_many_are_drawn():
    assert span.roadmap_title(many(roadmap(), 100), EN).startswith("100 of 300 projects end later than approved")


def test_what_belongs_to_no_programme_has_a_name_on_the_roadmap():
    nameless = roadmap().head(1).assign(group_id=None, group_name=None, programme=None, kind="programme")
    drawn = road.roadmap_bars(nameless, road_marks().head(0), DAY, EN, LIGHT, band="programme")
    assert [name.strip() for name in drawn.layout.yaxis.ticktext] == ["No programme"]


def test_dependencies_on_which_the_sides_disagree_stand_first():
    kinds = {"in time": ("in time", -9, 0), "delivered": ("delivered", 0, 0), "broken": ("in time", -30, 8)}
    rows = [
        {"dependency_id": name, "milestone": name, "needed_by": DAY, "expected_on": DAY, "state": state}
        | {"days_late": days, "days_after_promise": after}
        for name, (state, days, after) in (kinds | {"late": ("too late", 5, 5)}).items()
    ]
    drawn = lines.dependency_lines(pd.DataFrame(rows), DAY, EN, LIGHT)
    named = [next(name for name in (*kinds, "late") if name in label) for label in drawn.layout.yaxis.ticktext]
    assert named == ["late", "broken", "in time", "delivered"]
