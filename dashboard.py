"""The Briefing: where the portfolio stands and what the committee has to do, in one screen."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from charts import exposure, risk, status
from charts.palette import RATINGS, rating_of
from frame import open_page
from frame_cards import card, row, rows
from frame_columns import reason
from frame_explain import Derived
from frame_text import known, text
from metrics import portfolio
from metrics import risk as risks


def listing(key: str, sentence: str, found: pd.DataFrame, most: int, line: Callable[[Any], None]) -> None:
    """A card with the first rows of an answer; the rest is in the table behind it."""
    with card(key, sentence, t, found), rows(key, len(found) - most, t):
        for each in found.head(most).itertuples():
            line(each)


def intervention(found: Any) -> None:
    """A red project: days late, money at risk, strategy."""
    facts = [t.days(found.days_late), t.money(found.expected_cost), known(found.strategy_id)]
    reported = t("pages.briefing.reported", rating=t(f"charts.rating.{rating_of(found.rag_reported)}"))
    note = f"{reason(found, t)} · {reported}"
    row("project", found.project, facts, rating=found.rag_evidence, note=note, project=found.project_id)


def decision(found: Any) -> None:
    """A decision: by when, and what it holds up."""
    state = "overdue_by" if found.days_overdue > 0 else "due_in" if found.days_overdue < 0 else "due_today"
    when = t(f"pages.briefing.{state}", count=abs(int(found.days_overdue)))
    held = t("pages.briefing.blocks", milestone=known(found.milestone), project=found.project)
    row("project", found.decision_needed, [when], note=held, project=found.project_id)


def costly(found: Any) -> None:
    """A risk by its expected cost, opening its cell, or where it has none the register."""
    whose, money = known(found.project, found.programme, found.strategy), [t.money(found.expected_cost)]
    if pd.isna(found.score):
        row("register", found.risk, money, note=whose, scope=found.scope_id, risk=found.risk_id)
    else:
        row("risk", found.risk, money, rating=found.zone, note=whose, cell=f"{found.probability}-{found.impact}")


def change(found: Any) -> None:
    """What changed: a date, a rating, a risk."""
    rating = {
        "rating": found.becomes,
        "risk new": found.becomes,
        "risk red": found.becomes,
        "risk dropped": found.was,
    }.get(found.kind, "")
    was = t(f"charts.rating.{rating_of(found.was)}")
    what = t(f"pages.change.{found.kind}", days=t.days(found.days), was=was)
    page = "risk" if found.kind == "risk red" else "project"
    row(page, found.subject, [what], rating=rating, project=found.project_id)


def silence(found: Any) -> None:
    """A project without a current report: who, and how old."""
    never = pd.isna(found.report_age_days)
    age = t("pages.briefing.never") if never else t("pages.briefing.report_age", count=int(found.report_age_days))
    row("project", found.project, [found.project_manager, age], rating="Not rated", project=found.project_id)


def counted(key: str, count: int) -> str:
    """A sentence about so many, with a wording of its own for none."""
    return t(f"pages.briefing.{key}" if count else f"pages.briefing.no_{key}", count=count)


view = open_page("briefing")
t = view.t
standing = (portfolio.portfolio_summary, portfolio.status_mix, portfolio.interventions, portfolio.decisions_waiting)
exposure_of = (portfolio.report_coverage, risks.risk_matrix, risks.dearest_risks, risks.category_exposure)
summary, mix, red, waiting, coverage, cells, dearest, exposed = view.answers(*standing, *exposure_of)
since = summary["previous_date"].date()
changes = view.ask(portfolio.portfolio_changes, since, view.as_of, view.scope)
coverage = coverage.sort_values("days_overdue", ascending=False)
silent = coverage.query("freshness != 'current'")

need, overdue = counted("need", len(red)), counted("overdue", int(summary["decisions_overdue"]))
# Where the evidence rates no project, what was reported is all there is to show, and it is said so.
reported = bool(summary["projects"] and summary["unrated"] == summary["projects"])
mix = view.ask(portfolio.reported_mix) if reported else mix
kind = "_reported" if reported else ""
ratings = mix.groupby("rating")[["projects", "projects_before"]].sum().reindex(RATINGS, fill_value=0)
on_track = {"green": int(ratings["projects"]["Green"]), "red": int(ratings["projects"]["Red"])}
said = {"need": need, "overdue": overdue, "projects": summary["projects"]} | on_track
view.say(t(f"pages.briefing.sentence{kind}", **said), summary, Derived((summary, mix, red)))
with st.container(key="briefing"):
    left, middle, right = st.columns(3)
    greens = {"green": on_track["green"], "before": int(ratings["projects_before"]["Green"])}
    with left, card("status", t(f"pages.briefing.status{kind}", **greens), t, mix):
        view.figure("status-strip", status.status_strip, status.alt, mix, stretch=True, reported=reported)
        text(counted("watermelons", int(summary["greener_than_evidence"])), "note")
    with middle:
        listing("interventions", counted("intervention", len(red)), red, 7, intervention)
    with right:
        listing("decisions", counted("decisions", len(waiting)), waiting, 5, decision)
    left, middle, right = st.columns(3)
    with left, card("exposure", view.tell(exposure.heat_title, exposed), t, dearest):
        beside, list_of = st.columns(2)
        with beside:
            view.figure("compact", risk.matrix, risk.alt, cells, compact=True, stretch=True)
        with list_of, rows("costly"):
            for each in dearest.head(5).itertuples():
                costly(each)
    with middle:
        sentence = t("pages.briefing.changed", count=len(changes), day=t.date(since, short=True))
        listing("changes", sentence, changes, 8, change)
    with right:
        listing("missing", counted("missing", len(silent)), silent, 8, silence)
