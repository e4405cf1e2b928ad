"""Nearness is found by grid cells, and is what comparing everything with everything would give."""

import math

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawing import instant
from upstander.contacts.ledger import STAFF_STOPS
from upstander.contacts.nearness import near, staff_near
from upstander.contacts.staff_stops import staff_stops
from upstander.contacts.stops import stops

METRES_A_MICRODEGREE = 6_371_008.8 * math.pi / 180 / 1e6
ADDRESSES = pa.schema(
    [("staff_id", pa.string()), ("nominal_id", pa.string()), ("lat", pa.int32()), ("lon", pa.int32()),
     ("from_at", pa.int64()), ("to_at", pa.int64())]
)  # fmt: skip


def stop(number, lat, lon, staff="PC 12", *, start=1000, end=2000):
    return {
        "stop_id": f"stop {number}", "device_id": "car", "start_at": start, "end_at": end, "lat": lat, "lon": lon,
        "staff_id": staff, "pings": 3, "gap_after": False, "crew": 1, "certainty": 0.95,
    }  # fmt: skip


def address(number, lat, lon, staff="PC 12", *, begin=None, end=None):
    return {"staff_id": staff, "nominal_id": f"Ms {number}", "lat": lat, "lon": lon, "from_at": begin, "to_at": end}


@pytest.fixture
def found(engine):
    def find(stop_rows, address_rows, metres=150):
        table = engine.hold("s", pa.Table.from_pylist(stop_rows, schema=STAFF_STOPS))
        addresses = engine.hold("a", pa.Table.from_pylist(address_rows, schema=ADDRESSES))
        return engine.rows(near(table, addresses, metres))

    return find


def pairs(frame):
    return sorted(frame.select("stop_id", "nominal_id").rows())


def brute_force(stop_rows, address_rows, metres):
    close = set()
    for s in stop_rows:
        for a in address_rows:
            middle = np.cos(np.radians((s["lat"] + a["lat"]) / 2e6))
            north = (a["lat"] - s["lat"]) * METRES_A_MICRODEGREE
            east = (a["lon"] - s["lon"]) * METRES_A_MICRODEGREE * middle
            if s["staff_id"] == a["staff_id"] and np.hypot(north, east) <= metres:
                close.add((s["stop_id"], a["nominal_id"]))
    return sorted(close)


