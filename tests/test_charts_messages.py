"""What a figure says in words, and what its marks carry."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from charts import exposure, risk, schedule, status
from charts import variance as bars
from charts.escape import plain, short, words, wrapped
from charts.palette import LIGHT
from tests import exposure_figures, risk_figures, schedule_figures, strategy_figures
from tests.drawn import EN, Drawn
from tests.figures import FIGURES

SUMMARY = {
    "projects": 60, "green": 42, "red": 6, "key_projects": 20, "key_late": 7, "late": 23,
    "open_risks": 180, "red_zone_risks": 14, "new_red_zone_risks": 5,
}  # fmt: skip


def carried(figure: Any) -> set[tuple[Any, ...]]:
    return {tuple(mark) for bars in figure.data for mark in (bars.customdata if bars.customdata is not None else ())}


def test_titles_say_the_message_with_its_number():
    assert status.title(SUMMARY, EN) == "42 of 60 projects are on track by evidence; 6 are red."
    assert schedule.title(SUMMARY, EN) == "7 of 20 key projects finish after their approved date."


def test_titles_count_one_as_one():
    assert (
        schedule.title(SUMMARY | {"key_projects": 0, "late": 1}, EN)
        == "1 of 60 projects finishes after its approved date."
    )


def test_titles_stand_a_summary_of_nothing():
    nothing = pd.Series(dict.fromkeys(SUMMARY, None), dtype=object)
    assert all(title(nothing, EN) for title in (status.title, schedule.title))


def test_the_heat_title_names_the_largest_exposure_and_its_share():
    assert (
        risk.heat_title(exposure_figures.exposure(), EN)
        == "Supplier in “Cloud” is the largest exposure: ¥3m expected, 75 % of all."
    )


def test_descriptions_tell_the_message():
    assert "Cloud: 2 red, 8 green." in status.alt(strategy_figures.mix(), EN)
    assert "Project 29" in bars.alt(schedule_figures.variance(), EN)
    assert "holds 21" in risk.alt(risk_figures.cells(), EN)


def test_the_matrix_carries_probability_and_impact_for_every_cell_of_any_scale():
    assert carried(risk.matrix(risk_figures.cells(6, 4), EN, LIGHT)) == {
        (one, two) for one in range(1, 7) for two in range(1, 5)
    }


def test_an_empty_cell_of_the_matrix_is_blank():
    shown = [text for bars in risk.matrix(risk_figures.cells(), EN, LIGHT).data for text in bars.text or ()]
    assert len(shown) == (risk_figures.cells()["risks"] > 0).sum()


def test_the_chosen_cell_is_outlined_in_the_accent():
    (box,) = risk.matrix(risk_figures.cells(), EN, LIGHT, selected=(4, 5)).layout.shapes
    assert (box.y0, box.y1, box.x0, box.x1) == (3.52, 4.48, 4.52, 5.48)
    assert box.line.color == LIGHT.accent


def test_late_bars_carry_their_project_and_the_worst_comes_first():
    figure = bars.variance_bars(schedule_figures.variance(), EN, LIGHT, limit=5)
    assert carried(figure) == {(f"P{place:03}", "project") for place in range(25, 30)}
    assert "Project 29" in figure.layout.yaxis.ticktext[0]


def test_the_chosen_project_is_marked_in_the_accent_and_no_other_is():
    drawn = bars.variance_bars(schedule_figures.variance(), EN, LIGHT, selected="P027").layout
    assert [box.y0 for box in drawn.shapes if box.line.color == LIGHT.accent] == [1.54]
    assert [LIGHT.accent in label for label in drawn.yaxis.ticktext].index(True) == 2


def test_a_re_baselined_project_tells_by_how_much():
    figure = bars.variance_bars(schedule_figures.variance(), EN, LIGHT, limit=5)
    assert any("re-baselined +30 d" in text for drawn in figure.data for text in drawn.text or ())


@pytest.mark.parametrize(
    "figure", ["strategy strip", "schedule variance", "schedule slip", "milestone milestones", "risk matrix"]
)
def test_axes_say_unit_and_convention(figure: str):
    drawn = FIGURES[figure].draw(FIGURES[figure].frame(), EN, LIGHT).layout
    said = f"{drawn.xaxis.title.text} {drawn.yaxis.title.text}"
    assert any(word in said for word in ("+ = later", "1 = lowest", "projects", "date"))


@pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))
def test_a_figure_has_no_title_and_no_legend(figure: Drawn):
    layout = figure.draw(figure.frame(), EN, LIGHT).layout
    assert layout.title.text is None
    assert layout.showlegend is False


def test_workbook_text_shows_as_it_was_written():
    assert plain("a < b & $5 {x}") == "a &lt; b &amp; &#36;5 &#123;x}"
    assert words("one\ttwo\x00\u202ethree\n") == "one two three"
    assert [plain(absent) for absent in (None, float("nan"), pd.NaT)] == ["", "", ""]


def test_a_long_name_is_elided_by_its_width():
    assert short("Tenant isolation for all", 12) == "Tenant isol…"
    assert short("云成本优化与绿色数据中心", 12) == "云成本优化…"
    assert short("<b>fits</b>", 12) == "&lt;b&gt;fits&lt;/b&gt;"


def test_a_long_name_wraps_before_it_is_elided():
    assert wrapped("Zero-trust security by default across all", 22) == "Zero-trust security by<br>default across all"
    assert wrapped("Zero-trust security by default across every hosted service", 22).endswith("default across every…")
    assert wrapped("云成本优化与绿色数据中心", 12) == "云成本优化与<br>绿色数据中心"


def test_of_many_strategies_those_with_most_red_show_and_the_rest_share_a_strip_that_loses_no_project():
    rows = [(f"S{n:02}", f"Strategy {n}", rating, n, 1) for n in range(1, 21) for rating in ("Red", "Green")]
    many = pd.DataFrame(rows, columns=["strategy_id", "strategy", "rating", "projects", "projects_before"])
    figure = status.status_strip(many, EN, LIGHT)
    labels = [text for trace in figure.data if trace.type == "scatter" for text in trace.text]
    assert len(labels) == 8 and labels[-1] == "<b>13 more strategies</b>" and "<b>Strategy 20</b>" in labels
    now = [trace for trace in figure.data if trace.type == "bar" and trace.width == 0.4]
    assert sum(sum(trace.x) for trace in now) == many["projects"].sum()


def test_where_no_risk_has_a_cost_the_risks_are_counted():
    uncosted = exposure_figures.exposure().assign(
        expected_cost=None, risks=[3] + [1] * (len(exposure_figures.exposure()) - 1)
    )
    all_of_them = int(uncosted["risks"].sum())
    assert f"3 of {all_of_them} risks, the most; none has a cost" in exposure.heat_title(uncosted, EN)
    shown = {text for trace in exposure.category_heat(uncosted, EN, LIGHT).data for text in trace.text or ()}
    assert {"3", "1"} <= shown
