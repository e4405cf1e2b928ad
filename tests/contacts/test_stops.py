"""A stop is a device keeping within a diameter for at least a length of time."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.contacts.ledger import STOPS
from upstander.contacts.stops import StopRule, find_stops, stops

LAT, LON = 53_700_000, -1_500_000
METRE_EAST = 1 / (0.111195 * np.cos(np.radians(LAT / 1e6)))  # micro-degrees
METRE_NORTH = 1 / 0.111195
RULE = StopRule(diameter_m=100, minimum_s=180, silence_s=600, bridged_silence_s=3600, stray_s=150)


def track(*pings, device="car"):
    """Positions from (second, metres east) or (second, metres east, metres north)."""
    rows = [(*ping, 0)[:3] for ping in pings]
    return pa.RecordBatch.from_pydict(
        {
            "device_id": [device] * len(rows),
            "at": pa.array([int(s * 1e6) for s, _, _ in rows], pa.int64()),
            "lat": pa.array([round(LAT + n * METRE_NORTH) for _, _, n in rows], pa.int32()),
            "lon": pa.array([round(LON + e * METRE_EAST) for _, e, _ in rows], pa.int32()),
        }
    )


def drive(start, seconds, metres, step=10, speed=12):
    """Pings each `step` seconds while driving east from `metres`."""
    return [(start + s, metres + s * speed) for s in range(0, seconds, step)]


def stand(start, seconds, metres, step=10):
    return [(start + s, metres + (s * 7 % 11) - 5, (s * 3 % 13) - 6) for s in range(0, seconds + 1, step)]


def found(*batches, rule=RULE):
    """(start, end) in seconds of each stop."""
    table = find_stops(batches, rule)
    assert table.schema == STOPS
    return [
        (s // 1_000_000, e // 1_000_000)
        for s, e in zip(*(table[c].to_pylist() for c in ("start_at", "end_at")), strict=True)
    ]


def test_a_vehicle_that_stands_between_two_drives_has_one_stop_with_its_times_and_place():
    table = find_stops([track(*drive(0, 300, 0), *stand(300, 600, 3600), *drive(910, 300, 3720))], RULE).to_pylist()
    assert [(s["stop_id"], s["start_at"], s["end_at"], s["pings"], s["gap_after"]) for s in table] == [
        ("car|300000000", 300_000_000, 900_000_000, 61, False)
    ]
    assert abs(table[0]["lon"] - (LON + 3600 * METRE_EAST)) < 3 * METRE_EAST
    assert abs(table[0]["lat"] - LAT) < 3 * METRE_NORTH


def test_no_positions_have_no_stops():
    assert found() == []
    assert found(track()) == []


def test_a_single_ping_is_no_stop():
    assert found(track((0, 0))) == []


def test_a_drive_is_no_stop():
    assert found(track(*drive(0, 3600, 0))) == []


def test_the_last_stop_of_a_device_is_kept_and_when_it_left_is_not_known():
    """scikit-mobility #190, trackintel #178 and #377: the last stop was missed."""
    table = find_stops([track(*drive(0, 300, 0), *stand(300, 300, 3600))], RULE).to_pylist()
    assert [(s["start_at"], s["end_at"], s["gap_after"]) for s in table] == [(300_000_000, 600_000_000, True)]


def test_the_leaving_time_is_the_last_ping_inside_and_not_the_first_outside():
    """scikit-mobility #263: the first point outside was given."""
    assert found(track(*stand(0, 300, 0), (420, 5000), (430, 6000))) == [(0, 300)]


def test_a_stop_shorter_than_the_minimum_is_none():
    """scikit-mobility #138: shorter stops than asked for were given."""
    assert found(track(*drive(0, 100, 0), *stand(100, 179, 1200, step=1), *drive(280, 100, 1400))) == []


def test_a_stop_of_just_the_minimum_is_one():
    assert found(track((0, 0), (90, 0), (180, 0), (190, 5000))) == [(0, 180)]


