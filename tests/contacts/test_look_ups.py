"""Every look-up becomes a contact with each person it may be about."""

import pytest

PEOPLE = {
    "nominals": """
        nominal_id | name
        Ms A       | Anna Ash
        Mr B       | Ben Birch
        Ms C       | Cara Cedar
        """,
    "nominal_phones": """
        nominal_id | number        | from_at    | to_at
        Ms A       | +447700900101 |            | 2025-02-01
        Mr B       | +447700900101 | 2025-02-01 |
        """,
    "nominal_addresses": """
        nominal_id | lat  | lon  | postcode
        Ms A       | 53.7 | -1.5 | LS1 4AP
        Ms C       | 53.7 | -1.5 | LS1 4AP
        """,
    "involvements": """
        incident_id | nominal_id | role    | from_at
        burglary    | Ms A       | victim  | 2025-01-10
        burglary    | Ms A       | caller  | 2025-01-11
        burglary    | Mr B       | suspect | 2025-04-01
        """,
}


@pytest.fixture
def meant(ledger):
    """Whom one look-up is taken to be about, with how surely."""

    def of(at="2025-03-01 22:10", **cells):
        names, values = " | ".join(cells), " | ".join(cells.values())
        drawing = f"access_id | staff_id | at | {names}\n 1 | PC 12 | {at} | {values}"
        return ledger(PEOPLE | {"accesses": drawing}, "nominal_id", "certainty", kind="look_up")

    return of


def test_a_look_up_that_names_a_person_is_about_that_person(meant):
    assert meant(nominal_id="Ms A") == [("Ms A", 1.0)]


def test_a_look_up_of_an_incident_is_about_everybody_known_to_be_part_of_it_then(meant):
    assert meant(incident_id="burglary") == [("Ms A", 1.0)]
    assert meant(incident_id="burglary", at="2025-05-01 10:00") == [("Mr B", 0.5), ("Ms A", 0.5)]


def test_a_look_up_of_an_incident_nobody_is_part_of_is_kept_with_nobody(meant):
    assert meant(incident_id="lost dog") == [(None, 1.0)]


@pytest.mark.parametrize("typed", ["+447700900101", "07700 900101", "0044 7700 900101"])
def test_a_number_typed_in_any_form_is_whoever_held_it_then(meant, typed):
    assert meant(search_text=typed) == [("Mr B", 1.0)]
    assert meant(search_text=typed, at="2025-01-20 10:00") == [("Ms A", 1.0)]


@pytest.mark.parametrize("typed", ["LS1 4AP", "ls14ap", "12 High Street, LS1 4AP"])
def test_a_postcode_is_whoever_lives_there(meant, typed):
    assert meant(search_text=typed) == [("Ms A", 0.5), ("Ms C", 0.5)]


@pytest.mark.parametrize("typed", ["Cara Cedar", "cara  cedar", "CARA CEDAR 04/05/1990"])
def test_a_full_name_is_whoever_bears_it(meant, typed):
    assert meant(search_text=typed) == [("Ms C", 1.0)]


def test_part_of_a_name_is_nobody(meant):
    assert meant(search_text="Cara") == [(None, 1.0)]


def test_a_search_that_names_more_than_five_people_is_nobody(ledger):
    def smiths(count):
        rows = "\n".join(f"Smith {n} | Jo Smith" for n in range(count))
        return ledger(
            {
                "nominals": "nominal_id | name\n" + rows,
                "accesses": """
                staff_id | at               | search_text
                PC 12    | 2025-03-01 22:10 | jo smith
                """,
            },
            "certainty",
        )

    assert smiths(5) == [0.2] * 5
    assert smiths(6) == [1.0]


def test_what_was_typed_does_not_matter_where_a_person_is_named(meant):
    assert meant(nominal_id="Ms A", search_text="Cara Cedar") == [("Ms A", 1.0)]


def test_a_look_up_keeps_where_it_stands(ledger):
    found = ledger(
        {
            "accesses": """
            access_id | staff_id | at               | nominal_id | incident_id
            42        | PC 12    | 2025-03-01 22:10 | Ms A       | burglary
            """
        },
        "staff_id",
        "incident_id",
        "feed",
        "record_id",
    )
    assert found == [("PC 12", "burglary", "accesses", "42")]
