"""Stops from raw positions: against merely reading the columns, against the truth, and against others' libraries."""

import gzip
import tempfile
from argparse import Namespace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peer import ask
from benchmarks.report import Table, every_value, in_turn, took
from benchmarks.tracks import simulate, write_store
from upstander.contacts.ledger import STOPS
from upstander.contacts.stops import StopRule, find_stops, stops
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records

ROWS = 10_000_000
COLUMNS = ("device_id", "at", "lat", "lon")
RULE = StopRule()
PEERS = {  # environment, and how many pings: enough for a steady rate, few enough to wait for
    "scikit_mobility": ("scikit-mobility", 100_000),
    "trackintel": ("peers", 40_000),
    "movingpandas": ("peers", 20_000),
}


def measure(options: Namespace) -> list[Table]:
    """Everything that is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        tables = [_against_scan(options, Path(folder)), _against_truth()]
        if options.peers:
            tables.append(_against_peers(options, Path(folder)))
    return tables


def _against_scan(options: Namespace, folder: Path) -> Table:
    tracks = simulate(options.rows or ROWS)
    files = write_store(tracks, folder)
    pings = tracks.positions.num_rows
    del tracks
    with DuckDBEngine(memory="4GB") as engine:
        positions = engine.read_parquet(files)
        records = Records({"positions": positions}, frozenset({"positions"}))
        works = {
            "every value read once, inside DuckDB": lambda: engine.rows(every_value(positions, COLUMNS)),
            "the same columns read into memory (DuckDB to Arrow)": lambda: engine.backend.to_pyarrow(
                positions.select(*COLUMNS)
            ),
            "stops end to end, from Parquet to a table of stops": lambda: stops(records, engine),
        }
        times = in_turn(works, options.repeats)
    least, read, _ = times.values()
    rows = [
        (name, t.wall, t.cpu, pings / t.cpu / 1e6, t.cpu / least.cpu, t.cpu / read.cpu) for name, t in times.items()
    ]
    columns = ("work", "wall s", "CPU s", "M pings/s/core", "× reading once", "× reading into memory")
    return Table(f"{pings:,} simulated pings in {len(files)} files", columns, rows, "Medians, measured in turn.")


def _against_truth(rows: int = 2_000_000) -> Table:
    tracks = simulate(rows, seed=2)
    found = pl.from_arrow(find_stops(tracks.positions.to_batches(), RULE))
    true = pl.from_arrow(tracks.stops)
    cells = [
        (f"{share:.0%}", _share_found(true, found, share), _share_found(found, true, share))
        for share in (0.5, 0.8, 0.9)
    ]
    return Table(
        f"Simulated tracks with {len(true):,} true stops of 4 to 60 minutes, {len(found):,} found",
        ("overlap (shared time / time of either)", "true stops found", "found stops that are true"),
        cells,
        "Ten seconds between pings, 8 m of noise, one ping in a thousand far off; a quarter of the vehicles fall "
        "silent two minutes into a stop.",
    )


def _share_found(wanted: pl.DataFrame, others: pl.DataFrame, share: float) -> float:
    both = wanted.with_row_index("number").join(others, on="device_id", suffix="_other")
    shared = pl.min_horizontal("end_at", "end_at_other") - pl.max_horizontal("start_at", "start_at_other")
    either = pl.max_horizontal("end_at", "end_at_other") - pl.min_horizontal("start_at", "start_at_other")
    return both.filter(shared >= share * either)["number"].n_unique() / len(wanted)


def _against_peers(options: Namespace, folder: Path) -> Table:
    sets = {"simulated": simulate(100_000, seed=3).positions} | _real(options.data)
    rows = []
    for what, positions in sets.items():
        ours = _ours(positions)
        rows.append((what, "Upstander (in memory)", positions.num_rows, ours, 1.0))
        for peer, (environment, most) in PEERS.items():
            path = folder / f"{what}.parquet"
            pq.write_table(positions.slice(0, most).select(COLUMNS), path)
            answer = ask(options.peers / environment, peer, path, RULE.diameter_m, RULE.minimum_s)
            if answer:
                rate = answer["pings"] / answer["cpu"]
                rows.append((what, f"{peer} {answer['version']}", answer["pings"], rate, ours / rate))
    return Table(
        "Others' libraries on the same pings",
        ("pings", "library", "how many", "pings/s/core", "Upstander is × as fast"),
        rows,
        "Each in an environment of its own; only the call that finds the stops is timed, after one call to warm up.",
    )


def _ours(positions: pa.Table) -> float:
    """Pings a second of `find_stops`, over enough copies of the devices to measure."""
    copies = max(1, 2_000_000 // positions.num_rows)
    batches = [
        batch.set_column(0, "device_id", _named(batch["device_id"], copy))
        for copy in range(copies)
        for batch in positions.select(COLUMNS).to_batches()
    ]
    find_stops(batches[:1], RULE)
    return positions.num_rows * copies / took(lambda: find_stops(batches, RULE)).cpu


def _named(device_ids: pa.Array, copy: int) -> pa.Array:
    encoded = device_ids.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        encoded.indices, pa.array([f"{name} {copy}" for name in encoded.dictionary.to_pylist()])
    )


def _real(data: Path | None) -> dict[str, pa.Table]:
    """Real tracks, where there are any: taxis of San Francisco, and people of Beijing."""
    if data is None:
        return {}
    taxis = _read(data / "gps" / "cabspotting_5cabs.csv.gz").select(
        "lat", "lon", device_id="cab", at=pl.col("epoch").cast(pl.Int64) * 1_000_000
    )
    people = _read(data / "gps" / "geolife_sample_skmob.txt.gz").select(
        device_id="uid",
        at=pl.col("datetime").str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us").cast(pl.Int64),
        lat="lat",
        lon="lng",
    )
    return {"taxis": _in_store_form(taxis), "people": _in_store_form(people)}


def _read(path: Path) -> pl.DataFrame:
    with gzip.open(path) as file:
        return pl.read_csv(file.read(), infer_schema=False)


def _in_store_form(frame: pl.DataFrame) -> pa.Table:
    degrees = [(pl.col(name).cast(pl.Float64) * 1e6).round().cast(pl.Int32) for name in ("lat", "lon")]
    ordered = frame.with_columns(*degrees).unique(["device_id", "at"], maintain_order=True).sort("device_id", "at")
    schema = pa.schema([(name, STOPS.field(name if name != "at" else "start_at").type) for name in COLUMNS])
    return ordered.select(COLUMNS).to_arrow().cast(schema)
