"""What a figure is drawn from, and the day and the words of every test of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.palette import LIGHT, Palette
from i18n import Words

DAY = date(2026, 9, 30)
EN, ZH = Words("en"), Words("zh")
RAGS = ("Red", "Amber", "Green", "Green", "Green", None)
NAMES = ("strategy", "programme", "project")


@dataclass(frozen=True)
class Drawn:
    """A figure with the frame it is made for, the metric that gives it, and its words."""

    frame: Callable[[], pd.DataFrame]
    metric: Callable[..., pd.DataFrame]
    draw: Callable[[pd.DataFrame, Words, Palette], go.Figure]
    alt: Callable[[pd.DataFrame, Words], str]
    texts: tuple[str, ...]

    def json(self, frame: pd.DataFrame, t: Words = EN, palette: Palette = LIGHT) -> str:
        return self.draw(frame, t, palette).to_json()
