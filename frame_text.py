"""Text that cannot become markup, wherever it comes from."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st


def text(body: str, role: str, tag: str = "div") -> None:
    """A piece of text in one of our roles (look.css), never markup, wherever it comes from."""
    st.html(f'<{tag} class="tl-{role}">{escape(body)}</{tag}>')


def known(*names: Any) -> str:
    """The first of these names that is there; a dash when none is."""
    return next((str(name) for name in names if pd.notna(name)), "–")
