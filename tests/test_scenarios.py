"""What-ifs as text, and under a name beside the versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from warehouse import Warehouse, open_warehouse
from warehouse.adjustment import MOST, Adjustment, read, written

STEPS = read("pause:S2,weight:S1:40")
NAMES = ("Option B", "方案 乙", "../../CURRENT", "a" * 300, "CON.", 'quote " and \\ and \n')


@pytest.mark.parametrize(
    "bad",
    ["", "foo", "foo:S1", "pause", "pause:", "pause:S1:5", "weight:S1", "weight:S1:", "weight:S1:x", "weight:S1:101",
     "weight:S1:-1", "weight:S1:nan", "move:P1", "move:P1:", "rescale:S1", "cut_project:P1:1:2", ":", ",,,"],
)  # fmt: skip
def test_a_step_that_means_nothing_is_left_out_and_the_others_stay(bad: str):
    assert read(bad) == ()
    assert read(f"pause:S2,{bad},weight:S1:40") == STEPS


def test_an_id_may_hold_the_signs_that_separate_steps():
    steps = (Adjustment("stop", "P:1,2 %/#?&"), Adjustment("move", "项目", "G:1"))
    assert read(written(steps)) == steps


def test_an_address_holds_no_more_steps_than_a_person_reads():
    assert len(read(",".join(["pause:S1"] * 500))) == MOST


@pytest.mark.parametrize("name", NAMES)
def test_a_what_if_is_kept_under_any_name_replaced_and_forgotten(home: Warehouse, name: str):
    home.save_scenario(name, STEPS[:1])
    home.save_scenario(name, STEPS)
    assert open_warehouse(home.folder).scenarios() == {name: STEPS}
    home.drop_scenario(name)
    home.drop_scenario(name)
    assert home.scenarios() == {}
    assert not (home.folder / "CURRENT").exists()


def test_the_file_of_a_what_if_is_one_that_a_person_can_read(home: Warehouse):
    home.save_scenario("方案 乙", STEPS)
    (path,) = (home.folder / "scenarios").iterdir()
    text = path.read_text("utf-8")
    assert json.loads(text) == {"name": "方案 乙", "adjustments": ["pause:S2", "weight:S1:40"]}
    assert "方案 乙" in text


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "X"}', '{"name": "X", "adjustments": 5}', "null", "\udcff"])
def test_a_file_that_cannot_be_read_costs_only_itself(home: Warehouse, text: str):
    home.save_scenario("Good", STEPS)
    Path(home.folder / "scenarios" / "abad.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert home.scenarios() == {"Good": STEPS}


def test_no_what_if_becomes_a_version(home: Warehouse):
    home.save_scenario("Good", STEPS)
    assert home.current() == 0 and home.versions() == []
