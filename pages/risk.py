"""Risk: where the exposure sits, cell by cell and strategy by strategy, with the register below."""

import pandas as pd
import streamlit as st

import frame_address as address
from charts import risk as chart
from frame import open_page
from frame_cards import card
from frame_sheet import MOST, sheet
from metrics import portfolio
from metrics import risk as questions

FEW = 25
COLUMNS = ["zone", "risk", "project", "category", "probability", "impact", "expected_cost", "owner", "action_due"]


def cell(cells: pd.DataFrame) -> tuple[int, int] | None:
    """The matrix cell that the address names, as probability and impact, if the scale has it."""
    on_scale = {f"{each.probability}-{each.impact}": (each.probability, each.impact) for each in cells.itertuples()}
    return on_scale.get(address.get("cell") or "")


view = open_page("risk")
t = view.t
asked = (portfolio.portfolio_summary, questions.risk_matrix, questions.category_exposure, questions.risk_register)
summary, cells, exposure, register = view.answers(*asked)
chosen = cell(cells)
shown = register[register["counts"]].sort_values("expected_cost", ascending=False)
dropped = register[register["dropped"]]

view.say(chart.title(summary, t), summary)
left, right = st.columns([3, 5])
with left, card("matrix", t("pages.risk.hint"), t, cells):
    pick = {"on_pick": lambda one, two: address.toggle("cell", f"{one}-{two}")}
    view.figure("matrix", chart.matrix, chart.alt, cells, selected=chosen, height=470, **pick)
with right, card("heat", view.tell(chart.heat_title, exposure), t, exposure):
    view.figure("heat", chart.category_heat, chart.heat_alt, exposure, height=470)

place = dict(zip(("probability", "impact"), chosen or (), strict=False))
for name, level in place.items():
    shown = shown[shown[name] == level]
with card("register", t("pages.risk.chosen" if chosen else "pages.risk.register", count=len(shown), **place), t, shown):
    if chosen:
        st.button(t("pages.risk.clear"), key="clear", on_click=address.put, args=("cell", None))
    sheet(shown, t, COLUMNS, most=MOST if chosen else FEW)
if len(dropped):
    with card("dropped", t("pages.risk.dropped", count=len(dropped)), t, dropped):
        sheet(dropped, t, COLUMNS, most=FEW)
