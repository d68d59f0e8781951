"""`python -m loaders load`, killed at random moments: the warehouse opens at its last version each time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from tests.test_architecture import ROOT
from tests.workbooks import REPORTED, Sheets, register, status, upload
from warehouse import Warehouse

KILLS = 20


def started(folder: Path, name: str, sheets: Sheets) -> subprocess.Popen[bytes]:
    """A load of one workbook into the warehouse of this folder, on its way."""
    (folder / name).write_bytes(upload(sheets).content)
    command = [sys.executable, "-m", "loaders", "load", str(folder / name)]
    environment = {**os.environ, "THROUGHLINE_WAREHOUSE": str(folder / "warehouse")}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def imported(home: Warehouse) -> int:
    """The imports of the current version, each of which is there whole: with its two projects, or as the register."""
    counts = home.read()("select (select count(*) from intake) as imports, (select count(*) from status) as projects")
    imports, projects = (int(count) for count in counts.iloc[0])
    assert (home.current(), projects) == (imports, 2 * (imports - 1))
    return imports


def test_a_load_killed_at_random_moments_leaves_the_last_version(home: Warehouse, tmp_path: Path):
    begun = time.monotonic()
    assert started(tmp_path, "register.xlsx", register()).wait(60) == 0
    seconds = time.monotonic() - begun
    moments, done = random.Random(7), 1
    for period in range(KILLS):
        process = started(tmp_path, f"{period}.xlsx", status(REPORTED + timedelta(period)))
        time.sleep(moments.uniform(seconds / 3, 1.1 * seconds))
        process.kill()
        process.wait(60)
        assert imported(home) in (done, done + 1)
        done = imported(home)
    assert started(tmp_path, "last.xlsx", status(REPORTED + timedelta(KILLS))).wait(60) == 0
    assert imported(home) == done + 1
