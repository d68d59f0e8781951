"""A layout as a file: refused with its flaws when it is read, and the same when it is written and read again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from loaders.library import shipped
from loaders.profile import Source, read_profile, write_profile
from tests.layouts import profile, region, status_feed
from tests.test_architecture import ROOT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "../x"}, "../x"),
        ({"settings": {"colour": "blue"}}, "colour"),
        ({"regions": ()}, "region"),
        ({"regions": (region(until="("),)}, "("),
        ({"regions": (region(notes={"Done": "%"}),)}, "notes"),
        ({"regions": (region(every="Who"),)}, "Who"),
        ({"regions": (region(status_feed(owner=Source(heading="Who"))),)}, "owner"),
        ({"regions": (region(status_feed(unstated=("project_id",))),)}, "project_id"),
        ({"regions": (region(status_feed(summary=Source(heading="A", constant="b"))),)}, "summary"),
        ({"regions": (region(status_feed(summary=Source(heading="A", find="x"))),)}, "summary"),
        ({"regions": (region(status_feed(summary=Source(label="nowhere"))),)}, "nowhere"),
    ],
)
def test_a_layout_that_the_contract_cannot_follow_is_refused_when_it_is_read(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=r"\S") as refused:
        read_profile(write_profile(replace(profile(), **changed)))
    assert said in str(refused.value)


def test_shipped_layouts_are_read_and_written_without_loss() -> None:
    assert shipped().profiles.keys() >= {"uk-gmpp-2021", "nyc-capital-projects", "uk-towns-fund-form"}
    for name, each in shipped().profiles.items():
        assert each.name == name and read_profile(write_profile(each)) == each


def test_the_example_of_the_documentation_is_a_layout() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "layouts.md").read_text("utf-8"), re.DOTALL)
    found = read_profile(example)
    assert found.regions[0].feeds[0].columns["overall_rag"].values == {"A/R": "Red", "4": "Amber"}
