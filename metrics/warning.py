"""What in the reports announces trouble, and how often that was right."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.scope import EVERYTHING, Scope
from warehouse import Query


def early_warnings(query: Query, as_of: date, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Live projects with the warnings of their latest report, those first that were most often right."""
    return scope.ask(query, "early_warnings", as_of)


def warning_record(query: Query, as_of: date) -> pd.DataFrame:
    """How often each warning was right and how many days ahead it came."""
    return query("from warning_record($as_of)", as_of=as_of)
