"""Several at once, and whatever goes wrong in between: the last version stays whole."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.test_warehouse import JUNE, percent, report
from warehouse import Warehouse, open_warehouse

KILLS = 20
# A process that already holds the imports gives birth to each writer, so that one starts in milliseconds.
PROCESSES = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
if PROCESSES.get_start_method() == "forkserver":
    PROCESSES.set_forkserver_preload([__name__])


def publish_days(folder: Path, project: str, days: int) -> None:
    for day in range(days):
        open_warehouse(folder).publish([report(JUNE + timedelta(day), day, project)])


@contextmanager
def writer(folder: Path, project: str, days: int) -> Iterator[BaseProcess]:
    process = PROCESSES.Process(target=publish_days, args=(folder, project, days))
    process.start()
    yield process
    process.join(60)
    assert not process.is_alive()


def published(home: Warehouse) -> tuple[int, int]:
    return home.current(), int(home.read()("select count(*) as n from intake")["n"].item())


def test_two_processes_that_publish_at_once_both_land(home: Warehouse, tmp_path: Path):
    with writer(tmp_path / "warehouse", "P1", 8), writer(tmp_path / "warehouse", "P2", 8):
        pass
    assert published(home) == (16, 16)
    assert percent(home.read(), JUNE + timedelta(7)) == {"P1": 7, "P2": 7}


def test_a_reader_is_undisturbed_while_another_process_publishes(home: Warehouse, tmp_path: Path):
    home.publish([report(JUNE, 42)])
    with writer(tmp_path / "warehouse", "P2", 10) as process:
        answers = []
        while process.is_alive():
            answers.append(percent(home.read(1), JUNE))
            assert home.read()("select count(*) as n from intake")["n"].item() >= 1
    assert len(answers) > 10
    assert all(answer == {"P1": 42} for answer in answers)
    assert published(home) == (11, 11)


def test_eight_threads_that_share_a_version_each_get_their_own_answers(home: Warehouse):
    home.publish([report(JUNE + timedelta(day), day) for day in range(100)])
    query = home.read()

    def right(question: int) -> bool:
        day = question % 100
        return percent(query, JUNE + timedelta(day)) == {"P1": day}

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(right, range(2000)))


def test_a_writer_killed_at_any_moment_leaves_the_last_version_whole(home: Warehouse, tmp_path: Path):
    moments = random.Random(7)
    for _ in range(KILLS):
        with writer(tmp_path / "warehouse", "P1", 1000) as process:
            _wait_for_version(home, home.current() + 1)
            time.sleep(moments.uniform(0, 0.15))
            process.kill()
        version, imports = published(open_warehouse(tmp_path / "warehouse"))
        assert version == imports
    home.publish([report(JUNE, 1)])
    leftovers = [path.name for path in (tmp_path / "warehouse" / "generations").iterdir()]
    assert sorted(leftovers) == [f"{version:06d}.duckdb" for version in home.versions()]


def _wait_for_version(home: Warehouse, version: int) -> None:
    deadline = time.monotonic() + 60
    while home.current() < version:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_an_import_that_fails_half_way_publishes_nothing_and_the_next_one_lands(home: Warehouse):
    home.publish([report(JUNE, 10)])
    broken = replace(report(JUNE, 99), tables={"risk": pa.table({"no_such_column": [1]})})
    with pytest.raises(duckdb.Error):
        home.publish([report(JUNE, 98), broken])
    assert (published(home), percent(home.read(), JUNE)) == ((1, 1), {"P1": 10})
    home.publish([report(JUNE, 11)])
    assert (published(home), percent(home.read(), JUNE)) == ((2, 2), {"P1": 11})


def test_a_full_disk_leaves_the_last_version(home: Warehouse, tmp_path: Path):
    home.publish([report(JUNE, 10)])
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
    process = PROCESSES.Process(target=_publish_on_a_full_disk, args=(tmp_path / "warehouse", resource.RLIMIT_FSIZE))
    process.start()
    process.join(60)
    assert process.exitcode != 0
    assert (published(home), percent(home.read(), JUNE)) == ((1, 1), {"P1": 10})


def _publish_on_a_full_disk(folder: Path, limit: int) -> None:
    import resource

    resource.setrlimit(limit, (100_000, 100_000))
    open_warehouse(folder).publish([report(JUNE, 99)])
