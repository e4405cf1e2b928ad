"""The audit log: events appended a second, as multiples of a plain insert, and verified, as multiples of reading them.

On the embedded PostgreSQL as it comes, where every commit waits for the disk. Every figure is of one connection:
whoever appends holds the end of the log until commit, so more connections do not append faster.
"""

import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.report import Table, in_turn, took
from upstander.audit import append, append_many, install, new_key, read_key, read_public_key, take, verify_database
from upstander.audit.source import EVENTS
from upstander.website.embedded import started

ROWS = 100_000
SINGLE = 2_000
BATCH = 100
PLAIN = (
    "INSERT INTO plain (actor, action, kind, object_id, purpose, outcome, details) VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
VALUES = ("handler 7", "read", "report", "7f3c2a90-1d", "assessment of the report", "allowed", '{"field": "telephone"}')
EVENT = dict(zip(("actor", "action", "object_kind", "object_id", "purpose", "outcome"), VALUES, strict=False))


def measure(options: Namespace) -> list[Table]:
    """Both tables."""
    with tempfile.TemporaryDirectory() as folder, _server() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            install(connection, writers=[])
            connection.execute("CREATE TABLE plain (number bigserial PRIMARY KEY, at timestamptz DEFAULT now())")
            for name in ("actor", "action", "kind", "object_id", "purpose", "outcome", "details"):
                connection.execute(f"ALTER TABLE plain ADD {name} {'jsonb' if name == 'details' else 'text'}")
            appended = _appended(connection, options.repeats)
        return [appended, _verified(url, options.rows or ROWS, Path(folder), options.repeats)]


def _appended(connection: psycopg.Connection[Any], repeats: int) -> Table:
    works: dict[str, tuple[int, Callable[[], object]]] = {
        "plain insert, a commit each": (1, lambda: connection.execute(PLAIN, VALUES)),
        "append, a commit each": (1, lambda: _append(connection)),
        "append_many of 100, a commit each": (BATCH, lambda: append_many(connection, [EVENT] * BATCH)),
        "append_many of 1,000, a commit each": (1_000, lambda: append_many(connection, [EVENT] * 1_000)),
    }
    many = {name: _often(work, max(10, SINGLE // count)) for name, (count, work) in works.items()}
    times = in_turn(many, repeats)
    rates = {name: count * max(10, SINGLE // count) / times[name].wall for name, (count, _) in works.items()}
    plain = rates["plain insert, a commit each"]
    rows = [(name, rate, plain / rate) for name, rate in rates.items()]
    return Table(
        "Events appended", ("work", "events/s", "time × plain"), rows, "Bars: 300 a second single, 2,000 in batch."
    )


def _append(connection: psycopg.Connection[Any]) -> int:
    actor, action, kind, object_id, purpose, outcome, _ = VALUES
    told = {"actor": actor, "action": action, "kind": kind, "object_id": object_id, "purpose": purpose}
    return append(connection, **told, outcome=outcome, field="telephone")


def _often(work: Callable[[], object], times: int) -> Callable[[], None]:
    def done() -> None:
        for _ in range(times):
            work()

    return done


def _verified(url: str, rows: int, folder: Path, repeats: int) -> Table:
    key = new_key(folder / "key").with_suffix("")
    sinks = folder / "one", folder / "two"
    with psycopg.connect(url, autocommit=True) as connection:
        held = append_many(connection, [])
        for start in range(held, rows, 1_000):
            append_many(connection, [EVENT] * min(1_000, rows - start))
        first = took(lambda: take(url, read_key(key), sinks, first=True))
        public = read_public_key(folder / "key.pub")
        report = verify_database(url, sinks, [public])
        if report.findings:
            raise ValueError(f"an untouched log gave findings: {report.findings}")
        works: dict[str, Callable[[], object]] = {
            "every field read into Python": lambda: _read(connection),
            "verified": lambda: verify_database(url, sinks, [public]),
        }
        times = in_turn(works, repeats)
    least = times["every field read into Python"].wall
    told = [(name, time.wall, time.cpu, time.wall / least) for name, time in times.items()]
    told.append(("a checkpoint: verified, signed and kept twice", first.wall, first.cpu, first.wall / least))
    note = f"psycopg {version('psycopg')}. CPU: of the verifier alone. Bar: 100,000 events in about 2 s."
    return Table(f"{report.events:,} events verified", ("work", "wall s", "CPU s", "× reading"), told, note)


def _read(connection: psycopg.Connection[Any]) -> int:
    with connection.transaction(), connection.cursor(name="everything", binary=True) as cursor:
        cursor.itersize = 5_000
        cursor.execute(EVENTS)
        return sum(1 for _ in cursor)


@contextmanager
def _server() -> Iterator[str]:
    server = started(Path(tempfile.mkdtemp()), at_the_end="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
