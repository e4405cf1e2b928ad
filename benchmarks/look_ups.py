"""Look-ups explained: as multiples of merely reading their columns, and one question put in Ibis, SQL and Polars.

The first table is the program's own work on a simulated force (or the store given by `--data`): who each look-up is
about, every purpose of everybody, and what explains each look-up. The second asks one smaller question of made-up rows
in four ways that must agree before any is timed: how many of each pair's look-ups does somebody else's record explain?
"""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.report import Table, every_value, in_turn
from upstander.contacts.answers import SHORTLY, answered, can_assess, numbered, ranked
from upstander.contacts.background import kept_background
from upstander.contacts.join_up import kept_purposes, work_names
from upstander.contacts.traces.look_ups import look_ups
from upstander.engines import DuckDBEngine
from upstander.leads.scan import last_day
from upstander.records.as_known import Records
from upstander.records.loading import load_source
from upstander.records.store import is_store, open_records
from upstander.simulation import simulate

ROWS = 5_000_000
STAFF, DAYS = 600, 180
HOUR, DAY = 3_600_000_000, 86_400_000_000
# What a purpose is made of, beside the look-ups themselves: the feeds whose columns the work reads.
READ = ("accesses", "involvements", "incidents", "deployments", "assignments", "nominals", "nominal_phones")
PAIR = ("staff_id", "nominal_id")
COLUMNS = (*PAIR, "number", "at")


def measure(options: Namespace) -> list[Table]:
    """Both tables."""
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(memory="4GB") as engine:
        return [_own_work(options, Path(folder), engine), _one_question(options, Path(folder), engine)]


def _own_work(options: Namespace, folder: Path, engine: DuckDBEngine) -> Table:
    store = options.data if options.data and is_store(options.data) else _simulated(folder, engine)
    records = open_records(store, engine)
    records = records.as_known(last_day(records, engine))
    steps = _steps(records, engine)
    works: dict[str, Callable[[], object]] = {
        "every column of the look-ups read once": lambda: _read(records, engine, ("accesses",)),
        "and of the feeds that say who and why": lambda: _read(records, engine, READ),
        **steps,
    }
    times = in_turn(works, options.repeats)
    count = _count(records.tables["accesses"], engine)
    least = times["every column of the look-ups read once"].cpu
    rows = [(name, t.wall, t.cpu, count / t.cpu / 1e6, t.cpu / least) for name, t in times.items()]
    title = f"{count:,} look-ups of a store, {_count(engine.backend.table('purposes'), engine):,} purposes"
    columns = ("work", "wall s", "CPU s", "M look-ups/s/core", "× reading the look-ups")
    note = (
        "Medians, measured in turn. Purposes, and their ranks, serve contacts of every kind. Kept: written as tables, "
        "with every column, for signs to build on. Bar: 5 ×."
    )
    return Table(title, columns, rows, note)


def _steps(records: Records, engine: DuckDBEngine) -> dict[str, Callable[[], object]]:
    """What the program does to explain look-ups, step by step; each builds on what the one before kept."""
    background = kept_background(records, engine)
    found = look_ups.rows(background).mutate(on_duty=ibis.null("boolean"))
    traces = engine.keep("look_ups", numbered(found))
    purposes = kept_purposes(background, engine).purposes
    in_order = ranked(purposes, traces, work_names())
    answers = answered(traces, engine.keep("ranked", in_order), assessable=can_assess(records))
    return {
        "every purpose of everybody found, kept": lambda: kept_purposes(background, engine),
        "who each look-up is about, kept": lambda: engine.keep("again", numbered(found)),
        "purposes ranked, the best last, kept": lambda: engine.keep("ranked_again", in_order),
        "what explains each look-up, counted": lambda: engine.rows(answers.group_by("answer").agg(n=answers.count())),
        "what explains each look-up, kept": lambda: engine.keep("explained", answers),
    }


