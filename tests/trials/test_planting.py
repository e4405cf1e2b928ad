"""Stories planted in a force: who plays whom, and what becomes of that person's own records."""

import pytest

from tests.drawing import draw, instant
from upstander.trials.planting import Story, homes, plant

DAY = instant("2025-03-02") // 86_400_000_000

FORCE = {
    "staff": draw(
        "staff",
        """
        staff_id | role      | started_on | left_on    | supervisor_id
        S1       | constable | 2025-02-20 |            |
        S2       | constable | 2020-01-01 | 2025-06-01 |
        S3       | constable | 2020-01-01 |            | S5
        S4       | constable | 2020-01-01 |            |
        S5       | sergeant  | 2020-01-01 |            |
    """,
    ),
    "incidents": draw(
        "incidents",
        """
        incident_id | reported_at
        I1          | 2025-02-01
    """,
    ),
    "shifts": draw(
        "shifts",
        """
        staff_id | start_at         | end_at           | kind
        S3       | 2025-03-01 08:00 | 2025-03-01 18:00 | duty
        S3       | 2025-03-02 08:00 | 2025-03-02 18:00 | duty
        S4       | 2025-03-02 08:00 | 2025-03-02 18:00 | duty
    """,
    ),
    "device_holders": draw(
        "device_holders",
        """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | S3       | 2025-03-02 08:00 | 2025-03-02 18:00
        handset   | mobile  | S3       | 2025-03-02 08:00 |
    """,
    ),
}
LOOK_UP = draw(
    "accesses",
    """
    staff_id | nominal_id | at
    PC       | Ms A       | 2025-03-02 12:00
""",
)


def story(name="case", cast=None, **given):
    return Story(name, given.get("tables", {"accesses": LOOK_UP}), cast or {"PC": "constable"}, given.get("days", {}))


def test_the_first_who_was_there_before_the_records_and_stayed_stands_in():
    planted = plant(FORCE, [story()])
    assert planted.ids["case"]["PC"] == "S3"
    assert planted.tables["accesses"]["staff_id"].to_pylist() == ["S3"]


def test_everybody_else_gets_an_id_of_the_storys_own():
    planted = plant(FORCE, [story("one"), story("two")])
    assert planted.tables["accesses"]["nominal_id"].to_pylist() == ["one: Ms A", "two: Ms A"]
    assert planted.ids["one"]["Ms A"] == "one: Ms A"
    assert len(set(planted.tables["accesses"]["access_id"].to_pylist())) == 2


def test_nobody_plays_two_parts_and_too_few_are_an_error():
    planted = plant(FORCE, [story("one"), story("two")])
    assert {planted.ids["one"]["PC"], planted.ids["two"]["PC"]} == {"S3", "S4"}
    with pytest.raises(ValueError, match="too few of role constable"):
        plant(FORCE, [story("one"), story("two"), story("three")])


def test_a_supervisor_is_the_one_who_leads_the_stand_in():
    planted = plant(FORCE, [story(cast={"PC": "constable", "sergeant": "supervisor of PC"})])
    assert planted.ids["case"]["sergeant"] == "S5"


def test_on_told_days_the_story_is_all_there_is_of_that_person_but_for_their_own_handset():
    tables = plant(FORCE, [story(days={"PC": frozenset({DAY})})]).tables
    shifts = list(zip(tables["shifts"]["staff_id"].to_pylist(), tables["shifts"]["start_at"].to_pylist(), strict=True))
    assert shifts == [("S3", instant("2025-03-01 08:00")), ("S4", instant("2025-03-02 08:00"))]
    assert tables["device_holders"]["device_id"].to_pylist() == ["handset"]


def test_the_ordinary_force_stays_as_it_is():
    plant(FORCE, [story(days={"PC": frozenset({DAY})})])
    assert "accesses" not in FORCE
    assert FORCE["shifts"].num_rows == 3


def test_homes_lie_in_streets_of_the_force_and_more_than_a_kilometre_apart():
    addresses = draw(
        "nominal_addresses",
        """
        nominal_id | place
        N1         | here
        N2         | here +100m
        N3         | far
    """,
        places={"here": (53.7, -1.5), "far": (53.75, -1.5)},
    )
    chosen = homes({"nominal_addresses": addresses}, ["her home", "elsewhere"], seed=3)
    assert abs(chosen["her home"][0] - chosen["elsewhere"][0]) == pytest.approx(0.05)
