"""Stops found by an earlier scan are used again only where nothing they rest on has changed; the result is the same."""

import tempfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing import draw, instant
from upstander.contacts.kept_stops import stops_of
from upstander.contacts.stops import StopRule, stops
from upstander.engines import DuckDBEngine
from upstander.records.store import open_records

PLACES = {"home": (53.7, -1.5), "elsewhere": (53.75, -1.4)}
NIGHT = """
    device_id | at               | place
    car       | 2025-03-01 22:00 | home
    car       | 2025-03-01 22:04 | home
    van       | 2025-03-01 22:00 | elsewhere
    van       | 2025-03-01 22:04 | elsewhere
"""
NEXT_DAY = """
    device_id | at               | place
    car       | 2025-03-02 09:00 | home
    car       | 2025-03-02 09:04 | home
"""
MINUTE = 60_000_000


def load(store, name, positions):
    """Puts positions into a store as a load of theirs would."""
    folder = store / "records" / "positions" / "month=2025-03"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(positions, folder / f"{name}.parquet")


def scanned(store, engine, as_of="2025-04-01", rule=StopRule()):  # noqa: B008 - it does not change
    """What a scan finds with what was kept, what it says of it, and what a scan with nothing kept finds."""
    records = open_records(store, engine).as_known(instant(as_of))
    whole = engine.rows(stops(records, engine, rule)).sort("stop_id")
    found = stops_of(records, engine, instant(as_of), rule)
    return engine.rows(found.table).sort("stop_id"), found.told, whole


@pytest.fixture
def store(tmp_path, engine):
    """A store that was scanned when it held one night."""
    load(tmp_path, "night", draw("positions", NIGHT, PLACES))
    scanned(tmp_path, engine)
    return tmp_path


def same(found):
    frame, told, whole = found
    assert frame.rows() == whole.rows()
    assert len(frame)
    return told


def test_with_nothing_new_everything_is_taken_over(store, engine):
    assert same(scanned(store, engine)).startswith("stops: 2 taken over from the last scan, 0 made anew")


def test_a_new_day_is_walked_alone(store, engine):
    load(store, "next", draw("positions", NEXT_DAY, PLACES))
    told = same(scanned(store, engine))
    assert told == "stops: 2 taken over from the last scan, 1 made anew, for 1 devices with new positions"


def test_a_stop_that_goes_on_into_the_new_day_is_made_anew(store, engine):
    load(store, "next", draw("positions", "device_id | at | place\ncar | 2025-03-01 22:08 | home", PLACES))
    told = same(scanned(store, engine))
    assert told.startswith("stops: 1 taken over from the last scan, 1 made anew")


def test_another_rule_makes_all_anew(store, engine):
    assert same(scanned(store, engine, rule=StopRule(diameter_m=120.0))) == "stops: all made anew"


def test_a_file_that_is_gone_makes_all_anew(store, engine):
    load(store, "next", draw("positions", NEXT_DAY, PLACES))
    scanned(store, engine)
    next(store.rglob("next.parquet")).unlink()
    assert same(scanned(store, engine)) == "stops: all made anew"


def test_a_file_that_was_written_again_makes_all_anew(store, engine):
    load(store, "night", draw("positions", NIGHT.replace("22:04", "22:05"), PLACES))
    assert same(scanned(store, engine)) == "stops: all made anew"


def test_a_scan_of_an_earlier_day_makes_all_anew_and_leaves_what_is_kept(store, engine):
    load(store, "next", draw("positions", NEXT_DAY, PLACES))
    scanned(store, engine)
    assert same(scanned(store, engine, as_of="2025-03-02")) == "stops: all made anew"
    assert same(scanned(store, engine)).startswith("stops: 3 taken over")


def test_positions_after_the_day_of_the_last_scan_are_new_though_their_file_is_not(tmp_path, engine):
    load(tmp_path, "both", pa.concat_tables([draw("positions", text, PLACES) for text in (NIGHT, NEXT_DAY)]))
    scanned(tmp_path, engine, as_of="2025-03-02")
    assert same(scanned(tmp_path, engine)).startswith("stops: 2 taken over from the last scan, 1 made anew")


def test_what_cannot_be_read_is_not_used(store, engine):
    (store / "derived" / "stops.parquet").write_bytes(b"half a file")
    assert same(scanned(store, engine)) == "stops: all made anew"


def test_nothing_half_written_is_left(store):
    assert [file.name for file in (store / "derived").iterdir()] == ["stops.parquet"]


@st.composite
def loads(draws):
    """Some days of positions of two devices, split into loads in any order: late ones come after later ones."""
    minutes_on = st.sampled_from([1, 2, 2, 4, 8, 20, 50, 59, 70, 3000])
    steps = st.tuples(minutes_on, st.sampled_from([0, 0, 0, 300, 5000]), st.integers(0, 3))
    rows = []
    for device in ("car", "van"):
        at, lat = instant("2025-03-01"), 53_700_000
        for minutes, moved, load_of in draws(st.lists(steps, min_size=1, max_size=25)):
            at, lat = at + minutes * MINUTE, lat + moved
            rows.append({"device_id": device, "at": at, "lat": lat, "lon": -1_500_000, "load": load_of})
    return pl.DataFrame(rows).with_columns(pl.col("lat", "lon").cast(pl.Int32)).partition_by("load")


@settings(max_examples=25, deadline=None)
@given(loads())
def test_in_whatever_loads_positions_come_the_stops_are_those_of_a_whole_scan(parts):
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(memory="1GB", threads=1) as engine:
        for number, part in enumerate(parts):
            load(Path(folder), str(number), part.drop("load").to_arrow().cast(pa.schema(
                [("device_id", pa.string()), ("at", pa.int64()), ("lat", pa.int32()), ("lon", pa.int32())])))  # fmt: skip
            frame, _told, whole = scanned(Path(folder), engine, as_of="2026-01-01")
            assert frame.rows() == whole.rows()
