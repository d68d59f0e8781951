"""What the strategy pages show of a portfolio, and what a click or a link on them opens."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs

import pytest

from tests.batches import register_batch, status_batch
from tests.pages import figures, headings, opened, rows, run, said
from tests.portfolio import (
    START,
    TODAY,
    contribution,
    milestone,
    programme,
    project,
    register,
    report,
    risk,
    strategy,
)
from warehouse import Warehouse


@pytest.fixture(autouse=True)
def adjusted(served: Warehouse) -> Warehouse:
    """S2 is raised from 20 to 60 % in a second register; P1 holds up P2, which serves both strategies."""
    needed = TODAY + timedelta(30)
    need = {"dependency_id": "D1", "provider_milestone_id": "M1", "receiver_project_id": "P2", "needed_by": needed}
    shares = [contribution("P2", "S1", 60), contribution("P2", "S2", 40)]
    projects = project("P1", manager_time_percent=100.0), project("P2", manager_time_percent=50.0)
    for day, weight in ((START, 20.0), (TODAY - timedelta(60), 60.0)):
        strategies = [
            strategy("S1", strategy="Grow", priority_weight_percent=100 - weight),
            strategy("S2", strategy="Save", priority_weight_percent=weight),
        ]
        tables = {"strategy": strategies, "programme": [programme(programme_manager="Bo")], "dependency": [need]}
        served.publish([register(*projects, on=day, contribution=shares, **tables)])
    stated = status_batch(
        status=[report("P1", late=80), report("P2")],
        milestone=[milestone("M1", forecast_date=needed + timedelta(12))],
        risk=[risk("R1", delay_exposure_days=9)],
    )
    served.publish([stated])
    return served


def links(page: object) -> list[dict[str, list[str]]]:
    return [parse_qs(link.proto.query_string) for link in page.get("page_link")]


def test_the_page_tells_what_share_of_the_money_departs_from_the_priorities():
    page = opened("strategy")
    assert "40 % of the money would have to move to follow the declared priorities" in headings(page)
    assert "It was 0 % on 1 Jan 2026 and is 40 % now" in said(page)
    assert any("Save: declared 60 %, money 20 %" in figure for figure in figures(page))


def test_the_page_names_each_hole_and_what_was_looked_for_and_not_found():
    page = opened("strategy")
    assert "1 key project has less than all of its manager's time (Manager time below 100 %)" in said(page)
    assert "Looked for and not found: projects without a strategy" in said(page)
    assert {"project": ["P2"]} in links(page)


def test_a_register_without_weights_is_a_sentence_and_no_number(served: Warehouse):
    bare = [strategy("S1", priority_weight_percent=None), strategy("S2", priority_weight_percent=None)]
    served.publish([register_batch(TODAY - timedelta(10), strategy=bare)])
    page = opened("strategy")
    assert "The register declares no weights, so nothing tells whether the money follows them" in headings(page)


def test_weights_that_do_not_add_up_are_noted(served: Warehouse):
    half = [strategy("S1", priority_weight_percent=30.0), strategy("S2", priority_weight_percent=30.0)]
    served.publish([register_batch(TODAY - timedelta(10), strategy=half)])
    assert "add up to 60 %" in said(opened("strategy"))


def test_a_chosen_project_shows_its_way_up_with_the_shares():
    page = opened("strategy", project="P2")
    assert "Line of sight: Project P2" in headings(page)
    flat = [row.replace("\\", "") for row in rows(page)]
    assert any("Grow" in row and "60 %" in row and "¥600" in row for row in flat)
    assert any("Save" in row and "40 %" in row and "100 % of this strategy's money" in row for row in flat)
    assert {"node": ["P2"]} in links(page)


def test_a_project_that_is_not_there_has_no_line_of_sight():
    assert headings(opened("strategy", project="P99")) == headings(opened("strategy"))


@pytest.mark.parametrize("width", ["money", "projects", "priority"])
@pytest.mark.parametrize("colour", ["evidence", "lateness", "exposure"])
def test_the_map_is_drawn_by_every_width_and_colour(width: str, colour: str):
    page = opened("strategy", width=width, colour=colour, project="P2", opened="S1")
    assert len(figures(page)) == 2


def test_the_list_leads_down_to_a_project_without_a_mouse():
    page = opened("strategy", shown="list")
    assert {"shown": ["list"], "opened": ["S1"]} in links(page)
    inside = links(opened("strategy", shown="list", opened="G1"))
    assert {"shown": ["list"], "opened": ["G1"], "project": ["P1"]} in inside


def test_reach_opens_with_the_project_that_others_wait_for():
    page = opened("reach")
    [sentence] = headings(page, "h1")
    assert sentence.startswith("“Project P1” reaches 1 other project, 1 programme, 2 strategies")
    assert "Project P2" in said(page) and "Milestone M1" in said(page)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"node": "R1"}, "“Risk R1” reaches 2 other projects"),
        ({"node": "M1"}, "“Milestone M1” reaches 2 other projects"),
        ({"kind": "category"}, "“Supply” reaches 2 other projects"),
        ({"kind": "strategy", "node": "S2"}, "“Save” hangs on 1 project (¥400), 1 milestone that comes too late."),
        ({"kind": "nonsense"}, "“Project P1” reaches 1 other project"),
        ({"node": "nobody"}, "Nothing is called “nobody” as of 30 Sep 2026: no live project"),
    ],
)
def test_anything_can_be_asked_about_and_what_is_not_there_is_said_to_be_so(address: dict[str, str], sentence: str):
    assert headings(opened("reach", **address), "h1")[0].startswith(sentence)


def test_the_adjustments_tell_what_was_re_weighted_and_show_both_days():
    page = opened("adjustments")
    assert "2 strategies re-weighted" in headings(page, "h1")[0]
    flat = [row.replace("\\", "") for row in rows(page)]
    assert any("Save" in row and "20 % → 60 %" in row for row in flat)
    assert any("Save: declared 20 %, then 60 %" in figure for figure in figures(page))


def test_the_span_of_days_is_in_the_address_and_moves_with_the_slider():
    page = opened("adjustments")
    page.select_slider(key="span").set_range(START, TODAY - timedelta(60)).run()
    assert {name: page.query_params[name] for name in ("from", "to")} == {"from": "2026-01-01", "to": "2026-08-01"}
    assert "From 1 Jan 2026 to 1 Aug 2026" in headings(page, "h1")[0]


def test_between_days_without_a_register_nothing_was_adjusted():
    page = opened("adjustments", **{"from": "2026-09-01", "to": "2026-09-20"})
    assert "nothing was adjusted" in headings(page, "h1")[0]


def test_one_register_cannot_have_been_adjusted():
    page = opened("adjustments", as_of=START.isoformat())
    assert "One register so far, of 1 Jan 2026" in unescape(headings(page, "h1")[0])
    assert run(page)


def test_the_way_back_from_a_programme_names_its_own_strategy_and_not_one_that_its_projects_help(adjusted: Warehouse):
    projects = project("P1"), project("P2")
    both = [programme("G1", "S2")]
    strategies = [strategy("S1", strategy="Grow"), strategy("S2", strategy="Save")]
    shares = [contribution("P1", "S1", 60), contribution("P1", "S2", 40)]
    adjusted.publish([register(*projects, on=TODAY, contribution=shares, strategy=strategies, programme=both)])
    page = opened("strategy", opened="G1")
    assert page.button(key="way-S2").label == "Save"
