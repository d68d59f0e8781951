"""What many tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import Warehouse, open_warehouse


@pytest.fixture
def home(tmp_path: Path) -> Warehouse:
    """An empty warehouse in a folder of its own."""
    return open_warehouse(tmp_path / "warehouse")
