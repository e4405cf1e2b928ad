"""The audit of one person's look-ups says of each what the whole ledger says, and reads the unexplained first."""

import pytest

from tests.drawing import instant
from upstander.contacts.audit import audit, totals
from upstander.contacts.join_up import join_up

AS_OF = instant("2025-06-01")
FORCE = {
    "staff": """
        staff_id | team_id | supervisor_id
        PC 12    | blue    | Sgt 1
        PC 13    | blue    | Sgt 1
        PC 14    | blue    | Sgt 1
        Sgt 1    | blue    |
        """,
    "incidents": """
        incident_id | reported_at
        burglary    | 2025-03-01 09:00
        theft       | 2025-03-01 09:00
        fraud       | 2025-03-01 09:00
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        theft       | Ms T       | 2025-03-01 09:00
        fraud       | Ms F       | 2025-03-01 09:00
        """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 12    | control   | 2025-03-01 10:00 | 2025-03-01 11:00
        theft       | PC 12    | self      | 2025-03-01 13:00 | 2025-03-01 14:00
        fraud       | PC 12    | self      | 2025-03-01 15:00 | 2025-03-01 16:00
        """,
    "assignments": """
        incident_id | staff_id | role            | from_at
        fraud       | PC 12    | officer_in_case | 2025-03-01 16:00
        fraud       | PC 13    | supervisor      | 2025-03-02 09:00
        """,
    "instructions": "staff_id | kind | given_at \n PC 14 | restricted_duties | 2025-03-01 09:00",
    "accesses": """
        access_id | staff_id | at               | nominal_id | incident_id | search_text
        1         | PC 12    | 2025-03-01 10:30 | Ms A       |             |
        2         | PC 12    | 2025-03-01 13:30 | Ms T       |             |
        3         | PC 12    | 2025-03-02 10:00 | Ms X       |             |
        4         | PC 12    | 2025-03-03 10:00 |            |             | somebody
        5         | PC 13    | 2025-03-05 06:00 | Ms B       |             |
        6         | PC 14    | 2025-03-05 06:10 | Ms B       |             |
        7         | PC 12    | 2025-03-05 07:00 | Ms B       |             |
        8         | Sgt 1    | 2025-03-06 07:00 | Ms A       |             |
        9         | PC 12    | 2025-03-01 10:31 |            | burglary    |
        a         | PC 12    | 2025-03-20 10:00 | Ms F       |             |
        b         | PC 14    | 2025-03-04 10:00 | Ms T       |             |
        """,
}


@pytest.fixture
def audited(drawn, engine):
    def of(staff="PC 12", since="2020-06-01"):
        return engine.rows(audit(drawn(FORCE), engine, staff, instant(since), AS_OF))

    return of


def test_every_look_up_is_listed_and_the_unexplained_come_first(audited):
    rows = audited().select("record_id", "answer").rows()
    assert rows == [
        ("3", "unexplained"),
        ("2", "self_explained"),
        ("4", "cannot_assess"),
        ("1", "explained"),
        ("9", "explained"),
        ("7", "explained"),
        ("a", "explained"),
    ]


@pytest.mark.parametrize("staff", ["PC 12", "PC 13", "PC 14", "Sgt 1"])
def test_it_says_what_the_whole_ledger_says(audited, drawn, engine, staff):
    columns = ["record_id", "nominal_id", "answer", "purpose", "certainty"]
    few = audited(staff).select(columns).sort("record_id")
    contacts = join_up(drawn(FORCE), engine, AS_OF).contacts
    whole = engine.rows(contacts.filter((contacts.staff_id == staff) & (contacts.kind == "look_up")))
    assert few.rows() == whole.select(columns).sort("record_id").rows()


def test_what_was_typed_and_given_as_a_reason_stands_beside_it(audited):
    assert audited().filter(record_id="4")["search_text"].to_list() == ["somebody"]


def test_older_look_ups_are_left_out(audited):
    assert audited(since="2025-03-02")["record_id"].to_list() == ["3", "4", "7", "a"]


def test_the_totals_count_look_ups_and_people(drawn, engine):
    counted = engine.rows(totals(audit(drawn(FORCE), engine, "PC 12", 0, AS_OF)))
    told = {answer: (looks, people) for _, answer, looks, people, *_ in counted.rows()}
    assert told == {
        "explained": (4, 3),
        "self_explained": (1, 1),
        "unexplained": (1, 1),
        "cannot_assess": (1, 0),
    }


def test_somebody_with_no_look_ups_gives_no_rows(audited):
    assert audited("PC 99").is_empty()
