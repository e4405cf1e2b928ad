"""Many vulnerable people contacted with no purpose on record."""

import pytest

from tests.drawing import instant
from upstander.signs.many_vulnerable_people_contacted import many_vulnerable_people_contacted as sign

HEAD = "staff_id | nominal_id | kind | direction | at | answer | certainty\n"
VULNERABLE = """
    nominal_id | factor | recorded_at
    Ms A       | autism | 2025-01-01
    Ms A       | other  | 2025-06-01
    Ms B       | other  | 2025-01-01
"""


def text(person, *days, answer="unexplained", kind="text", way="out", sure="", who="PCSO 2"):
    return "".join(f"{who} | {person} | {kind} | {way} | 2025-{day} | {answer} | {sure}\n" for day in days)


@pytest.fixture
def seen(observed):
    return lambda *lines: [
        row["record_id"] for row in observed(sign, {"contacts": HEAD + "".join(lines), "vulnerabilities": VULNERABLE})
    ]


def test_each_vulnerable_person_is_observed_once_from_the_second_day_and_the_finding_names_the_member_of_staff(
    observed,
):
    contacts = (
        HEAD + text("Ms A", "03-01", "03-01 10:00", "03-02", "03-05") + text("Ms B", "03-03", "03-09", sure="0.5")
    )
    rows = observed(sign, {"contacts": contacts, "vulnerabilities": VULNERABLE})
    assert [(row["staff_id"], row["nominal_id"], row["record_id"], row["feed"], row["amount"]) for row in rows] == [
        ("PCSO 2", None, "3", "phone_events", 1),
        ("PCSO 2", None, "6", "phone_events", 0.5),
    ]
    assert [row["at"] for row in rows] == [instant("2025-03-02"), instant("2025-03-09")]


def test_the_rounds_of_a_survey_and_of_reassurance_which_reach_each_person_once_are_silent(seen):
    assert not seen(text("Ms A", "03-01", "03-01 18:00"), text("Ms B", "03-02"))
    assert not seen(text("Ms A", "03-01"), text("Ms A", "03-02", who="PCSO 3"))


def test_people_who_are_not_known_to_be_vulnerable_by_then_are_silent(seen):
    assert not seen(text("Ms C", "03-01", "03-02"), text("Ms A", "01-01", "01-02").replace("2025", "2024"))


def test_contact_that_has_a_purpose_or_cannot_be_assessed_is_silent(seen):
    for answer in ("explained", "self_explained", "cannot_assess"):
        assert not seen(text("Ms A", "03-01", "03-02", answer=answer))


def test_calls_and_messages_count_and_other_kinds_and_what_the_person_sends_do_not(seen):
    assert seen(text("Ms A", "03-01", kind="call"), text("Ms A", "03-02", kind="message"))
    assert not seen(text("Ms A", "03-01", "03-02", kind="look_up"), text("Ms A", "03-01", "03-02", way="in"))


def test_it_cannot_be_asked_without_bills_and_vulnerabilities():
    assert {"phone_events", "vulnerabilities", "incidents", "involvements"} <= set(sign.needs)


def test_of_two_contacts_at_one_time_the_same_one_is_told_whatever_order_they_come_in(observed):
    both = [
        "PCSO 2 | Ms A | text | out | 2025-03-02 | unexplained | | t1\n",
        "PCSO 2 | Ms A | text | out | 2025-03-02 | unexplained | | t2\n",
    ]
    first = "PCSO 2 | Ms A | text | out | 2025-03-01 | unexplained | | t0\n"
    head = HEAD.replace("certainty\n", "certainty | record_id\n")
    told = [
        observed(sign, {"contacts": head + first + "".join(rows), "vulnerabilities": VULNERABLE})[0]["record_id"]
        for rows in (both, reversed(both))
    ]
    assert told == ["t1", "t1"]
