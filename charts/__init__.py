"""Figures as pure functions of frames: no Streamlit, no SQL, no state. One module a theme."""
