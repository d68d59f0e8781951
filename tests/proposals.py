"""Workbooks that nobody knows, for tests, and what a proposal makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.proposal import Proposal, propose
from loaders.workbook import decode
from tests.workbooks import REPORTED, upload

FINISH = date(2027, 1, 15)
RENAMED = ["Proj. No.", "Position at", "Delivery confidence", "% done", "Anticipated end date", "Actual spend (£m)"]
CHINESE = ["项目代码", "报告期", "健康度", "完成进度", "预计竣工时间", "累计支出"]
COLUMNS = ["project_id", "report_date", "overall_rag", "percent_complete", "forecast_finish", "actual_cost"]
FIRST, SECOND = ["P1", REPORTED, "G", 40, FINISH, 1.5], ["P2", REPORTED, "A", 70, date(2026, 12, 31), 0.5]


def proposed(sheets: dict[str, list[list[Any]]], known: dict[str, set[str]] | None = None) -> Proposal:
    return propose(decode(upload(sheets).content, "report.xlsx"), known or {})


def fed(proposal: Proposal, table: str = "status") -> dict[str, str]:
    """Which heading feeds which column of a table."""
    feeds = [feed for _, feed in proposal.feeds() if feed.table == table]
    return {match.column: match.source.heading for feed in feeds for match in feed.matches if match.source.heading}


def missing(proposal: Proposal) -> list[str]:
    return [each.column for each in proposal.missing]


def reason(proposal: Proposal, column: str) -> str:
    return next(m.reason.code for _, feed in proposal.feeds() for m in feed.matches if m.column == column)
