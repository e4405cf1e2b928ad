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


NOBODY = TOLD.splitlines()[1]
FAMILY = "staff_id | kind | name | number | declared_at\nPC 12 | relative | Anna Ash | +447700900101 | {told}"


@pytest.fixture
def of_family(answers):
    """The same, where nothing was declared and vetting was told of a relative by name and number."""

    def of(*times, told="2024-05-10 10:00", held="2020-01-01", name="Anna Ash", **more):
        people = {
            "nominals": f"nominal_id | name\nMs A | {name}",
            "nominal_phones": f"nominal_id | number | from_at\nMs A | +447700900101 | {held}",
            "associations": FAMILY.format(told=told),
        }
        return answers(*times, declared=NOBODY, **people | more)

    return of


def test_a_relative_of_whom_vetting_was_told_by_number_is_known_as_well(of_family):
    assert of_family("2025-05-20 22:00") == [OWN_WORD]
    assert of_family("2025-05-20 22:00", name="Zoe Zed") == [OWN_WORD]
    assert of_family("2025-05-20 22:00", by="PC 13") == [None]
    assert of_family("2025-05-20 22:00", kind="look_up") == [None]


def test_a_number_that_is_theirs_only_years_later_has_changed_hands_unless_the_name_is_the_same(of_family):
    assert of_family("2025-05-20 22:00", told="2023-05-10 10:00", held="2025-01-01") == [OWN_WORD]
    assert of_family("2025-05-20 22:00", told="2023-05-10 10:00", held="2025-01-01", name="Zoe Zed") == [None]


def test_a_partner_whom_they_met_through_work_is_not_of_before(of_family):
    assert of_family("2025-05-20 22:00", **work("2024-05-09 09:00")) == [None]


def test_a_relative_is_no_reason_once_contact_is_forbidden(of_family):
    forbidden = "staff_id | nominal_id | kind | given_at\nPC 12 | Ms A | no_contact | 2025-04-01 10:00"
    assert of_family("2025-03-31 10:00", "2025-05-20 22:00", instructions=forbidden) == [OWN_WORD, None]
