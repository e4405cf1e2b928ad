"""What the records say of each contact: explained, self-explained, unexplained, or cannot be assessed."""

import pytest

from tests.drawing import instant
from upstander.contacts.answers import share_explained
from upstander.contacts.join_up import join_up

WORK = {
    "incidents": """
        incident_id | reported_at      | closed_at
        burglary    | 2025-03-01 09:00 | 2025-03-20 12:00
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        """,
}


def sent_by(whom):
    return WORK | {
        "deployments": f"""
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 12    | {whom}    | 2025-03-01 10:00 | 2025-03-01 11:00
        """
    }


def looked_up(at, staff="PC 12"):
    return {
        "accesses": f"""
        access_id | staff_id | at   | nominal_id
        1         | {staff}  | {at} | Ms A
        """
    }


@pytest.fixture
def answer(ledger):
    def of(drawings, kind="look_up"):
        (found,) = ledger(drawings, "answer", "purpose", "purpose_author", kind=kind)
        return found

    return of


NOTHING = ("unexplained", None, None)


def test_what_somebody_else_recorded_explains(answer):
    assert answer(sent_by("control") | looked_up("2025-03-01 10:30")) == ("explained", "deployment", None)


def test_what_only_the_member_of_staff_recorded_explains_only_by_themselves(answer):
    assert answer(sent_by("self") | looked_up("2025-03-01 10:30")) == ("self_explained", "deployment", "PC 12")


def test_somebody_with_no_part_in_the_work_is_not_explained_by_it(answer):
    assert answer(sent_by("control") | looked_up("2025-03-01 10:30", "PC 99")) == NOTHING


def test_a_contact_with_nobody_known_cannot_be_assessed(ledger):
    unknown = "staff_id | at | search_text \n PC 12 | 2025-03-01 10:30 | somebody"
    assert ledger(sent_by("control") | {"accesses": unknown}, "answer", kind="look_up") == ["cannot_assess"]


@pytest.mark.parametrize("missing", ["incidents", "involvements", "deployments"])
def test_without_the_records_of_work_nothing_can_be_assessed(answer, missing):
    records = sent_by("control") | looked_up("2025-04-30 10:30")
    assert answer(records) == NOTHING
    assert answer({k: v for k, v in records.items() if k != missing}) == ("cannot_assess", None, None)


def test_work_begins_and_ends_beside_each_contact(ledger):
    days = ["2025-02-01 10:00", "2025-03-01 10:30", "2025-05-01 10:00"]
    rows = "\n".join(f"{n} | PC 12 | {day} | Ms A" for n, day in enumerate(days))
    drawn = sent_by("control") | {"accesses": "access_id | staff_id | at | nominal_id\n" + rows}
    found = ledger(drawn, "work_began_at", "work_ended_at", kind="look_up")
    began = instant("2025-03-01 09:30")
    assert found == [(None, None), (began, None), (began, instant("2025-03-01 11:00"))]


def test_the_share_of_each_answer_is_told_for_each_kind(drawn, engine):
    looks = """
        staff_id | at               | nominal_id
        PC 12    | 2025-03-01 10:30 | Ms A
        PC 12    | 2025-03-01 10:31 | Ms A
        PC 12    | 2025-03-01 10:32 | Ms A
        PC 12    | 2025-03-01 10:33 | Ms B
        """
    contacts = join_up(drawn(sent_by("control") | {"accesses": looks}), engine, instant("2025-06-01")).contacts
    assert engine.rows(share_explained(contacts)).rows() == [
        ("deployment", "explained", 1, 1.0),
        ("look_up", "explained", 3, 0.75),
        ("look_up", "unexplained", 1, 0.25),
    ]


def test_records_of_later_days_are_not_known(ledger):
    later = sent_by("control") | looked_up("2025-03-01 09:50")
    assert ledger(later, "answer", kind="look_up", as_of=instant("2025-03-01 09:55")) == ["unexplained"]
    assert ledger(later, "answer", kind="look_up") == ["explained"]
