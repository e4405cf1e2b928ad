"""Records viewed while nothing about the person was open."""

import pytest

from upstander.signs.records_viewed_with_nothing_open import records_viewed_with_nothing_open as sign

INCIDENT = """
    incident_id | reported_at      | closed_at
    burglary    | 2025-02-01 09:00 | 2025-02-20 12:00
    """
PART = "incident_id | nominal_id | from_at\nburglary | Ms A | 2025-02-01 09:00"


def drawn(at="2025-05-01 22:10", more="", incidents=INCIDENT, involvements=PART, **changed):
    row = {"kind": "look_up", "answer": "unexplained", "nominal_id": "Ms A", "certainty": ""} | changed
    head = "staff_id | nominal_id | kind | at | answer | certainty"
    own = f"PC 12 | {row['nominal_id']} | {row['kind']} | {at} | {row['answer']} | {row['certainty']}"
    return {"contacts": f"{head}\n{own}\n{more}", "incidents": incidents, "involvements": involvements}


def test_a_look_up_of_somebody_of_whom_nothing_is_open_is_observed(observed):
    assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in observed(sign, drawn())] == [
        ("PC 12", "Ms A", 1)
    ]


def test_while_an_incident_is_open_it_is_silent_whoever_works_on_it(observed):
    assert not observed(sign, drawn("2025-02-10 22:10"))
    assert not observed(sign, drawn(incidents=INCIDENT.replace("2025-02-20 12:00", "")))


def test_an_incident_of_somebody_else_is_none_of_theirs(observed):
    assert observed(sign, drawn("2025-02-10 22:10", involvements=PART.replace("Ms A", "Ms B")))


def test_what_is_left_over_is_done_within_four_weeks(observed):
    assert not observed(sign, drawn("2025-03-20 12:00"))
    assert observed(sign, drawn("2025-03-20 12:01"))
    assert observed(sign, drawn("2025-03-20 12:00"), after=27)


def test_an_incident_reported_at_the_end_of_the_shift_was_open_and_one_of_the_next_day_was_not(observed):
    assert not observed(sign, drawn("2025-01-31 21:00"))
    assert observed(sign, drawn("2025-01-31 20:59"))


@pytest.mark.parametrize("kind", ["answered_call", "custody"])
def test_a_colleague_who_had_just_dealt_with_the_person_makes_it_silent(observed, kind):
    dealt = f"PC 13 | Ms A | {kind} | 2025-04-20 10:00 | explained |"
    assert not observed(sign, drawn(more=dealt))
    assert observed(sign, drawn(more=dealt.replace("2025-04-20", "2025-04-02")))
    assert observed(sign, drawn(more=dealt.replace("2025-04-20", "2025-05-02")))
    assert observed(sign, drawn(more=dealt.replace("Ms A", "Ms B")))


def test_that_they_themselves_dealt_with_the_person_is_no_work_of_the_forces(observed):
    assert observed(sign, drawn(more="PC 12 | Ms A | answered_call | 2025-04-20 10:00 | explained |"))


def test_what_a_record_explains_or_nobody_can_assess_is_silent(observed):
    for answer in ("explained", "self_explained", "cannot_assess"):
        assert not observed(sign, drawn(answer=answer))


def test_a_call_and_a_look_up_of_nobody_known_are_silent(observed):
    assert not observed(sign, drawn(kind="call"))
    assert not observed(sign, drawn(nominal_id=""))


def test_a_day_counts_once_and_a_doubtful_link_counts_less(observed):
    again = "PC 12 | Ms A | look_up | 2025-05-01 22:30 | unexplained | 0.5"
    assert [row["amount"] for row in observed(sign, drawn(more=again))] == [0.5, 0.25]


def test_it_cannot_be_asked_without_look_ups_and_incidents():
    assert {"accesses", "incidents", "involvements"} <= set(sign.needs)
