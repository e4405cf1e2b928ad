"""Calls longer than the work takes: the radio allocator's calls, and what looks like them."""

import pytest

from upstander.signs.calls_longer_than_the_work_takes import calls_longer_than_the_work_takes as sign

HEAD = "staff_id | nominal_id | kind | direction | at | end_at | certainty\n"


def call(person, minutes, day=1, *, way="out", kind="call", sure="1"):
    return f"Mr B | {person} | {kind} | {way} | 2025-05-{day:02} 10:00 | 2025-05-{day:02} 10:{minutes:02} | {sure}\n"


ORDINARY = [call(f"Mx {n}", 2, n + 1) for n in range(9)]


@pytest.fixture
def seen(observed):
    def of(*lines, **more):
        return [
            (row["nominal_id"], row["record_id"], row["amount"])
            for row in observed(sign, {"contacts": HEAD + "".join(lines)}, **more)
        ]

    return of


def test_each_call_far_longer_than_the_forces_usual_call_is_observed(seen):
    long = [call("Ms A", 25, 12), call("Ms A", 35, 13), call("Ms A", 4, 14)]
    assert seen(*ORDINARY, *long) == [("Ms A", "10", 1), ("Ms A", "11", 1)]


def test_a_call_must_be_long_by_the_clock_and_by_what_is_usual(seen):
    assert seen(*ORDINARY, call("Ms A", 10)) == []
    assert seen(*ORDINARY, call("Ms A", 11)) != []
    assert seen(*ORDINARY, call("Ms A", 11), beyond=11) == []
    slow = [call(f"Mx {n}", 4, n + 1) for n in range(9)]
    assert seen(*slow, call("Ms A", 20)) == []
    assert seen(*slow, call("Ms A", 20), times=4) != []


def test_attempts_that_were_not_answered_do_not_make_the_usual_call_short(seen):
    attempts = [call(f"Mx {n}", 0, n + 1) for n in range(20)]
    slow = [call(f"Mx {n}", 6, n + 1) for n in range(9)]
    assert seen(*slow, *attempts, call("Ms A", 25)) == []


def test_calls_from_the_public_other_contacts_and_numbers_nobody_holds_are_silent(seen):
    assert seen(*ORDINARY, call("Ms A", 25, way="in"), call("Ms A", 25, kind="message"), call("", 25)) == []


def test_a_doubtful_link_counts_less(seen):
    assert seen(*ORDINARY, call("Ms A", 25, sure="0.5")) == [("Ms A", "10", 0.5)]


def test_it_cannot_be_asked_without_bills():
    assert {"phone_events", "device_holders", "nominal_phones"} <= set(sign.needs)
