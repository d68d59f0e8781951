"""Where the risks sit, and where their money sits."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import axis, canvas, caption, outline, steady
from charts.columns import tidy
from charts.escape import wrapped
from charts.exposure import category_heat, heat_alt, heat_title
from charts.measure import delay
from charts.palette import BODY, NOTE, RATINGS, Palette, faded, mark, rating_of
from i18n import Words

__all__ = ["alt", "category_heat", "heat_alt", "heat_title", "matrix", "nowhere"]

_CELL, _TILE = 0.93, 0.82
_LONGEST = 1.6


def matrix(
    cells: pd.DataFrame,
    t: Words,
    palette: Palette,
    selected: tuple[int, int] | None = None,
    compact: bool = False,
    height: int | None = None,
    mirrored: bool = False,
) -> go.Figure:
    """Risks by probability and impact: how many (number) and what they cost (money and shade), over their zone's tint.

    Opportunities are `mirrored`: the largest at the left, beside the threats' largest, and without zones. `selected` is
    (probability, impact). A chosen cell's `customdata` is [probability, impact].
    """
    rows = _rows(cells)
    figure = canvas(
        palette, height or (264 if compact else 480), margin={"l": 8, "r": 8, "t": 8 if compact else 28, "b": 8}
    )
    figure.add_traces([_zones(rows, palette, t, mirrored), *_tiles(rows[rows["risks"] > 0], t, palette, compact)])
    if not compact and not mirrored:
        figure.add_annotation(_key(t, palette))
    if selected is not None:
        figure.add_shape(outline(selected[1], selected[0], palette))
    highest = {name: int(rows[name].max()) if len(rows) else 1 for name in ("probability", "impact")}
    turned = {"range": [highest["impact"] + 0.5, 0.5]} if mirrored else {}
    figure.update_xaxes(_scale("impact", highest["impact"], t, palette) | turned, constraintoward="left")
    upright = _scale("probability", highest["probability"], t, palette) | _square(highest)
    return figure.update_yaxes(upright, constraintoward="top")


def alt(cells: pd.DataFrame, t: Words) -> str:
    """How many risks the matrix holds, how many in the red zone, and its fullest cell."""
    rows = _rows(cells)
    if not rows["risks"].sum() > 0:
        return t("charts.empty")
    red, fullest = rows.loc[rows["zone"] == "Red", "risks"].sum(), rows.iloc[int(rows["risks"].argmax())]
    place = {name: int(fullest[name]) for name in ("probability", "impact", "risks")}
    return t(
        "charts.risk.alt",
        total=int(rows["risks"].sum()),
        count=int(red),
        money=t.money(rows["expected_cost"].sum()),
        **place,
    )


def nowhere(_cells: pd.DataFrame, t: Words) -> str:
    """Said of a matrix on which none of the open risks has a cell."""
    return t("charts.risk.nowhere")


def _rows(cells: pd.DataFrame) -> pd.DataFrame:
    numbers = (
        "probability",
        "impact",
        "risks",
        "expected_cost",
        "score",
        "new_risks",
        "new_since",
        "expected_delay_days",
    )
    rows = tidy(cells, ("worst_risk_id", "worst_risk", "zone"), numbers).dropna(subset=["probability", "impact"])
    return rows.astype({"probability": int, "impact": int}).reset_index(drop=True)


def _zones(rows: pd.DataFrame, palette: Palette, t: Words, plain_zone: bool) -> go.Bar:
    colours = [palette.early if plain_zone else palette.fill[rating_of(zone)] for zone in rows["zone"]]
    edge = {"color": [faded(colour, 0.55) for colour in colours], "width": 2}
    bars = _squares(rows, _CELL, [faded(colour, 0.1) for colour in colours], t)
    return bars.update(marker={"line": edge})


def _tiles(rows: pd.DataFrame, t: Words, palette: Palette, compact: bool) -> list[go.Bar | go.Scatter]:
    worth = rows["expected_cost"].fillna(0).clip(lower=0)
    most = max(worth.max(), 1) if len(rows) else 1
    steps = pd.Series([palette.step(value / most) for value in worth], rows.index, dtype=int)
    inks = steps.map(lambda step: palette.on_ramp[step])
    tiles = _squares(rows, _TILE, [palette.ramp[step] for step in steps], t)
    # A trace for each colour of text: it can keep only one when a mark is chosen.
    numbers = [_numbers(rows[inks == ink], ink, t, palette, compact) for ink in dict.fromkeys(palette.on_ramp)]
    return [tiles, *numbers]


def _numbers(rows: pd.DataFrame, ink: str, t: Words, palette: Palette, compact: bool) -> go.Scatter:
    """What the tiles say; text of their own would be measured one by one by the browser."""
    texts = [_number(row, t, compact) for row in rows.to_dict("records")]
    return caption(list(rows["impact"]), list(rows["probability"]), texts, palette, textfont={"color": ink})


def _squares(rows: pd.DataFrame, size: float, colours: list[str], t: Words) -> go.Bar:
    return go.Bar(
        x=list(rows["impact"]),
        base=list(rows["probability"] - size / 2),
        y=[size] * len(rows),
        width=size,
        marker={"color": colours, "line": {"width": 0}, "cornerradius": 3},
        customdata=[[int(one), int(two)] for one, two in zip(rows["probability"], rows["impact"], strict=True)],
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        **steady(),
    )


def _number(row: dict[Any, Any], t: Words, compact: bool) -> str:
    size = BODY if compact else BODY + 6
    large = f'<span style="font-size:{size}px"><b>{row["risks"]:.0f}</b></span>'
    return large if compact or not row["expected_cost"] > 0 else f"{large}<br>{t.money(row['expected_cost'])}"


def _key(t: Words, palette: Palette) -> dict[str, Any]:
    """What the tints mean, in their colours and shapes, and the shade."""
    zones = "   ".join(mark(zone, palette, f" {t('charts.risk.zone.' + zone)}") for zone in RATINGS[:3])
    place = {"x": 0, "y": 1, "xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
    return {
        "text": f"{zones}   {t('charts.headline.shade')}",
        "showarrow": False,
        "yshift": 4,
        "font": {"size": NOTE, "color": palette.secondary},
        **place,
    }


def _scale(name: str, levels: int, t: Words, palette: Palette) -> dict[str, Any]:
    ticks = list(range(1, levels + 1))
    return axis(
        palette,
        t(f"charts.risk.{name}_axis"),
        range=[0.5, levels + 0.5],
        tickvals=ticks,
        showgrid=False,
        constrain="domain",
    )


def _square(highest: dict[str, int]) -> dict[str, str]:
    """Cells as high as wide, unless one scale is so much longer that squares have no room for what they say."""
    return {"scaleanchor": "x"} if max(highest.values()) <= _LONGEST * min(highest.values()) else {}


def _hover(row: dict[Any, Any], t: Words) -> str:
    place = {name: t.number(row[name]) for name in ("probability", "impact", "score")}
    head = t("charts.risk.cell", zone=t(f"charts.rating.{rating_of(row['zone'])}").lower(), **place)
    if not row["risks"] > 0:
        return head
    name = "new_risks" if pd.isna(row["new_since"]) else "new_since"
    new = t(f"charts.headline.{name}", new=0 if pd.isna(row[name]) else int(row[name]))
    facts = t("charts.risk.hover", count=int(row["risks"]), money=t.money(row["expected_cost"]), new=new)
    days = t("charts.measure.cell", days=delay(row["expected_delay_days"], t))
    worst = t("charts.risk.worst", risk=wrapped(row["worst_risk"] or row["worst_risk_id"], 60, 3))
    return f"<b>{head}</b><br>{facts}<br>{days}<br>{worst}"
