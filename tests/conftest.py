"""What many tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import engine
from loaders.reading import Upload
from tests.folders import put
from tests.workbooks import register, status
from warehouse import Warehouse, open_warehouse

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"


@pytest.fixture
def home(tmp_path: Path) -> Warehouse:
    """An empty warehouse in a folder of its own."""
    return open_warehouse(tmp_path / "warehouse")


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse with the whole committed sample, which loads without a single remark."""
    folder = tmp_path_factory.mktemp("sample") / "warehouse"
    files = sorted(SAMPLE.rglob("*.xlsx"))
    outcome = engine.load(open_warehouse(folder), [Upload(file.name, file.read_bytes()) for file in files])
    assert [(result.file, result.problems) for result in outcome.imports if result.problems] == []
    return folder


@pytest.fixture
def served(home: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The same warehouse, read by the pages that the test opens."""
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(home.folder))
    return home


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a register and a report."""
    place = tmp_path / "inbox"
    place.mkdir()
    put(place, "register.xlsx", register())
    put(place, "status.xlsx", status())
    return place
