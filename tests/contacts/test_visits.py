"""Stops near the home of somebody already met are visits, and what the stop was for explains them."""

import pytest

from tests.drawing import METRES_A_DEGREE

HOME = (53.7, -1.5)
ELSEWHERE = (53.75, -1.5)
PLACES = {"her home": HOME, "elsewhere": ELSEWHERE, "next door": (53.7 + 60 / METRES_A_DEGREE, -1.5)}


def parked(at, place="her home", minutes=20):
    rows = "\n".join(f"car | {at}:{n:02} | {place} | 0" for n in range(minutes))
    return {"positions": f"device_id | at | place | speed_kmh\n{rows}"}


KNOWN = {
    "device_holders": """
        device_id | kind    | staff_id | from_at    | to_at
        car       | vehicle | PC 12    | 2025-03-01 |
        """,
    "incidents": """
        incident_id | reported_at      | closed_at        | place
        burglary    | 2025-03-01 09:00 | 2025-03-20 12:00 | elsewhere
        """,
    "involvements": "incident_id | nominal_id | from_at \n burglary | Ms A | 2025-03-01 09:00",
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 12    | control   | 2025-03-01 10:00 | 2025-03-01 11:00
        """,
    "nominal_addresses": """
        nominal_id | place    | from_at    | to_at
        Ms A       | her home |            | 2025-05-01
        Stranger   | her home |            |
        """,
}


@pytest.fixture
def visits(ledger):
    def of(*drawings, columns=("nominal_id", "answer", "purpose")):
        records = {name: drawing for each in (KNOWN, *drawings) for name, drawing in each.items()}
        return ledger(records, *columns, kind="visit", places=PLACES)

    return of


def test_a_stop_near_the_home_of_somebody_met_is_a_visit_that_nothing_explains(visits):
    assert visits(parked("2025-04-01 20")) == [("Ms A", "unexplained", None)]


def test_a_visit_names_its_stop_and_its_times(visits):
    ((feed, record, device, kind),) = visits(
        parked("2025-04-01 20"), columns=("feed", "record_id", "device_id", "kind")
    )
    assert (feed, record.split("|")[0], device, kind) == ("positions", "car", "car", "visit")


def test_a_stop_elsewhere_before_they_met_or_after_she_moved_is_none(visits):
    assert visits(parked("2025-04-01 20", "elsewhere")) == []
    assert visits(parked("2025-03-01 08")) == []
    assert visits(parked("2025-05-10 20")) == []


def test_two_people_met_at_one_address_are_asked_about_alike(visits):
    both = {"involvements": KNOWN["involvements"] + "\n burglary | Stranger | 2025-03-01 09:00"}
    (alone,) = visits(parked("2025-04-01 20"), columns=("certainty",))
    assert visits(parked("2025-04-01 20"), both, columns=("certainty",)) == [alone] * 2


def test_certainty_falls_with_the_distance_from_the_home(visits):
    (at_the_door,) = visits(parked("2025-04-01 20"), columns=("certainty",))
    (along_the_road,) = visits(parked("2025-04-01 20", "her home +120m"), columns=("certainty",))
    assert along_the_road < at_the_door / 2


def sent(by, place="her home", staff="PC 12"):
    return {
        "incidents": f"""
        incident_id | reported_at      | closed_at        | place
        burglary    | 2025-03-01 09:00 | 2025-03-20 12:00 | elsewhere
        noise       | 2025-04-01 19:00 |                  | {place}
        """,
        "deployments": KNOWN["deployments"] + f"\n noise | {staff} | {by} | 2025-04-01 19:50 | 2025-04-01 20:30",
    }


def test_a_task_at_the_place_explains_the_visit(visits):
    assert visits(parked("2025-04-01 20"), sent("control")) == [("Ms A", "explained", "own_task")]


def test_a_task_one_gave_oneself_explains_it_by_ones_own_word_only(visits):
    assert visits(parked("2025-04-01 20"), sent("self")) == [("Ms A", "self_explained", "own_task")]


def test_a_task_somewhere_else_does_not_explain_it(visits):
    assert visits(parked("2025-04-01 20"), sent("control", "elsewhere")) == [("Ms A", "unexplained", None)]


def test_a_colleagues_task_at_the_place_explains_it(visits):
    assert visits(parked("2025-04-01 20"), sent("control", staff="PC 34")) == [("Ms A", "explained", "backing_up")]


def test_ones_own_home_and_police_premises_explain_it(visits):
    home = {"staff_addresses": "staff_id | place | from_at \n PC 12 | her home | 2024-01-01"}
    station = {"places": "kind | place \n police_station | her home"}
    assert visits(parked("2025-04-01 20"), home) == [("Ms A", "explained", "own_home")]
    assert visits(parked("2025-04-01 20"), station) == [("Ms A", "explained", "police_premises")]


NEIGHBOUR = {
    "involvements": KNOWN["involvements"] + "\n theft | Mr B | 2025-03-25 09:00",
    "assignments": "incident_id | staff_id | role | from_at \n theft | PC 12 | neighbourhood | 2025-03-25 10:00",
    "nominal_addresses": """
        nominal_id | place
        Ms A       | her home
        Mr B       | next door
        """,
}


def test_visiting_a_neighbour_explains_it_where_the_neighbour_is_nearer(visits):
    beside_him = visits(parked("2025-04-01 20", "next door"), NEIGHBOUR)
    assert beside_him == [("Mr B", "explained", "assignment"), ("Ms A", "explained", "visiting_a_neighbour")]
    beside_her = visits(parked("2025-04-01 20"), NEIGHBOUR)
    assert beside_her == [("Mr B", "explained", "assignment"), ("Ms A", "unexplained", None)]


def charge(role, staff="PC 12"):
    return {
        "involvements": KNOWN["involvements"] + "\n theft | Ms A | 2025-03-25 09:00",
        "incidents": KNOWN["incidents"] + "\n theft | 2025-03-25 09:00 | | elsewhere",
        "assignments": f"incident_id | staff_id | role | from_at \n theft | {staff} | {role} | 2025-03-25 10:00",
    }


@pytest.mark.parametrize("role", ["officer_in_case", "investigator", "supervisor"])
def test_being_given_a_case_is_not_being_sent_to_a_home(visits, role):
    found = visits(parked("2025-04-01 20"), charge(role))
    assert found == [("Ms A", "self_explained", "calling_on_a_case")]


@pytest.mark.parametrize("role", ["neighbourhood", "victim_liaison"])
def test_a_part_that_consists_in_visits_explains_them(visits, role):
    assert visits(parked("2025-04-01 20"), charge(role)) == [("Ms A", "explained", "assignment")]


def test_the_case_of_somebody_else_is_nobodys_reason_to_call(visits):
    assert visits(parked("2025-04-01 20"), charge("officer_in_case", "PC 34")) == [("Ms A", "unexplained", None)]


LED = {
    "staff": "staff_id | supervisor_id \n PC 34 | PC 12",
    "involvements": KNOWN["involvements"] + "\n theft | Ms A | 2025-03-25 09:00",
}


def test_who_leads_does_not_carry_out_the_visits_of_a_plan(visits):
    led = charge("neighbourhood", "PC 34") | LED
    assert visits(parked("2025-04-01 20"), led) == [("Ms A", "unexplained", None)]


def test_who_leads_may_stand_beside_one_who_was_sent(visits):
    """The place of this incident is not on record: the task itself does not explain the stop."""
    times = "2025-04-01 19:50 | 2025-04-01 20:30"
    task = {"deployments": KNOWN["deployments"] + f"\n theft | PC 34 | control | {times}"}
    assert visits(parked("2025-04-01 20"), LED, task) == [("Ms A", "explained", "supervision")]


def test_the_nearer_of_two_neighbours_is_the_likelier(visits):
    addresses = KNOWN["nominal_addresses"].replace("Stranger   | her home", "Stranger   | next door")
    both = {
        "involvements": KNOWN["involvements"] + "\n burglary | Stranger | 2025-03-01 09:00",
        "nominal_addresses": addresses,
    }
    found = dict(visits(parked("2025-04-01 20"), both, columns=("nominal_id", "certainty")))
    assert found["Ms A"] > 2 * found["Stranger"] > 0


def test_the_task_itself_is_told_before_what_many_do_or_a_neighbour(visits):
    both = {**sent("control"), "nominal_addresses": NEIGHBOUR["nominal_addresses"]}
    theft = {name: NEIGHBOUR[name] for name in ("involvements", "assignments")}
    found = visits(parked("2025-04-01 20", "next door"), both, theft)
    assert ("Ms A", "explained", "own_task") in found
