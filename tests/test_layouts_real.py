"""The shipped layouts on the real files: row counts that agree with counts taken by hand, and pages that run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import engine
from loaders.reading import uploads
from tests.pages import ANSWERS, headings, opened
from tests.real import REAL, asked, cells, lines, needs_real_data
from warehouse import Warehouse, open_warehouse

pytestmark = needs_real_data
GMPP, NYC, TOWNS = REAL / "uk-gmpp", REAL / "nyc-capital-projects", REAL / "uk-towns-fund"
FORM, PATHFINDERS = TOWNS / "TF_Round_3_Success.xlsx", TOWNS / "PF_Round_1_Success.xlsx"
TABLES = TOWNS / "Pre_ingest_EXAMPLE_data.xlsx"


def loaded(folder: Path, *files: Path) -> Warehouse:
    warehouse = open_warehouse(folder / "warehouse")
    outcome = engine.load(warehouse, uploads(list(files)))
    assert [(each.file, p.code, p.cell) for each in outcome.imports for p in each.problems if p.is_error] == []
    assert len(outcome.accepted) == len(outcome.imports) > 0
    return warehouse


@pytest.fixture(scope="module")
def gmpp(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("gmpp"), *sorted(GMPP.glob("*.csv")))


@pytest.fixture(scope="module")
def nyc(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("nyc"), NYC)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("form"), FORM)


@pytest.fixture(scope="module")
def pathfinders(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("pathfinders"), PATHFINDERS)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("tables"), TABLES)


def filled(sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a flat table below its headings, without the blank ones at its end."""
    return [row for row in cells(TABLES, sheet)[1:] if any(row)]


@pytest.mark.parametrize(("year", "count"), [(2021, 184), (2022, 235)])
def test_each_gmpp_return_gives_its_projects_one_report_each(gmpp: Warehouse, year: int, count: int) -> None:
    sent = lines(GMPP / f"uk_{year}.csv", ";")
    assert len({row["project_number"] for row in sent}) == len(sent) == count
    of_year = f"where report_date = '{year}-03-31'"
    assert set(asked(gmpp, f"select project_id from status {of_year}")) == {row["project_number"] for row in sent}
    assert len(asked(gmpp, f"from project_at('{year}-03-31')")) == count
    assert set(asked(gmpp, f"select strategy_id from strategy_at('{year}-03-31')")) == {
        row["department"] for row in sent
    }


@pytest.mark.parametrize("year", [2021, 2022])
def test_gmpp_colours_and_budgets_are_those_that_the_return_states(gmpp: Warehouse, year: int) -> None:
    sent = lines(GMPP / f"uk_{year}.csv", ";")
    worse = {"Amber/red": "Red", "Amber/Red": "Red", "Amber/Green": "Amber"}
    said = [row["colour_rating"] or row.get("colour_rating 2", "") for row in sent]
    colours = Counter(colour for each in said if (colour := worse.get(each, each)) in ("Red", "Amber", "Green"))
    found = asked(
        gmpp, f"select overall_rag from status where report_date = '{year}-03-31' and overall_rag is not null"
    )
    assert Counter(found) == colours
    costs = [row["wlc_baseline_incl_NCG"] for row in sent if row["wlc_baseline_incl_NCG"].startswith("£")]
    total = sum(float(cost.strip("£ ").replace(",", "")) for cost in costs)
    budgets = asked(gmpp, f"select budget from project_at('{year}-03-31') where budget is not null")
    assert len(budgets) == len(costs) and sum(budgets) == pytest.approx(total * 1e6)


def test_no_gmpp_project_has_a_colour_in_both_columns_of_2022() -> None:
    both = [(row["colour_rating"], row["colour_rating 2"]) for row in lines(GMPP / "uk_2022.csv", ";")]
    assert [pair for pair in both if all(pair) and {*pair} & {"Red", "Amber", "Green"}] == []


def test_nyc_gives_every_period_of_every_project_and_the_first_forecast_as_baseline(nyc: Warehouse) -> None:
    sent = lines(NYC / "Capital_Projects.csv", ",", 2)
    periods = Counter(pd.to_datetime(row["Date Reported As Of"]).date() for row in sent)
    assert (len(sent), len(periods)) == (2259, 15)
    found = asked(nyc, "select report_date, count(*) from status group by all")
    assert {pd.Timestamp(day).date(): count for day, count in found} == periods
    firsts: dict[str, float] = {}
    for row in sent:
        if row["Budget Forecast"]:
            firsts.setdefault(row["PID"], float(row["Budget Forecast"]))
    budgets = asked(nyc, "select project_id, budget from project where budget is not null")
    assert dict(budgets) == pytest.approx(firsts) and len(asked(nyc, "from project")) == 378


