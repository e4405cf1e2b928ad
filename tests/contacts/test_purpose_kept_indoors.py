"""Somebody kept indoors, who rings people back for those who go out."""

import pytest

RECORDS = {
    "staff": "staff_id | role\n PC 12 | constable\n PC 13 | constable",
    "nominal_phones": "nominal_id | number \n Ms A | +447700900101",
    "incidents": "incident_id | reported_at | kind\nburglary | 2025-03-10 09:00 | burglary",
    "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
    "burglary | PC 13 | control | 2025-03-10 09:10 | 2025-03-10 10:00",
}
PART = "incident_id | nominal_id | role | from_at\nburglary | Ms A | {part} | 2025-03-10 09:00"
TOLD = "staff_id | kind | given_at | ends_at | nominal_id\n"
HURT = "PC 12 | restricted_duties | 2025-03-01 09:00 | 2025-04-30 09:00 |\n"


@pytest.fixture
def answers(ledger):
    """What explains each message to Ms A, who was part of a burglary that PC 13 went to; None where nothing does."""

    def of(*times, by="PC 12", told=HURT, kind="message", part="victim", **more):
        sent = "\n".join(f"{n} | {by} | +447700900101 | {time}" for n, time in enumerate(times))
        read = "\n".join(f"{n} | {by} | {time} | Ms A" for n, time in enumerate(times))
        traces = {
            "messages": f"message_id | staff_id | other_party | at\n{sent}",
            "accesses": f"access_id | staff_id | at | nominal_id\n{read}",
            "instructions": TOLD + told,
            "involvements": PART.format(part=part),
        }
        return ledger(RECORDS | traces | more, "purpose", kind=kind)

    return of


@pytest.mark.parametrize("kind", ["message", "look_up"])
def test_talk_and_look_ups_in_the_two_weeks_after_a_colleagues_incident_are_the_work_they_can_do(answers, kind):
    times = "2025-03-10 08:00", "2025-03-11 10:00", "2025-03-24 08:00", "2025-03-24 10:00"
    assert answers(*times, kind=kind) == [None, "kept_indoors", "kept_indoors", None]


def test_it_begins_and_ends_with_the_restriction(answers):
    later = HURT.replace("2025-03-01", "2025-03-12").replace("2025-04-30", "2025-03-15")
    times = "2025-03-11 10:00", "2025-03-13 10:00", "2025-03-16 10:00"
    assert answers(*times, told=later) == [None, "kept_indoors", None]


def test_a_restriction_that_nobody_ended_holds_for_a_year(answers):
    open_ended = HURT.replace("2025-04-30 09:00", "")
    assert answers("2025-03-11 10:00", told=open_ended) == ["kept_indoors"]
    assert answers("2025-03-11 10:00", told=open_ended.replace("2025-03-01", "2024-03-01")) == [None]


def test_others_are_not_kept_indoors(answers):
    assert answers("2025-03-20 10:00", by="PC 13") == [None]
    assert answers("2025-03-11 10:00", told=HURT.replace("restricted_duties", "monitoring")) == [None]


@pytest.mark.parametrize("kind", ["no_contact", "notice_of_investigation", "monitoring", "condition"])
def test_whoever_is_restricted_because_of_what_they_did_does_not_ring_the_public(answers, kind):
    assert answers("2025-03-11 10:00", told=HURT + f"PC 12 | {kind} | 2025-02-01 09:00 | |") == [None]
    over = f"PC 12 | {kind} | 2024-02-01 09:00 | 2024-06-01 09:00 |"
    assert answers("2025-03-11 10:00", told=HURT + over) == ["kept_indoors"]


def test_a_restriction_that_names_a_person_is_about_that_person(answers):
    assert answers("2025-03-11 10:00", told=HURT.replace("09:00 |\n", "09:00 | Ms B\n")) == [None]


@pytest.mark.parametrize("part", ["suspect", "detainee"])
def test_nobody_rings_the_accused_to_tell_how_matters_stand(answers, part):
    assert answers("2025-03-11 10:00", part=part) == [None]


def test_an_incident_with_which_nobody_else_dealt_is_no_work_for_others(answers):
    own = RECORDS["deployments"].replace("PC 13 | control", "PC 12 | self")
    assert answers("2025-03-22 10:00", deployments=own) == [None]
