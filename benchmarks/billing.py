"""Features of telephone bills per pair: against merely reading the columns, and against bandicoot."""

import tempfile
from argparse import Namespace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peer import ask
from benchmarks.report import Table, every_value, in_turn
from upstander.engines import DuckDBEngine

ROWS = 10_000_000
PEER_ROWS = 40_000
COLUMNS = ("owner", "direction", "kind", "other_number", "at", "duration_s")
SECOND = 1_000_000


def measure(options: Namespace) -> list[Table]:
    """Everything that is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        tables = [_against_scan(options, Path(folder))]
        if options.peers:
            tables.append(_against_bandicoot(options, Path(folder)))
    return tables


def features(events: ir.Table, *by: str) -> ir.Table:
    """Features of the events of each owner, or of each pair, as bandicoot defines them.

    Spreads are those of the whole, not of a sample; times are seconds. `initiated` and durations are of calls only.
    """
    order = ibis.window(group_by=by, order_by=["at"])
    waited = (events.at - events.at.lag().over(order)) / SECOND
    events = events.mutate(waited=waited, length=ibis.ifelse(events.kind == "call", events.duration_s, None))
    calls = events.kind == "call"
    return events.group_by(*by).aggregate(
        interactions=events.count(),
        duration_mean=events.length.mean(),
        duration_std=events.length.std(how="pop"),
        initiated=(events.direction == "out").cast("float64").mean(where=calls),
        interevent_mean=events.waited.mean(),
        interevent_std=events.waited.std(how="pop"),
    )


def per_owner(events: ir.Table) -> ir.Table:
    """The features of each owner, with how many contacts and how much with each."""
    contacts = events.group_by("owner", "other_number").aggregate(times=events.count())
    spread = contacts.group_by("owner").aggregate(
        contacts=contacts.count(),
        per_contact_mean=contacts.times.mean(),
        per_contact_std=contacts.times.std(how="pop"),
    )
    return features(events, "owner").join(spread, "owner")


def _against_scan(options: Namespace, folder: Path) -> Table:
    events = _bills(options.rows or ROWS, owners=1500, numbers=400)
    path = folder / "events.parquet"
    pq.write_table(events, path, compression="zstd", row_group_size=120_000)
    count = events.num_rows
    del events
    with DuckDBEngine(memory="4GB") as engine:
        table = engine.read_parquet([path])
        pairs = features(table, "owner", "other_number")
        works = {
            "every value read once, inside DuckDB": lambda: engine.rows(every_value(table, COLUMNS)),
            "the same columns read into memory (DuckDB to Arrow)": lambda: engine.backend.to_pyarrow(
                table.select(*COLUMNS)
            ),
            "features of every pair, kept as a table": lambda: engine.keep("features", pairs),
        }
        times = in_turn(works, options.repeats)
    least, read, _ = times.values()
    rows = [
        (name, t.wall, t.cpu, count / t.cpu / 1e6, t.cpu / least.cpu, t.cpu / read.cpu) for name, t in times.items()
    ]
    columns = ("work", "wall s", "CPU s", "M events/s/core", "× reading once", "× reading into memory")
    return Table(f"{count:,} simulated calls and texts", columns, rows, "Medians, measured in turn.")


def _against_bandicoot(options: Namespace, folder: Path) -> Table:
    small = _bills(PEER_ROWS, owners=100, numbers=40)
    large = _bills(50 * PEER_ROWS, owners=100 * 50, numbers=40)
    sets = {"simulated": small} | _demo(options.data)
    rows = []
    for what, events in sets.items():
        path, out = folder / "bills.parquet", folder / "features.parquet"
        pq.write_table(events, path)
        answer = ask(options.peers / "peers", "bandicoot", path, out)
        if not answer:
            continue
        with DuckDBEngine() as engine:
            ours = engine.rows(per_owner(engine.hold("events", events)).order_by("owner"))
            work = per_owner(engine.hold("large", large))
            took = in_turn({"ours": lambda work=work, engine=engine: engine.rows(work)}, options.repeats)["ours"]
        our_rate = large.num_rows / took.cpu
        for start, seconds in (("users made", answer["cpu"]), ("a table", answer["cpu"] + answer["made"])):
            rate = answer["records"] / seconds
            rows.append((what, answer["records"], our_rate, start, rate, our_rate / rate, _furthest(ours, out)))
    columns = (
        "bills",
        "how many",
        "Upstander/s/core",
        "bandicoot from",
        "bandicoot/s/core",
        "Upstander is × as fast",
        "largest difference",
    )
    note = (
        f"Nine features of each owner, and only those. Our rate is over {large.num_rows:,} events, from a table in "
        "memory to rows. The largest difference is relative, over all features of all owners."
    )
    return Table("bandicoot, same definitions", columns, rows, note)


def _furthest(ours: pl.DataFrame, out: Path) -> float:
    theirs = pl.read_parquet(out).sort("owner")
    if ours["owner"].to_list() != theirs["owner"].to_list():
        raise ValueError("not the same owners")
    names = [name for name in ours.columns if name != "owner"]
    differences = []
    for name in names:
        own, other = (frame[name].cast(pl.Float64).fill_null(0).to_numpy() for frame in (ours, theirs))
        differences.append(np.max(np.abs(own - other) / np.maximum(1, np.abs(other))))
    return float(max(differences))


def _bills(rows: int, owners: int, numbers: int, seed: int = 1) -> pa.Table:
    """Calls and texts of a year, sorted as the store keeps them; no owner has two at one instant."""
    chance = np.random.default_rng(seed)
    owner = chance.integers(0, owners, rows)
    other = (chance.zipf(1.4, rows) + owner * 7) % numbers
    at = (1_735_689_600 + chance.integers(0, 365 * 86_400, rows)) * SECOND + np.arange(rows) % SECOND
    call = chance.random(rows) < 0.6
    order = np.lexsort((at, other, owner))
    names = {"owner": [f"mobile {n:05}" for n in range(owners)], "other": [f"+447700{n:06}" for n in range(numbers)]}
    return pa.table(
        {
            "owner": pa.array(names["owner"]).take(pa.array(owner[order])),
            "direction": pa.array(["in", "out"]).take(pa.array(chance.integers(0, 2, rows))),
            "kind": pa.array(["sms", "call"]).take(pa.array(call.astype(np.int8))),
            "other_number": pa.array(names["other"]).take(pa.array(other[order])),
            "at": pa.array(at[order]),
            "duration_s": pa.array(chance.exponential(90, rows).astype(np.int32), mask=~call),
        }
    )


def _demo(data: Path | None) -> dict[str, pa.Table]:
    """bandicoot's own example, where there is one; its two users are two owners."""
    if data is None:
        return {}
    kinds = {"call": "call", "text": "sms"}
    frames = [
        pl.read_csv(data / "bandicoot-demo" / f"{name}.csv").select(
            pl.lit(name).alias("owner"),
            "direction",
            pl.col("interaction").replace_strict(kinds).alias("kind"),
            pl.col("correspondent_id").alias("other_number"),
            pl.col("datetime").str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us").cast(pl.Int64).alias("at"),
            pl.col("call_duration").cast(pl.Int32).alias("duration_s"),
        )
        for name in ("A", "ego")
    ]
    table = pl.concat(frames).to_arrow()
    return {"bandicoot's example": table.cast(pa.schema([(f.name, _plain(f.type)) for f in table.schema]))}


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_large_string(kind) or "view" in str(kind) else kind
