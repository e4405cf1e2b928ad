"""One at a time: a lock that names who holds it and falls open by itself when that process is gone."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreBusyError(Exception):
    """Another process is at work in this folder."""


@contextmanager
def only_load(store: Path) -> Iterator[None]:
    """Holds the store for one load; raises StoreBusyError, which names the process that has it."""
    with only_one(store, "loaded"):
        yield


@contextmanager
def only_one(folder: Path, doing: str) -> Iterator[None]:
    """Holds a folder for one process; raises StoreBusyError, which says who has it and what is being done there.

    The operating system frees the lock when its process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusyError(f"{folder} is being {doing} by {_holder(folder)}; wait for it to end") from error
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "machine": socket.gethostname()}))
        file.flush()
        yield
        file.truncate(0)


def _holder(folder: Path) -> str:
    try:
        held = json.loads((folder / "lock").read_text())
    except ValueError:
        return "another process"
    return f"process {held['process']} on {held['machine']}"
