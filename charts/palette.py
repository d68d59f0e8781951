"""The colours, shapes and fonts of every figure, once for light and once for dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FONT = "Inter, Noto Sans SC, sans-serif"
BODY, NOTE = 14, 12
"""Text sizes in px: labels that are read first, and axes and notes."""

RATINGS = ("Red", "Amber", "Green", "Not rated")
SHAPES: Mapping[str, str] = {"Red": "◆", "Amber": "▲", "Green": "●", "Not rated": "▢"}
LETTERS: Mapping[str, str] = {"Red": "R", "Amber": "A", "Green": "G", "Not rated": "–"}


@dataclass(frozen=True)
class Palette:
    """The tokens of one theme. Status colours mean a rating and are used for nothing else."""

    page: str
    surface: str
    border: str
    text: str
    secondary: str
    accent: str
    fill: Mapping[str, str]
    outline: Mapping[str, str]
    on: Mapping[str, str]
    glyph: Mapping[str, str]
    actual: str
    previous: str
    late: str
    early: str
    ramp: tuple[str, ...]
    on_ramp: tuple[str, ...]

    def step(self, share: float) -> int:
        """Which step of the ramp shows a share (0 to 1) of the largest amount."""
        return min(int(max(share, 0.0) * len(self.ramp)), len(self.ramp) - 1)


LIGHT = Palette(
    page="#F6F7F9",
    surface="#FFFFFF",
    border="#E3E7ED",
    text="#18212C",
    secondary="#5A6675",
    accent="#2F5BD3",
    fill={"Red": "#B3261E", "Amber": "#E8A317", "Green": "#2E9E6B", "Not rated": "#98A2B3"},
    outline={"Red": "#B3261E", "Amber": "#8A6100", "Green": "#2E9E6B", "Not rated": "#667085"},
    on={"Red": "#FFFFFF", "Amber": "#10151C", "Green": "#10151C", "Not rated": "#18212C"},
    glyph={"Red": "#B3261E", "Amber": "#B37400", "Green": "#2E9E6B", "Not rated": "#667085"},
    actual="#33404F",
    previous="#A9B4C2",
    late="#DD7A2E",
    early="#3E7CB8",
    ramp=("#E6EAF8", "#CBD3F2", "#A9B5E9", "#8391DD", "#5A60C4", "#443FA6", "#2F2580"),
    on_ramp=("#10151C", "#10151C", "#10151C", "#10151C", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
)

DARK = Palette(
    page="#11161D",
    surface="#171E27",
    border="#2A333F",
    text="#E8ECF1",
    secondary="#9BA8B7",
    accent="#7EA2FF",
    fill={"Red": "#E5484D", "Amber": "#FFCB5C", "Green": "#5BC79A", "Not rated": "#6B7685"},
    outline={"Red": "#E5484D", "Amber": "#FFCB5C", "Green": "#5BC79A", "Not rated": "#98A2B3"},
    on={"Red": "#FFFFFF", "Amber": "#10151C", "Green": "#10151C", "Not rated": "#E8ECF1"},
    glyph={"Red": "#E5484D", "Amber": "#FFCB5C", "Green": "#5BC79A", "Not rated": "#98A2B3"},
    actual="#D5DCE5",
    previous="#5A6675",
    late="#F2914A",
    early="#6FA8DC",
    ramp=("#222B45", "#2C3763", "#394585", "#4B54A8", "#767BD8", "#979BEA", "#C3C6FF"),
    on_ramp=("#E8ECF1", "#E8ECF1", "#E8ECF1", "#FFFFFF", "#10151C", "#10151C", "#10151C"),
)


def rating_of(value: Any) -> str:
    """A RAG value as one of `RATINGS`: whatever is no colour is not rated."""
    return value if isinstance(value, str) and value in LETTERS else "Not rated"


def faded(colour: str, opacity: float) -> str:
    """A hex colour at an opacity of 0 to 1, as CSS."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def filled(rating: str, palette: Palette) -> dict[str, Any]:
    """A bar's fill for one rating: its colour, or hatched on nothing where there is no rating."""
    hatched = {
        "shape": "/",
        "size": 5,
        "solidity": 0.25,
        "fgcolor": palette.outline[rating],
        "bgcolor": palette.surface,
    }
    line = {"color": palette.outline[rating] if rating in ("Amber", "Not rated") else palette.surface, "width": 1}
    return {"color": palette.fill[rating], "line": line} | ({"pattern": hatched} if rating == "Not rated" else {})


def mark(rating: str, palette: Palette, after: str = "") -> str:
    """The shape of a rating in its colour, for Plotly text."""
    return f'<span style="color:{palette.glyph[rating]}">{SHAPES[rating]}</span>{after}'
