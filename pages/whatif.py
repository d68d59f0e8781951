"""What if: another strategy, other weights, other budgets, beside today; the record stays as it is."""

from dataclasses import replace

import streamlit as st

from charts import whatif as chart
from charts import whatif_words as saying
from desk.adding import Names
from desk.scenarios import show_scenarios
from desk.steps import asked, change, lead, show_steps, supposition
from frame import open_page
from frame_cards import card, facts, row
from frame_cards import rows as listing
from frame_explain import Derived
from frame_text import text
from metrics import portfolio, strategy
from metrics import whatif as questions

MOST = 8

view = open_page("whatif")
t, steps = view.t, asked()
supposed = replace(view, adjustments=steps)
whole = (questions.strategy_stakes, portfolio.portfolio_summary, strategy.alignment_index, portfolio.project_health)
questioned = [(question, view.as_of) for question in whole]
stakes, summary, index, health = view.answers(*questioned)
then, summary_then, index_then, health_then = supposed.answers(*questioned)
programmes = view.ask(questions.programmes, view.as_of)
names = Names.listed(strategy=stakes.dropna(subset="strategy"), programme=programmes, project=health)
today = questions.totals(stakes, summary, index)
becomes = questions.totals(then, summary_then, index_then)
touched = questions.touched(health, health_then)
rows = questions.side_by_side(stakes, then)

sentence = saying.sentence(lead(steps, names, t), today, becomes, t) if steps else t("pages.whatif.empty")
note = supposition(steps, names, t)
told = Derived((stakes, index, summary), note)
view.say(sentence, summary, told)
narrow, wide = st.columns([1, 2])
with narrow:
    show_steps(steps, names, then, t)
    show_scenarios(steps, change, t)
with wide, card("what-if", saying.title(rows, t), t, lambda: saying.twin(rows, t), told):
    text(t("charts.whatif.key"), "note")
    facts(saying.totals(today, becomes, t))
    supposed.figure("dumbbells", chart.dumbbells, chart.alt, rows)
    text(t("pages.whatif.whole"), "note")
if len(touched):
    sentence = t("pages.whatif.touched", count=len(touched))
    told = Derived((health[health["project_id"].isin(touched["project_id"])],), note)
    with wide, card("touched", sentence, t, touched, told), listing("touched", len(touched) - MOST, t):
        for line in touched.head(MOST).itertuples():
            row("project", line.project, saying.change(line, t), line.rag_evidence_supposed, project=line.project_id)
