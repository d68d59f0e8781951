"""The child process that opens a file: bytes on stdin, plain cells pickled on stdout.

It stands alone (nothing of ours but these decoders is imported) and runs under limits, because a small hostile
file can make any reader ask for all memory there is: the child dies, the dashboard does not.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from importlib import import_module
from pathlib import Path

MEMORY = 1 * 2**30
CPU_SECONDS = 28


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(family: str, task: str, *names: str) -> None:
    """Answer one task on a format's decoder: `cells`, `percentages NAME…` or `farthest`."""
    _limit()
    gc.disable()  # it lives for one answer; looking for cycles among a million cells takes a third of its time
    # Isolated mode puts only this folder on the path, where the decoders would not know each other's full names.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    decoder = import_module(f"loaders.decoders.{family}")
    answer = getattr(decoder, task)(sys.stdin.buffer.read(), *names)
    with os.fdopen(os.dup(1), "wb") as out:
        pickle.dump(answer, out, protocol=5)


if __name__ == "__main__":
    main(*sys.argv[1:])
