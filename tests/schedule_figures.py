"""Frames of the schedule as the metrics give them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

DAY = date(2026, 9, 30)


def earned() -> pd.DataFrame:
    """A project whose SPI heals, one that is ahead, one without planned value, one without anything."""
    columns = ["project_id", "project", "bac", "pv", "ev", "ac", "spi", "spi_t", "spi_t_approx", "method", "reason"]
    rows = [
        ("P1", "Hall 7", 4e6, 4e6, 3.9e6, 4e6, 0.98, 0.86, None, "reported", None),
        ("P2", "边缘", 4e6, 1e6, 1.2e6, 1e6, 1.2, 1.15, None, "extended", None),
        ("P3", "Portal", 4e6, None, None, None, None, None, 0.7, "approximation", "no planned value; no earned value"),
        ("P4", None, None, None, None, None, None, None, None, None, "no budget"),
    ]
    told = {"cpi": 0.975, "es": 12.0, "at": 14.0, "sv_t": -2.0, "ieac_t": 14.0, "eac": 4.1e6, "planned_duration": 12.0}
    return pd.DataFrame(rows, columns=columns).assign(period_days=14.0, **told)


def earned_history() -> pd.DataFrame:
    days = [DAY - timedelta(14 * back) for back in (3, 2, 1, 0)]
    curves = {"pv": [1e6, 2e6, 3e6, 4e6], "ev": [1e6, 1.8e6, 2.5e6, 3.2e6], "ac": [1e6, 1.9e6, 2.8e6, 3.6e6]}
    indices = {"spi": [1.0, 0.9, 0.83, 0.8], "spi_t": [1.0, 0.9, 0.83, 0.8], "sv_t": [0.0, -0.2, -0.5, -0.8]}
    return pd.DataFrame({"report_date": days, "period_days": 14.0} | curves | indices)


def outlook() -> pd.DataFrame:
    columns = ["dependency_id", "milestone", "provider_milestone_id", "provider_project", "receiver_project",
               "needed_by", "promised_for", "expected_on", "days_late", "state"]  # fmt: skip
    rows = [
        ("D1", "First load", "M1", "Substation", "Hall 7", DAY, DAY, DAY + timedelta(77), 77.0, "too late"),
        ("D2", "上线", "M2", "边缘", "Portal", DAY, None, DAY - timedelta(9), -9.0, "in time"),
        ("D3", None, "M3", None, "Portal", DAY, None, None, None, None),
        ("D4", "Gate", "M4", "Hall 8", "Portal", DAY, DAY, DAY + timedelta(3), 3.0, "delivered"),
    ]
    return pd.DataFrame(rows, columns=columns)


def variance(projects: int = 30) -> pd.DataFrame:
    """As many projects as asked for, from 20 days early by a day each, a week later than one report before."""
    names = {"group_id": [f"P{n:03}" for n in range(projects)], "group_name": [f"Project {n}" for n in range(projects)]}
    days = [float(n - 20) for n in range(projects)]
    told = {"kind": "project", "projects": 1, "known": 1, "late": 1, "rebaselines": 1, "baseline_moved": 30.0}
    shown = {"days": days, "days_before": [each - 7 for each in days], "worst_days": days}
    frame = pd.DataFrame(names | shown).assign(programme="Programme 1", rag_evidence="Red", **told)
    return frame.assign(worst_project=frame["group_name"], last_rebaselined_on=DAY)


def heat_grid() -> pd.DataFrame:
    rows = [
        (
            f"G{group}" if group else None,
            f"Programme {group} 项目群",
            DAY - timedelta(14 * back),
            10.0 * group - 2 * back,
        )
        for group in range(3)
        for back in range(4)
    ]
    columns = ["group_id", "group_name", "period_date", "days"]
    return pd.DataFrame(rows, columns=columns).assign(projects=3, worst_days=40.0)


def finish() -> pd.DataFrame:
    """Re-baselined once, by 30 days, and slipping by a week each report."""
    days = [DAY - timedelta(14 * back) for back in (3, 2, 1, 0)]
    approved = [date(2026, 11, 1), None, date(2026, 12, 1), None]
    forecast = [None, *(date(2026, 11, 8) + timedelta(7 * step) for step in range(3))]
    columns = {"on_date": days, "approved_finish": approved, "forecast_finish": forecast}
    return pd.DataFrame(columns | {"days_moved": [None, None, 30.0, None]})


def trend() -> pd.DataFrame:
    days = [DAY - timedelta(days=14 * back) for back in range(26)]
    return pd.DataFrame({"period_date": days, "total_days_late": [485.0 - 10 * back for back in range(26)]})


def milestones() -> pd.DataFrame:
    rows = [
        ("P1", "Hall 7", "M1", "Design freeze", date(2026, 9, 1), date(2026, 9, 15), None, 14, True, "missed"),
        ("P2", "边缘", "M2", "上线", date(2026, 10, 9), date(2026, 10, 9), None, 0, None, "due"),
    ]
    names = ["project_id", "project", "milestone_id", "milestone", "baseline_date", "forecast_date", "actual_date"]
    return pd.DataFrame(rows, columns=[*names, "days_late", "critical", "state"])


def board() -> pd.DataFrame:
    """Two programmes with two milestones each, of four reports; the first one moves by 14 days a report."""
    rows = [
        {
            "panel_place": programme,
            "place": place,
            "programme": f"Programme {programme}" if programme > 1 else None,
            "project_id": f"P{programme}",
            "project": f"Project {programme} 项目",
            "milestone_id": f"P{programme}-M{place}",
            "milestone": f"Milestone {place} of a name that is rather long",
            "report_date": DAY - timedelta(14 * (3 - report)),
            "forecast_date": DAY + timedelta(30 * place + 14 * report * (place == 1)),
            "baseline_date": DAY + timedelta(30 * place),
            "days_late": 42.0 * (place == 1),
            "days_moved": 42.0 * (place == 1),
            "slip_rate": 1.0 * (place == 1),
            "pattern": "receding" if place == 1 else "steady",
            "movers": 1,
            "milestones": 2,
        }
        for programme in (1, 2)
        for place in (1, 2)
        for report in range(4)
    ]
    return pd.DataFrame(rows)


def roadmap() -> pd.DataFrame:
    columns = ["group_id", "group_name", "strategy", "programme", "approved_start", "approved_finish",
               "expected_finish", "previous_forecast", "days_late", "late", "reported"]  # fmt: skip
    start, end = date(2026, 1, 1), date(2026, 12, 1)
    rows = [
        ("P1", "Hall 7", "Cloud", "Halls", start, end, date(2027, 1, 31), date(2027, 1, 17), 61.0, 1, True),
        ("P2", "边缘", "Cloud", None, start, end, end, end, 0.0, 0, True),
        ("P3", "Portal", None, None, start, end, end, None, None, 0, False),
    ]
    return pd.DataFrame(rows, columns=columns).assign(kind="project", projects=1, rag_evidence="Green")


def road_marks() -> pd.DataFrame:
    rows = [("P1", "Gate", date(2026, 6, 1), True, 0.0), ("P1", "上线", date(2027, 1, 2), False, 30.0)]
    return pd.DataFrame(rows, columns=["project_id", "milestone", "on_date", "done", "days_late"])
