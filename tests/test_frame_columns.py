"""How a column of a table is told: in a unit in which its amounts can be read."""

from __future__ import annotations

import pandas as pd
import pytest

from frame_columns import described
from tests.drawn import EN


@pytest.mark.parametrize(
    ("amounts", "heading", "shown"),
    [
        ([25e6, 1e5], "Budget (CNY m)", [25.0, 0.1]),
        ([250e3, 100.0], "Budget (CNY k)", [250.0, 0.1]),
        ([900.0, -100.0], "Budget (CNY)", [900.0, -100.0]),
    ],
)
def test_small_amounts_are_not_told_in_millions(amounts: list[float], heading: str, shown: list[float]):
    rows, config = described(pd.DataFrame({"budget": amounts}), EN)
    assert config["budget"]["label"] == heading
    assert list(rows["budget"]) == shown


def test_a_column_without_any_amount_is_shown_all_the_same():
    rows, config = described(pd.DataFrame({"budget": [None, None]}), EN)
    assert config["budget"]["label"].startswith("Budget") and rows["budget"].isna().all()
