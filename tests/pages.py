"""Real pages, run by Streamlit's own test runner on a real warehouse."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from re import DOTALL, findall, sub

import streamlit as st
from streamlit.testing.v1 import AppTest

from frame_pages import THEMES

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(page for theme, further in THEMES.items() for page in (theme, *further))
ANSWERS = tuple(page for page in PAGES if page != "intake")


def opened(name: str = "briefing", **address: str) -> AppTest:
    """The page as a reader sees it who follows a link with this address."""
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if name != "briefing":
        page.switch_page(f"pages/{name}.py")
    page.query_params.update(address)
    return run(page)


def run(page: AppTest) -> AppTest:
    """The page after another run, which raised nothing."""
    page.run()
    assert [each.message for each in page.exception] == []
    return page


def markup(page: AppTest) -> str:
    """All HTML of the page."""
    return "".join(each.proto.body for each in page.get("html"))


def headings(page: AppTest, tag: str = "h2") -> list[str]:
    """The sentences over the cards, or with `h1` the page's."""
    return [unescape(found) for found in findall(rf"<{tag} [^>]*>(.*?)</{tag}>", markup(page), DOTALL)]


def said(page: AppTest) -> str:
    """The page's text without markup."""
    return unescape(sub("<[^>]*>", " ", markup(page)))


def rows(page: AppTest) -> list[str]:
    """The labels of the page's links, lists and navigation alike."""
    return [each.proto.label for each in page.get("page_link")]


def figures(page: AppTest) -> list[str]:
    """What the page's figures say to who cannot see them."""
    return [each.proto.alt for each in page.get("plotly_chart")]
