"""An empty page, so that the floor can also be opened as a page below another one."""

import streamlit as st

st.set_page_config("Floor")
