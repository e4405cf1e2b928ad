"""Near a person's home while sent elsewhere."""

from upstander.signs.near_a_home_while_tasked_elsewhere import near_a_home_while_tasked_elsewhere as sign

PLACES = {"home": (53.70, -1.50)}


def visit(**changed):
    row = {"kind": "visit", "end_at": "2025-03-10 19:00", "answer": "unexplained", "nominal_id": "Ms A"} | changed
    return f"""
        staff_id | nominal_id          | kind          | at               | end_at          | answer          | place
        PC 12    | {row["nominal_id"]} | {row["kind"]} | 2025-03-10 18:10 | {row["end_at"]} | {row["answer"]} | home
    """


def stop(task="", metres="", reason=""):
    return f"""
        staff_id | start_at         | task_incident_id | task_metres | reason
        PC 12    | 2025-03-10 18:10 | {task}           | {metres}    | {reason}
    """


def sent(*places_and_days, by="PC 12"):
    incidents = "".join(f"\n{n} | {place}" for n, (place, _) in enumerate(places_and_days))
    deployments = "".join(f"\n{n} | {by} | {day}" for n, (_, day) in enumerate(places_and_days))
    return {
        "incidents": f"incident_id | place{incidents}\n",
        "deployments": f"incident_id | staff_id | assigned_at{deployments}\n",
    }


def test_a_long_stop_near_a_home_while_a_task_is_open_far_away_is_observed(observed):
    rows = observed(sign, {"contacts": visit(), "staff_stops": stop("I1", "4000")}, places=PLACES)
    assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PC 12", "Ms A", 1)]


def test_a_task_near_by_or_of_no_known_place_is_silent(observed):
    week = sent(("home +9000m", "2025-03-09 09:00"))
    near = {"contacts": visit(), "staff_stops": stop("I1", "900"), **week}
    nowhere = {"contacts": visit(), "staff_stops": stop("I1", ""), **week}
    assert not observed(sign, near, places=PLACES)
    assert not observed(sign, nowhere, places=PLACES)


def test_a_short_stop_on_the_way_and_a_break_at_a_common_place_are_silent(observed):
    short = {"contacts": visit(end_at="2025-03-10 18:19"), "staff_stops": stop("I1", "4000")}
    lunch = {"contacts": visit(), "staff_stops": stop("I1", "4000", "common_stopping_place")}
    assert not observed(sign, short, places=PLACES)
    assert not observed(sign, lunch, places=PLACES)
    assert observed(sign, short, places=PLACES, stay=9)


def test_what_somebody_else_recorded_and_what_is_no_visit_to_anybody_known_is_silent(observed):
    stops = stop("I1", "4000")
    for other in ({"answer": "explained"}, {"answer": "cannot_assess"}, {"kind": "call"}, {"nominal_id": ""}):
        assert not observed(sign, {"contacts": visit(**other), "staff_stops": stops}, places=PLACES)


def test_a_week_of_tasks_none_of_which_was_in_that_area_is_observed(observed):
    week = sent(("home +3000m", "2025-03-05 09:00"), ("home +90000m", "2025-03-10 12:00"))
    assert len(observed(sign, {"contacts": visit(), "staff_stops": stop(), **week}, places=PLACES)) == 1


def test_one_task_of_the_week_in_that_area_is_enough_for_silence(observed):
    week = sent(("home +5000m", "2025-03-05 09:00"), ("home +1000m", "2025-03-04 12:00"))
    drawn = {"contacts": visit(), "staff_stops": stop(), **week}
    assert not observed(sign, drawn, places=PLACES)
    assert observed(sign, drawn, places=PLACES, period=6)
    assert observed(sign, drawn, places=PLACES, elsewhere=900)


def test_a_later_task_does_not_say_where_they_were_sent_before(observed):
    later = sent(("home +5000m", "2025-03-10 18:20"))
    assert not observed(sign, {"contacts": visit(), "staff_stops": stop(), **later}, places=PLACES)


def test_somebody_who_was_sent_nowhere_or_whose_tasks_have_no_place_cannot_be_elsewhere(observed):
    others = sent(("home +5000m", "2025-03-09 09:00"), by="PC 99")
    nowhere = sent(("", "2025-03-09 09:00"))
    for week in ({}, others, nowhere):
        assert not observed(sign, {"contacts": visit(), "staff_stops": stop(), **week}, places=PLACES)


def test_each_stop_and_each_of_a_crew_is_held_against_its_own_task_and_week(observed):
    contacts = """
        staff_id | nominal_id | kind  | device_id | at               | end_at           | place
        PC 12    | Ms A       | visit | car       | 2025-03-10 18:10 | 2025-03-10 19:00 | home
        PC 12    | Ms A       | visit | van       | 2025-03-10 18:10 | 2025-03-10 19:00 | home
        PC 13    | Ms A       | visit | car       | 2025-03-10 18:10 | 2025-03-10 19:00 | home
        PC 12    | Ms A       | visit | car       | 2025-03-17 18:10 | 2025-03-17 19:00 | home
    """
    stops = """
        staff_id | device_id | start_at         | task_incident_id | task_metres | reason
        PC 12    | car       | 2025-03-10 18:10 | {far}            | {metres}    |
        PC 12    | van       | 2025-03-10 18:10 |                  |             | own_home
        PC 13    | car       | 2025-03-10 18:10 | {near}           | {beside}    |
        PC 12    | car       | 2025-03-17 18:10 | {near}           | {beside}    |
    """
    tasks = stops.format(far="I1", metres=4000, near="I2", beside=100)
    week = sent(("home +9000m", "2025-03-09 09:00"), ("home +50m", "2025-03-16 09:00"))
    week["incidents"] += "I3 | home +50m\n"
    week["deployments"] += "I3 | PC 13 | 2025-03-09 09:00\n"
    for drawing in (
        {"contacts": contacts, "staff_stops": tasks},
        {"contacts": contacts, "staff_stops": stops.format(far="", metres="", near="", beside=""), **week},
    ):
        assert [row["record_id"] for row in observed(sign, drawing, places=PLACES)] == ["1"]


def test_a_day_counts_once_and_a_doubtful_driver_counts_less(observed):
    contacts = """
        staff_id | nominal_id | kind  | at               | end_at           | certainty
        PC 12    | Ms A       | visit | 2025-03-10 18:10 | 2025-03-10 18:40 | 0.5
        PC 12    | Ms A       | visit | 2025-03-10 20:10 | 2025-03-10 20:40 | 0.5
    """
    stops = """
        staff_id | start_at         | task_incident_id | task_metres
        PC 12    | 2025-03-10 18:10 | I1               | 4000
        PC 12    | 2025-03-10 20:10 | I1               | 4000
    """
    assert sum(row["amount"] for row in observed(sign, {"contacts": contacts, "staff_stops": stops})) == 0.5


def test_it_cannot_be_asked_without_places_tasks_and_homes():
    assert {"positions", "device_holders", "deployments", "incidents", "nominal_addresses"} <= set(sign.needs)
