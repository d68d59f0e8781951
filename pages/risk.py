"""Risk: where the exposure sits, cell by cell and strategy by strategy, with the register below."""

import pandas as pd
import streamlit as st

import frame_address as address
from charts import risk as chart
from frame import open_page
from frame_cards import card
from frame_sheet import sheet
from metrics import portfolio
from metrics import risk as questions

FEW = 15
COLUMNS = ["zone", "risk", "project", "category", "probability", "impact", "expected_cost", "owner", "action_due"]


def cell(cells: pd.DataFrame) -> tuple[int, int] | None:
    """The matrix cell that the address names, as probability and impact, if the scale has it."""
    on_scale = {f"{each.probability}-{each.impact}": (each.probability, each.impact) for each in cells.itertuples()}
    return on_scale.get(address.get("cell") or "")


view = open_page("risk")
t = view.t
asked = (questions.risk_matrix, questions.category_exposure, questions.dearest_risks, questions.dropped_risks)
summary, cells, exposure, dearest, dropped = view.answers(portfolio.portfolio_summary, *asked)
chosen = cell(cells)

view.say(chart.title(summary, t), summary)
left, right = st.columns([3, 5])
with left, card("matrix", t("pages.risk.hint"), t, cells):
    pick = {"on_pick": lambda one, two: address.toggle("cell", f"{one}-{two}")}
    view.figure("matrix", chart.matrix, chart.alt, cells, selected=chosen, height=470, **pick)
with right, card("heat", view.tell(chart.heat_title, exposure), t, exposure):
    view.figure("heat", chart.category_heat, chart.heat_alt, exposure, height=470)

if chosen:
    inside = view.ask(questions.cell_risks, view.as_of, view.scope, *chosen)
    place = dict(zip(("probability", "impact"), chosen, strict=True))
    with card("register", t("pages.risk.chosen", count=len(inside), **place), t, inside):
        st.button(t("pages.risk.clear"), key="clear", on_click=address.put, args=("cell", None))
        sheet(inside, t, COLUMNS)
else:
    count = int(summary["open_risks"])
    with card("register", t("pages.risk.register", count=count), t, lambda: view.ask(questions.open_risks)):
        sheet(dearest, t, COLUMNS, most=FEW, of=count)
if len(dropped):
    with card("dropped", t("pages.risk.dropped", count=len(dropped)), t, dropped):
        sheet(dropped, t, COLUMNS, most=FEW)
