"""Partner met through work."""

import pytest

from upstander.contacts.matching.match import MAY_BE
from upstander.signs.partner_met_through_work import partner_met_through_work as sign

MET = "PC 12 | Ms A | deployment | 2023-03-01 20:00 | 1"
BY_NAME = {
    "associations": "staff_id | kind | name | born_on | declared_at\nPC 12 | partner | Ann A | 1990-01-01 | 2025-01-01",
    "nominals": "nominal_id | name | born_on\nMs A | ann a | 1990-01-01",
}
BY_NUMBER = {
    "associations": "staff_id | kind | name | number | declared_at\nPC 12 | partner | Annie | +447700900555 | 2025-01-01",
    "nominal_phones": "nominal_id | number\nMs A | +447700900555",
}


def contacts(*rows):
    return {"contacts": "\n".join(("staff_id | nominal_id | kind | at | certainty", *rows))}


def seen(observed, tied, *met):
    rows = observed(sign, contacts(*met) | tied)
    return [(row["staff_id"], row["nominal_id"], pytest.approx(row["amount"], abs=0.01)) for row in rows]


def changed(tied, feed, old, new):
    return tied | {feed: tied[feed].replace(old, new)}


@pytest.mark.parametrize("tied", [BY_NAME, BY_NUMBER])
def test_a_partner_known_by_name_and_birth_or_by_number_and_met_through_work_before_is_observed(observed, tied):
    assert seen(observed, tied, MET) == [("PC 12", "Ms A", 1)]


def test_it_is_observed_on_the_day_the_force_was_told(observed):
    rows = observed(sign, contacts(MET) | BY_NAME)
    assert rows[0]["feed"] == "associations"
    assert not observed(sign, contacts(MET) | BY_NAME, as_of="2024-12-31")


def test_a_partner_met_socially_or_told_before_they_met_through_work_is_silent(observed):
    assert not seen(observed, BY_NAME)
    assert not seen(observed, BY_NAME, MET.replace("2023-03-01", "2025-02-01"))
    assert not seen(observed, BY_NAME, MET.replace("PC 12", "PC 13"))
    told_again = BY_NAME["associations"] + "\nPC 12 | partner | ann a | 1990-01-01 | 2022-01-01"
    assert not seen(observed, BY_NAME | {"associations": told_again}, MET)


def test_custody_and_answered_calls_are_meetings_and_a_look_up_is_not(observed):
    for kind in ("custody", "answered_call"):
        assert seen(observed, BY_NAME, MET.replace("deployment", kind))
    for kind in ("look_up", "call", "visit"):
        assert not seen(observed, BY_NAME, MET.replace("deployment", kind))


def test_friends_namesakes_and_other_numbers_are_silent(observed):
    assert not seen(observed, changed(BY_NAME, "associations", "partner", "friend"), MET)
    assert not seen(observed, changed(BY_NAME, "nominals", "1990-01-01", "1991-01-01"), MET)
    assert not seen(observed, changed(BY_NAME, "nominals", "ann a", "ann b"), MET)
    assert not seen(observed, changed(BY_NAME, "associations", "1990-01-01", ""), MET)
    assert not seen(observed, changed(BY_NUMBER, "nominal_phones", "555", "556"), MET)


def test_a_partner_whose_name_was_spelled_otherwise_is_observed_by_their_probability(observed):
    (row,) = observed(sign, contacts(MET) | changed(BY_NAME, "nominals", "ann a", "anne a"))
    assert sign.parameters["sure"].value <= row["amount"] < 1


def test_a_partner_told_of_before_under_another_spelling_is_silent(observed):
    told_before = BY_NAME["associations"] + "\nPC 12 | partner | Anne A | 1990-01-01 | 2022-01-01"
    assert not seen(observed, BY_NAME | {"associations": told_before}, MET)


def test_what_may_be_one_person_by_name_and_home_is_left_to_a_person(observed, known):
    home = {
        "associations": "staff_id | kind | name | place | declared_at\nPC 12 | partner | Ann A | home | 2025-01-01",
        "nominals": BY_NAME["nominals"],
        "nominal_addresses": "nominal_id | place\nMs A | home",
    }
    places = {"home": (53.7, -1.5)}
    assert not observed(sign, contacts(MET) | home, places=places)
    assert observed(sign, contacts(MET) | home, places=places, sure=MAY_BE)


def test_a_number_of_somebody_with_another_name_or_held_at_another_time_is_silent(observed):
    named = BY_NUMBER | {"nominals": BY_NAME["nominals"]}
    whole = changed(named, "associations", "Annie", "Annie A")
    assert seen(observed, whole, MET)
    assert not seen(observed, changed(whole, "nominals", "ann a", "bill brook"), MET)
    for held, told in (
        ("2020-01-01 | 2023-06-01", False),
        ("2020-01-01 | 2024-06-01", True),
        ("2025-06-01 |", True),
        ("2026-06-01 |", False),
    ):
        times = {"nominal_phones": f"nominal_id | number | from_at | to_at\nMs A | +447700900555 | {held}"}
        assert bool(observed(sign, contacts(MET) | BY_NUMBER | times, as_of="2026-12-31")) is told


def test_a_number_of_several_people_and_a_doubtful_meeting_count_less(observed):
    shared = changed(BY_NUMBER, "nominal_phones", "Ms A |", "Ms B | +447700900555\nMs A |")
    assert seen(observed, shared, MET) == [("PC 12", "Ms A", 0.5)]
    assert seen(observed, BY_NAME, MET.replace("| 1", "| 0.25"), MET.replace("| 1", "| 0.5")) == [
        ("PC 12", "Ms A", 0.5)
    ]
    both = (
        shared
        | {"associations": BY_NUMBER["associations"].replace("Annie", "Ann A")}
        | {"nominals": BY_NAME["nominals"]}
    )
    born = both["associations"].replace("| number |", "| number | born_on |").replace("555 |", "555 | 1990-01-01 |")
    assert seen(observed, both | {"associations": born}, MET) == [("PC 12", "Ms A", 1)]


def test_it_cannot_be_asked_without_what_staff_have_told_the_force():
    assert {"associations", "nominals", "nominal_phones", "incidents", "involvements"} == set(sign.needs)
