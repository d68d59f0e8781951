"""Dependencies: where what one project promises comes later than another one needs it."""

from typing import Any

import frame_address as address
from charts import dependency as chart
from charts.circle import circles
from frame import open_page
from frame_cards import card, row, rows
from frame_text import known, text
from metrics import dependency as questions
from metrics import portfolio

MOST = 24


def disagreeing(found: Any) -> None:
    """A dependency with the dates of both sides; it opens the one that waits."""
    kind = t(f"pages.dependencies.conflict.{found.conflict}")
    days = t.days(found.days_after_promise if found.conflict == "promise broken" else found.days_late)
    name = known(found.milestone, found.provider_milestone_id)
    told = [kind] if found.conflict == chart.UNREPORTED else [kind, days]
    row("project", name, told, note=chart.both_sides(found, t), project=found.receiver_project_id)


def passed(found: Any) -> None:
    """A dependency whose date passed in silence; it opens the project that should have said so."""
    name = known(found.milestone, found.provider_milestone_id)
    kind, provider = t("charts.dependency.passed"), found.provider_project_id
    row("project", name, [kind], note=chart.both_sides(found, t), project=provider)


def waiting(found: Any) -> None:
    """A project of a circle, what it waits for and from whom; it opens the project."""
    name, provider = known(found.milestone, found.milestone_id), known(found.provider_project)
    note = t("pages.dependencies.waits", milestone=name, provider=provider)
    row("project", known(found.project), [t.days(found.days_late)], note=note, project=found.project_id)


view = open_page("dependencies")
t = view.t
asked = (portfolio.portfolio_summary, questions.dependency_outlook, questions.dependency_conflicts)
summary, owed, conflicts, cycles = view.answers(*asked, (questions.dependency_cycles, view.as_of))
# Circles hang together beyond what is filtered: those in which somebody waits here.
here = cycles["cycle_id"][cycles["project_id"].isin(owed["receiver_project_id"])]
cycles = cycles[cycles["cycle_id"].isin(here)]
silent = chart.silent(owed)
chosen = address.get("dependency")

view.say(view.tell(chart.dependency_title, owed), summary, owed)
shown = conflicts[conflicts["dependency_id"] == chosen] if chosen in set(conflicts["dependency_id"]) else conflicts
if len(conflicts) or silent.empty:
    with card("conflicts", t("pages.dependencies.conflicts", count=len(conflicts)), t, conflicts):
        if conflicts.empty:
            text(t("pages.dependencies.none"), "empty")
        with rows("conflicts", len(shown) - MOST, t):
            for each in shown.head(MOST).itertuples():
                disagreeing(each)
if len(silent):
    told = t("pages.dependencies.silent", count=len(silent))
    with card("silent", told, t, silent), rows("silent", len(silent) - MOST, t):
        for each in silent.head(MOST).itertuples():
            passed(each)
if len(cycles):
    with card("circles", t("pages.dependencies.circles", count=cycles["cycle_id"].nunique()), t, cycles):
        for said in circles(cycles, t):
            text(said, "body")
        with rows("circles", len(cycles) - MOST, t):
            for each in cycles.head(MOST).itertuples():
                waiting(each)
with card("owed", t("pages.dependencies.owed", count=len(owed)), t, owed):
    if len(owed) > MOST:
        text(t("pages.schedule.shown", shown=MOST, projects=len(owed)), "note")
    pick = {"selected": chosen, "on_pick": lambda key, _: address.toggle("dependency", key)}
    view.figure("owed", chart.dependency_lines, chart.dependency_alt, owed, view.as_of, **pick)
