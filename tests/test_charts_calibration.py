"""What is said of how often forecasts were kept."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.calibration import calibration_plot, calibration_title
from charts.forecast import title
from charts.palette import LIGHT
from i18n import Words

T = Words("en")


def bands(*rows: tuple[int, float, int]) -> pd.DataFrame:
    """Horizons with the share of P80 kept and their milestones."""
    return pd.DataFrame(
        [
            {
                "band": band,
                "kept_p50": 0.5,
                "kept_p80": kept,
                "forecasts_p50": 90,
                "forecasts_p80": 100,
                "milestones": n,
            }
            for band, kept, n in rows
        ]
    )


def test_the_title_names_the_horizon_at_which_fewest_were_kept():
    said = calibration_title(bands((1, 0.9, 60), (4, 0.72, 40)), T)
    assert said.endswith("81 % were kept. Fewest 181 to 365 days ahead: 72 %.")


def test_a_horizon_of_few_milestones_is_not_named_the_worst():
    assert "Fewest" not in calibration_title(bands((1, 0.9, 60), (5, 0.2, 3)), T)


def test_the_dots_of_both_chances_stand_side_by_side_with_their_own_counts():
    plotted = calibration_plot(bands((1, 0.5, 60)), T, LIGHT)
    half, most = (
        next(trace for trace in plotted.data if chance in (trace.hovertext or [""])[0])
        for chance in ("50 %: ", "80 %: ")
    )
    assert half.x[0] < most.x[0]
    assert "90 forecasts" in half.hovertext[0] and "100 forecasts" in most.hovertext[0]


@pytest.mark.parametrize(
    ("late", "likely", "said"),
    [(0, 0, "in time, and does with a chance"), (0, 9, "less than a chance of 80 %"), (5, 9, "finishes late")],
)
def test_of_one_project_the_sentence_speaks_of_one(late: int, likely: int, said: str):
    one = {"level": "project", "project_id": "P1", "project": "One", "days_late": late, "days_late_p80": likely}
    assert said in title(pd.DataFrame([one | {"days_late_p50": late}]), T)
