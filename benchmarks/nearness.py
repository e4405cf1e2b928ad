"""Stops near addresses: against comparing all with all, against merely reading, and against GeoPandas."""

import tempfile
from argparse import Namespace
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peer import ask
from benchmarks.report import Table, in_turn
from upstander.contacts.ledger import STAFF_STOPS
from upstander.contacts.nearness import METRES_A_MICRODEGREE, near, within
from upstander.engines import DuckDBEngine

ROWS = 300_000  # stops
ADDRESSES = 1_000_000
METRES = 150
SMALL = 4_000


def measure(options: Namespace) -> list[Table]:
    """Everything that is asked for."""
    stops, addresses = _stops(options.rows or ROWS), _addresses(ADDRESSES)
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(memory="4GB") as engine:
        paths = [Path(folder) / "stops.parquet", Path(folder) / "addresses.parquet"]
        for table, path in zip((stops, addresses), paths, strict=True):
            pq.write_table(table, path, compression="zstd")
        read = [engine.read_parquet([path]) for path in paths]
        pairs = near(*read, METRES)
        works = {
            "both tables read into memory": lambda: [engine.backend.to_pyarrow(table) for table in read],
            f"stops within {METRES} m of an address": lambda: engine.keep("pairs", pairs),
        }
        times = in_turn(works, options.repeats)
        found = engine.rows(pairs.count().as_table()).item()
        read_cpu, near_cpu = (t.cpu for t in times.values())
        rows = [(n, t.wall, t.cpu, stops.num_rows / t.cpu / 1e6, t.cpu / read_cpu) for n, t in times.items()]
        title = f"{stops.num_rows:,} stops, {addresses.num_rows:,} addresses of 1,500 staff, {found:,} pairs"
        columns = ("work", "wall s", "CPU s", "M stops/s/core", "× the reading")
        tables = [Table(title, columns, rows, "Medians, measured in turn."), _against_all(engine)]
        if options.peers:
            tables.append(_against_geopandas(options, paths, engine, (near_cpu, found)))
    return tables


def _against_all(engine: DuckDBEngine) -> Table:
    stops, addresses = _stops(SMALL, staff=3), _addresses(SMALL, staff=3)
    found = engine.rows(near(engine.hold("some_stops", stops), engine.hold("some_addresses", addresses), METRES))
    ours = set(found.select("stop_id", "nominal_id").iter_rows())
    s, a = (pl.from_arrow(t).select("staff_id", "lat", "lon").to_dict(as_series=False) for t in (stops, addresses))
    s_lat, s_lon, a_lat, a_lon = (np.array(v, float) for v in (s["lat"], s["lon"], a["lat"], a["lon"]))
    same = np.array(s["staff_id"])[:, None] == np.array(a["staff_id"])[None, :]
    north = a_lat[None, :] - s_lat[:, None]
    east = (a_lon[None, :] - s_lon[:, None]) * np.cos(np.radians((a_lat[None, :] + s_lat[:, None]) / 2e6))
    close = np.argwhere(same & (np.hypot(north, east) * METRES_A_MICRODEGREE <= METRES))
    every = {(f"stop {i}", f"person {j}") for i, j in close}
    return Table(
        f"{SMALL:,} stops with {SMALL:,} addresses, all compared with all",
        ("pairs by comparing all", "pairs by cells", "missing", "too many"),
        [(len(every), len(ours), len(every - ours), len(ours - every))],
    )


def _against_geopandas(options: Namespace, paths: list[Path], engine: DuckDBEngine, own: tuple[float, int]) -> Table:
    stops, addresses = (engine.read_parquet([path]) for path in paths)
    sites = addresses.select(near_lat="lat", near_lon="lon")
    every = within(stops.select("lat", "lon"), sites, METRES).count().as_table()
    every_cpu = in_turn({"every": lambda: engine.rows(every)}, 1)["every"].cpu
    answer = ask(options.peers / "peers", "geopandas", *paths, METRES)
    rows = []
    if answer:
        count = engine.rows(stops.count().as_table()).item()
        found = engine.rows(every).item()
        for what, ours, pairs, theirs, their_pairs in (
            ("any member of staff", every_cpu, found, answer["all_cpu"], answer["all_pairs"]),
            ("the same member of staff", *own, answer["cpu"], answer["pairs"]),
        ):
            rows.append((what, count / ours, count / theirs, theirs / ours, pairs, their_pairs))
        title = f"GeoPandas {answer['version']} sjoin(dwithin)"
    columns = ("pairs of", "Upstander stops/s/core", "GeoPandas", "Upstander is × as fast", "pairs", "GeoPandas' pairs")
    return Table(
        title if answer else "GeoPandas is missing",
        columns,
        rows,
        "GeoPandas starts from points already projected to metres of the British grid, which differ a little, and so "
        "do pairs at the very edge. It cannot join on the member of staff as well, so it drops those pairs afterwards.",
    )


def _places(rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Where people are: in towns."""
    chance = np.random.default_rng(seed)
    towns = np.random.default_rng(0).uniform([53_500_000, -1_900_000], [53_950_000, -1_100_000], (60, 2))
    spread = chance.normal(0, [15_000, 25_000], (rows, 2))
    return (towns[chance.integers(0, 60, rows)] + spread).round().astype(np.int32).T


def _stops(rows: int, staff: int = 1500) -> pa.Table:
    lat, lon = _places(rows, 1)
    chance = np.random.default_rng(2)
    start = chance.integers(1_735_689_600, 1_767_225_600, rows) * 1_000_000
    given = {
        "stop_id": [f"stop {n}" for n in range(rows)],
        "device_id": ["car"] * rows,
        "start_at": start,
        "end_at": start + 600_000_000,
        "lat": lat,
        "lon": lon,
        "staff_id": [f"PC {n}" for n in chance.integers(0, staff, rows)],
    }
    return pa.table([pa.array(given.get(f.name, [None] * rows), f.type) for f in STAFF_STOPS], schema=STAFF_STOPS)


def _addresses(rows: int, staff: int = 1500) -> pa.Table:
    lat, lon = _places(rows, 3)
    who = np.random.default_rng(4).integers(0, staff, rows)
    return pa.table(
        {
            "staff_id": [f"PC {n}" for n in who],
            "nominal_id": [f"person {n}" for n in range(rows)],
            "lat": lat,
            "lon": lon,
            "from_at": pa.nulls(rows, pa.int64()),
            "to_at": pa.nulls(rows, pa.int64()),
        }
    )
