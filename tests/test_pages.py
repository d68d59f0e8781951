"""What holds on every page: the frame, the address, versions, languages, and text that stays text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.batches import status_batch
from tests.pages import ANSWERS, PAGES, figures, headings, markup, opened, rows, run, said
from tests.portfolio import programme, project, register, report, risk, strategy
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
HOSTILE = "<img src=x onerror=alert(1)> [link](http://evil) **bold** :red[x] $x$ `code`"


@pytest.fixture
def two_strategies(home: Warehouse) -> Warehouse:
    """P1 of S1, 80 days late, and P2 of S2, on time, each with a risk."""
    projects = [project("P1"), project("P2", programme_id="G2", tier="Component", department="Power")]
    strategies = [strategy("S1", strategy="Grow"), strategy("S2", strategy="Save")]
    programmes = [programme("G1", "S1"), programme("G2", "S2")]
    statuses, risks = [report("P1", late=80), report("P2")], [risk(), risk("R2", "P2", probability=5, impact=4)]
    home.publish(
        [register(*projects, strategy=strategies, programme=programmes), status_batch(status=statuses, risk=risks)]
    )
    return home


@pytest.mark.parametrize("name", ANSWERS)
def test_without_data_a_page_says_so_and_leads_to_where_the_sample_is(name: str):
    page = opened(name)
    assert headings(page, "h1") == ["There is no data yet."]
    assert "Go to Intake: load yours, or the sample" in rows(page) and "sample" in said(page)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.usefixtures("two_strategies")
def test_every_page_opens_with_one_heading_and_a_description_of_each_figure(name: str, language: str):
    page = opened(name, language=language)
    assert len(headings(page, "h1")) == 1
    assert all(figures(page))


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.usefixtures("two_strategies")
def test_every_page_tells_how_fresh_its_numbers_are(name: str):
    assert "2 of 2 projects reported" in said(opened(name))


@pytest.mark.parametrize(
    ("address", "of"), [({}, 2), ({"strategy": "S1"}, 1), ({"department": "Power"}, 1), ({"tier": "Key"}, 1)]
)
@pytest.mark.usefixtures("two_strategies")
def test_a_filter_in_the_address_narrows_the_page(address: dict[str, str], of: int):
    assert f"of {of} projects are on track" in headings(opened(**address), "h1")[0]


@pytest.mark.usefixtures("two_strategies")
def test_a_value_that_means_nothing_leaves_the_address_and_falls_back_to_all():
    page = opened("risk", strategy="S9", tier="<b>", version="999", as_of="2026-02-31", cell="x", department="")
    assert "2 open risks" in headings(page, "h1")[0]
    assert not {"strategy", "tier", "version", "as_of"} & set(page.query_params)


@pytest.mark.usefixtures("two_strategies")
def test_a_choice_goes_into_the_address_and_into_every_link():
    page = opened()
    page.selectbox(key="strategy").select("S2")
    run(page)
    assert dict(page.query_params) == {"strategy": "S2"}
    assert {link.proto.query_string.split("&")[0] for link in page.get("page_link")} == {"strategy=S2"}


def test_any_day_can_be_asked_for_not_only_those_of_reports(home: Warehouse):
    late = [status_batch(status=[report(on=date(2026, 9, day), late=late)]) for day, late in ((2, 0), (16, 80))]
    home.publish([register(project()), *late])
    assert "0 of 1 key projects" in headings(opened("schedule", as_of="2026-09-10"), "h1")[0]
    assert "1 of 1 key projects" in headings(opened("schedule"), "h1")[0]


def test_a_pinned_meeting_keeps_its_numbers_while_others_publish(two_strategies: Warehouse):
    pinned = opened(version="1")
    two_strategies.publish([status_batch(status=[report("P1", on=date(2026, 10, 7))])])
    assert "0 of 2 projects" in headings(run(pinned), "h1")[0]
    assert "pinned to v1" in said(pinned) and "newest version is v2" in said(pinned)
    assert "1 of 2 projects" in headings(opened(), "h1")[0]


def test_an_open_page_follows_what_others_publish(two_strategies: Warehouse):
    page = opened()
    two_strategies.publish([status_batch(status=[report("P1", on=date(2026, 10, 7))])])
    assert "1 of 2 projects" in headings(run(page), "h1")[0]


@pytest.mark.parametrize("name", ANSWERS)
def test_text_of_a_workbook_is_shown_and_never_becomes_markup(home: Warehouse, name: str):
    named = [strategy(strategy=HOSTILE)], [programme(programme=HOSTILE)], [project(project=HOSTILE, department=HOSTILE)]
    stated = status_batch(status=[report(late=80)], risk=[risk(risk=HOSTILE, category=HOSTILE, owner=HOSTILE)])
    home.publish([register(*named[2], strategy=named[0], programme=named[1]), stated])
    page = opened(name, project="P1", opened="S1", cell="3-3")
    assert "<img" not in markup(page)
    assert not any("](http" in label or ":red[x]" in label or "**bold" in label for label in rows(page))
