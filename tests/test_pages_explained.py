"""Every figure of every page explains itself when asked, with words, its macros and the cells that it came from."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from re import sub
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from i18n import Words
from tests.pages import PAGES, opened, run

LOOKS = {
    **{name: [{}] for name in PAGES},
    "strategy": [{}, {"project": "P040"}],
    "reach": [{}, {"kind": "strategy", "node": "S1"}],
    "whatif": [{}, {"what": "pause:S1,halt:S1"}],
    "schedule": [{}, {"project": "P007"}],
    "milestones": [{"milestone": "P018-M7", "project": "P018"}],
    "earned": [{}, {"project": "P007"}],
    "forecast": [{"project": "P007"}],
    "warnings": [{"project": "P007"}],
    "risk": [{}, {"cell": "3-3"}],
    "ignorance": [{"cell": "PG04:Supply chain"}],
    "register": [{"scope": "P007", "risk": "P007-R1"}],
    "programme": [{}, {"programme": "PG04"}],
    "project": [{}, {"project": "P007"}],
    "adjustments": [{}, {"as_of": "2025-10-15"}],
}
# What tells no number of the warehouse: forms, meanings of words, files.
PLAIN = {"steps", "meaning", "drop", "next", "templates", "history", "scenarios", "layouts"}


@pytest.fixture(autouse=True)
def sample(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a test read the sample."""
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(sample_warehouse))


def every(node: Any) -> list[Any]:
    """A block and all blocks in it."""
    inside = [each for child in getattr(node, "children", {}).values() for each in every(child)]
    return [node, *inside] if hasattr(node, "type") else inside


def named(page: AppTest, prefix: str) -> dict[str, Any]:
    """The containers and popovers whose key begins so, by the rest of it."""
    keyed = {getattr(block.proto, "id", "") or "": block for block in every(page.main)}
    keyed |= {block.proto.popover.id: block for block in every(page.main) if block.type == "popover"}
    return {key.partition(f"-{prefix}-")[2]: block for key, block in keyed.items() if f"-{prefix}-" in key}


def explained(page: AppTest, *keys: str, **choices: Any) -> dict[str, str]:
    """What each of these explanations says once it is opened."""
    for key in keys:
        page.session_state[f"explain-{key}"] = True
    for name, value in choices.items():
        page.session_state[name.replace("_", "-")] = value
    boxes = named(run(page), "explain")
    return {key: words(boxes[key]) for key in keys}


def words(box: Any) -> str:
    """All text and all code in a block, and the options of its choices."""
    said = (
        str(getattr(each.proto, "body", "") or getattr(each, "value", "") or getattr(each.proto, "code_text", ""))
        for each in every(box)
    )
    choices = (option.content for each in every(box) if each.type == "button_group" for option in each.proto.options)
    return " ".join(unescape(sub("<[^>]*>", " ", " ".join([*said, *choices]))).split())


@pytest.mark.parametrize(
    ("name", "address"), [(name, address) for name, addresses in LOOKS.items() for address in addresses]
)
def test_every_card_and_every_sentence_explains_itself_in_words(name: str, address: dict[str, str]):
    page = opened(name, **address)
    keys = named(page, "explain")
    cards = set(named(page, "head")) - PLAIN
    assert cards <= set(keys), cards - set(keys)
    for key, told in explained(page, *keys).items():
        assert ("In words" in told or "Worked out from" in told) and "from " in told, (key, told)
    assert name == "intake" or "page" in keys


def test_a_what_if_tells_its_questions_the_inputs_of_today_and_what_it_supposes():
    page = opened("whatif", what="weight:S1:1,halt:S1")
    told = explained(page, "what-if", "page", "touched", answers_what_if=1)
    for key in ("what-if", "page"):
        assert all(each in told[key] for each in ("strategy_stakes", "alignment_index", "portfolio_summary"))
    for said in told.values():
        assert "This supposes: Set the weight of Capacity ahead of demand to 1 %; Stop what serves only" in said
    assert "from alignment_index('2026-09-30');" in told["what-if"] and "½ Σ |gap|" in told["what-if"]
    assert "30 D2" in told["what-if"], "the strategy's weight as its workbook says it"
    assert "from project_health('2026-09-30') where live;" in told["touched"] and "Status · 16" in told["touched"]


def test_without_a_step_nothing_is_supposed():
    assert "This supposes" not in explained(opened("whatif"), "what-if")["what-if"]


def test_the_headline_of_the_alignment_is_explained_by_the_index_it_tells():
    told = explained(opened("strategy"), "coverage")["coverage"]
    assert "half the sum, over all strategies" in told and "½ Σ |gap|" in told
    assert "from alignment_index('2026-09-30');" in told and "Contributions · 15" in told
    assert all(each in told for each in ("alignment_trend", "strategy_coverage"))


@pytest.mark.parametrize(
    ("name", "macro"),
    [
        ("briefing", "portfolio_summary"),
        ("strategy", "portfolio_summary"),
        ("reach", "blast_radius"),
        ("adjustments", "strategy_changes"),
        ("whatif", "strategy_stakes"),
        ("milestones", "milestone_patterns"),
        ("roadmap", "roadmap"),
        ("dependencies", "dependency_outlook"),
        ("earned", "earned_schedule"),
        ("health", "schedule_checks"),
        ("forecast", "forecast_finish"),
        ("warnings", "early_warnings"),
        ("ignorance", "risk_unmeasured"),
        ("mitigation", "risk_actions"),
        ("exposure", "exposure_total"),
        ("causes", "risk_causes"),
        ("programme", "programme_standing"),
    ],
)
def test_the_explanation_beside_a_sentence_is_that_of_the_answer_it_tells(name: str, macro: str):
    assert f"from {macro}('" in explained(opened(name), "page")["page"]


def test_where_there_is_no_project_the_sentence_says_so_from_the_summary():
    page = opened("forecast", strategy="S5", tier="Key")
    assert "from portfolio_summary('" in explained(page, "page")["page"]


def test_what_is_left_out_of_one_project_s_line_of_sight_is_about_it():
    page = opened("strategy", project="P040")
    assert "Left out Nothing." in explained(page, "sight")["sight"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_setting_has_the_heading_and_the_value_that_its_sheet_has(language: str):
    told = explained(opened("risk", language=language), "matrix", sheets_matrix="setting")["matrix"]
    heading = {"en": "Red zone from score", "zh": "红区起始分"}[language]
    cells = told.split(Words(language)("explain.stated"))[1].split()
    assert heading in " ".join(cells) and "red_zone_from" not in cells and "15.0" not in cells and "15" in cells


def test_a_course_and_a_comparison_say_which_statements_are_listed():
    told = explained(opened("schedule"), "slip", sheets_slip="status")["slip"]
    assert "A course over time: all statements up to 30 Sep 2026 are listed" in told
    told = explained(opened("briefing"), "changes", sheets_changes="status")["changes"]
    assert "Two days are compared: what counted on 30 Sep 2026 is listed, and what counted on 16 Sep 2026." in told
    told = explained(opened("briefing"), "interventions", sheets_interventions="status")["interventions"]
    assert "A course" not in told and "Two days" not in told
