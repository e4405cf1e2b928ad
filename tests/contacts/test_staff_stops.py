"""A stop of a device is a stop of those who held it, each with crew, duty and task."""

import pytest

from tests.drawing import instant
from upstander.contacts.ledger import STAFF_STOPS
from upstander.contacts.staff_stops import staff_stops
from upstander.contacts.stops import stops

PLACES = {"home": (53.7, -1.5), "elsewhere": (53.75, -1.4)}


def standing(device, place, *times, day="2025-03-01"):
    start, middle, end = times or ("22:00", "22:04", "22:08")
    return "".join(f"{device} | {day} {at} | {place}\n" for at in (start, middle, end))


def positions(*rows):
    return "device_id | at | place\n" + "".join(rows)


CAR = positions(standing("car", "home"))
HELD = """
    device_id | kind    | staff_id | from_at          | to_at
    car       | vehicle | PC 12    | 2025-03-01 14:00 | 2025-03-02 02:00
"""
ON_DUTY = """
    staff_id | start_at         | end_at           | kind
    PC 12    | 2025-03-01 14:00 | 2025-03-02 02:00 | duty
"""


@pytest.fixture
def found(drawn, engine):
    def find(**drawings):
        records = drawn({"positions": CAR, "device_holders": HELD, **drawings}, places=PLACES)
        table = staff_stops(records, stops(records, engine), engine)
        return engine.rows(table.order_by("start_at", "stop_id", "staff_id"))

    return find


def test_a_stop_has_the_columns_of_the_ledger_and_the_holder_of_the_vehicle(found):
    frame = found(shifts=ON_DUTY)
    assert frame.to_arrow().schema.names == STAFF_STOPS.names
    row = frame.to_dicts()[0]
    assert len(frame) == 1
    assert (row["staff_id"], row["device_id"], row["crew"], row["on_duty"], row["certainty"]) == (
        "PC 12",
        "car",
        1,
        True,
        0.95,
    )
    assert (row["start_at"], row["end_at"]) == (instant("2025-03-01 22:00"), instant("2025-03-01 22:08"))


def test_types_are_those_of_the_ledger(drawn, engine):
    records = drawn({"positions": CAR, "device_holders": HELD}, places=PLACES)
    table = engine.backend.to_pyarrow(staff_stops(records, stops(records, engine), engine))
    assert {f.name: f.type for f in table.schema} == {f.name: f.type for f in STAFF_STOPS}


def test_a_force_with_no_records_of_stops_has_none(drawn, engine):
    records = drawn({})
    assert engine.rows(staff_stops(records, stops(records, engine), engine)).is_empty()


def test_a_device_nobody_held_at_the_time_gives_nobody(found):
    held = """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | PC 12    | 2025-03-01 10:00 | 2025-03-01 22:00
        car       | vehicle | PC 77    | 2025-03-01 22:08 |
        other     | vehicle | PC 99    | 2025-03-01 10:00 |
    """
    assert found(device_holders=held).is_empty()


def test_a_device_held_for_years_and_not_given_back_is_held(found):
    held = """
        device_id | kind   | staff_id | from_at          | to_at
        car       | mobile | PC 12    | 2021-03-01 10:00 |
    """
    assert found(device_holders=held)["staff_id"].to_list() == ["PC 12"]


def test_a_stop_is_cut_to_the_time_the_device_was_held(found):
    held = """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | PC 12    | 2025-03-01 14:00 | 2025-03-01 22:05
        car       | vehicle | PC 77    | 2025-03-01 22:05 |
    """
    assert found(device_holders=held).select("staff_id", "start_at", "end_at").rows() == [
        ("PC 12", instant("2025-03-01 22:00"), instant("2025-03-01 22:05")),
        ("PC 77", instant("2025-03-01 22:05"), instant("2025-03-01 22:08")),
    ]


def test_a_change_of_hands_as_the_stop_ends_leaves_it_with_who_had_it(found):
    held = """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | PC 12    | 2025-03-01 14:00 |
        car       | vehicle | PC 77    | 2025-03-01 22:07 |
    """
    with_one_second_more = held.replace("22:07 |", "22:08 |")
    assert found(device_holders=held)["staff_id"].to_list() == ["PC 12", "PC 77"]
    assert found(device_holders=with_one_second_more)["staff_id"].to_list() == ["PC 12"]


def test_a_stop_over_midnight_is_found_once(found):
    late = positions(
        standing("car", "home", "23:55", "23:58", "23:59"),
        standing("car", "home", "00:03", "00:05", "00:09", day="2025-03-02"),
    )
    assert len(found(positions=late, shifts=ON_DUTY)) == 1


TWO_HOLD = HELD + "    car       | vehicle | PC 77    | 2025-03-01 14:00 |\n"


def test_those_who_hold_a_vehicle_together_are_a_crew(found):
    both = ON_DUTY + "    PC 77    | 2025-03-01 14:00 | 2025-03-02 02:00 | overtime\n"
    rows = found(device_holders=TWO_HOLD, shifts=both).select("staff_id", "crew", "certainty").rows()
    assert rows == [("PC 12", 2, 0.95), ("PC 77", 2, 0.95)]


