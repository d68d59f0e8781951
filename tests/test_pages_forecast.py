"""What the pages of forecasts and of early warnings tell of a portfolio, and what a click on them opens."""

from __future__ import annotations

import pytest

from tests.batches import status_batch
from tests.histories import days, forecast, past, reported
from tests.pages import figures, headings, opened, rows, said
from tests.portfolio import FINISH, TODAY, project, register, report
from tests.test_pages import HOSTILE
from warehouse import Warehouse

EVEN = [0] * 10 + [10] * 10


@pytest.fixture(autouse=True)
def portfolio(served: Warehouse) -> Warehouse:
    """P1 finishes in time by its own word but with a chance of 80 % ten days late, P2 surely in time; P3 slips on."""
    ahead = (FINISH - TODAY).days
    near = [project(name, approved_finish=TODAY + days(20)) for name in ("P1", "P2")]
    served.publish([register(project("H1"), *near, project("P3")), *past(EVEN)])
    finishes = [report("P1", late=20 - ahead), report("P2", late=5 - ahead)]
    served.publish([status_batch(status=finishes, milestone=[forecast("M1", "P1", 15)])])
    reported(served, [0, 14, 28], "P3")
    return served


def test_the_forecast_page_tells_how_many_of_those_in_time_are_so_with_a_chance_of_80_per_cent():
    page = opened("forecast")
    assert headings(page, "h1") == [
        "2 of 3 projects say that they finish in time; 1 of them does with a chance of 80 %."
    ]
    assert "By when 1 strategy is done" in headings(page) and "By when 1 programme is done" in headings(page)


def test_a_project_of_the_forecast_page_shows_its_dates_and_what_they_are_compared_with():
    page = opened("forecast", project="P1")
    assert "Project P1" in headings(page)
    assert all(each in said(page) for each in ("30 Oct 2026 (+10 d)", "Milestone M1", "25 Oct 2026"))
    assert "Key projects of S1, up to 30 days ahead (20 milestones)" in said(page)
    assert any("Open the project’s page" in label for label in rows(page))


def test_a_project_without_a_date_to_come_is_named_in_a_sentence():
    assert "Project nobody has no date to come" in said(opened("forecast", project="nobody"))


def test_what_a_project_is_compared_with_is_told_in_the_language_of_the_reader():
    assert "S1 的重点项目，提前 30 天以内（20 个里程碑）" in said(opened("forecast", project="P1", language="zh"))


def test_before_anything_can_be_judged_the_page_says_so():
    page = opened("forecast", as_of="2026-03-02")
    assert "No forecast can be judged yet: none of their dates has come." in headings(page)


def test_the_page_of_warnings_tells_who_carries_which_and_how_good_it_has_been():
    page = opened("warnings")
    assert headings(page, "h1") == ["1 project carries a warning; too few had one before to tell how good it is."]
    assert "1 warning in the latest reports; choose a project to read it" in headings(page)
    assert any("first Project P3: Slipping on" in each for each in figures(page))


def test_a_project_of_the_page_of_warnings_is_read_out():
    page = opened("warnings", project="P3")
    assert "The finish moved by 28 days over three reports" in said(page)
    assert "No warning like it can be judged here yet" in said(page)
    links = [(link.proto.page, link.proto.query_string) for link in page.get("page_link")]
    assert ("project", "project=P3") in links and ("forecast", "project=P3") in links


def test_a_projects_forecast_leads_to_its_warnings():
    links = [(link.proto.page, link.proto.query_string) for link in opened("forecast", project="P1").get("page_link")]
    assert ("warnings", "project=P1") in links


def test_without_a_warning_the_page_says_so():
    assert "No project carries a warning in its latest report." in headings(opened("warnings", as_of="2026-03-02"))


def test_a_hostile_summary_or_milestone_is_shown_as_text(portfolio: Warehouse):
    late = forecast("M9", "P2", 50, milestone=HOSTILE, critical=True, baseline_date=TODAY)
    portfolio.publish([status_batch(milestone=[late])])
    for name in ("forecast", "warnings"):
        assert HOSTILE in said(opened(name, project="P2"))
