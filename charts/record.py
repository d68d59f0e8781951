"""How good each early warning has been: how often right, how much of the trouble it saw, how long before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import CLEAR, axis, canvas, caption
from charts.columns import number, tidy
from charts.palette import NOTE, Palette
from charts.warning import KINDS, is_proven, kind
from i18n import Words

__all__ = ["record_alt", "record_bars", "record_title"]

_NUMBERS = ("warned", "projects_warned", "right_warnings", "precision", "recall", "lead_days", "base_rate")
_PANELS: dict[str, tuple[str, list[float]]] = {"precision": ("x", [0, 0.47]), "recall": ("x2", [0.56, 1])}


def record_bars(record: pd.DataFrame, t: Words, palette: Palette, height: int = 320) -> go.Figure:
    """For each warning how often trouble followed, beside any report, and the share of all trouble it announced."""
    rows = _rows(record)
    figure = canvas(palette, height, margin={"l": 8, "r": 8, "t": 28, "b": 8})
    for name, (anchor, domain) in _PANELS.items():
        figure.add_trace(_bars(rows, name, anchor, t, palette))
        figure.add_trace(_ends(rows, name, anchor, t, palette))
        head = {"x": domain[0], "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        font = {"size": NOTE, "color": palette.text}
        figure.add_annotation(text=t(f"charts.warning.head.{name}"), showarrow=False, font=font, **head)
        ticks = {"tickvals": [0, 1], "ticktext": [t.percent(share) for share in (0, 1)]}
        shares = axis(palette, range=[0, 1.9], domain=domain, showgrid=False, **ticks)
        figure.update_layout({anchor.replace("x", "xaxis"): shares})
    for base in rows["base_rate"].dropna().head(1):
        figure.add_vline(base, line={"color": palette.text, "width": 1, "dash": "dash"}, layer="below")
    labels = [f"{kind(row['warning'], t)} " for row in rows.to_dict("records")]
    names = {
        "tickvals": list(rows.index),
        "ticktext": labels,
        "showgrid": False,
        "range": [max(len(rows), 3) - 0.5, -0.5],
    }
    return figure.update_yaxes(axis(palette, tickfont={"size": NOTE, "color": palette.text}, **names))


def record_title(record: pd.DataFrame, t: Words) -> str:
    """Of the trouble there was, how much some warning announced."""
    rows = tidy(record, ("warning",), _NUMBERS)
    every = rows[(rows["warning"] == "any") & rows["recall"].notna()]
    if not len(every):
        judged = rows["base_rate"].notna().any()
        return t("charts.warning.no_trouble" if judged else "charts.warning.no_record")
    first = every.iloc[0]
    return t("charts.warning.record_title", recall=t.percent(first["recall"]), base=t.percent(first["base_rate"]))


def record_alt(record: pd.DataFrame, t: Words) -> str:
    """The title's numbers, and how often each warning was right."""
    rows = _rows(record)
    if not len(rows):
        return t("charts.empty")
    said = [
        f"{kind(row['warning'], t)} {t.percent(row['precision'])}" for row in rows.to_dict("records") if row["warned"]
    ]
    return f"{record_title(record, t)} {t('charts.warning.head.precision')}: {t('charts.comma').join(said) or '–'}."


def _rows(record: pd.DataFrame) -> pd.DataFrame:
    rows = tidy(record, ("warning",), _NUMBERS)
    rows = rows[rows["warning"].isin(KINDS)]
    return rows.fillna({"warned": 0.0, "projects_warned": 0.0, "right_warnings": 0.0}).reset_index(drop=True)


def _bars(rows: pd.DataFrame, name: str, anchor: str, t: Words, palette: Palette) -> go.Bar:
    """In the colour that the warning has in the grid; an outline where too few projects carried it."""
    return go.Bar(
        orientation="h",
        x=[number(share) for share in rows[name]],
        y=list(rows.index),
        xaxis=anchor,
        width=0.5,
        marker={
            "color": [_fill(row, palette) for row in rows.to_dict("records")],
            "line": {"color": palette.secondary, "width": 1},
        },
        hovertext=[_hover(row, t) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _fill(row: dict[Any, Any], palette: Palette) -> str:
    return palette.ramp[palette.step(row["precision"])] if is_proven(row) else CLEAR


def _ends(rows: pd.DataFrame, name: str, anchor: str, t: Words, palette: Palette) -> go.Scatter:
    x = list(rows[name].fillna(rows["base_rate"]).fillna(0.0))
    texts = [f" {_end(row, name, t, palette)}" for row in rows.to_dict("records")]
    return caption(x, list(rows.index), texts, palette, textposition="middle right", xaxis=anchor)


def _end(row: dict[Any, Any], name: str, t: Words, palette: Palette) -> str:
    """Beside a bar: its share, then out of how many, or how long before."""
    if not row["warned"]:
        return t("charts.warning.never") if name == "precision" else ""
    if name == "precision":
        more = t("charts.warning.of", count=int(row["warned"]))
    elif pd.isna(row["lead_days"]):
        more = ""
    else:
        more = t("charts.warning.lead", days=t.number(row["lead_days"]))
    return f'<b>{t.percent(row[name])}</b> <span style="color:{palette.secondary}">{more}</span>'


def _hover(row: dict[Any, Any], t: Words) -> str:
    values = {"right": int(row["right_warnings"]), "projects": int(row["projects_warned"])}
    shares = {"recall": t.percent(row["recall"]), "lead": t.number(row["lead_days"])}
    return (
        f"<b>{kind(row['warning'], t)}</b><br>{t('charts.warning.hover', count=int(row['warned']), **values, **shares)}"
    )
