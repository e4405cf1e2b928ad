"""More contact than the work needs."""

from collections import Counter

import pytest

from tests.drawing import instant
from upstander.signs.contact_beyond_what_the_work_needs import contact_beyond_what_the_work_needs as sign

HEAD = "staff_id | nominal_id | kind | direction | at | answer | purpose | certainty\n"


def talk(person, at, answer="explained", purpose="assignment", *, who="PC 1", kind="call", way="out", sure=""):
    return f"{who} | {person} | {kind} | {way} | {at} | {answer} | {purpose} | {sure}\n"


def week(person, calls, purpose="assignment", *, who="PC 1", answer="explained", first=6):
    return [talk(person, f"2025-03-{first + n % 4:02} 1{n // 4}:00", answer, purpose, who=who) for n in range(calls)]


@pytest.fixture
def seen(observed):
    def of(*lines, **more):
        rows = observed(sign, {"contacts": HEAD + "".join(lines)}, **more)
        return Counter(row["nominal_id"] for row in rows)

    return of


ORDINARY = [line for n in range(5) for line in week(f"Mr {n}", 2, who=f"PC {n}")]


def test_every_call_text_and_message_with_no_purpose_is_observed(seen):
    kinds = [
        talk("Ms A", f"2025-03-0{n} 10:00", "unexplained", "", kind=k)
        for n, k in enumerate(("call", "text", "message"), 1)
    ]
    assert seen(*kinds, talk("Ms B", "2025-03-01", "self_explained", "own_note")) == {"Ms A": 3, "Ms B": 1}


def test_explained_contact_counts_only_beyond_several_usual_weeks_of_its_purpose(seen):
    assert seen(*ORDINARY, *week("Ms A", 8)) == {}
    assert seen(*ORDINARY, *week("Ms A", 11)) == {"Ms A": 3}
    assert seen(*ORDINARY, *week("Ms A", 8), times=3) == {"Ms A": 2}


def test_the_first_of_a_week_are_the_usual_ones_and_ones_own_records_do_not_raise_the_usual_week(observed, seen):
    calls = list(reversed(week("Ms A", 11)))
    rows = observed(sign, {"contacts": HEAD + "".join([*ORDINARY, *calls])})
    last = ["2025-03-08 12:00", "2025-03-09 10:00", "2025-03-09 11:00"]
    assert [row["at"] for row in rows] == [instant(at) for at in last]
    own = [line for n in range(9) for line in week(f"Mx {n}", 12, who=f"PC {n}", answer="self_explained")]
    assert seen(*ORDINARY, *week("Ms A", 11), *own)["Ms A"] == 3


def test_the_same_number_over_two_weeks_or_for_two_people_is_silent(seen):
    assert seen(*ORDINARY, *week("Ms A", 6), *week("Ms A", 6, first=20)) == {}
    assert seen(*ORDINARY, *week("Ms A", 6), *week("Ms B", 6)) == {}
    assert seen(*ORDINARY, *week("Ms A", 6), *week("Ms A", 6, who="PC 2")) == {}


def test_family_liaison_whose_usual_week_holds_many_calls_is_silent(seen):
    liaison = [line for n in range(3) for line in week(f"Family {n}", 12, "victim_liaison", who=f"FLO {n}")]
    assert seen(*ORDINARY, *liaison) == {}
    assert seen(*ORDINARY, *[line.replace("victim_liaison", "assignment") for line in liaison]).keys() >= {"Family 1"}


def test_a_second_purpose_brings_its_own_usual_week(seen):
    court = [line for n in range(3) for line in week(f"Mr {n}", 2, "court", who=f"PC {n}")]
    assert seen(*ORDINARY, *court, *week("Ms A", 7), *week("Ms A", 7, "court")) == {}


def test_calls_in_unknown_numbers_other_kinds_and_what_cannot_be_assessed_are_silent(seen):
    assert not seen(
        talk("Ms A", "2025-03-01", "unexplained", way="in"),
        talk("", "2025-03-01", "unexplained"),
        talk("Ms A", "2025-03-01", "unexplained", kind="visit"),
        talk("Ms A", "2025-03-01", "cannot_assess"),
    )
    assert not seen(*[line.replace("| out |", "| in |") for line in week("Ms A", 20)])


def test_a_number_two_people_share_counts_half(observed):
    rows = observed(sign, {"contacts": HEAD + talk("Ms A", "2025-03-01", "unexplained", "", sure="0.5")})
    assert [row["amount"] for row in rows] == [0.5]


def test_it_cannot_be_asked_without_bills_and_the_record_of_work():
    assert {"phone_events", "incidents", "involvements"} <= set(sign.needs)
