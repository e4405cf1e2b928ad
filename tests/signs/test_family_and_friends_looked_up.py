"""Family and friends looked up: the form of the 999 call handler's case, and what looks like it."""

from dataclasses import replace

import pyarrow as pa

from tests.drawing import instant
from upstander.contacts.ledger import PURPOSES
from upstander.signs.family_and_friends_looked_up import family_and_friends_looked_up as sign

INVOLVED = """
    incident_id | nominal_id | from_at
    I1          | Ms B       | 2024-05-01
    I1          | friend     | 2024-05-01
    I2          | Ms B       | 2024-06-01
    I2          | mother     | 2024-06-01
    I3          | stranger   | 2024-06-01
"""
MET = "PC 12 | Ms B | deployment | 2025-03-01 22:10 | explained | 1"
LOOKED = (
    "PC 12 | friend   | look_up | 2025-03-20 22:10 | unexplained | 1",
    "PC 12 | mother   | look_up | 2025-03-20 22:20 | unexplained | 1",
    "PC 12 | mother   | look_up | 2025-03-21 22:20 | unexplained | 1",
    "PC 12 | stranger | look_up | 2025-03-20 22:30 | unexplained | 1",
)


def records(*rows, **feeds):
    head = "staff_id | nominal_id | kind | at | answer | certainty"
    return {"contacts": "\n".join((head, *rows)), "involvements": INVOLVED} | feeds


def changed(old, new):
    return tuple(row.replace(old, new) for row in LOOKED)


def test_the_first_look_up_of_each_person_tied_to_somebody_met_is_observed_about_that_person(observed):
    rows = observed(sign, records(MET, *LOOKED))
    assert [(row["nominal_id"], row["record_id"], row["amount"]) for row in rows] == [
        ("Ms B", "2", 1),
        ("Ms B", "3", 1),
    ]


def test_look_ups_with_a_purpose_and_contacts_of_other_kinds_are_silent(observed):
    assert not observed(sign, records(MET, *changed("unexplained", "explained")))
    assert not observed(sign, records(MET, *changed("look_up", "call")))


def test_somebody_not_met_through_work_or_met_only_later_or_long_ago_has_no_circle(observed):
    assert not observed(sign, records(*LOOKED))
    assert not observed(sign, records(MET.replace("PC 12", "PC 13"), *LOOKED))
    assert not observed(sign, records(MET.replace("explained", "unexplained"), *LOOKED))
    assert not observed(sign, records(MET.replace("deployment", "look_up"), *LOOKED))
    assert not observed(sign, records(MET.replace("2025-03-01", "2025-03-22"), *LOOKED))
    assert not observed(sign, records(MET, *LOOKED), within=10)


def test_a_tie_counts_since_it_was_on_record(observed):
    later = INVOLVED.replace("2024-06-01", "2025-03-21")
    rows = observed(sign, records(MET, *LOOKED, involvements=later))
    assert [row["record_id"] for row in rows] == ["2", "4"]
    one_came_later = INVOLVED.replace("mother     | 2024-06-01", "mother     | 2025-03-21")
    assert [row["record_id"] for row in observed(sign, records(MET, *LOOKED, involvements=one_came_later))] == [
        "2",
        "4",
    ]
    tied_again = INVOLVED + "I9 | Ms B | 2025-06-01\nI9 | mother | 2025-06-01\n"
    assert [row["record_id"] for row in observed(sign, records(MET, *LOOKED, involvements=tied_again))] == ["2", "3"]


def test_people_of_one_address_are_tied_and_people_of_a_crowd_are_not(observed):
    homes = """
        nominal_id | lat  | lon
        Ms B       | 53.7 | -1.5
        friend     | 53.7 | -1.5
        mother     | 53.7 | -1.5
        stranger   | 53.8 | -1.5
    """
    at_home = records(MET, *LOOKED, involvements="incident_id | nominal_id | from_at", nominal_addresses=homes)
    assert [row["record_id"] for row in observed(sign, at_home)] == ["2", "3"]
    assert not observed(sign, at_home, crowd=2)


def test_one_of_the_circle_is_no_round_and_people_looked_up_weeks_apart_are_none(observed):
    assert not observed(sign, records(MET, LOOKED[0], LOOKED[3]))
    apart = changed("2025-03-20 22:20", "2025-03-28 22:20")
    assert not observed(sign, records(MET, apart[0], apart[1]))
    within = changed("2025-03-20 22:20", "2025-03-27 22:10")
    assert [row["record_id"] for row in observed(sign, records(MET, within[0], within[1]))] == ["2", "3"]
    assert not observed(sign, records(MET, within[0], within[1]), round=6)


def test_people_who_were_part_of_something_live_count_for_less_whoever_dealt_with_it(observed):
    def counted(**incident):
        times = {"reported_at": "2025-03-10", "closed_at": ""} | incident
        live = "incident_id | reported_at | closed_at\nI2 | " + " | ".join(times.values()) + "\n"
        rows = observed(sign, records(MET, *LOOKED, incidents=live))
        return {row["record_id"]: row["amount"] for row in rows}

    assert counted() == {"2": 1, "3": 0.3}
    assert counted(closed_at="2025-03-12") == {"2": 1, "3": 0.3}
    assert counted(closed_at="2025-03-01") == {"2": 1, "3": 1}
    assert counted(reported_at="2025-03-21") == {"2": 1, "3": 1}


def test_the_first_of_a_round_shows_once_the_second_has_been_made(observed):
    made = instant("2025-03-20 22:20")
    assert [row["at"] for row in observed(sign, records(MET, *LOOKED))] == [made, made]


def with_work(engine, known, **changed):
    """What is observed when somebody has recorded work with Ms B."""
    work = {"staff_id": "PC 12", "nominal_id": "Ms B", "from_at": instant("2025-03-01")} | changed
    table = pa.Table.from_pylist([work], schema=PURPOSES)
    day = replace(known(records(MET, *LOOKED)), purposes=engine.hold("work", table))
    return engine.rows(sign.observations(day)).height


def test_a_risk_assessment_on_an_open_matter_is_silent(engine, known):
    assert not with_work(engine, known)
    assert not with_work(engine, known, author_id="PS 3", ended_at=instant("2025-03-22"))


def test_work_that_is_over_not_begun_theirs_alone_or_of_others_is_no_open_matter(engine, known):
    assert with_work(engine, known, author_id="PC 12")
    assert with_work(engine, known, ended_at=instant("2025-03-19"))
    assert with_work(engine, known, from_at=instant("2025-03-22"))
    assert with_work(engine, known, nominal_id="Ms X")
    assert with_work(engine, known, staff_id="PC 13")


def test_the_person_is_not_of_their_own_circle_and_a_doubtful_name_counts_less(observed):
    self_only = "PC 12 | Ms B | look_up | 2025-03-20 22:10 | unexplained | 1"
    assert not observed(sign, records(MET, self_only))
    doubtful = LOOKED[0].replace("| 1", "| 0.5")
    assert [row["amount"] for row in observed(sign, records(MET, doubtful, LOOKED[1]))] == [0.5, 1]


def test_it_cannot_be_asked_without_look_ups_and_who_was_part_of_what():
    assert {"accesses", "incidents", "involvements"} <= set(sign.needs)
