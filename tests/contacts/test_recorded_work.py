"""Deployments, custody contacts and answered calls are contacts that the force itself recorded as work."""

import pytest

from tests.drawing import instant

INCIDENT = {
    "incidents": """
        incident_id | reported_at      | place
        burglary    | 2025-03-01 09:00 | high street
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        burglary    | Mr B       | 2025-03-01 22:00
        burglary    | Mr Late    | 2025-03-09 12:00
        """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | on_scene_at      | cleared_at
        burglary    | PC 12    | control   | 2025-03-01 10:00 | 2025-03-01 10:20 | 2025-03-01 12:00
        burglary    | PC 34    | self      | 2025-03-01 11:00 |                  | 2025-03-01 11:30
        burglary    | PC 56    | control   | 2025-03-01 14:00 | 2025-03-01 14:05 | 2025-03-01 15:00
        """,
}
PLACES = {"high street": (53.7, -1.5)}


def test_somebody_sent_to_an_incident_meets_its_people(ledger):
    found = ledger(INCIDENT, "staff_id", "nominal_id", "crew", "lat", kind="deployment", places=PLACES)
    assert [row for row in found if row[0] == "PC 12"] == [
        ("PC 12", "Mr B", 2, 53_700_000),
        ("PC 12", "Ms A", 2, 53_700_000),
    ]
    assert {row[0]: row[2] for row in found} == {"PC 12": 2, "PC 34": 2, "PC 56": 1}


def test_somebody_written_in_long_after_was_not_met(ledger):
    assert "Mr Late" not in ledger(INCIDENT, "nominal_id", places=PLACES)


def test_a_deployment_lasts_from_arrival_until_leaving(ledger):
    times = ledger(INCIDENT, "staff_id", "at", "end_at", places=PLACES)
    assert ("PC 12", instant("2025-03-01 10:20"), instant("2025-03-01 12:00")) in times
    assert ("PC 34", instant("2025-03-01 11:00"), instant("2025-03-01 11:30")) in times


def test_a_deployment_explains_itself_unless_its_maker_sent_themselves(ledger):
    found = set(ledger(INCIDENT, "staff_id", "answer", "purpose", "purpose_author", places=PLACES))
    assert found == {
        ("PC 12", "explained", "deployment", None),
        ("PC 34", "self_explained", "deployment", "PC 34"),
        ("PC 56", "explained", "deployment", None),
    }


def test_a_custody_contact_is_work_and_counts_who_was_there(ledger):
    custody = {
        "custody_contacts": """
        custody_id | nominal_id | staff_id | kind       | start_at         | end_at
        C1         | Mr B       | DO 1     | cell_check | 2025-03-01 10:00 | 2025-03-01 10:05
        C1         | Mr B       | DO 2     | meal       | 2025-03-01 10:03 | 2025-03-01 10:10
        C1         | Mr B       | DO 1     | cell_check | 2025-03-01 11:00 | 2025-03-01 11:01
        """
    }
    found = ledger(custody, "staff_id", "nominal_id", "crew", "answer", "purpose", kind="custody")
    work = ("explained", "custody_duty")
    assert found == [("DO 1", "Mr B", 2, *work), ("DO 2", "Mr B", 2, *work), ("DO 1", "Mr B", 1, *work)]


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        ("Ms A |               |          ", "Ms A"),
        ("     | +447700900102 |          ", "Ms C"),
        ("     | +447700900199 | burglary ", "Ms A"),
        ("     | +447700900199 |          ", None),
    ],
)
def test_a_call_from_the_public_is_whoever_is_named_else_holds_the_number_else_is_part_of_it(ledger, cells, who):
    calls = {
        "nominal_phones": "nominal_id | number \n Ms C | +447700900102",
        "public_calls": f"""
        staff_id | line | start_at         | duration_s | nominal_id | other_number | incident_id
        CH 1     | 101  | 2025-03-01 21:00 | 60         | {cells}
        """,
    }
    people = {"involvements": INCIDENT["involvements"]}
    found = ledger(calls | people, "nominal_id", "direction", "answer", kind="answered_call")
    assert found == [(who, "in", "explained" if who else "cannot_assess")]
