"""Next period's workbook on the Intake page: for whom it can be asked, in whose language it comes."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from tests.pages import opened, run
from tests.workbooks import register, status, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")


def offered(page: AppTest, kind: str) -> list[str]:
    return page.selectbox(key=f"next-{kind}").options


def test_without_projects_there_is_no_next_workbook():
    assert not [each for each in opened("intake").segmented_control if each.key == "next"]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("strategy", ["Grow · S1"]),
        ("programme", ["Core · PG1"]),
        ("manager", ["Kim", "Wang"]),
        ("project", ["Hall · P1", "Edge · P2"]),
    ],
)
def test_it_is_offered_for_strategies_programmes_managers_and_projects(served: Warehouse, kind: str, names: list[str]):
    engine.load(served, [upload(register()), upload(status())])
    assert offered(opened("intake", next=kind), kind) == names


def test_a_choice_of_kind_goes_into_the_address(served: Warehouse):
    engine.load(served, [upload(register())])
    page = opened("intake")
    page.segmented_control(key="next").set_value("manager")
    assert run(page).query_params["next"] == "manager" and offered(page, "manager") == ["Kim", "Wang"]