def test_the_drive_after_a_stop_keeps_its_first_ping():
    """movingpandas #296: the first record after a stop was dropped; here it begins the second stop."""
    second = [(310, 5000), (400, 5000), (490, 5000)]
    assert found(track(*stand(0, 300, 0), *second, (500, 9000))) == [(0, 300), (310, 490)]


def test_two_places_far_apart_are_never_one_stop():
    """trackintel #615: two far-apart points became one stop."""
    assert found(track((0, 0), (300, 5000), (600, 0), (900, 5000))) == []


def test_a_slow_queue_is_not_drawn_together_into_one_stop():
    queue = [(s, s * 0.25) for s in range(0, 2400, 10)]  # 600 metres in 40 minutes
    spans = [(end - start) * 0.25 for start, end in found(track(*queue))]
    assert spans
    assert max(spans) <= 100


def test_the_minimum_and_the_diameter_decide_alike_at_every_latitude():
    """movingpandas #294: the answer depended on the coordinate system."""
    for lat in (49_900_000, 60_800_000):
        east = 1 / (0.111195 * np.cos(np.radians(lat / 1e6)))
        for metres, expected in ((95, 1), (105, 0)):
            pings = {
                "device_id": ["car"] * 5,
                "at": [0, 100_000_000, 200_000_000, 300_000_000, 400_000_000],
                "lat": [lat] * 5,
                "lon": [round(e * east) for e in (0, metres, 0, metres, 0)],
            }
            assert len(found(pa.RecordBatch.from_pydict(pings))) == expected


def test_one_stray_ping_does_not_split_a_stop():
    pings = stand(0, 600, 0)
    pings[30] = (300, 900, 900)
    assert found(track(*pings, (610, 3000))) == [(0, 600)]


def test_one_stray_ping_before_a_stop_has_reached_its_minimum_does_not_split_it():
    pings = stand(0, 200, 0)
    pings[10] = (100, 900, 900)
    assert found(track(*pings, (210, 3000))) == [(0, 200)]


def test_a_stray_ping_is_not_counted_and_does_not_move_the_place():
    pings = stand(0, 600, 0)
    pings[30] = (300, 90_000)
    stop = find_stops([track(*pings)], RULE).to_pylist()[0]
    assert stop["pings"] == 60
    assert abs(stop["lon"] - LON) < 3 * METRE_EAST


def test_going_away_for_longer_than_an_error_lasts_ends_the_stop():
    away = [(s, 400) for s in range(310, 470, 10)]
    assert found(track(*stand(0, 300, 0), *away, *stand(470, 300, 0))) == [(0, 300), (470, 770)]


def test_the_way_in_does_not_cut_a_stop():
    """The vehicle brakes 60 metres before the door; its later jitter reaches 45 metres beyond it."""
    jitter = [(20 + s, 45 if s % 60 == 0 else 0) for s in range(0, 600, 10)]
    assert found(track((0, -62), (10, -61), *jitter, (630, 4000)))[0][1] >= 600
    assert len(found(track((0, -62), (10, -61), *jitter, (630, 4000)))) == 1


def test_silence_ends_a_stop_and_says_that_the_rest_is_not_known():
    table = find_stops([track(*stand(0, 300, 0), *drive(3000, 300, 5000))], RULE).to_pylist()
    assert [(s["end_at"], s["gap_after"]) for s in table] == [(300_000_000, True)]


def test_a_device_heard_again_in_the_same_place_was_there_all_the_time():
    assert found(track(*stand(0, 300, 0), *stand(3000, 60, 0), (3070, 4000))) == [(0, 3060)]


def test_a_unit_that_sleeps_with_the_engine_off_still_stops():
    assert found(track(*drive(0, 100, 0), (100, 1200), (105, 1200), (1900, 1203), *drive(1910, 60, 1400))) == [
        (100, 1900)
    ]


def test_passing_one_place_twice_with_silence_between_is_no_stop():
    assert found(track((0, 0), (1800, 0))) == []


