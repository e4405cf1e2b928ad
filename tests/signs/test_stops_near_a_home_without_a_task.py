"""Stops near a person's home with no task there."""

from upstander.signs.stops_near_a_home_without_a_task import stops_near_a_home_without_a_task as sign


def test_a_stop_near_a_home_that_nothing_explains_is_observed_and_an_explained_one_is_not(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind  | at               | answer
        PCSO 2   | Ms A       | visit | 2025-03-01 18:10 | unexplained
        PCSO 2   | Ms B       | visit | 2025-03-02 18:10 | explained
        PCSO 2   | Ms C       | visit | 2025-03-03 18:10 | self_explained
        PCSO 2   | Ms D       | visit | 2025-03-04 18:10 | cannot_assess
    """
        },
    )
    assert [(row["staff_id"], row["nominal_id"], row["feed"]) for row in rows] == [("PCSO 2", "Ms A", "positions")]


def test_only_stops_near_the_home_of_somebody_known_count(observed):
    assert not observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind | at
        PCSO 2   | Ms A       | call | 2025-03-01 18:10
        PCSO 2   |            | visit | 2025-03-01 18:10
    """
        },
    )


def test_a_day_of_coming_and_going_counts_once_and_a_shared_car_counts_less(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind  | at               | certainty
        PCSO 2   | Ms A       | visit | 2025-03-01 18:10 |
        PCSO 2   | Ms A       | visit | 2025-03-01 19:40 |
        PCSO 3   | Ms A       | visit | 2025-03-02 18:10 | 0.5
    """
        },
    )
    assert [row["amount"] for row in rows] == [0.5, 0.5, 0.5]


def test_a_stop_with_an_ordinary_reason_is_silent_for_those_who_have_the_reason(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind  | device_id | at
        PCSO 2   | Ms A       | visit | car       | 2025-03-01 18:10
        PCSO 3   | Ms A       | visit | car       | 2025-03-01 18:10
        PCSO 2   | Ms A       | visit | van       | 2025-03-01 18:10
        PCSO 2   | Ms A       | visit | car       | 2025-03-02 18:10
        PCSO 2   | Ms A       | visit | car       | 2025-03-03 18:10
    """,
            "staff_stops": """
        staff_id | device_id | start_at         | reason
        PCSO 2   | car       | 2025-03-01 18:10 | own_home
        PCSO 2   | car       | 2025-03-02 18:10 | common_stopping_place
        PCSO 2   | car       | 2025-03-03 18:10 |
    """,
        },
    )
    assert [(row["staff_id"], row["record_id"]) for row in rows] == [("PCSO 2", "3"), ("PCSO 3", "2"), ("PCSO 2", "5")]


def test_a_halt_like_those_of_colleagues_counts_for_little_and_a_day_counts_by_its_longest_stop(observed):
    halts = "".join(
        f"PCSO {n} | car {n} | 2025-02-{n + 1:02d} 10:00 | 2025-02-{n + 1:02d} 10:06 |\n" for n in range(20)
    )
    drawings = {
        "contacts": """
        staff_id | nominal_id | kind  | at               | end_at
        PCSO 2   | Ms A       | visit | 2025-03-01 18:10 | 2025-03-01 18:14
        PCSO 2   | Ms A       | visit | 2025-03-02 18:10 | 2025-03-02 18:40
        PCSO 2   | Ms A       | visit | 2025-03-02 20:10 | 2025-03-02 20:13
    """,
        "staff_stops": f"""
        staff_id | device_id | start_at         | end_at           | task_incident_id
        {halts}
        PCSO 99  | far car   | 2025-02-01 10:00 | 2025-02-01 19:00 | the siege
        PCSO 98  | far car   | 2025-02-01 10:00 | 2025-02-01 19:00 | the siege
        PCSO 97  | far car   | 2025-02-01 10:00 | 2025-02-01 19:00 | the siege
    """,
    }
    assert [(row["amount"], row["record_id"]) for row in observed(sign, drawings)] == [(0.1, "1"), (1.0, "2")]
    assert [row["amount"] for row in observed(sign, drawings, short=0.5)] == [0.5, 1.0]
    assert [row["amount"] for row in observed(sign, drawings, halts=0)] == [0.1, 1.0]


def test_it_cannot_be_asked_without_places_tasks_and_homes():
    assert {"positions", "device_holders", "deployments", "nominal_addresses"} <= set(sign.needs)
