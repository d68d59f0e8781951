"""Exposure: what do the risks cost together, is it within what we set aside and bear, and what drives it?"""

import pandas as pd
import streamlit as st

import frame_address as address
from charts import appetite, exposure, exposure_trend, loss
from charts.measure import delay
from frame import freshness, open_page
from frame_cards import card
from frame_explain import Derived
from frame_text import text
from metrics import monte_carlo, portfolio
from metrics import risk_exposure as questions

TREND = {
    "money": (exposure_trend.trend, exposure_trend.trend_title),
    "days": (exposure_trend.delay_trend, exposure_trend.delay_trend_title),
}
HEAT = {
    "money": (exposure.category_heat, exposure.heat_title, exposure.heat_alt),
    "days": (exposure.delay_heat, exposure.delay_heat_title, exposure.delay_heat_alt),
}


def covered() -> str:
    """What the contingency that belongs to this view covers, or why there is none."""
    if total["compared"] is None:
        return t("pages.exposure.view.part")
    if reserve is None:
        return t("pages.exposure.uncovered")
    words = "pages.exposure.view.strategy" if total["compared"] == "strategy" else "pages.exposure.covered"
    return t(words, contingency=t.money(reserve), share=t.percent(losses.covered(reserve)))


def sentence() -> str:
    """The page's answer: money, days, and whether it is covered."""
    if not total["risks"]:
        return t("pages.exposure.view.nothing" if summary["projects"] else "pages.no_project")
    days = total["expected_delay_days"]
    if pd.isna(total["expected_cost"]):
        return t("pages.exposure.view.unpriced", count=int(total["risks"]), days=delay(days, t))
    words = "pages.exposure.view.money" if pd.isna(days) else "pages.exposure.view.sentence"
    return t(words, money=t.money(total["expected_cost"]), days=t.number(days), covered=covered())


view = open_page("exposure")
t = view.t
asked = (questions.risk_exposure, questions.exposure_total, questions.exposure_trend, monte_carlo.loss_simulation)
summary, exposed, total, trend, losses = view.answers(portfolio.portfolio_summary, *asked)
reserve = None if pd.isna(total["contingency"]) else float(total["contingency"])
curve, drivers = losses.curve, losses.drivers

view.state(sentence(), freshness(summary, t), Derived((total, drivers)))
with st.container(key="exposure-bar", horizontal=True, vertical_alignment="center"):
    measure = address.switch(
        "measure", t("pages.exposure.view.measure"), t.table("pages.exposure.view.measures"), "money"
    )
    if total["elsewhere_risks"]:
        more = {"count": int(total["elsewhere_risks"]), "money": t.money(total["elsewhere_cost"])}
        text(t("pages.exposure.view.elsewhere", **more), "note")
    if measure == "days":
        text(t("pages.exposure.view.together"), "note")
left, right = st.columns(2)
with left, card("curve", view.tell(loss.exceedance_title, curve), t, explained=Derived((drivers, total))):
    view.figure("curve", loss.exceedance, loss.exceedance_title, curve, contingency=reserve)
    counts = {name: t.number(getattr(losses, name)) for name in ("trials", "risks", "correlated", "unpriced")}
    assumed = {"spread": t.percent(losses.assumed.spread), "shared": t.percent(losses.assumed.shared)}
    text(t("pages.exposure.how", seed=losses.seed, **counts, **assumed), "note")
drawn, told = TREND[measure]
with right, card("trend", view.tell(told, trend), t, trend):
    line = {"contingency": reserve} if measure == "money" else {}
    view.figure("trend", drawn, told, trend, **line)
left, right = st.columns(2)
with left, card("tornado", view.tell(loss.tornado_alt, drivers), t, drivers):
    view.figure("tornado", loss.tornado, loss.tornado_alt, drivers)
title = appetite.appetite_title if total["compared"] == "portfolio" else appetite.part_title
with right, card("appetite", view.tell(title, exposed), t, exposed):
    view.figure("appetite", appetite.appetite_bars, title, exposed)
drawn, told, alt = HEAT[measure]
with card("heat", view.tell(told, exposed), t, exposed):
    view.figure("heat", drawn, alt, exposed, height=420)
