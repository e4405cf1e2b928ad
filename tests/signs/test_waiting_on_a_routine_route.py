"""Waiting at one place at a like time of day."""

import pytest

from upstander.signs.waiting_on_a_routine_route import waiting_on_a_routine_route as sign

PLACES = {"corner": (53.7005, -1.5003), "edge": (53.69996, -1.49996), "abroad": (-33.9, 151.2)}
HOMES = {"nominal_addresses": "nominal_id | place\nMs B | corner +100m\n"}
HEAD = "staff_id | device_id | start_at | end_at | place | crew | certainty | reason | task_incident_id\n"


def stop(
    day, began="15:20", ended="15:50", *, who="PCSO 2", car="car", place="corner", crew=1, sure=1, reason="", task=""
):
    return f"{who} | {car} | 2025-{day} {began} | 2025-{day} {ended} | {place} | {crew} | {sure} | {reason} | {task}\n"


def drawn(*stops, **feeds):
    return {"staff_stops": HEAD + "".join(stops)} | (feeds or HOMES)


TWO = stop("03-03") + stop("03-05", began="15:40", ended="16:20")
THIRD = stop("03-12", began="15:00", ended="15:30", place="corner +140m")


@pytest.fixture
def days(observed):
    def of(drawing, **more):
        return [row["record_id"].split("|")[0] for row in observed(sign, drawing, places=PLACES, **more)]

    return of


def test_the_third_day_of_waiting_at_one_place_at_a_like_hour_is_observed_and_names_the_member_of_staff_alone(observed):
    rows = observed(sign, drawn(TWO, THIRD), places=PLACES)
    assert [(row["staff_id"], row["nominal_id"], row["feed"], row["amount"]) for row in rows] == [
        ("PCSO 2", None, "positions", 1)
    ]


def test_two_days_or_three_stops_on_two_days_are_no_habit(days):
    assert not days(drawn(TWO))
    assert not days(drawn(TWO, stop("03-05", began="15:10", ended="15:30")))
    assert days(drawn(TWO), days_before=1)


def test_another_hour_another_place_and_long_ago_do_not_add_up(days):
    for third in (
        stop("03-12", began="16:26", ended="16:50"),
        stop("03-12", place="corner +160m"),
        stop("04-03", began="15:30"),
    ):
        assert not days(drawn(TWO, third))
    assert days(drawn(TWO, stop("03-12", began="16:26", ended="16:50")), like=70)
    assert days(drawn(TWO, stop("03-12", place="corner +160m")), place=170)
    assert days(drawn(TWO, stop("04-01", began="15:30")), within=31)


def test_the_hour_goes_round_midnight(days):
    late = stop("03-03", "23:50", "23:59") + stop("03-06", "00:10", "00:40") + stop("03-09", "23:58", "23:59")
    assert days(drawn(late), stay=1) == ["car"]


def test_somebody_elses_waiting_does_not_add_to_ones_own(days):
    assert not days(drawn(stop("03-03", who="PC 5", car="van"), stop("03-05"), THIRD))


def test_short_pauses_and_stops_with_a_task_or_an_ordinary_reason_are_silent(days):
    for third in (
        stop("03-12", ended="15:29"),
        stop("03-12", task="I1"),
        stop("03-12", reason="police_premises"),
        stop("03-12", reason="own_home"),
        stop("03-12", reason="common_stopping_place"),
    ):
        assert not days(drawn(TWO, third))
    assert days(drawn(TWO, stop("03-12", ended="15:29")), stay=9)


def test_a_school_patrol_of_several_colleagues_is_silent_but_a_crew_is_no_colleague_who_waits_alone(days):
    colleagues = [stop("03-04", who=who, car=who) for who in ("PC 5", "PC 6")]
    crew = [line.replace("| 1 | 1 |", "| 2 | 1 |") for line in colleagues]
    assert not days(drawn(TWO, THIRD, *colleagues))
    assert days(drawn(TWO, THIRD, colleagues[0]))
    assert days(drawn(TWO, THIRD, *crew))
    assert days(drawn(TWO, THIRD, *(line.replace("03-04", "03-20") for line in colleagues)))
    assert days(drawn(TWO, THIRD, *colleagues), colleagues=2)


def test_only_near_a_home_a_school_a_park_or_a_youth_club(days):
    far = {"nominal_addresses": "nominal_id | place\nMs B | corner +400m\n"}
    assert not days(drawn(TWO, THIRD, **far))
    assert days(drawn(TWO, THIRD, **far), near=400)
    for kind in ("school", "park", "youth_club"):
        assert days(drawn(TWO, THIRD, places=f"kind | place\n{kind} | corner\n"))
    assert not days(drawn(TWO, THIRD, places="kind | place\nhospital | corner\n"))


def test_each_place_and_each_of_a_crew_is_asked_about_apart(observed):
    elsewhere = [line.replace("corner", "yard") for line in (*TWO.splitlines(True), THIRD)]
    far = [line.replace("15:", "09:").replace("16:", "10:") for line in elsewhere]
    yard = PLACES | {"yard": (53.9, -1.5)}
    assert len(observed(sign, drawn(TWO, THIRD, *far), places=yard)) == 1
    beside = stop("03-12", began="15:00", ended="15:30", place="corner +140m", who="PC 5")
    assert [row["staff_id"] for row in observed(sign, drawn(TWO, THIRD, beside), places=PLACES)] == ["PCSO 2"]


def test_a_place_is_one_place_wherever_it_lies_on_the_globe(days):
    for place in ("edge", "abroad"):
        three = stop("03-03", place=place), stop("03-05", place=f"{place} +70m"), stop("03-12", place=f"{place} +140m")
        assert days(drawn(*three, nominal_addresses=f"nominal_id | place\nMs B | {place} +100m\n"))


def test_a_day_counts_once_and_a_doubtful_driver_counts_less(observed):
    rows = observed(sign, drawn(TWO, stop("03-12", sure=0.5), stop("03-12", "15:50", "16:10", sure=0.5)), places=PLACES)
    assert [row["amount"] for row in rows] == [0.25, 0.25]


def test_it_cannot_be_asked_without_places_tasks_and_homes():
    assert {"positions", "device_holders", "deployments", "nominal_addresses"} <= set(sign.needs)


@pytest.mark.parametrize(
    ("visit", "silent"),
    [
        ("PCSO 2 | visit | explained   | assignment ", True),
        ("PCSO 3 | visit | explained   | assignment ", False),
        ("PCSO 2 | call  | explained   | assignment ", False),
        ("PCSO 2 | visit | unexplained | assignment ", False),
        ("PCSO 2 | visit | explained   | supervision", False),
    ],
)
def test_waiting_at_the_home_of_somebody_they_were_assigned_to_is_silent(observed, visit, silent):
    drawing = {
        "staff_stops": """
            stop_id | staff_id | device_id | start_at         | end_at           | place
            first   | PCSO 2   | car       | 2025-03-03 15:20 | 2025-03-03 15:50 | corner
            second  | PCSO 2   | car       | 2025-03-05 15:20 | 2025-03-05 15:50 | corner
            third   | PCSO 2   | car       | 2025-03-12 15:20 | 2025-03-12 15:50 | corner
        """,
        "contacts": f"""
            staff_id | kind  | answer      | purpose     | record_id | at
            {visit}                                      | third     | 2025-03-12 15:20
        """,
    }
    assert bool(observed(sign, drawing | HOMES, places=PLACES)) is not silent