def test_nyc_shows_slip_and_budget_against_the_first_forecast(nyc: Warehouse) -> None:
    late = "from schedule_variance('2019-09-01') where days_late > 0"
    assert len(asked(nyc, f"select project_id {late}")) > 100
    (overrun,) = asked(nyc, "select sum(cost_overrun) from project_health('2019-09-01')")
    assert overrun > 1e9


def test_the_form_gives_its_projects_and_risks_without_the_examples(form: Warehouse) -> None:
    admin = [row[4] for row in cells(FORM, "2 - Project Admin")[26:46] if row[4]]
    assert asked(form, "select project_id from project") == asked(form, "select project_id from status") == admin
    named = [
        row[2] for row in cells(FORM, "7 - Risk Register")[:181] if isinstance(row[1], int | float) and row[1] >= 1
    ]
    wanted = {name for name in named if name}
    assert set(asked(form, "select risk_id from risk")) == wanted and len(asked(form, "from risk")) == len(wanted) == 4
    scopes = Counter(asked(form, "select scope_id from risk"))
    assert scopes == {"Future_High_Street_Fund · Swindon": 3, "Fleming Way Bus Boulevard": 1}


def risks_of_the_form() -> Iterator[tuple[int, int, int, int]]:
    for row in cells(FORM, "7 - Risk Register")[:181]:
        if row[2] and row[7] and not str(row[2]).startswith(("Example", "Risk Name")):
            impact, likelihood, later_impact, later_likelihood = (int(str(row[at]).strip()[0]) for at in (7, 8, 11, 12))
            yield later_likelihood, later_impact, likelihood, impact


def test_the_six_by_four_grid_of_the_form_is_intact(form: Warehouse) -> None:
    stated = "select probability, impact, inherent_probability, inherent_impact from risk"
    assert Counter(asked(form, stated)) == Counter(risks_of_the_form())
    grid = asked(form, "select probability, impact, risks from risk_matrix('2023-03-31')")
    assert {(p, i) for p, i, _ in grid} == {(p, i) for p in range(1, 5) for i in range(1, 7)}
    assert Counter({(p, i): n for p, i, n in grid if n}) == Counter((p, i) for p, i, _, _ in risks_of_the_form())


def test_the_pathfinders_form_gives_its_projects_their_colours_and_the_five_by_five_grid(
    pathfinders: Warehouse,
) -> None:
    worse = {"Amber/Red": "Red", "Amber/Green": "Amber"}
    rows = [row for row in cells(PATHFINDERS, "Progress") if str(row[1]).startswith("PF-BOL")]
    wanted = {(row[1].partition(":")[0], worse.get(row[3], row[3]), worse.get(row[2], row[2])) for row in rows}
    assert (
        set(asked(pathfinders, "select project_id, overall_rag, cost_rag from status")) == wanted and len(wanted) == 9
    )
    risks = [row for row in cells(PATHFINDERS, "Risks")[8:13] if row[1]]
    levels = [tuple(int(row[at][0]) for at in (8, 9, 4, 5)) for row in risks]
    stated = "select probability, impact, inherent_probability, inherent_impact from risk"
    assert Counter(asked(pathfinders, stated)) == Counter(levels) and len(levels) == 5
    assert len(asked(pathfinders, "from risk_matrix('2024-03-31')")) == 25


def test_the_flat_tables_give_their_projects_reports_and_risks(tables: Warehouse) -> None:
    assert len(asked(tables, "from project")) == len(filled("Project Details")) == 8
    assert len(asked(tables, "from status")) == len(filled("Project Progress")) == 3
    assert len(asked(tables, "from risk")) == len(filled("RiskRegister")) == 27
    worth = {(row[0], float(row[1])) for row in filled("Private Investments")}
    assert set(asked(tables, "select project_id, budget from project")) == worth and len(worth) == 8
    colours = {1: "Green", 2: "Green", 3: "Amber", 4: "Amber", 5: "Red"}
    wanted = {(row[0], colours[row[5]]) for row in filled("Project Progress")}
    assert set(asked(tables, "select project_id, overall_rag from status")) == wanted


@pytest.mark.parametrize("source", ["gmpp", "nyc", "form", "pathfinders", "tables"])
@pytest.mark.parametrize("page", ANSWERS)
def test_every_page_shows_the_portfolio(
    source: str, page: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(request.getfixturevalue(source).folder))
    assert headings(opened(page), "h1")[0]


@pytest.mark.parametrize("source", ["gmpp", "nyc", "form"])
def test_a_rebuild_gives_equal_tables(source: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(source)
    names = ["strategy", "programme", "project", "status", "risk", "setting", "statement", "intake", "source_sheet"]
    before = {name: warehouse.read()(f"from {name} order by all") for name in names}
    engine.rebuild(warehouse)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, warehouse.read()(f"from {name} order by all"), obj=name)