def test_a_silence_too_long_to_bridge_gives_two_stops():
    table = find_stops([track(*stand(0, 300, 0), *stand(9000, 300, 0))], RULE).to_pylist()
    assert [(s["start_at"], s["end_at"], s["gap_after"]) for s in table] == [
        (0, 300_000_000, True),
        (9_000_000_000, 9_300_000_000, True),
    ]


def test_pings_that_came_twice_count_once():
    pings = stand(0, 300, 0)
    stop = find_stops([track(*[p for p in pings for _ in range(3)])], RULE).to_pylist()
    assert [s["pings"] for s in stop] == [len(pings)]


def test_pings_out_of_order_give_the_same_stops():
    pings = [*drive(0, 300, 0), *stand(300, 600, 3600), *drive(910, 300, 3720)]
    assert found(track(*reversed(pings))) == found(track(*pings))


def test_runs_of_pings_that_were_read_side_by_side_give_the_same_stops():
    pings = [*drive(0, 300, 0), *stand(300, 600, 3600), *drive(910, 300, 3720)]
    runs = [*pings[1::3], *pings[::3], *pings[2::3]]
    assert found(track(*runs)) == found(track(*pings))


@given(st.lists(st.integers(0, 120), min_size=1, max_size=6))
def test_where_a_stream_is_cut_into_batches_changes_nothing(cuts):
    pings = [*drive(0, 300, 0), *stand(300, 600, 3600), *drive(910, 300, 3720)]
    whole = (
        pa.Table.from_batches([track(*pings, device=name) for name in ("a", "b", "c")]).combine_chunks().to_batches()[0]
    )
    borders = sorted({0, len(whole), *(min(c, len(whole)) for c in cuts)})
    parts = [whole.slice(a, b - a) for a, b in pairwise(borders)]
    assert find_stops(parts, RULE).to_pylist() == find_stops([whole], RULE).to_pylist()


def test_two_devices_in_one_place_are_two_stops():
    assert found(track(*stand(0, 300, 0), device="a"), track(*stand(310, 300, 0), device="b")) == [(0, 300), (310, 610)]


def test_a_device_that_comes_again_after_another_is_refused():
    with pytest.raises(ValueError, match="do not lie together: a"):
        find_stops([track((0, 0), device="a"), track((0, 0), device="b"), track((1, 0), device="a")])


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(-80, 80), st.integers(-80, 80)), max_size=60))
def test_every_stop_keeps_its_minimum_and_never_overlaps_the_next(steps):
    times = np.cumsum([s for s, _, _ in steps]).tolist()
    spans = found(track(*[(t, e, n) for t, (_, e, n) in zip(times, steps, strict=True)]))
    assert all(end - start >= RULE.minimum_s for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(start in times and end in times for start, end in spans)


@pytest.mark.parametrize(
    "wrong", [{"stray_s": 180}, {"silence_s": 0}, {"bridged_silence_s": 60}, {"diameter_m": 0}], ids=str
)
def test_a_rule_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError, match=r"stop|silence"):
        StopRule(**wrong)


POSITIONS = """
    device_id | at               | place
    car 2     | 2025-03-01 22:00 | home
    car 2     | 2025-03-01 22:02 | home
    car 1     | 2025-03-01 22:04 | home
    car 2     | 2025-03-01 22:04 | home
    car 1     | 2025-03-01 22:00 | home
    car 1     | 2025-03-01 22:02 | home +20m
    car 3     | 2025-03-01 22:02 | home
"""


@pytest.mark.parametrize("rows_at_once", [1, 1000])
def test_the_stops_of_a_force_are_those_of_each_device_however_few_are_read_at_once(drawn, engine, rows_at_once):
    records = drawn({"positions": POSITIONS}, places={"home": (53.7, -1.5)})
    rows = engine.rows(stops(records, engine, RULE, rows_at_once).order_by("device_id"))
    assert rows.select("device_id", "pings").rows() == [("car 1", 3), ("car 2", 3)]


def test_a_force_without_positions_has_no_stops(drawn, engine):
    assert engine.rows(stops(drawn({}), engine)).is_empty()
