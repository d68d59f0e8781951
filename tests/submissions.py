"""Reports that are refused, and the board that a reader sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from i18n import Words
from loaders.board import board
from metrics import portfolio
from tests.workbooks import REPORTED, Sheets, status
from warehouse import Warehouse

DEFAULT_CADENCE = 14
OVERDUE = REPORTED + timedelta(DEFAULT_CADENCE + 1)


def broken(day: Any = REPORTED) -> Sheets:
    """A report of P1 and P2 with a colour that is none, in the row of P1."""
    sheets = status(day)
    sheets["Status"][1][2] = "Purple"
    return sheets


def shown(home: Warehouse, on: date = OVERDUE, language: str = "en") -> pd.DataFrame:
    known = portfolio.submission_board(home.read(), on)
    return board(known, home.attempts(), on, Words(language))
