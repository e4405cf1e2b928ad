"""The post room and the duty person, by their commands: killed at any point, they lose nothing and double nothing."""

import datetime as dt
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.running.conftest import act, run
from tests.running.served import kill, serving
from upstander.cli._letters import Due, Timetable

pytestmark = pytest.mark.enable_socket
SAID = "Something urgent waits at the desk. Sign in.\n"


@pytest.fixture
def served():
    """An open desk with people, whose database the commands share."""
    with serving(Path(tempfile.mkdtemp()) / "desk") as served:
        act(served.folder, "people")
        yield served


@contextmanager
def running(*words):
    """A command that goes on until it is stopped."""
    left_out = ("DATABASE_URL", "UPSTANDER_SECRET", "UPSTANDER_KEYS", "DJANGO_SETTINGS_MODULE")
    clean = {name: value for name, value in os.environ.items() if name not in left_out} | {"PYTHONUNBUFFERED": "1"}
    command = [Path(sys.executable).with_name("upstander"), *map(str, words)]
    with subprocess.Popen(command, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()


def sends(served, *words):
    act(served.folder, "letter", served.folder, *words)


def test_what_waits_is_taken_in(served):
    sends(served, "one")
    sends(served, "two")
    assert run("post", served.folder, "--once") == (0, "2 letters taken in.\n")
    assert run("post", served.folder, "--once") == (0, "0 letters taken in.\n")
    assert act(served.folder, "reports").split("\n") == ["one", "two"]


def test_a_post_room_killed_in_the_middle_of_a_letter_loses_and_doubles_nothing(served):
    sends(served, "acknowledged")
    held_up = served.held_up("LOCK TABLE casework_reportentry IN EXCLUSIVE MODE")
    with suppress(psycopg.OperationalError), held_up as wait, running("post", served.folder) as process:
        wait()  # the report is written, and its first entry is not yet
        kill([psutil.Process(process.pid)])
    assert act(served.folder, "reports") == ""
    assert run("post", served.folder, "--once") == (0, "1 letters taken in.\n")
    assert act(served.folder, "reports") == "acknowledged"
    assert act(served.folder, "log").startswith("[] ")


def test_it_goes_on_with_what_comes_and_is_stopped_as_a_service_is(served):
    with running("post", served.folder, "--urgent-every", 0) as process:
        sends(served, "urgent", "one")
        assert process.stdout.readline() == "1 letters taken in.\n"
        process.terminate()
        assert process.stdout.readline() == "The post room is closed. What waits stays.\n"
        assert process.wait() == 0


def test_what_comes_is_taken_in_on_marks_of_the_clock_whose_times_are_nobodys():
    timetable, day = Timetable(every=60, urgent_every=5), dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    said = """
        10:02 everything that waits
        10:03 nothing
        10:05 what is urgent
        10:09 nothing
        10:10 what is urgent
        11:00 everything that waits
        11:04 nothing
        11:05 what is urgent
        """.strip().split("\n")
    for row in said:
        clock, due = row.split(maxsplit=1)
        hour, minute = map(int, clock.split(":"))
        assert timetable.due(day.replace(hour=hour, minute=minute)).value == due, clock
    always = Timetable(every=0, urgent_every=5)
    assert [always.due(day) for _round in range(2)] == [Due.ALL, Due.ALL]


def test_a_letter_that_cannot_be_opened_is_told_and_nothing_of_it(served):
    sends(served, "one")
    with psycopg.connect(f"host={served.folder / 'database'} user=postgres dbname=upstander") as owner:
        owner.execute("UPDATE reporting_letter SET sealed = 'x'")
    status, said = run("post", served.folder, "--once")
    assert (status, "1 letters were not taken in, and wait: sealed to another key" in said) == (0, True)


def test_answers_to_what_was_destroyed_long_after_its_close_go_with_the_next_round(served):
    sends(served, "one")
    run("post", served.folder, "--once")
    with psycopg.connect(f"host={served.folder / 'database'} user=postgres dbname=upstander") as owner:
        owner.execute("UPDATE casework_report SET state = 'destroyed'")
        owner.execute("UPDATE reporting_box SET closed_on = '2000-01-01'")
        owner.execute(
            "INSERT INTO reporting_reply (id, box_id, written_on, sealed)"
            " SELECT gen_random_uuid(), id, closed_on, '' FROM reporting_box"
        )
    run("post", served.folder, "--once")
    with psycopg.connect(f"host={served.folder / 'database'} user=postgres dbname=upstander") as owner:
        assert owner.execute("SELECT count(*) FROM reporting_reply").fetchone() == (0,)
    assert act(served.folder, "log").startswith("[] ")


# ---- the duty person


@pytest.fixture
def pager(tmp_path):
    """A program that writes down what it is given, and fails while there is a file beside it."""
    program = tmp_path / "pager"
    program.write_text(
        f'#!/bin/sh\ncat >> "{tmp_path}/heard"\necho "$#" >> "{tmp_path}/heard"\n! test -e "{tmp_path}/fails"\n'
    )
    program.chmod(0o700)
    return program


def heard(pager):
    file = pager.with_name("heard")
    return file.read_text() if file.exists() else ""


def test_the_duty_person_is_told_once_that_something_urgent_waits_and_nothing_else(served, pager):
    sends(served, "no hurry")
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "")
    sends(served, "urgent", "canary")
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "The duty person was told.\n")
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "")
    assert heard(pager) == f"{SAID}0\n"


