"""Killed at any point, a desk loses nothing that it said it had kept."""

import http.client
from contextlib import suppress

import psutil
import psycopg
import pytest

from tests.running.conftest import act
from tests.running.served import kill, serving

pytestmark = pytest.mark.enable_socket
LEARNT = {"what": "learning considered", "day": "1/5/2025"}
TIE = {"subject_id": "P-1", "name": "Ask Nobody", "tie": "a friend"}


@pytest.fixture
def folder(short):
    """A desk with people, and a matter."""
    return short / "desk"


def opened(folder):
    """A cookie of the unit's manager, and the address of a matter's form, on an open desk."""
    act(folder, "people")
    return act(folder, "signed_in", "manager"), act(folder, "matter")


def write(served, cookie, matter, numbers):
    """Writes entries, each of them acknowledged, and gives their notes."""
    notes = [f"note {number}" for number in numbers]
    for note in notes:
        assert served.posts(cookie, f"/matters/{matter}/add", LEARNT | {"detail-note": note}) == 302
    return notes


def kill_in_the_middle(served, processes, cookie, path, given):
    """Kills processes while a form is being kept: its entry is written, and its line in the audit log is not yet."""
    with suppress(psycopg.OperationalError), served.held_up() as wait:
        served.send(cookie, path, given)
        wait()
        kill(processes)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        served.connection.getresponse()


def kept_by(folder, matter):
    """The notes that are there, in their order."""
    return [note for note in act(folder, "notes", matter).split("\n") if note]


def test_pages_killed_while_somebody_writes_go_on_and_keep_what_they_acknowledged(folder):
    with serving(folder) as served:
        cookie, matter = opened(folder)
        first = write(served, cookie, matter, range(5))
        lost = LEARNT | {"detail-note": "nobody was told that this is kept"}
        kill_in_the_middle(served, served.workers(), cookie, f"/matters/{matter}/add", lost)
        second = write(served, cookie, matter, range(5, 9))
        kill_in_the_middle(served, served.workers(), cookie, f"/matters/{matter}/add", lost)
        assert kept_by(folder, matter) == first + second
        assert act(folder, "log").startswith("[] ")


def test_everything_killed_while_somebody_writes_opens_again_with_what_was_acknowledged(folder):
    with serving(folder) as served:
        cookie, matter = opened(folder)
        first = write(served, cookie, matter, range(8))
        lost = LEARNT | {"detail-note": "nobody was told that this is kept"}
        kill_in_the_middle(served, served.everything(), cookie, f"/matters/{matter}/add", lost)
    with serving(folder) as served:
        assert kept_by(folder, matter) == first
        assert act(folder, "log").startswith("[] ")
        second = write(served, cookie, matter, range(8, 10))
        assert kept_by(folder, matter) == first + second
    running = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    assert [command for command in running if str(folder) in command] == []


def test_a_tie_that_is_declared_again_after_its_answer_was_lost_is_there_once(folder):
    with serving(folder) as served:
        act(folder, "people")
        cookie = act(folder, "signed_in", "analyst")
        served.send(cookie, "/ties", TIE)
        kill(served.everything())
    with serving(folder) as served:
        assert [served.posts(cookie, "/ties", TIE) for _ in range(2)] == [302, 302]
        assert act(folder, "ties") == "P-1"
