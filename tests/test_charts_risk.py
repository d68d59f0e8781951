"""What the figures of the risk theme say and carry."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from charts import appetite, cause, exposure, exposure_trend, ignorance, loss, mitigation, movement, risk
from charts.palette import LIGHT
from tests import exposure_figures as money
from tests import risk_figures as frames
from tests.drawn import EN


def shown(figure: object) -> set[str]:
    return {text for trace in figure.data for text in getattr(trace, "text", None) or ()}


def test_the_movement_is_told_with_its_counts_and_who_came_into_the_red_zone():
    said = movement.movement_title(frames.moves(), EN)
    assert said == "1 new, 1 worse, 1 better, 1 closed, 1 dropped; 2 came into the red zone"


def test_trails_run_from_cell_to_cell_worse_in_orange_and_better_in_blue():
    figure = movement.trails(frames.cells(), frames.moves(), EN, LIGHT)
    arrows = {each.arrowcolor: each for each in figure.layout.annotations if each.showarrow}
    worse, better = arrows[LIGHT.late], arrows[LIGHT.early]
    assert (round(worse.ay), round(worse.y), round(worse.ax)) == (3, 4, 4)
    assert better.y < better.ay and better.x < better.ax


def test_the_headline_tells_the_measure_the_project_and_who_came_into_the_red_zone():
    said = movement.headline(frames.moves(), EN, "16 Sep", "target", "Hall 7")
    assert said == "Hall 7: At target, 2 of 4 open risks sit in the red zone; 2 came into it since 16 Sep."


def test_a_move_from_a_scale_of_another_size_has_no_arrow_and_is_counted():
    moved = frames.moves().assign(from_on_scale=[None, False, True, False, True, True], to_on_scale=True)
    figure = movement.trails(frames.cells(), moved, EN, LIGHT)
    assert [each.arrowcolor for each in figure.layout.annotations if each.showarrow] == [LIGHT.early]
    corners = [trace for trace in figure.data if "<b>−1</b>" in (getattr(trace, "text", None) or ())]
    assert [(len(trace.text), trace.y[0]) for trace in corners] == [(1, 5.33)]
    assert movement.rescaled(moved, EN) == "1 risk moved from or to a scale of another size and has no arrow."
    assert movement.rescaled(frames.moves(), EN) == ""


def test_new_means_on_the_matrix_what_it_means_in_the_movement():
    hovers = [text for trace in movement.trails(frames.cells(), frames.moves(), EN, LIGHT).data
              for text in getattr(trace, "hovertext", None) or ()]  # fmt: skip
    assert {"1 new since" in text for text in hovers if "probability 4 × impact 5" in text} == {True}
    assert {"0 new since" in text for text in hovers if "probability 5 × impact 5" in text} == {True}


def test_the_shade_of_a_cell_is_its_money_and_the_key_says_so():
    cells = frames.cells()
    cells.loc[(cells["probability"] == 2) & (cells["impact"] == 3), ["risks", "expected_cost"]] = [40, 0.0]
    figure = risk.matrix(cells, EN, LIGHT)
    shade = dict(zip(map(tuple, figure.data[1].customdata), figure.data[1].marker.color, strict=True))
    assert (shade[2, 3], shade[5, 5]) == (LIGHT.ramp[0], LIGHT.ramp[-1])
    assert any("shade: expected cost" in (each.text or "") for each in figure.layout.annotations)


def test_a_report_that_closes_a_risk_is_marked_hollow():
    told = frames.history().assign(state=["Open"] * 4 + ["Closed"])
    [marks] = [trace for trace in movement.course(told, EN, LIGHT).data if trace.mode == "markers"]
    assert [symbol.endswith("-open") for symbol in marks.marker.symbol] == [False] * 4 + [True]
    assert marks.hovertext[-1].endswith("closed or occurred")


def test_cells_of_a_much_longer_scale_are_no_squares_but_have_room_for_their_words():
    assert risk.matrix(frames.cells(3, 7), EN, LIGHT).layout.yaxis.scaleanchor is None
    assert risk.matrix(frames.cells(4, 6), EN, LIGHT).layout.yaxis.scaleanchor == "x"


def test_what_is_measured_in_part_is_not_said_to_have_no_statement_at_all():
    part = frames.coverage(1).assign(state="not measured", scope_level="strategy", parts=6, measured_parts=5)
    hovers = {text for trace in ignorance.coverage_map(part, EN, LIGHT).data for text in trace.hovertext or ()}
    assert all("not measured everywhere: 1 of 6 below it has no current statement" in text for text in hovers)
    assert not any("5 of 6" in text for text in hovers)


def test_new_and_ended_risks_are_counted_in_the_corners_of_their_cells():
    assert {"<b>+1</b>", "<b>−1</b>"} <= shown(movement.trails(frames.cells(), frames.moves(), EN, LIGHT))


def test_opportunities_are_mirrored_and_have_no_zones():
    figure = risk.matrix(frames.cells(), EN, LIGHT, mirrored=True)
    assert figure.layout.xaxis.range == (5.5, 0.5)
    assert not any("zone" in (each.text or "") for each in figure.layout.annotations)


def test_what_is_not_measured_is_hatched_and_what_is_clear_is_blank():
    drawn = ignorance.coverage_map(frames.coverage(), EN, LIGHT)
    tiles = dict(zip(ignorance.STATES, drawn.data, strict=False))
    assert tiles["not measured"].marker.pattern.shape == "/"
    assert (tiles["clear"].marker.pattern.shape, tiles["clear"].marker.color) == (None, LIGHT.surface)
    assert "not measured" in tiles["not measured"].hovertext[0]


def test_coverage_is_told_in_per_cent_with_what_is_missing():
    assert ignorance.coverage_title(frames.coverage(), EN) == "67 % of 18 combinations are measured; 6 are not."


def test_the_dumbbells_carry_their_risk_and_leave_out_who_reached_the_target():
    frame = frames.actions().assign(score=[4, *range(7, 16)])
    drawn = mitigation.dumbbells(frame, EN, LIGHT)
    carried = {
        tuple(mark) for trace in drawn.data for mark in (trace.customdata if trace.customdata is not None else ())
    }
    assert ("P0", "R0") not in carried and ("P9", "R9") in carried and len(carried) == 9
    assert "1 reached the target" in mitigation.dumbbell_title(frame, EN)


def test_the_loss_curve_names_its_percentiles_and_the_contingency():
    drawn = loss.exceedance(money.curve(), EN, LIGHT, contingency=4e7)
    assert any("P80" in text for text in shown(drawn))
    assert any("contingency ¥40m" in each.text for each in drawn.layout.annotations)
    assert "¥80m" in loss.exceedance_title(money.curve(), EN)


def test_without_a_contingency_there_is_no_line():
    drawn = loss.exceedance(money.curve(), EN, LIGHT)
    assert drawn.layout.shapes == () and drawn.layout.annotations == ()
    assert exposure_trend.trend(money.exposure_trend(), EN, LIGHT).layout.shapes == ()
    assert len(exposure_trend.trend(money.exposure_trend(), EN, LIGHT, 4e6).layout.shapes) == 1


def test_a_category_above_its_appetite_is_told_by_how_much():
    said = appetite.appetite_title(money.appetite(), EN)
    assert said == "1 of 2 categories exceeds its appetite: Supplier by ¥2m."
    colours = appetite.appetite_bars(money.appetite(), EN, LIGHT).data[0].marker.color
    assert colours == (LIGHT.late, LIGHT.actual, LIGHT.actual)


def test_what_no_risk_states_a_cost_for_is_no_zero():
    rows = money.appetite().assign(unpriced_risks=[0, 0, 0, 1])
    rows.loc[3, "expected_cost"] = None
    assert any("– (1 risk without a cost)" in text for text in shown(appetite.appetite_bars(rows, EN, LIGHT)))
    assert "nothing can be said" in appetite.appetite_title(rows[3:].assign(appetite=1.0), EN)
    assert "appetite is set for the whole portfolio" in appetite.part_title(rows, EN)


def test_a_heat_in_days_hatches_what_is_not_known_and_tells_a_true_zero():
    drawn = exposure.delay_heat(money.delays(), EN, LIGHT)
    assert sorted(drawn.data[0].marker.pattern.shape) == ["", "", "/"]
    assert {"12 d", "–", "0 d"} <= shown(drawn)
    assert "the longest expected delay: 12 d, 100 % of all" in exposure.delay_heat_title(money.delays(), EN)
    assert any("2 risks without a delay" in text for text in drawn.data[0].hovertext)


def test_the_trend_is_told_in_days_too():
    said = exposure_trend.delay_trend_title(money.exposure_trend(), EN)
    assert said.startswith("All open risks are expected to delay their projects by 30 d together")
    assert exposure_trend.delay_trend(money.exposure_trend(), EN, LIGHT).layout.shapes == ()


@given(some.lists(some.floats(0, 100), min_size=1, max_size=7), some.floats(0.1, 14))
def test_names_at_the_ends_of_lines_never_touch_where_there_is_room(places: list[float], tall: float):
    moved = exposure_trend.apart(sorted(places), [tall] * len(places), 100 + tall)
    assert all(two - one >= tall - 1e-6 for one, two in pairwise(moved))


def test_a_name_at_the_end_of_a_line_is_not_cut():
    named = money.exposure_trend().replace({"Cloud": "Trusted and resilient by default"})
    texts = shown(exposure_trend.trend(named, EN, LIGHT))
    assert any(text.replace("<br>", "").split() == ["Trusted", "and", "resilient", "by", "default"] for text in texts)


def test_a_cell_of_the_matrix_tells_days_beside_money():
    cells = frames.cells().assign(expected_delay_days=12.0)
    assert any("expected delay 12 d" in text for text in risk.matrix(cells, EN, LIGHT).data[1].hovertext)


def test_the_ageing_names_its_colours():
    said = [each.text for each in mitigation.ageing(frames.actions(), EN, LIGHT).layout.annotations]
    assert "red zone" in said[0] and "amber zone" in said[0]


def test_the_chosen_cause_is_drawn_in_the_accent():
    drawn = cause.cause_graph(money.causes(), EN, LIGHT, selected="天麓电源")
    assert sum(shape.line.color == LIGHT.accent for shape in drawn.layout.shapes) == 2
    assert "dearest: Tianlu Power, ¥6m expected" in cause.cause_title(money.causes(), EN)
