"""The floor: a bare Streamlit script with a filter and four charts on the same warehouse file, nothing else."""

import os
from pathlib import Path

import duckdb
import plotly.graph_objects as go
import streamlit as st

QUESTIONS = {
    "colours": "select overall_rag, count(*) from status where report_date = $day group by all order by all",
    "categories": "select category, count(*) from risk where report_date = $day group by all order by all",
    "late": "select project_id, percent_complete from status where report_date = $day limit 20",
    "trend": "select report_date, avg(percent_complete) from status group by all order by all",
}


@st.cache_resource
def opened() -> duckdb.DuckDBPyConnection:
    """The newest version's file, opened once."""
    home = Path(os.environ["THROUGHLINE_WAREHOUSE"])
    version = int((home / "CURRENT").read_text())
    return duckdb.connect(home / "generations" / f"{version:06d}.duckdb", read_only=True)


st.set_page_config("Floor", layout="wide")
days = opened().execute("select distinct report_date from status order by all desc limit 9").fetchall()
day = st.selectbox("Day", [str(day) for (day,) in days])
for place, (name, question) in zip(st.columns(2) + st.columns(2), QUESTIONS.items(), strict=True):
    parameters = {"day": day} if "$day" in question else None
    rows = opened().cursor().execute(question, parameters).fetchall()
    place.plotly_chart(go.Figure(go.Bar(x=[r[0] for r in rows], y=[r[1] for r in rows])), key=name)
