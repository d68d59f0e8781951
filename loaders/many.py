"""Many uploads read side by side."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from loaders.library import Library
from loaders.problems import Problem
from loaders.profile import Profile
from loaders.reading import Reading, Upload, read_upload

Progress = Callable[[int, int, str], None]


class Task(NamedTuple):
    """An upload, and the layout that it has to be read with, if any."""

    upload: Upload
    layout: Profile | None = None


def read_all(tasks: list[Task], known: Library, progress: Progress | None) -> list[Reading]:
    """The uploads as read, in their order."""
    readings: list[Reading] = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for reading in pool.map(lambda task: _read(task, known), tasks):
            readings.append(reading)
            if progress:
                progress(len(readings), len(tasks), reading.upload.name)
    return readings


def _read(task: Task, known: Library) -> Reading:
    """One upload read; a fault of ours is its problem alone, so that it never costs another file its answer."""
    upload = task.upload
    try:
        return read_upload(upload, known, task.layout)
    except Exception as fault:
        logging.getLogger(__name__).exception("reading %r", upload.name)
        said = Problem("reading-failed", details={"fault": type(fault).__name__})
        return Reading(upload, hashlib.sha256(upload.content).hexdigest(), problems=[said])
