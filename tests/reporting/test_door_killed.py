"""What was acknowledged, by showing a receipt, is there whatever is killed at whatever moment."""

import http.client
import re
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.reporting.conftest import Opened, carried, opened, reported, words_in


def killed(*processes: psutil.Process) -> None:
    every = [one for process in processes for one in (process, *process.children(recursive=True))]
    for one in every:
        with suppress(psutil.NoSuchProcess):  # a server's helper may end by itself between being listed and this
            one.send_signal(signal.SIGKILL)
    psutil.wait_procs(every)


def came_back(door: Opened, words: list[str]) -> bool:
    _status, page = door.sends("/return", {"receipt": " ".join(words)})
    return bool(re.search("has not been read yet", page))


@pytest.mark.enable_socket
def test_an_acknowledged_report_outlives_the_killing_of_door_desk_and_database(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    with (
        opened("serve", folder, tmp_path / "desk.said") as desk,
        opened("door", folder, tmp_path / "door.said") as door,
    ):
        words = reported(door)
        servers = [
            one for one in psutil.process_iter(["cmdline"]) if str(folder) in " ".join(one.info["cmdline"] or ())
        ]
        killed(psutil.Process(desk.process.pid), psutil.Process(door.process.pid), *servers)
    with opened("serve", folder, tmp_path / "desk.said"), opened("door", folder, tmp_path / "door.said") as door:
        assert came_back(door, words)


def test_a_report_under_way_when_the_door_is_killed_is_there_whole_or_not_at_all_and_can_be_sent_again(
    door: Opened, desk_folder: Path, tmp_path: Path, superuser: str, letters_of: Any
) -> None:
    """A second door of the same desk is killed while the database keeps its letter waiting."""
    with opened("door", desk_folder, tmp_path / "second.said") as second, psycopg.connect(superuser) as holding:
        page = second.asks("/calls")[2]
        given = {"danger": "no", "what": "under way", "carried": carried(page), "go": "on"}
        holding.execute("LOCK TABLE reporting_letter IN EXCLUSIVE MODE")  # until this connection lets go
        cut = threading.Event()

        def send() -> None:
            try:
                second.sends("/calls", given)
            except (OSError, http.client.HTTPException):
                cut.set()  # nothing was acknowledged

        sending = threading.Thread(target=send)
        sending.start()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'reporting_letter'::regclass"
        while holding.execute(waiting).fetchone() == (0,):
            pass  # the letter has come as far as the database
        killed(psutil.Process(second.process.pid))
        sending.join()
    assert cut.is_set()
    status, shown = door.sends("/calls", given)  # the same form, sent again to a door with the same secret
    assert status == 200
    assert len(letters_of(words_in(shown))) == 1
    assert came_back(door, words_in(shown))
