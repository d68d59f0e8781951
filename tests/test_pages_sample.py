"""The pages on the whole sample portfolio, also at its edges, and the newcomer's first click."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n import Words
from tests.pages import ANSWERS, headings, opened, run

NONSENSE = {
    "as_of": "yesterday",
    "strategy": "S99",
    "programme": "'; drop table status; --",
    "department": "<b>",
    "tier": "Huge",
    "version": "-1",
    "cell": "9-9",
    "project": "P999",
    "opened": "nothing",
    "language": "xx",
}


@pytest.fixture
def sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a test read the sample."""
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(sample_warehouse))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", ANSWERS)
def test_nonsense_in_the_address_means_no_filter(name: str):
    assert headings(opened(name, **NONSENSE), "h1") == headings(opened(name), "h1")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "whatif"])
@pytest.mark.parametrize("address", [{"as_of": "2025-10-02"}, {"strategy": "S5"}, {"strategy": "S5", "tier": "Key"}])
def test_a_page_answers_before_the_first_report_and_for_a_strategy_without_projects(name: str, address: dict[str, str]):
    assert headings(opened(name, **address), "h1") != headings(opened(name), "h1")


def test_without_data_one_click_publishes_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "empty"))
    page = opened("intake")
    [button] = [each for each in page.button if each.label == Words("en")("pages.intake.sample")]
    button.click()
    run(page)
    assert "60 projects" in headings(opened(), "h1")[0]
