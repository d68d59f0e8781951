"""The workbooks that the PMO sends out: next period's, filled in with what is known, and the empty ones."""

from __future__ import annotations

from functools import partial

import streamlit as st

from contract.template import write_template
from frame_address import switch
from frame_asked import warehouse
from frame_cards import card
from frame_text import text
from i18n import Words
from loaders.next_report import COLUMN_OF, Scope, next_report, scopes


def show_next(version: int, t: Words) -> None:
    """The workbook of the next report date, for whom it is asked."""
    with card("next", t("pages.intake.next"), t):
        text(t("pages.intake.next_why"), "note")
        kinds = {kind: t(f"pages.intake.next_kind.{kind}") for kind in COLUMN_OF}
        kind = switch("next", t("pages.intake.next_whose"), kinds, "programme")
        found = _scopes(version)[kind]
        with st.container(horizontal=True, vertical_alignment="bottom", key="next-choice"):
            scope = st.selectbox(
                kinds[kind], found, format_func=_named, key=f"next-{kind}", label_visibility="collapsed"
            )
            if scope:
                st.download_button(
                    t("pages.intake.next_download"),
                    partial(_filled_in, scope.scope_id, t.language),
                    f"throughline-{scope.scope_id}-{t.language}.xlsx",
                    icon=":material/download:",
                    on_click="ignore",
                    key="next-download",
                )


def show_templates(t: Words) -> None:
    """The empty workbooks, in the reader's language."""
    with card("templates", t("pages.intake.templates"), t):
        text(t("pages.intake.templates_why"), "note")
        with st.container(horizontal=True):
            for kind in ("register", "status"):
                make, name = partial(write_template, kind, t.language), f"throughline-{kind}-{t.language}.xlsx"
                st.download_button(
                    t(f"pages.intake.template.{kind}"), make, name, icon=":material/download:", on_click="ignore"
                )


@st.cache_resource(show_spinner=False, max_entries=4)
def _scopes(version: int) -> dict[str, list[Scope]]:
    known = scopes(warehouse().read(version))
    return {kind: [scope for scope in known if scope.kind == kind] for kind in COLUMN_OF}


def _named(scope: Scope) -> str:
    return scope.name if scope.name == scope.scope_id else f"{scope.name} · {scope.scope_id}"


def _filled_in(scope_id: str, language: str) -> bytes:
    return next_report(warehouse().read(), scope_id, language)
