"""The generator: deterministic, scalable, and what is committed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest

from loaders import engine
from loaders.reading import Upload
from sample import STORIES_FILE, generate
from sample.broken import SAID, broken, mistakes
from sample.course import history
from sample.model import scenario
from sample.reports import Told, reports
from sample.stories import as_markdown, stories
from tests.test_architecture import ROOT
from warehouse import Warehouse

SAMPLE = ROOT / "data" / "sample"
MEGABYTE = 1_000_000


def parts(path: Path) -> dict[str, bytes]:
    """What a workbook holds; its compressed bytes may differ from one zlib to the next."""
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def last_periods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full department's registers and last two periods, as this code writes them."""
    folder = tmp_path_factory.mktemp("sample")
    generate(folder, periods=2)
    return folder


def test_the_committed_sample_is_what_the_generator_writes(last_periods: Path):
    for written in last_periods.rglob("*.xlsx"):
        assert parts(written) == parts(SAMPLE / written.relative_to(last_periods)), "run `python -m sample`"


def test_the_committed_stories_are_those_of_the_generator():
    assert (SAMPLE / STORIES_FILE).read_text("utf-8") == as_markdown(scenario().projects, mistakes())


def test_the_sample_is_a_year_of_bi_weekly_reports_in_less_than_four_megabytes():
    files = list(SAMPLE.rglob("*.xlsx"))
    days = sorted(path.name for path in SAMPLE.iterdir() if path.is_dir())
    assert (len(days), days[0], days[-1]) == (26, "2025-10-15", "2026-09-30")
    assert sum(path.stat().st_size for path in files) < 4 * MEGABYTE


def test_the_portfolio_has_the_size_that_was_asked_for():
    told = [Told(scenario(), project) for project in scenario().projects]
    plan = sum(len(one.plan[0]) for one in told)
    risks = sum(len(one.risks) for one in told)
    key = sum(one.project.tier == "Key" for one in told)
    assert (len(told), key) == (60, 20)
    assert (350 <= plan <= 450, 225 <= risks <= 275) == (True, True), (plan, risks)


@pytest.mark.parametrize(("projects", "periods", "seed"), [(10, 3, 1), (1, 1, 2), (75, 2, 3), (3, 28, 4)])
def test_other_sizes_and_seeds_load_without_a_problem(
    projects: int, periods: int, seed: int, tmp_path: Path, home: Warehouse
):
    files = generate(tmp_path, projects, periods, seed)
    outcome = engine.load(home, [Upload(path.name, path.read_bytes()) for path in files])
    assert [result.problems for result in outcome.imports if result.problems] == []
    found = home.read()("select project_id from project_at($d)", d=date(2026, 9, 30))
    assert len(found) == projects


def test_a_smaller_sample_keeps_the_projects_that_carry_stories():
    page = as_markdown(scenario(projects=10).projects)
    assert page.count("\n## ") >= 8
    assert "A part-time manager with seven projects" not in page


def test_twelve_stories_or_more_are_planted():
    assert len(stories()) >= 12


@pytest.mark.parametrize("seed", [7, 8])
def test_money_and_dates_of_every_project_agree_with_each_other(seed: int):
    told = scenario(seed=seed)
    for project in told.projects:
        snapshots = list(history(told, project).values())
        for before, now in pairwise(snapshots):
            assert now.percent_complete >= before.percent_complete
            assert now.actual_cost >= before.actual_cost
            assert now.actual_cost <= now.estimate_at_completion
            assert now.forecast_finish > now.day or now.done


def test_no_milestone_is_reached_in_the_future_or_reached_anew():
    told = scenario()
    for one in (Told(told, project) for project in told.projects):
        for report, plan in one.plan.items():
            for milestone, later in zip(plan, one.plan[min(report + 1, 0)], strict=True):
                assert milestone.actual is None or milestone.actual <= one.course[report].day
                assert milestone.actual in (None, later.actual)


def test_a_period_has_one_workbook_a_strategy_and_one_of_the_pmo():
    told = scenario()
    names = [name for name, _ in reports(told, 0, [Told(told, project) for project in told.projects])]
    assert [name.split("-")[0] for name in names] == ["S1", "S2", "S3", "S4", "PMO"]


def test_every_mistake_in_the_broken_workbooks_is_found_at_its_cell(
    tmp_path: Path, home: Warehouse, last_periods: Path
):
    registers = sorted(last_periods.glob("register-*.xlsx"))
    engine.load(home, [Upload(path.name, path.read_bytes()) for path in registers])
    outcome = engine.check(home, [Upload(path.name, path.read_bytes()) for path in broken(tmp_path)])
    for result in outcome.imports:
        found = {"!".join(filter(None, (problem.sheet, problem.cell))) for problem in result.problems}
        assert result.status == "refused"
        assert {cell for cell, _ in SAID[result.file]} <= found
