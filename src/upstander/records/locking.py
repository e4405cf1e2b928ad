"""One load at a time: a lock that names who holds it and falls open by itself when that process is gone."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreBusyError(Exception):
    """Another process is loading into this store."""


@contextmanager
def only_load(store: Path) -> Iterator[None]:
    """Holds the store for one load; raises StoreBusyError, which names the process that has it.

    The operating system frees the lock when its process ends, however it ends.
    """
    store.mkdir(parents=True, exist_ok=True)
    with (store / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusyError(f"{store} is being loaded by {_holder(store)}; wait for it to end") from error
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "machine": socket.gethostname()}))
        file.flush()
        yield
        file.truncate(0)


def _holder(store: Path) -> str:
    try:
        held = json.loads((store / "lock").read_text())
    except ValueError:
        return "another process"
    return f"process {held['process']} on {held['machine']}"
