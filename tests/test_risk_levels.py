"""Half-filled registers of risks: words, chances and scores are taken by a declared rule or named at their cell."""

from __future__ import annotations

from typing import Any

import pytest

from i18n import Words
from loaders import engine
from loaders.reading import Upload
from tests.workbooks import book, register, saved, status, upload
from warehouse import Warehouse


def loaded(home: Warehouse, row: list[Any], *settings: list[Any], heading: str | None = None) -> list[tuple[str, str]]:
    """The problems, code and cell, of a report with this risk, once its register is in."""
    sheets, risky = register(), status()
    sheets["Settings"] += settings
    if heading:
        risky["Risks"][0] = [*risky["Risks"][0], heading]
    risky["Risks"][1] = row
    assert engine.load(home, [upload(sheets, "register.xlsx")]).accepted
    return [(problem.code, problem.cell) for problem in engine.load(home, [upload(risky)]).imports[0].problems]


def row(probability: Any, impact: Any, *more: Any) -> list[Any]:
    return ["P1", "R1", "Crane is late", "Supplier", probability, impact, 90_000, "Open", *more]


def levels(home: Warehouse) -> list[tuple[int, int]]:
    found = home.read()("select probability, impact from risk")
    return list(found.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("probability", "impact", "level"),
    [
        ("Likely", "Severe", (4, 5)),
        ("very low", "HIGH", (1, 4)),
        ("很可能", "轻微", (4, 2)),
        ("70%", 3, (4, 3)),
        ("5 %", "Medium", (1, 3)),
        ("100%", 1, (5, 1)),
        ("40 %", 1, (3, 1)),
    ],
)
def test_words_and_chances_are_levels_on_the_default_scale(
    home: Warehouse, probability: Any, impact: Any, level: tuple[int, int]
):
    assert loaded(home, row(probability, impact)) == []
    assert levels(home) == [level]


def test_a_chance_is_the_level_whose_chance_the_register_puts_nearest(home: Warehouse):
    own = [[f"Probability {level} (%)", chance] for level, chance in enumerate((1, 5, 10, 30, 60), 1)]
    assert loaded(home, row("40%", 3), *own) == []
    assert levels(home) == [(4, 3)]


@pytest.mark.parametrize(
    ("probability", "impact", "cell"),
    [("Likely", 3, "E2"), (3, "Severe", "F2"), (3, "20%", "F2"), ("140%", 3, "E2"), ("dunno", 3, "E2")],
)
def test_what_fits_no_level_of_the_scale_is_named_at_its_cell(
    home: Warehouse, probability: Any, impact: Any, cell: str
):
    found = loaded(home, row(probability, impact), ["Probability levels", 6], ["Impact levels", 4])
    assert [where for _, where in found] == [cell] and found[0][0] in ("not-a-level", "not-a-number")
    assert levels(home) == []


@pytest.mark.parametrize("shown", ["General", "0%"])
def test_a_bare_number_between_0_and_1_is_a_chance_and_is_told(home: Warehouse, shown: str):
    made = book(status())
    cell = made["Risks"]["E2"]
    cell.value, cell.number_format = 0.3, shown
    outcome = engine.load(home, [upload(register(), "register.xlsx"), Upload("report.xlsx", saved(made))])
    (problem,) = outcome.imports[1].problems
    assert (problem.code, problem.severity, problem.cell) == ("chance-for-level", "warning", "E2")
    assert "a chance of 30 %" in problem.message(Words())
    assert levels(home) == [(2, 5)]


def test_one_is_a_level_and_beside_bare_chances_it_is_told(home: Warehouse):
    sheets = status()
    sheets["Risks"][1:] = [["P1", f"R{place}", *row(each, 2)[2:]] for place, each in enumerate((0.3, 1))]
    outcome = engine.load(home, [upload(register(), "register.xlsx"), upload(sheets)])
    assert [(p.code, p.cell) for p in outcome.imports[1].problems] == [
        ("chance-for-level", "E2"), ("one-among-chances", "E3"),
    ]  # fmt: skip
    assert levels(home) == [(2, 2), (1, 2)]
    assert not outcome.refused


@pytest.mark.parametrize(
    ("probability", "impact", "cell"), [(2.5, 3, "E2"), (3, 0.3, "F2"), (-0.3, 3, "E2"), (0, 3, "E2")]
)
def test_other_numbers_that_are_no_levels_are_refused(home: Warehouse, probability: Any, impact: Any, cell: str):
    assert [where for _, where in loaded(home, row(probability, impact))] == [cell]
    assert levels(home) == []


def test_a_risk_without_an_impact_is_named_at_its_cell(home: Warehouse):
    assert loaded(home, row(3, None)) == [("not-assessed", "F2")]
    assert home.read()("select probability from risk where impact is null")["probability"].tolist() == [3]


@pytest.mark.parametrize(("score", "problems"), [(12, []), (None, []), (15, [("score-differs", "I2")])])
def test_a_score_that_is_not_probability_times_impact_is_a_warning_and_the_levels_count(
    home: Warehouse, score: Any, problems: list[tuple[str, str]]
):
    assert loaded(home, row(4, 3, score), heading="Score") == problems
    assert home.read()("select score from risk_register('2026-09-30')")["score"].tolist() == [12]


def test_the_same_id_for_two_risks_of_a_project_is_named(home: Warehouse):
    engine.load(home, [upload(register(), "register.xlsx")])
    risky = status()
    risky["Risks"].append(row(2, 2))
    assert [problem.code for problem in engine.load(home, [upload(risky)]).imports[0].problems] == ["duplicate"]
