"""Which pages there are: a theme each in the links beside a page, and below the theme looked at its further pages."""

from __future__ import annotations

from collections.abc import Mapping

from i18n import Words

THEMES: Mapping[str, tuple[str, ...]] = {
    "briefing": (),
    "strategy": ("reach", "adjustments", "whatif"),
    "schedule": ("milestones", "roadmap", "dependencies", "earned", "health", "forecast", "warnings"),
    "risk": ("ignorance", "register", "mitigation", "exposure", "causes"),
    "programme": ("project",),
    "intake": (),
}
"""Each theme is a page of its own name; after it the further pages of the theme, in the order of their links."""


def script(page: str) -> str:
    """The file of a page, as Streamlit's links want it."""
    return "dashboard.py" if page == "briefing" else f"pages/{page}.py"


def theme(page: str) -> str:
    """The theme that a page belongs to."""
    return next(name for name, further in THEMES.items() if page == name or page in further)


def title(page: str, t: Words) -> str:
    """A theme's name, and after it that of its further page."""
    return " · ".join(t(f"pages.{name}.name") for name in dict.fromkeys((theme(page), page)))
