"""Parked away from the address."""

from upstander.signs.parked_away_from_the_address import parked_away_from_the_address as sign

PLACES = {"door": (53.70, -1.50), "old door": (53.80, -1.50)}
HOME = """
    nominal_id | place
    Ms A       | door
"""
HEAD = "staff_id | nominal_id | kind | at | end_at | answer | place | work_began_at | work_ended_at\n"
SENT = """
    PC 7     | Ms A       | visit | 2025-02-01 10:00 | 2025-02-01 11:00 | explained   | door +10m | 2025-01-20 |
    PC 8     | Ms A       | visit | 2025-02-02 10:00 | 2025-02-02 11:00 | explained   | door +20m | 2025-01-20 |
    PC 9     | Ms A       | visit | 2025-02-03 10:00 | 2025-02-03 11:00 | explained   | door +150m | 2025-01-20 |
"""
AWAY = "PCSO 2   | Ms A       | visit | 2025-03-01 18:00 | 2025-03-01 19:00 | unexplained | door +120m | 2025-01-20 |\n"


def drawn(*contacts, homes=HOME, **more):
    return {"contacts": HEAD + "".join(contacts), "nominal_addresses": homes} | more


def test_a_long_unexplained_stop_away_from_a_door_at_which_others_stop_is_observed(observed):
    rows = observed(sign, drawn(SENT, AWAY), places=PLACES)
    assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PCSO 2", "Ms A", 1)]


def test_a_stop_at_the_door_or_beyond_a_short_walk_is_silent(observed):
    for metres in ("30m", "160m"):
        assert not observed(sign, drawn(SENT, AWAY.replace("120m", metres)), places=PLACES)
    assert observed(sign, drawn(SENT, AWAY.replace("120m", "30m")), places=PLACES, near=25)
    assert observed(sign, drawn(SENT, AWAY.replace("120m", "160m")), places=PLACES, far=200)


def test_where_those_who_were_sent_also_stop_away_from_the_door_it_is_silent(observed):
    closed_road = SENT.replace("+20m", "+90m")
    assert not observed(sign, drawn(closed_road, AWAY), places=PLACES)


def test_where_nobody_was_sent_before_or_only_to_somebody_else_there_is_nothing_to_compare(observed):
    for other in (
        "",
        SENT.replace("2025-02", "2025-04"),
        SENT.replace("Ms A", "Ms B"),
        SENT.replace("explained", "unexplained"),
    ):
        same_house = drawn(other, AWAY, homes=HOME + "    Ms B       | door\n")
        assert not [r for r in observed(sign, same_house, places=PLACES) if r["staff_id"] == "PCSO 2"]


def test_a_stop_from_before_anybody_was_sent_stays_silent_when_later_ones_are_observed(observed):
    rows = observed(sign, drawn(AWAY.replace("2025-03-01", "2025-01-21"), SENT, AWAY), places=PLACES)
    assert [row["record_id"] for row in rows] == ["5"]


def test_stops_explained_by_something_else_than_work_with_this_person_are_no_comparison(observed):
    for other in (SENT.replace("2025-01-20 |", "|"), SENT.replace("2025-01-20 |", "2025-01-20 | 2025-01-25")):
        assert not observed(sign, drawn(other, AWAY), places=PLACES)


def test_an_explained_stop_a_short_one_and_what_is_no_visit_are_silent(observed):
    for was, now in (
        ("unexplained", "explained"),
        ("unexplained", "cannot_assess"),
        ("19:00", "18:14"),
        ("visit", "call"),
    ):
        assert not observed(sign, drawn(SENT, AWAY.replace(was, now)), places=PLACES)
    assert observed(sign, drawn(SENT, AWAY.replace("19:00", "18:14")), places=PLACES, stay=14)


def test_an_ordinary_place_to_stop_such_as_for_a_patrol_on_foot_is_silent(observed):
    stops = """
        staff_id | start_at         | reason
        PCSO 2   | 2025-03-01 18:00 | common_stopping_place
    """
    assert not observed(sign, drawn(SENT, AWAY, staff_stops=stops), places=PLACES)
    assert observed(sign, drawn(SENT, AWAY, staff_stops=stops.replace("PCSO 2", "PCSO 3")), places=PLACES)
    no_reason = stops.replace("common_stopping_place", "")
    assert observed(sign, drawn(SENT, AWAY, staff_stops=no_reason), places=PLACES)
    for other in (("start_at", "device_id | start_at", "| 2025", "| van | 2025"), ("x", "x", "18:00", "21:00")):
        elsewhere = stops.replace(*other[:2]).replace(*other[2:])
        assert observed(sign, drawn(SENT, AWAY, staff_stops=elsewhere), places=PLACES)


def test_the_distance_is_to_the_nearest_address_the_person_had_at_the_time(observed):
    moved = """
        nominal_id | place      | from_at    | to_at
        Ms A       | old door   |            | 2025-03-15
        Ms A       | door       | {from_at}  |
        Ms A       | door +120m | {second}   | {left}
    """
    still_there = moved.format(from_at="2025-01-01", second="2024-01-01", left="2025-02-25")
    assert observed(sign, drawn(SENT, AWAY, homes=still_there), places=PLACES)
    both = moved.format(from_at="2025-01-01", second="2025-02-25", left="")
    not_yet = moved.format(from_at="2025-03-02", second="2024-01-01", left="2024-02-01")
    assert not observed(sign, drawn(SENT, AWAY, homes=both), places=PLACES)
    assert not observed(sign, drawn(SENT, AWAY, homes=not_yet), places=PLACES)


def test_of_two_people_near_one_stop_only_the_one_with_a_comparison_is_observed(observed):
    both = AWAY.strip() + " | stop\n" + AWAY.strip().replace("Ms A", "Ms B") + " | stop\n"
    sent = "".join(f"{line} | {n}\n" for n, line in enumerate(SENT.strip().splitlines()))
    drawing = drawn(sent, both, homes=HOME + "    Ms B       | door\n")
    drawing["contacts"] = drawing["contacts"].replace("work_ended_at", "work_ended_at | record_id")
    assert [row["nominal_id"] for row in observed(sign, drawing, places=PLACES)] == ["Ms A"]


def test_a_day_counts_once_and_a_doubtful_driver_counts_less(observed):
    head = HEAD.replace("work_ended_at", "work_ended_at | certainty")
    rows = "".join(
        line.strip() + " | 0.5\n" for line in [*SENT.strip().splitlines(), AWAY, AWAY.replace(" 18:00", " 17:00")]
    )
    seen = observed(sign, {"contacts": head + rows, "nominal_addresses": HOME}, places=PLACES)
    assert [row["amount"] for row in seen] == [0.25, 0.25]


def test_it_cannot_be_asked_without_places_tasks_and_homes():
    assert {"positions", "device_holders", "deployments", "nominal_addresses"} <= set(sign.needs)