def _simulated(folder: Path, engine: DuckDBEngine) -> Path:
    simulate(folder / "force", STAFF, DAYS, 1)
    load_source(folder / "force" / "records", folder / "store", engine, None)
    return folder / "store"


def _read(records: Records, engine: DuckDBEngine, feeds: tuple[str, ...]) -> None:
    for table in (records.tables[name] for name in feeds if records.has(name)):
        engine.rows(table.agg(**{column: table[column].max() for column in table.columns}))


def _count(table: ir.Table, engine: DuckDBEngine) -> int:
    return int(engine.rows(table.count().as_table()).item())


def _one_question(options: Namespace, folder: Path, engine: DuckDBEngine) -> Table:
    rows = options.rows or ROWS
    paths = _made_up(rows, folder)
    look_up, purpose = (engine.read_parquet([path]) for path in paths)
    asked: dict[str, Callable[[], pl.DataFrame]] = {
        "Ibis expression": lambda: engine.rows(_expression(look_up, purpose)),
        "the same in hand-written DuckDB SQL": lambda: _by_sql(paths, engine),
        "the same in Polars": lambda: _by_polars(paths, "in-memory"),
        "the same in Polars, streaming": lambda: _by_polars(paths, "streaming"),
    }
    answers = [work().sort(PAIR) for work in asked.values()]
    for name, answer in zip(asked, answers, strict=True):
        if not answer.equals(answers[0]):
            raise ValueError(f"{name} gives another answer")
    works: dict[str, Callable[[], object]] = {
        "every value read once": lambda: engine.rows(every_value(look_up, COLUMNS)), **asked,
    }  # fmt: skip
    times = in_turn(works, options.repeats)
    least, ours = times["every value read once"].cpu, times["Ibis expression"].cpu
    shown = [(name, t.wall, t.cpu, rows / t.cpu / 1e6, t.cpu / least, ours / t.cpu) for name, t in times.items()]
    columns = ("work", "wall s", "CPU s", "M look-ups/s/core", "× reading", "ours ÷ this")
    explained = int(answers[0]["explained"].sum())
    note = (
        f"Each starts from Parquet and ends with {answers[0].height:,} pairs in memory, {explained:,} look-ups "
        "explained; all four answers are the same, row for row. Bars: 5 × reading, 1.2 of SQL, 0.67 of Polars."
    )
    return Table(f"One question of {rows:,} made-up look-ups", columns, shown, note)


def _expression(look_up: ir.Table, purpose: ir.Table) -> ir.Table:
    """Of each pair: look_ups, explained (by somebody else's record), self_explained."""
    both = look_up.inner_join(purpose, PAIR)
    own = (both.author_id == both.staff_id).fill_null(False)
    in_time = (both.from_at <= both["at"]) & (both.to_at.isnull() | (both["at"] <= both.to_at))
    covered = both.filter(in_time & (own | (both.written_at <= both["at"] + SHORTLY)))
    best = covered.group_by(*PAIR, "number").agg(best=ibis.ifelse(own, 1, 2).max())
    told = best.group_by(*PAIR).agg(explained=(best.best == 2).sum(), self_explained=(best.best == 1).sum())
    every = look_up.group_by(*PAIR).agg(look_ups=look_up.count()).left_join(told, PAIR)
    answers = {name: every[name].fill_null(0) for name in ("explained", "self_explained")}
    return every.select(*PAIR, "look_ups", **answers)


