"""Contact not written up."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.drawing import draw_joined, instant
from upstander.contacts.ledger import PURPOSES
from upstander.signs.contact_not_written_up import contact_not_written_up as sign

WITH_PLACE = PURPOSES.append(pa.field("lat", pa.int32())).append(pa.field("lon", pa.int32()))  # as a drawing gives them
HEAD = (
    "record_id | staff_id | nominal_id | kind | direction | at | end_at | work_began_at | work_ended_at | certainty\n"
)
WORK = """
    staff_id | nominal_id | incident_id
    PC 1     | Ms A       | I1
    PC 1     | Ms B       | I2
    PC 1     | Ms B       |
    PC 3     | Ms B       | I2
    PC 3     | Ms A       | I3
"""


def text(name, person, at, *, who="PC 1", kind="text", way="out", end="", began="2025-01-01", ended="", sure=""):
    return f"{name} | {who} | {person} | {kind} | {way} | {at} | {end or at} | {began} | {ended} | {sure}\n"


def log(incident, at, who="PC 1"):
    return f"{incident} | {who} | {at}\n"


USUAL = [text(f"b{n}", "Ms B", f"2025-02-0{n} 10:00") for n in range(1, 5)]
LOGGED = [log("I2", f"2025-02-0{n} 18:00") for n in (1, 4)] + [log("I9", "2025-02-02 11:00")]
ALL_LOGGED = [log("I2", f"2025-02-0{n} 18:00") for n in range(1, 5)]
GAP = text("a1", "Ms A", "2025-03-01 10:00")


@pytest.fixture
def seen(engine, known):
    def of(contacts, logs, as_of="2025-12-31", **more):
        drawn = {
            "contacts": HEAD + "".join(contacts),
            "log_entries": "incident_id | staff_id | at\n" + "".join(logs),
        }
        work = engine.hold("work", draw_joined(WITH_PLACE, WORK).select(PURPOSES.names))
        rows = engine.rows(sign.observations(replace(known(drawn, as_of), purposes=work), more)).sort("at", "record_id")
        return [(row["record_id"], row["amount"]) for row in rows.to_dicts() if row["nominal_id"] == "Ms A"]

    return of


def test_contact_in_open_work_without_an_entry_is_observed_by_those_who_write_up_their_other_contact(seen):
    assert seen([*USUAL, GAP], ALL_LOGGED) == [("a1", 1)]


def test_somebody_who_writes_up_half_of_everything_counts_half_and_who_writes_up_nothing_not_at_all(seen):
    half = [text(f"b{n}", "Ms B", f"2025-02-{n:02} 10:00") for n in (1, 9, 17, 25)]
    entries = [log("I2", "2025-02-01 18:00"), log("I2", "2025-02-01 19:00"), log("I2", "2025-02-17 18:00")]
    assert seen([*half, GAP], entries) == [("a1", 0.5)]
    assert seen([*USUAL, GAP], []) == []


def test_an_entry_of_theirs_within_days_on_an_incident_of_the_person_is_a_write_up(seen):
    assert not seen([*USUAL, GAP], [*ALL_LOGGED, log("I1", "2025-03-03 10:00")])
    assert seen([*USUAL, GAP], [*ALL_LOGGED, log("I1", "2025-03-05 10:00")])
    assert seen([*USUAL, GAP], [*ALL_LOGGED, log("I1", "2025-03-01 09:00")])
    assert not seen([*USUAL, GAP], [*ALL_LOGGED, log("I1", "2025-03-05 10:00")], within=4)


def test_a_colleagues_entry_and_an_entry_about_something_else_are_not_their_write_up(seen):
    assert seen([*USUAL, GAP], [*ALL_LOGGED, log("I1", "2025-03-01 11:00", "PC 2")])
    assert seen([*USUAL, GAP], [*ALL_LOGGED, log("I2", "2025-03-01 11:00")])
    assert seen([*USUAL, GAP], [*ALL_LOGGED, log("I3", "2025-03-01 11:00")])


def test_it_is_known_only_when_the_days_for_writing_up_are_over(engine, known, seen):
    assert not seen([*USUAL, GAP], ALL_LOGGED, as_of="2025-03-03")
    work = engine.hold("work", draw_joined(WITH_PLACE, WORK).select(PURPOSES.names))
    logs = "incident_id | staff_id | at\n" + "".join(ALL_LOGGED)
    drawn = replace(known({"contacts": HEAD + "".join([*USUAL, GAP]), "log_entries": logs}), purposes=work)
    assert engine.rows(sign.observations(drawn))["at"].to_list() == [instant("2025-03-04 10:00")]


def test_where_work_has_ended_or_never_began_nothing_is_to_be_written_up(seen):
    for other in ({"began": ""}, {"ended": "2025-02-20"}):
        assert not seen([*USUAL, text("a1", "Ms A", "2025-03-01 10:00", **other)], ALL_LOGGED)


def test_calls_that_reached_nobody_need_no_entry_and_talks_do(seen):
    def call(end):
        return text("a1", "Ms A", "2025-03-01 10:00", kind="call", end=f"2025-03-01 {end}")

    assert not seen([*USUAL, call("10:00:29")], ALL_LOGGED)
    assert seen([*USUAL, call("10:00:29")], ALL_LOGGED, talk=20)
    assert seen([*USUAL, call("10:00:30")], ALL_LOGGED)
    assert seen([*USUAL, text("a1", "Ms A", "2025-03-01 10:00", kind="message")], ALL_LOGGED)


def test_what_the_person_sends_other_kinds_and_numbers_nobody_known_holds_are_silent(seen):
    for other in ({"way": "in"}, {"kind": "visit"}):
        assert not seen([*USUAL, text("a1", "Ms A", "2025-03-01 10:00", **other)], ALL_LOGGED)
    unknown = text("x1", "", "2025-02-20 10:00")
    assert seen([*USUAL, unknown, GAP], ALL_LOGGED) == [("a1", 1)]


def test_a_colleagues_habit_is_not_theirs(seen):
    theirs = [text(f"c{n}", "Ms B", f"2025-02-0{n} 10:00", who="PC 3") for n in range(1, 4)]
    written = text("c9", "Ms A", "2025-02-20 10:00", who="PC 3")
    assert seen([*USUAL, *theirs, written, GAP], [*ALL_LOGGED[:2], log("I3", "2025-02-20 11:00", "PC 3")]) == [
        ("a1", 0.5)
    ]


def test_a_day_counts_once_and_a_number_two_people_share_counts_half(seen):
    twice = [text(f"a{n}", "Ms A", f"2025-03-01 1{n}:00", sure="0.5") for n in range(2)]
    assert seen([*USUAL, *twice], ALL_LOGGED) == [("a0", 0.25), ("a1", 0.25)]


def test_it_cannot_be_asked_without_bills_and_logs():
    assert {"phone_events", "log_entries", "incidents", "involvements"} <= set(sign.needs)