PLACES = st.tuples(st.integers(-3000, 3000), st.integers(-6000, 6000), st.sampled_from(["PC 12", "PC 77"]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.tuples(st.integers(49_000_000, 61_000_000), st.sampled_from([0, -1_500_000, 1_200_000, -8_000_000])),
    stopped=st.lists(PLACES, min_size=1, max_size=25),
    living=st.lists(PLACES, min_size=1, max_size=25),
    metres=st.sampled_from([30, 150, 400, 5000]),
)
def test_pairs_are_those_of_comparing_all_with_all_from_cornwall_to_shetland_and_across_the_meridian(
    found, at, stopped, living, metres
):
    stop_rows = [stop(n, at[0] + y, at[1] + x, who) for n, (y, x, who) in enumerate(stopped)]
    address_rows = [address(n, at[0] + y, at[1] + x, who) for n, (y, x, who) in enumerate(living)]
    assert pairs(found(stop_rows, address_rows, metres)) == brute_force(stop_rows, address_rows, metres)


def test_every_column_of_the_stop_is_given_with_the_nominal_and_the_metres(found):
    frame = found([stop(1, 53_700_000, 0)], [address("A", 53_701_000, 0)])
    assert frame.columns == [*STAFF_STOPS.names, "nominal_id", "metres"]
    assert frame["metres"][0] == pytest.approx(111.2, abs=0.1)


def test_an_address_matters_to_the_member_of_staff_it_is_given_for_and_to_nobody_else(found):
    assert pairs(found([stop(1, 0, 0, "PC 12")], [address("A", 0, 0, "PC 77")])) == []


@pytest.mark.parametrize(
    ("begin", "end", "valid"),
    [(None, None, True), (2000, None, True), (2001, None, False), (None, 1001, True), (None, 1000, False)],
)
def test_an_address_counts_only_while_it_was_theirs(found, begin, end, valid):
    frame = found([stop(1, 0, 0, start=1000, end=2000)], [address("A", 0, 0, begin=begin, end=end)])
    assert len(frame) == valid


@pytest.mark.parametrize(("since", "near_it"), [(1000, True), (1001, False)])
def test_an_address_matters_for_stops_that_began_since_they_met(engine, since, near_it):
    stopped = engine.hold("s", pa.Table.from_pylist([stop(1, 0, 0, start=1000, end=2000)], schema=STAFF_STOPS))
    home = pa.Table.from_pylist([address("A", 0, 0)], schema=ADDRESSES).append_column("since_at", pa.array([since]))
    assert len(engine.rows(near(stopped, engine.hold("a", home), 150))) == near_it


def test_two_addresses_of_one_person_give_the_nearer_once(found):
    frame = found([stop(1, 0, 0)], [address("A", 900, 0), address("A", 100, 0)])
    assert frame["metres"].to_list() == pytest.approx([11.1], abs=0.1)


def test_addresses_without_a_place_are_near_nothing(found):
    assert pairs(found([stop(1, 0, 0)], [address("A", None, None)])) == []


FORCE = {
    "positions": """
        device_id | at               | place
        car 1     | 2025-03-01 22:00 | home
        car 1     | 2025-03-01 22:02 | home
        car 1     | 2025-03-01 22:04 | home
        car 2     | 2025-03-01 22:01 | home +180m
        car 2     | 2025-03-01 22:02 | home +900m
        car 3     | 2025-03-01 22:01 | home +300m
        car 4     | 2025-03-01 23:30 | home
        car 5     | 2025-03-01 21:50 | home
        car 5     | 2025-03-01 21:52 | home
        car 5     | 2025-03-01 22:40 | home
    """,
    "device_holders": """
        device_id | kind    | staff_id | from_at          | to_at
        car 1     | vehicle | PC 1     | 2025-03-01 20:00 |
        car 1     | vehicle | PC 0     | 2025-03-01 10:00 | 2025-03-01 20:00
        car 2     | vehicle | PC 2     | 2025-03-01 20:00 | 2025-03-02 06:00
        car 3     | vehicle | PC 3     | 2025-03-01 20:00 |
        car 4     | vehicle | PC 4     | 2025-03-01 20:00 |
        car 5     | vehicle | PC 5     | 2025-03-01 20:00 |
    """,
    "shifts": """
        staff_id | start_at         | end_at           | kind
        PC 1     | 2025-03-01 20:00 | 2025-03-02 06:00 | duty
        PC 2     | 2025-03-01 08:00 | 2025-03-01 16:00 | duty
    """,
}


def test_who_was_there_are_those_whose_device_stood_or_passed_there_on_duty_or_not(drawn, engine):
    records = drawn(FORCE, places={"home": (53.7, -1.5)})
    known = staff_stops(records, stops(records, engine), engine)
    there = staff_near(
        records, known, 53.7, -1.5, from_at=instant("2025-03-01 22:00"), to_at=instant("2025-03-01 22:30"), metres=200
    )
    rows = engine.rows(there.order_by("staff_id")).select("staff_id", "stopped", "on_duty").rows()
    assert rows == [("PC 1", True, True), ("PC 2", False, False), ("PC 5", True, None)]


def test_who_was_there_says_when_and_how_near(drawn, engine):
    records = drawn(FORCE, places={"home": (53.7, -1.5)})
    known = staff_stops(records, stops(records, engine), engine)
    there = staff_near(
        records, known, 53.7, -1.5, from_at=instant("2025-03-01 22:00"), to_at=instant("2025-03-01 22:30"), metres=200
    )
    passer = engine.rows(there.filter(ibis._.staff_id == "PC 2")).to_dicts()[0]
    assert passer["metres"] == pytest.approx(180, abs=1)
    assert (passer["device_id"], passer["first_at"], passer["last_at"]) == (
        "car 2", instant("2025-03-01 22:01"), instant("2025-03-01 22:01")
    )  # fmt: skip