def test_a_holder_off_duty_beside_one_on_duty_probably_did_not_give_the_key_back(found):
    off = ON_DUTY + "    PC 77    | 2025-03-01 04:00 | 2025-03-01 12:00 | duty\n"
    rows = found(device_holders=TWO_HOLD, shifts=off).select("staff_id", "on_duty", "crew", "certainty").rows()
    assert rows == [("PC 12", True, 1, 0.95), ("PC 77", False, 1, 0.2)]


def test_the_only_holder_was_probably_there_off_duty_too(found):
    off = ON_DUTY.replace("2025-03-02 02:00", "2025-03-01 18:00")
    assert found(shifts=off).select("on_duty", "crew", "certainty").rows() == [(False, 1, 0.7)]


def test_duty_is_not_known_where_no_shift_is_near(found):
    long_ago = ON_DUTY.replace("2025-03-01", "2025-01-01").replace("2025-03-02", "2025-01-02")
    assert found(shifts=long_ago).select("on_duty", "certainty").rows() == [(None, 0.8)]


TWO_DEVICES = HELD + "    terminal  | mdt     | PC 12    | 2025-03-01 14:00 |\n"


def test_vehicle_and_terminal_of_one_person_in_one_place_are_one_stop_as_long_as_both_show(found):
    both = positions(standing("car", "home"), standing("terminal", "home +40m", "22:01", "22:07", "22:15"))
    rows = found(positions=both, device_holders=TWO_DEVICES).select("device_id", "start_at", "end_at").rows()
    assert rows == [("car", instant("2025-03-01 22:00"), instant("2025-03-01 22:15"))]


def test_one_stop_of_two_devices_keeps_the_crew_of_the_vehicle(found):
    held = TWO_DEVICES + "    car       | vehicle | PC 77    | 2025-03-01 14:00 |\n"
    both = positions(standing("car", "home"), standing("terminal", "home"))
    rows = found(positions=both, device_holders=held).select("staff_id", "device_id", "crew").rows()
    assert rows == [("PC 12", "car", 2), ("PC 77", "car", 2)]


@pytest.mark.parametrize(
    "terminal",
    [standing("terminal", "home +200m"), standing("terminal", "home", "22:09", "22:12", "22:15")],
    ids=["elsewhere", "later"],
)
def test_devices_of_one_person_that_stop_apart_are_two_stops(found, terminal):
    both = positions(standing("car", "home"), terminal)
    assert len(found(positions=both, device_holders=TWO_DEVICES)) == 2


def test_devices_of_two_people_in_one_place_are_two_stops(found):
    held = HELD + "    terminal  | mdt     | PC 77    | 2025-03-01 14:00 |\n"
    both = positions(standing("car", "home"), standing("terminal", "home"))
    assert len(found(positions=both, device_holders=held)) == 2


INCIDENTS = """
    incident_id | reported_at      | place
    near        | 2025-03-01 21:00 | home +300m
    far         | 2025-03-01 21:00 | elsewhere
    nowhere     | 2025-03-01 21:00 |
"""


def sent(*rows):
    return "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n" + "\n".join(rows)


def task(frame):
    return frame.select("task_incident_id", "task_by").rows()[0]


def test_the_task_is_the_one_nearest_in_place_of_those_at_the_time(found):
    frame = found(
        incidents=INCIDENTS,
        deployments=sent(
            "far | PC 12 | supervisor | 2025-03-01 21:50 | 2025-03-01 22:30",
            "near | PC 12 | self | 2025-03-01 21:40 | 2025-03-01 22:30",
            "nowhere | PC 12 | control | 2025-03-01 21:55 | 2025-03-01 22:30",
        ),
    )
    assert task(frame) == ("near", "self")
    assert frame["task_metres"][0] == pytest.approx(300, abs=1)
    assert len(frame) == 1


def test_a_task_elsewhere_is_told_with_its_distance(found):
    frame = found(incidents=INCIDENTS, deployments=sent("far | PC 12 | control | 2025-03-01 21:50 | 2025-03-01 22:30"))
    assert task(frame) == ("far", "control")
    assert frame["task_metres"][0] == pytest.approx(8630, rel=0.01)


def test_a_task_with_no_place_is_a_task_with_no_distance(found):
    frame = found(incidents=INCIDENTS, deployments=sent("nowhere | PC 12 | control | 2025-03-01 21:50 | "))
    assert task(frame) == ("nowhere", "control")
    assert frame["task_metres"][0] is None


@pytest.mark.parametrize(
    ("assigned", "cleared", "there"),
    [
        ("2025-03-01 22:17", "2025-03-01 23:00", True),  # written down by control ten minutes late
        ("2025-03-01 22:19", "2025-03-01 23:00", False),
        ("2025-03-01 20:00", "2025-03-01 21:41", True),  # notes written up after clearing
        ("2025-03-01 20:00", "2025-03-01 21:39", False),
        ("2025-03-01 13:00", "", True),  # never closed
        ("2025-03-01 11:00", "", False),
    ],
)
def test_a_task_counts_from_a_little_before_to_a_little_after(found, assigned, cleared, there):
    frame = found(incidents=INCIDENTS, deployments=sent(f"near | PC 12 | control | {assigned} | {cleared}"))
    assert (task(frame)[0] == "near") == there


def test_somebody_elses_task_is_not_ones_own(found):
    frame = found(incidents=INCIDENTS, deployments=sent("near | PC 77 | control | 2025-03-01 21:50 | "))
    assert task(frame) == (None, None)
