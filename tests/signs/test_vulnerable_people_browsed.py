"""Several vulnerable people looked up again and again."""

from upstander.signs.many_vulnerable_people_contacted import many_vulnerable_people_contacted
from upstander.signs.vulnerable_people_browsed import vulnerable_people_browsed as sign

VULNERABLE = """
    nominal_id | factor               | recorded_at
    Ms A       | mental_health        | 2025-01-01
    Ms A       | physical_health      | 2025-02-01
    Ms C       | stalking_harassment  | 2025-01-01
    Ms D       | domestic_abuse       | 2025-03-20
"""


def records(answer="unexplained", kind="look_up"):
    return {
        "vulnerabilities": VULNERABLE,
        "contacts": f"""
        staff_id | nominal_id | kind   | at               | answer   | certainty
        PCSO 2   | Ms A       | {kind} | 2025-03-01 22:10 | {answer} | 1
        PCSO 2   | Ms A       | {kind} | 2025-03-01 22:40 | {answer} | 1
        PCSO 2   | Ms A       | {kind} | 2025-03-04 22:10 | {answer} | 1
        PCSO 2   | Ms A       | {kind} | 2025-03-04 22:50 | {answer} | 1
        PCSO 2   | Ms A       | {kind} | 2025-03-06 22:10 | {answer} | 1
        PCSO 2   | Ms C       | {kind} | 2025-03-05 22:10 | {answer} | 1
        PCSO 2   | Ms C       | {kind} | 2025-03-07 22:10 | {answer} | 0.5
        PCSO 2   | Ms D       | {kind} | 2025-03-06 22:10 | {answer} | 1
        PCSO 2   | Ms D       | {kind} | 2025-03-21 22:10 | {answer} | 1
        PCSO 2   | Mr N       | {kind} | 2025-03-07 22:10 | {answer} | 1
        PCSO 2   | Mr N       | {kind} | 2025-03-09 22:10 | {answer} | 1
        PCSO 3   | Ms A       | {kind} | 2025-03-08 22:10 | {answer} | 1
    """,
    }


def test_each_vulnerable_person_is_observed_once_on_the_day_they_came_back_to_the_records(observed):
    rows = observed(sign, records())
    assert [(row["staff_id"], row["record_id"], row["amount"]) for row in rows] == [
        ("PCSO 2", "3", 1),
        ("PCSO 2", "7", 0.5),
    ]
    assert {row["nominal_id"] for row in rows} == {None}


def test_a_single_day_is_no_return_and_how_many_days_are_is_a_setting(observed):
    assert [row["record_id"] for row in observed(sign, records(), times=3)] == ["5"]
    assert [row["record_id"] for row in observed(sign, records(), times=1)] == ["1", "6", "12", "9"]


def test_a_person_becomes_vulnerable_for_this_when_it_is_written_down(observed):
    assert not {"8", "9"} & {row["record_id"] for row in observed(sign, records())}


def test_safeguarding_risk_meetings_and_missing_person_searches_on_record_are_silent(observed):
    for answer in ("explained", "self_explained", "cannot_assess"):
        assert not observed(sign, records(answer))


def test_other_contacts_are_not_look_ups(observed):
    assert not observed(sign, records(kind="call"))


def test_it_cannot_be_asked_without_vulnerabilities():
    assert {"accesses", "vulnerabilities"} <= set(sign.needs)


def test_to_look_vulnerable_people_up_and_to_contact_them_is_one_habit():
    assert sign.habit
    assert sign.habit == many_vulnerable_people_contacted.habit
    assert sign.family is not many_vulnerable_people_contacted.family
