"""Real status data made by others, which lies beside the project on some machines only and is never copied into it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "real"
REAL = Path(os.environ.get("THROUGHLINE_REAL", BESIDE))
needs_real_data = pytest.mark.skipif(not REAL.is_dir(), reason="shared/real is not here; $THROUGHLINE_REAL names it")
