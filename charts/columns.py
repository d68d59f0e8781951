"""Frames as figures need them: numbers that are finite or absent, text that is text, dates that are dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

Row: TypeAlias = "Mapping[str, Any] | pd.Series[Any]"


def tidy(
    frame: pd.DataFrame, texts: Iterable[str] = (), numbers: Iterable[str] = (), dates: Iterable[str] = ()
) -> pd.DataFrame:
    """A new frame of these columns: absent text is None, absent or infinite numbers NaN, absent dates NaT."""
    kept = {name: _texts(frame, name) for name in texts}
    kept |= {name: _numbers(frame, name) for name in numbers}
    kept |= {name: pd.to_datetime(_column(frame, name), errors="coerce") for name in dates}
    return pd.DataFrame(kept).reset_index(drop=True)


def count(row: Row, name: str) -> int:
    """A whole number of a summary row; absent is 0."""
    value = row.get(name)
    return 0 if value is None or pd.isna(value) or np.isinf(value) else int(value)


def against(frame: pd.DataFrame) -> str:
    """The baseline that an answer is told against: `approved` unless its rows name another."""
    return next((str(value) for value in _column(frame, "against").dropna()), "approved")


def number(value: float) -> float | None:
    """A number for a figure: None where it is absent."""
    return float(value) if np.isfinite(value) else None


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)


def _texts(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    column = _column(frame, name).astype(object)
    return column.where(column.notna(), None)


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return pd.to_numeric(_column(frame, name), errors="coerce").astype(float).replace([np.inf, -np.inf], np.nan)
