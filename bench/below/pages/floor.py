"""The floor as a page of its own address: there Streamlit first looks for its server below that address, in vain."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[2] / "floor.py"))
