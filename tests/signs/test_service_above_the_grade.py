"""More service than the grade of the work brings."""

from dataclasses import replace

import ibis
import pyarrow as pa
import pytest

from tests.drawing import instant
from upstander.contacts.keys import record_id
from upstander.contacts.ledger import PURPOSES
from upstander.signs.service_above_the_grade import service_above_the_grade as sign

CALLS = [f"Mr B | Ms A | call | out | 2025-03-0{day} 10:00 | unexplained | 1" for day in range(1, 9)]


@pytest.fixture
def seen(engine, known):
    """What is seen of calls, when Mr B had work with Ms A, and forty colleagues had work of that grade with others."""

    def rows(*calls, grades=("scheduled", "scheduled"), role="radio_operator", work=(), others=40, usual=1, **changed):
        people = [("Mr B", "Ms A", "I1", "2025-03-01"), *work]
        people += [(f"PC {n}", f"P {n}", f"J{n}", "2025-02-01") for n in range(others)]
        columns = ("staff_id", "nominal_id", "incident_id", "from_at")
        purposes = [dict(zip(columns, (*row[:3], instant(row[3])), strict=True)) for row in people]
        ordinary = [
            f"PC {n} | P {n} | call | out | 2025-02-02 1{k}:00 | explained | 1"
            for n in range(others)
            for k in range(usual)
        ]
        graded = [f"J{n} | {grades[1]}" for n in range(others)]
        day = known(
            {
                "contacts": "\n".join(
                    ("staff_id | nominal_id | kind | direction | at | answer | certainty", *calls, *ordinary)
                ),
                "incidents": "\n".join(("incident_id | grade", f"I1 | {grades[0]}", f"I2 | {grades[0]}", *graded)),
                "staff": "\n".join(
                    ("staff_id | role", f"Mr B | {role}", *(f"PC {n} | radio_operator" for n in range(others)))
                ),
            }
        )
        day = replace(day, purposes=engine.hold("work", pa.Table.from_pylist(purposes, schema=PURPOSES)))
        table = engine.rows(sign.observations(day, changed)).sort("at")
        return [(row["staff_id"], row["nominal_id"], round(row["amount"], 6)) for row in table.to_dicts()]

    return rows


def test_contacts_beyond_three_times_the_usual_of_the_grade_are_observed(seen):
    # 48 contacts in 41 pieces of work: a mean of 1.17, so that the fourth contact is beyond three times it
    assert seen(*CALLS) == [("Mr B", "Ms A", 1)] * 5


def test_what_is_usual_for_the_grade_is_silent(seen):
    assert not seen(*CALLS, usual=3)
    assert not seen(*CALLS[:3], usual=0)
    assert len(seen(*CALLS, times=5)) == 3
    assert len(seen(*CALLS, usual=0, some=4)) == 4


def test_a_role_with_enough_work_has_its_own_usual_as_family_liaison_does(seen):
    liaison = [("Mr B", f"Ms {n}", "I2", "2025-01-01") for n in range(20)]
    theirs = [
        f"Mr B | Ms {n} | call | out | 2025-01-0{k} 10:00 | explained | 1" for n in range(20) for k in range(2, 7)
    ]
    assert not seen(*CALLS, *theirs, role="family_liaison_officer", work=liaison)
    assert seen(*CALLS, *theirs, role="family_liaison_officer", work=liaison, enough=50)


def test_another_grade_has_another_usual(seen):
    assert len(seen(*CALLS, usual=3, others=100, grades=("scheduled", "emergency"))) == 0
    assert not seen(*CALLS, usual=9, grades=("scheduled", "scheduled"))


def test_logged_contact_counts_for_less_and_what_cannot_be_assessed_not_at_all(seen):
    logged = [call.replace("unexplained", "explained") for call in CALLS]
    assert seen(*logged) == [("Mr B", "Ms A", 0.3)] * 5
    assert seen(*(call.replace("unexplained", "self_explained") for call in CALLS)) == [("Mr B", "Ms A", 1)] * 5
    assert not seen(*(call.replace("unexplained", "cannot_assess") for call in CALLS))
    assert seen(*(call.replace("| 1", "| 0.5") for call in CALLS))[0][2] == 0.5


def test_contact_from_the_person_other_traces_and_contact_before_any_work_are_silent(seen):
    for old, new in (
        ("| out", "| in"),
        ("| call", "| visit"),
        ("2025-03", "2025-02"),
        ("Ms A", "Ms Z"),
        ("Mr B", "Mr C"),
    ):
        assert not seen(*(call.replace(old, new) for call in CALLS))
    for kind in ("text", "message"):
        assert seen(*(call.replace("call", kind) for call in CALLS))


def test_a_new_incident_begins_a_new_count(seen):
    again = [("Mr B", "Ms A", "I2", "2025-03-05")]
    assert len(seen(*CALLS, work=again)) == 2


def test_it_cannot_be_asked_without_incidents_and_bills():
    assert {"incidents", "involvements", "phone_events", "device_holders", "nominal_phones"} <= set(sign.needs)


def test_the_contacts_of_a_victims_liaison_are_that_work_and_silent(engine, known):
    liaison = """
        incident_id | staff_id | role           | from_at
        I1          | Mr B     | victim_liaison | 2025-03-01
    """
    calls = [f"Mr B | Ms A | call | out | 2025-03-{day:02} 10:00 | explained | assignments" for day in range(2, 22)]
    head = "staff_id | nominal_id | kind | direction | at | answer | purpose_feed"

    def seen_with(role):
        drawn = {"assignments": liaison.replace("victim_liaison", role)}
        contacts = "\n".join((head, *calls))
        day = known(drawn | {"contacts": contacts, "incidents": "incident_id | grade\nI1 | scheduled"})
        key = engine.rows(_keys(day))["key"][0]
        day = replace(day, contacts=day.contacts.mutate(purpose_record_id=ibis.literal(key)))
        work = {"staff_id": "Mr B", "nominal_id": "Ms A", "incident_id": "I1", "from_at": instant("2025-03-01")}
        day = replace(day, purposes=engine.hold("work", pa.Table.from_pylist([work], schema=PURPOSES)))
        return engine.rows(sign.observations(day, {"enough": 99, "times": 0.1})).height

    assert seen_with("neighbourhood") > 0
    assert seen_with("victim_liaison") == 0


def _keys(day):
    assignments = day.records.assignments
    return assignments.select(key=record_id(assignments, "assignments"))