def test_a_program_that_fails_is_said_and_run_again_also_when_the_letter_was_taken_in_meanwhile(served, pager):
    sends(served, "urgent")
    pager.with_name("fails").touch()
    status, said = run("duty", served.folder, "--run", pager, "--once")
    assert (status, said) == (1, "The duty person was NOT told: pager ended with status 1. It is tried again.\n")
    run("post", served.folder, "--once")
    pager.with_name("fails").unlink()
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "The duty person was told.\n")


def test_the_duty_person_is_told_when_it_comes(served, pager):
    with running("duty", served.folder, "--run", pager) as process:
        sends(served, "urgent")
        assert process.stdout.readline() == "The duty person was told.\n"
        assert heard(pager) == f"{SAID}0\n"
        process.terminate()
        assert process.wait() == 0


@pytest.fixture
def safeguarding(served):
    """Somebody at the desk calls a report safeguarding, on its page."""
    sends(served, "no hurry")
    run("post", served.folder, "--once")
    with psycopg.connect(f"host={served.folder / 'database'} user=postgres dbname=upstander") as owner:
        [key] = owner.execute("SELECT id FROM casework_report").fetchone()
    cookie = act(served.folder, "signed_in", "analyst")
    return lambda: served.posts(cookie, f"/reports/{key}/safeguarding", {"why": "canary: she is afraid tonight"})


def test_a_report_that_the_desk_calls_safeguarding_rings_with_the_same_line_once(served, pager, safeguarding):
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "")
    assert safeguarding() == 302
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "The duty person was told.\n")
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "")
    assert heard(pager) == f"{SAID}0\n"


def test_whoever_waits_to_tell_the_duty_person_is_woken_by_it(served, safeguarding):
    address = f"host={served.folder / 'database'} user=upstander_post dbname=upstander"
    with psycopg.connect(address, autocommit=True) as post:
        post.execute("LISTEN upstander_urgent")
        assert safeguarding() == 302
        assert [woken.payload for woken in post.notifies(timeout=60, stop_after=1)] == [""]


def test_the_duty_person_is_told_at_once_of_what_somebody_types_in_that_is_urgent(served, pager):
    address = f"host={served.folder / 'database'} user=postgres dbname=upstander"
    with psycopg.connect(address, autocommit=True) as listener:
        listener.execute("LISTEN upstander_urgent")
        act(served.folder, "typed_in", "canary")
        assert len(list(listener.notifies(timeout=30, stop_after=1))) == 1
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "The duty person was told.\n")
    assert run("duty", served.folder, "--run", pager, "--once") == (0, "")
    assert heard(pager) == f"{SAID}0\n"
