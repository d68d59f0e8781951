"""kill -9 during `load` at 20 random moments: the warehouse opens at its last version each time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from loaders import engine
from tests.workbooks import REPORTED, register, status, upload
from warehouse import open_warehouse

ROOT = Path(__file__).resolve().parent.parent
MOMENTS = 20


def test_a_load_killed_at_any_moment_leaves_the_last_version_readable(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    engine.load(open_warehouse(folder), [upload(register()), upload(status())])
    started = time.monotonic()
    _start(folder, _report(tmp_path, 0)).wait()
    whole = time.monotonic() - started
    pick = random.Random(7)
    for turn in range(1, MOMENTS + 1):
        before = open_warehouse(folder).current()
        loading = _start(folder, _report(tmp_path, turn))
        time.sleep(pick.uniform(0.1, 1.0) * whole)
        loading.kill()
        loading.wait()
        _assert_whole(folder, before)
    assert engine.load(open_warehouse(folder), [upload(status(REPORTED + timedelta(400)))]).accepted


def _report(folder: Path, turn: int) -> Path:
    path = folder / f"report-{turn}.xlsx"
    path.write_bytes(upload(status(date(2026, 10, 1) + timedelta(14 * turn))).content)
    return path


def _start(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "loaders", "load", str(file), "--json"]
    environment = {**os.environ, "THROUGHLINE_WAREHOUSE": str(folder)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _assert_whole(folder: Path, before: int) -> None:
    """The version is the old one or the next, and its tables agree with its ledger."""
    warehouse = open_warehouse(folder)
    assert warehouse.current() in {before, before + 1}
    query = warehouse.read()
    imports = query("select count(*) as n from intake where workbook = 'status'")["n"][0]
    assert query("select count(*) as n from status")["n"][0] == 2 * imports
    assert len(query("from project_health('2027-12-31')")) == 2
