"""A look-up that names, in its own audit, a live incident of the person is explained by the member of staff alone."""

import pytest

PEOPLE = {
    "staff": "staff_id | role\nDet 1 | detective\nDet 2 | detective\n",
    "nominals": "nominal_id | name\nMs A | Anna Ash\nMs B | Bea Birch\n",
    "incidents": """
        incident_id | reported_at      | closed_at
        burglary    | 2025-03-01 09:00 | 2025-03-20 09:00
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        """,
    "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n",
}


@pytest.fixture
def answers(ledger):
    """The answer and the purpose of each look-up by Det 1, in time order, from rows "at | person | incident"."""

    def of(*rows, **changed):
        looks = "\n".join(row if row.startswith("Det") else f"Det 1 | {row}" for row in rows)
        accesses = {"accesses": f"staff_id | at | nominal_id | incident_id\n{looks}"}
        found = ledger(PEOPLE | accesses | changed, "staff_id", "at", "answer", "purpose", kind="look_up")
        return [(answer, purpose) for staff, _, answer, purpose in sorted(found, key=str) if staff == "Det 1"]

    return of


OWN_WORD, NOTHING = ("self_explained", "named_incident"), ("unexplained", None)


def test_the_reason_they_gave_is_their_own_word(answers):
    assert answers("2025-03-05 10:00 | Ms A | burglary") == [OWN_WORD]


def test_it_holds_for_the_shift_and_not_for_the_next(answers):
    named = "2025-03-05 10:00 | Ms A | burglary"
    assert answers(named, "2025-03-05 21:59 | Ms A |", "2025-03-05 22:01 | Ms A |") == [OWN_WORD, OWN_WORD, NOTHING]
    assert answers("2025-03-04 22:01 | Ms A |", named) == [OWN_WORD, OWN_WORD]
    assert answers("2025-03-04 21:59 | Ms A |", named) == [NOTHING, OWN_WORD]


def test_it_holds_for_that_person_and_that_member_of_staff(answers):
    named = "2025-03-05 10:00 | Ms A | burglary"
    assert answers(named, "2025-03-05 10:10 | Ms B |") == [OWN_WORD, NOTHING]
    assert answers("Det 2 | 2025-03-05 10:00 | Ms A | burglary", "2025-03-05 10:10 | Ms A |") == [NOTHING]


def test_an_incident_of_somebody_else_is_no_reason(answers):
    assert answers("2025-03-05 10:00 | Ms B | burglary") == [NOTHING]


def test_an_incident_that_closed_a_month_ago_is_no_reason(answers):
    assert answers("2025-04-17 08:59 | Ms A | burglary", "2025-04-18 10:00 | Ms A | burglary") == [OWN_WORD, NOTHING]
    still_open = PEOPLE["incidents"].replace("2025-03-20 09:00", "")
    assert answers("2025-04-18 10:00 | Ms A | burglary", incidents=still_open) == [OWN_WORD]


def test_an_incident_that_did_not_exist_or_that_the_person_joined_later_is_no_reason(answers):
    assert answers("2025-02-28 20:59 | Ms A | burglary") == [NOTHING]
    later = PEOPLE["involvements"].replace("2025-03-01 09:00", "2025-03-05 22:01")
    assert answers("2025-03-05 10:00 | Ms A | burglary", involvements=later) == [NOTHING]


def test_somebody_elses_record_is_told_before_it(answers):
    sent = PEOPLE["deployments"] + "burglary | Det 1 | control | 2025-03-05 09:00 | 2025-03-05 11:00"
    assert answers("2025-03-05 10:00 | Ms A | burglary", deployments=sent) == [("explained", "deployment")]
