"""Traces that put staff near a place at a time, each by itself, and who was on duty with none."""

import pytest

from tests.drawing import instant
from upstander.contacts.whereabouts import devices_held, on_duty_without_a_trace, seen_around, sent_there

PLACES = {"her door": (53.7, -1.5), "unplaced": (53.9, -1.5)}
ASKED = {"from_at": instant("2025-03-01 20:00"), "to_at": instant("2025-03-01 20:30")}
RECORDS = {
    "incidents": """
        incident_id | reported_at      | closed_at        | kind  | grade     | place
        at hers     | 2025-03-01 19:00 | 2025-03-01 21:00 | theft | priority  | her door + 50m
        far         | 2025-03-01 19:00 | 2025-03-01 21:00 | theft | priority  | her door + 900m
        open still  | 2025-03-01 19:00 |                  | theft | priority  | her door
        closed      | 2025-03-01 18:00 | 2025-03-01 19:30 | theft | priority  | her door
        """,
    "deployments": """
        incident_id | staff_id   | tasked_by  | assigned_at      | on_scene_at      | cleared_at
        at hers     | came       | control    | 2025-03-01 19:10 | 2025-03-01 20:10 | 2025-03-01 20:20
        at hers     | left early | control    | 2025-03-01 19:10 | 2025-03-01 19:20 | 2025-03-01 19:50
        at hers     | came later | control    | 2025-03-01 19:10 | 2025-03-01 20:40 | 2025-03-01 20:50
        at hers     | unarrived  | supervisor | 2025-03-01 20:05 |                  |
        far         | elsewhere  | control    | 2025-03-01 19:10 | 2025-03-01 20:10 | 2025-03-01 20:20
        open still  | stayed     | self       | 2025-03-01 19:10 | 2025-03-01 19:20 |
        closed      | was gone   | self       | 2025-03-01 19:10 | 2025-03-01 19:20 |
        """,
    "positions": """
        device_id | at               | place
        car       | 2025-03-01 20:05 | her door + 300m
        car       | 2025-03-01 20:09 | her door + 100m
        van       | 2025-03-01 20:05 | her door + 900m
        van       | 2025-03-01 21:05 | her door
        """,
    "device_holders": """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | driver   | 2025-03-01 18:00 | 2025-03-02 02:00
        car       | vehicle | next     | 2025-03-02 02:00 |
        van       | vehicle | other    | 2025-03-01 18:00 | 2025-03-02 02:00
        radio     | radio   | listener | 2025-03-01 18:00 |
        """,
    "shifts": """
        staff_id | start_at         | end_at           | kind
        driver   | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        other    | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        listener | 2025-03-01 20:20 | 2025-03-02 02:00 | overtime
        off ill  | 2025-03-01 18:00 | 2025-03-02 02:00 | sick
        early    | 2025-03-01 10:00 | 2025-03-01 20:00 | duty
        """,
}


@pytest.fixture
def records(drawn):
    return drawn(RECORDS, PLACES)


def test_who_was_sent_to_an_incident_there_and_was_there_in_that_time(records, engine):
    rows = engine.rows(sent_there(records, engine, 53.7, -1.5, metres=200, **ASKED))
    told = {row["staff_id"]: (row["arrived"], row["first_at"], row["last_at"]) for row in rows.iter_rows(named=True)}
    assert told == {
        "came": (True, instant("2025-03-01 20:10"), instant("2025-03-01 20:20")),
        "unarrived": (False, instant("2025-03-01 20:05"), ASKED["to_at"]),
        "stayed": (True, ASKED["from_at"], ASKED["to_at"]),
    }
    assert rows.filter(rows["staff_id"] == "came")["metres"].item() == pytest.approx(50, abs=1)


def test_whose_device_was_around_is_told_with_the_nearest_and_whether_they_were_on_duty(records, engine):
    rows = engine.rows(seen_around(records, engine, 53.7, -1.5, metres=500, **ASKED)).to_dicts()
    assert [(row["staff_id"], row["device_id"], round(row["metres"]), row["on_duty"]) for row in rows] == [
        ("driver", "car", 100, True)
    ]
    assert (rows[0]["first_at"], rows[0]["last_at"]) == (instant("2025-03-01 20:05"), instant("2025-03-01 20:09"))


def test_who_was_on_duty_with_no_device_that_says_where(records, engine):
    rows = engine.rows(on_duty_without_a_trace(records, engine, **ASKED))
    assert rows["staff_id"].to_list() == ["listener"]


def test_which_devices_each_held_in_that_time(records, engine):
    rows = engine.rows(devices_held(records, engine, **ASKED).order_by("device_id"))
    assert rows.rows() == [("driver", "car", "vehicle"), ("listener", "radio", "radio"), ("other", "van", "vehicle")]
