"""What hangs on what: the way from a node to everything that it reaches, step by step."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.canvas import bare, canvas, caption, targets
from charts.chain import links, money_of, nodes
from charts.escape import plain, words, wrapped
from charts.palette import Palette, faded
from i18n import Words

_HEAD, _SLOT, _WIDE, _LABEL = 28, 56, 0.006, 0.74
_ASIDE = 38
"""How far a way over several columns swings below its ends, so that it passes under the names between."""
_ENDS = ("programme", "strategy", "benefit")


def paths(radius: pd.DataFrame, t: Words, palette: Palette, height: int = 200) -> go.Figure:
    """From the node at the left to all it reaches (or hangs on), a column a step, the longest delay on top.

    A way on which days arrive is orange. Of many nodes in a column the later ones stand together. A chosen mark's
    `customdata` is [id, kind].
    """
    placed = nodes(radius)
    if placed.empty:
        return canvas(palette, height)
    tall = max([height - _HEAD, *placed.groupby("column").size().mul(_SLOT)])
    across = 1 / max(int(placed["column"].max()) + 1, 3)
    placed = placed.assign(x=placed["column"] * across, tall=tall * placed["y"])
    figure = canvas(palette, round(tall) + _HEAD, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    shapes = [
        _curve(placed.iloc[source], placed.iloc[target], days, across, palette)
        for source, target, days in links(radius, placed)
    ]
    figure.update_layout(shapes=shapes)
    figure.add_traces([_bars(placed, palette), _names(placed, across, t, palette), _heads(placed, t, palette)])
    figure.add_trace(_hits(placed, across))
    return figure.update_xaxes(bare(-0.008, 1.0)).update_yaxes(bare(tall, -_HEAD))


def title(radius: pd.DataFrame, t: Words) -> str:
    """How far the node reaches, with the money that lies there; or what it hangs on, and how much of it is late."""
    placed = _each(radius)
    if placed.empty:
        return t("charts.empty")
    start, rest = placed.iloc[0], placed[placed["depth"] > 0]
    counts = {kind: int((rest["kind"] == kind).sum()) for kind in ("project", "milestone", "risk", *_ENDS)}
    name = words(start["name"])
    work = rest[rest["kind"] == "project"]
    if start["kind"] in _ENDS:
        return _hanging(name, work, rest, counts, t)
    money = placed[placed["kind"] == "project"]["money"].sum()
    parts = [t(f"charts.reach.{kind}", count=counts[kind]) for kind in ("project", *_ENDS) if counts[kind]]
    said = t("charts.comma").join(parts) or t("charts.reach.nothing")
    return t("charts.reach.title", name=name, said=said, money=t.money(money))


def alt(radius: pd.DataFrame, t: Words) -> str:
    """The title, and the projects and strategies in words."""
    placed = _each(radius)
    if placed.empty:
        return t("charts.empty")
    named = [
        t("charts.reach.alt_row", name=words(row["name"]), days=t.days(row["days"]), money=t.money(row["money"]))
        for row in placed[placed["depth"] > 0].head(12).to_dict("records")
    ]
    return " ".join([title(radius, t), *named])


def _hanging(name: str, work: pd.DataFrame, rest: pd.DataFrame, counts: dict[str, int], t: Words) -> str:
    first = work[work["depth"] == 1]
    late = first[first["days"] > 0]
    waited = rest[(rest["kind"] == "milestone") & (rest["days"] > 0)]
    said = {
        "late": t("charts.reach.late", count=len(late), money=t.money(late["money"].sum())) if len(late) else "",
        "waited": t("charts.reach.waited", count=len(waited)) if len(waited) else "",
        "risks": t("charts.reach.risks", count=counts["risk"]) if counts["risk"] else "",
    }
    return t("charts.reach.hangs", name=name, count=len(first), all=t.money(first["money"].sum()), **said)


def _each(radius: pd.DataFrame) -> pd.DataFrame:
    """Every node once, none standing together, the nearest first."""
    rows = radius if len(radius) else pd.DataFrame(columns=["node_id", "kind", "depth", "name", "days_late", "money"])
    known = rows.dropna(subset=["node_id", "kind", "depth"]).sort_values("depth", kind="stable")
    each = known.groupby(["kind", "node_id"], sort=False)
    found = each.agg(name=("name", "first"), depth=("depth", "min"), days=("days_late", "max"))
    return found.assign(money=money_of(known)).reset_index()


def _curve(source: Any, target: Any, days: float, across: float, palette: Palette) -> dict[str, Any]:
    left, right = source["x"] + _LABEL * across, target["x"] - _WIDE
    middle, late = (left + right) / 2, days > 0
    start, end = source["tall"], target["tall"]
    far = target["column"] - source["column"] > 1
    aside = _ASIDE if far else 0
    path = (
        f"M{left:.3f},{start:.1f}C{middle:.3f},{start + aside:.1f} {middle:.3f},{end + aside:.1f} {right:.3f},{end:.1f}"
    )
    strength = (0.35 if far else 0.75) if late else (0.3 if far else 0.6)
    line = {"color": faded(palette.late if late else palette.previous, strength), "width": 1.5}
    return {"type": "path", "path": path, "line": line, "layer": "below"}


def _bars(placed: pd.DataFrame, palette: Palette) -> go.Bar:
    return go.Bar(
        x=list(placed["x"]),
        base=list(placed["tall"] - 17),
        y=[34] * len(placed),
        width=_WIDE,
        marker={
            "color": [palette.late if days > 0 else palette.actual for days in placed["days"]],
            "line": {"width": 0},
        },
        hoverinfo="skip",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _names(placed: pd.DataFrame, across: float, t: Words, palette: Palette) -> go.Scatter:
    room = int(140 * across)
    texts = [_label(row, room, t, palette) for row in placed.to_dict("records")]
    return caption(list(placed["x"] + 0.004), list(placed["tall"]), texts, palette, textposition="middle right")


def _label(row: dict[Any, Any], room: int, t: Words, palette: Palette) -> str:
    name = t("charts.reach.more", count=row["members"]) if row["members"] > 1 else wrapped(row["name"], room, 2)
    facts = []
    if pd.notna(row["days"]):
        facts.append(t.days(row["days"]))
    if pd.notna(row["money"]):
        facts.append(t.money(row["money"]))
    if pd.notna(row.get("cost")):
        facts.append(t("charts.reach.expected", money=t.money(row["cost"])))
    bold = f"<b>{name}</b>" if row["depth"] == 0 else name
    return f'{bold}<br><span style="color:{palette.secondary}">{" · ".join(facts)}</span>' if facts else bold


def _heads(placed: pd.DataFrame, t: Words, palette: Palette) -> go.Scatter:
    columns = [part for _, part in placed.groupby("column")]
    texts = [
        t("charts.reach.and").join(t(f"charts.reach.head.{kind}") for kind in dict.fromkeys(part["kind"]))
        if place
        else ""
        for place, part in enumerate(columns)
    ]
    places, grey = [part["x"].iloc[0] for part in columns], {"color": palette.secondary}
    return caption(places, [-_HEAD / 2] * len(texts), texts, palette, textposition="middle right", textfont=grey)


def _hits(placed: pd.DataFrame, across: float) -> go.Bar:
    shown = placed[placed["members"] == 1]
    return targets(
        x=list(shown["x"] + 0.4 * across),
        width=0.8 * across,
        base=list(shown["tall"] - 22),
        y=[44] * len(shown),
        customdata=shown[["node_id", "kind"]].to_numpy().tolist(),
        hovertext=[f"<b>{plain(name)}</b>" for name in shown["name"]],
    )
