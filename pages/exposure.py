"""Exposure: what do the risks cost together, is it within what we set aside and bear, and what drives it?"""

import streamlit as st

from charts import appetite, exposure, loss
from frame import open_page
from frame_cards import card
from frame_explain import Derived
from frame_text import text
from metrics import monte_carlo, portfolio
from metrics import risk_exposure as questions

view = open_page("exposure")
t = view.t
asked = (questions.risk_exposure, questions.exposure_trend, monte_carlo.loss_simulation)
summary, exposed, trend, losses = view.answers(portfolio.portfolio_summary, *asked)
reserve = questions.contingency(trend)
curve, drivers = losses.curve, losses.drivers

covered = t("pages.exposure.uncovered")
if reserve is not None:
    covered = t("pages.exposure.covered", contingency=t.money(reserve), share=t.percent(losses.covered(reserve)))
view.say(
    t("pages.exposure.sentence", money=t.money(summary["expected_cost"]), covered=covered),
    summary,
    Derived((summary, trend, drivers)),
)
left, right = st.columns(2)
with left, card("curve", view.tell(loss.exceedance_title, curve), t, explained=Derived((drivers, trend))):
    view.figure("curve", loss.exceedance, loss.exceedance_title, curve, contingency=reserve)
    counts = {name: t.number(getattr(losses, name)) for name in ("trials", "risks", "correlated", "unpriced")}
    assumed = {"spread": t.percent(losses.assumed.spread), "shared": t.percent(losses.assumed.shared)}
    text(t("pages.exposure.how", seed=losses.seed, **counts, **assumed), "note")
with right, card("trend", view.tell(loss.trend_title, trend), t, trend):
    view.figure("trend", loss.trend, loss.trend_title, trend)
left, right = st.columns(2)
with left, card("tornado", view.tell(loss.tornado_alt, drivers), t, drivers):
    view.figure("tornado", loss.tornado, loss.tornado_alt, drivers)
with right, card("appetite", view.tell(appetite.appetite_title, exposed), t, exposed):
    view.figure("appetite", appetite.appetite_bars, appetite.appetite_title, exposed)
with card("heat", view.tell(exposure.heat_title, exposed), t, exposed):
    view.figure("heat", exposure.category_heat, exposure.heat_alt, exposed, height=420)
