"""How many finish late, in one sentence."""

from __future__ import annotations

from charts.columns import Row, count
from i18n import Words


def title(summary: Row, t: Words) -> str:
    """How many key projects, or projects if there are no key ones, finish after their approved date."""
    if (unreported := count(summary, "not_reported")) and unreported == count(summary, "projects"):
        return t("charts.schedule.unreported", count=unreported)
    tier = "key_" if count(summary, "key_projects") else ""
    late, projects = count(summary, f"{tier}late"), count(summary, f"{tier}projects")
    return t(f"charts.schedule.{tier}title", count=late, projects=projects)
