"""One project on one page, asked for by its id."""

from __future__ import annotations

from datetime import date

import pandas as pd

from warehouse import Query


def project_profile(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The project's people, dates, money and ratings: one row, or none where there is no such project."""
    return _of_project(query, "project_profile", as_of, project)


def project_history(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """What the project reported, oldest first, with the colour of the evidence on that day."""
    return _of_project(query, "project_history", as_of, project)


def project_milestones(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The project's milestones by expected date, days late positive."""
    return _of_project(query, "project_milestones", as_of, project)


def project_risks(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The project's open risks and those dropped unclosed, the highest expected cost in money first."""
    return _of_project(query, "project_risks", as_of, project)


def project_issues(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The project's issues, the open ones first, then the most severe."""
    return _of_project(query, "project_issues", as_of, project)


def project_decisions(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The decisions that the project asked for, the open ones first."""
    return _of_project(query, "project_decisions", as_of, project)


def project_changes(query: Query, as_of: date, project: str) -> pd.DataFrame:
    """The project's approved changes, newest first."""
    return _of_project(query, "project_changes", as_of, project)


def _of_project(query: Query, macro: str, as_of: date, project: str) -> pd.DataFrame:
    return query(f"from {macro}($as_of, project := $project)", as_of=as_of, project=project)
