"""Every figure of every page explains itself when asked, with words, its macros and the cells that it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

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
    """All text and all code in a block."""
    return " ".join(str(getattr(each.proto, "body", "") or getattr(each, "value", "")) for each in every(box))


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
