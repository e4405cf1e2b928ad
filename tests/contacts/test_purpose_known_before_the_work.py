"""Somebody whom a member of staff knew, and said so, before their work touched that person."""

import pytest

NUMBER = {"nominal_phones": "nominal_id | number \n Ms A | +447700900101"}
STAFF = {"staff": "staff_id | role\n PC 12 | constable\n PC 13 | constable"}
TOLD = """
    staff_id | kind        | nominal_id | declared_at
    PC 12    | known_nominal | Ms A     | 2025-01-10 10:00
"""
OWN_WORD = "self_explained: known_before_the_work"


def work(reported_at, by="PC 12"):
    return {
        "incidents": f"incident_id | reported_at | closed_at | kind\nburglary | {reported_at} | {reported_at} | burglary",
        "involvements": f"incident_id | nominal_id | from_at\nburglary | Ms A | {reported_at}",
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
        f"burglary | {by} | control | {reported_at} | {reported_at}",
    }


@pytest.fixture
def answers(ledger):
    """What explains each message to Ms A: "answer: purpose", or None where nothing does."""

    def of(*times, declared=TOLD, by="PC 12", kind="message", **more):
        sent = "\n".join(f"{n} | {by} | +447700900101 | {time}" for n, time in enumerate(times))
        read = "\n".join(f"{n} | {by} | {time} | Ms A" for n, time in enumerate(times))
        traces = {
            "messages": f"message_id | staff_id | other_party | at\n{sent}",
            "accesses": f"access_id | staff_id | at | nominal_id\n{read}",
        }
        records = STAFF | NUMBER | work("2025-03-01 09:00") | traces | {"declarations": declared} | more
        found = ledger(records, "answer", "purpose", kind=kind)
        return [name and f"{answer}: {name}" for answer, name in found]

    return of


def test_it_explains_by_their_own_word_talk_from_the_telling_on_and_for_years(answers):
    assert answers("2025-01-11 10:00", "2025-05-20 22:00") == [OWN_WORD, OWN_WORD]
    assert answers("2024-12-20 10:00") == [None]


def test_it_explains_no_look_ups(answers):
    assert answers("2025-05-20 10:00", kind="look_up") == [None]


def test_a_telling_after_the_first_work_with_that_person_is_not_of_a_friend_of_before(answers):
    assert answers("2025-05-20 22:00", **work("2025-01-09 09:00")) == [None]


def test_work_of_a_colleague_with_that_person_takes_nothing_away(answers):
    assert answers("2025-05-20 22:00", **work("2025-01-09 09:00", by="PC 13")) == [OWN_WORD]


def test_other_declarations_and_other_staff_are_not_meant(answers):
    assert answers("2025-05-20 22:00", declared=TOLD.replace("known_nominal", "gift")) == [None]
    assert answers("2025-05-20 22:00", by="PC 13") == [None]


def test_it_ends_when_contact_is_forbidden(answers):
    forbidden = "staff_id | nominal_id | kind | given_at\nPC 12 | Ms A | no_contact | 2025-04-01 10:00"
    assert answers("2025-03-31 10:00", "2025-05-20 22:00", instructions=forbidden) == [OWN_WORD, None]
