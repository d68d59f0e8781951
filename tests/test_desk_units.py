"""A workbook whose columns count in something else than its layout knows, on the Intake page: only that is asked."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.profile import write_profile
from loaders.proposal import propose
from loaders.workbook import decode
from tests.pages import headings, opened, run, said
from tests.proposals import FIRST, RENAMED
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
HEADINGS = [*RENAMED[:5], "Actual spend"]
KNOWN, NOW = (["", "date", "", "%", "date", unit] for unit in ("£m", "£k"))


def sent(*rows: list[Any], name: str = "return.xlsx") -> Any:
    return upload({"Return": [HEADINGS, *rows]}, name)


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page where a return in millions is known."""
    engine.load(served, [upload(register())])
    sheets = decode(sent(KNOWN, FIRST).content, "return.xlsx")
    served.save_layout("monthly", write_profile(propose(sheets).profile("monthly")))
    return opened("intake")


def test_another_unit_below_a_heading_is_asked_about_and_kept_anew(page: AppTest, served: Warehouse):
    page.file_uploader[0].set_value([("return.xlsx", sent(NOW, FIRST).content, "")])
    run(page)
    assert "1 workbook needs a layout" in headings(page)
    assert "Below the heading “Actual spend” stood “£m”, and “£k” stands there now" in said(page)
    [name] = [each for each in page.text_input if (each.key or "").startswith("name-")]
    assert name.value == "monthly"
    page.button(key="layout-save").click()
    assert "1 workbook can be published" in headings(run(page))
    page.button(key="publish").click()
    run(page)
    assert served.read()("select actual_cost from status")["actual_cost"].tolist() == [1500.0]
    [next_month] = engine.check(served, [sent(NOW, FIRST, ["P2", *FIRST[1:]])]).imports
    assert (next_month.status, [each.code for each in next_month.problems]) == ("accepted", ["restates"])