def _by_sql(paths: tuple[Path, Path], engine: DuckDBEngine) -> pl.DataFrame:
    look_up, purpose = (f"read_parquet('{path}')" for path in paths)
    asked = engine.backend.con.sql(f"""
        WITH best AS (
            SELECT staff_id, nominal_id, number, max(CASE WHEN author_id = l.staff_id THEN 1 ELSE 2 END) AS best
            FROM {look_up} l JOIN {purpose} p USING (staff_id, nominal_id)
            WHERE p.from_at <= l.at AND (p.to_at IS NULL OR l.at <= p.to_at)
              AND (p.author_id = l.staff_id OR p.written_at <= l.at + {SHORTLY})
            GROUP BY staff_id, nominal_id, number
        ), told AS (
            SELECT staff_id, nominal_id, count(*) FILTER (best = 2) AS explained, count(*) FILTER (best = 1) AS own
            FROM best GROUP BY staff_id, nominal_id
        ), every AS (
            SELECT staff_id, nominal_id, count(*) AS look_ups FROM {look_up} GROUP BY staff_id, nominal_id
        )
        SELECT staff_id, nominal_id, look_ups, coalesce(explained, 0) AS explained, coalesce(own, 0) AS self_explained
        FROM every LEFT JOIN told USING (staff_id, nominal_id)
    """)
    frame = pl.from_arrow(asked.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table was asked for
    return frame


def _by_polars(paths: tuple[Path, Path], how: str) -> pl.DataFrame:
    look_up, purpose = (pl.scan_parquet(path) for path in paths)
    own = (pl.col("author_id") == pl.col("staff_id")).fill_null(False)
    at = pl.col("at")
    covered = look_up.join(purpose, on=PAIR).filter(
        (pl.col("from_at") <= at)
        & (pl.col("to_at").is_null() | (at <= pl.col("to_at")))
        & (own | (pl.col("written_at") <= at + SHORTLY))
    )
    best = covered.group_by(*PAIR, "number").agg(best=pl.when(own).then(1).otherwise(2).max())
    counts = {"explained": pl.col("best") == 2, "self_explained": pl.col("best") == 1}
    told = best.group_by(PAIR).agg(**{name: which.sum().cast(pl.Int64) for name, which in counts.items()})
    every = look_up.group_by(PAIR).agg(look_ups=pl.len().cast(pl.Int64))
    asked = every.join(told, on=PAIR, how="left").with_columns(pl.col(*counts).fill_null(0))
    return asked.collect(engine=how)


def _made_up(rows: int, folder: Path, seed: int = 1) -> tuple[Path, Path]:
    """Look-ups of a year sorted by pair as the store keeps them, and purposes of most pairs; some by the subject."""
    chance = np.random.default_rng(seed)
    pairs, purposes = rows // 12, rows // 8
    staff, nominal = chance.integers(0, 1_500, pairs), chance.integers(0, 200_000, pairs)
    began = chance.integers(0, 365 * DAY, pairs)
    of = np.sort(chance.integers(0, pairs, rows))
    at = began[of] + chance.normal(10 * DAY, 25 * DAY, rows).astype(np.int64)
    order = np.lexsort((at, nominal[of], staff[of]))
    of, at = of[order], at[order]
    why = chance.integers(0, pairs, purposes)
    from_at = began[why] + chance.integers(0, 20 * DAY, purposes)
    author = np.where(chance.random(purposes) < 0.15, staff[why], chance.integers(0, 1_500, purposes))
    names = pa.array([f"S{n:05}" for n in range(1_500)]), pa.array([f"N{n:07}" for n in range(200_000)])
    look_up = pa.table({
        "staff_id": names[0].take(pa.array(staff[of])), "nominal_id": names[1].take(pa.array(nominal[of])),
        "number": pa.array(np.arange(rows)), "at": pa.array(at),
    })  # fmt: skip
    purpose = pa.table({
        "staff_id": names[0].take(pa.array(staff[why])), "nominal_id": names[1].take(pa.array(nominal[why])),
        "author_id": names[0].take(pa.array(author, mask=chance.random(purposes) < 0.3)),
        "from_at": pa.array(from_at),
        "to_at": pa.array(from_at + chance.integers(0, 60 * DAY, purposes), mask=chance.random(purposes) < 0.1),
        "written_at": pa.array(from_at + chance.integers(0, 48 * HOUR, purposes)),
    })  # fmt: skip
    paths = folder / "look_ups.parquet", folder / "purposes.parquet"
    for table, path in zip((look_up, purpose), paths, strict=True):
        pq.write_table(table, path, compression="zstd", row_group_size=120_000)
    return paths
