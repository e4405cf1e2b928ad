"""Where events are read from: the database itself, or an export of it."""

import json
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

import psycopg

from upstander.audit.event import Event

EVENTS = """
    SELECT number::bigint, CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000000)::bigint END, actor::text,
        action::text, object_kind::text, object_id::text, purpose::text, outcome::text, details::text, previous::bytea,
        digest::bytea
    FROM audit.event ORDER BY number
"""
PATIENCE = "10min"  # a checkpoint over ten million events takes about two on a small machine
AT_ONCE = 5_000  # rows fetched in one go: a few megabytes


class UnreadableError(Exception):
    """The log, or the export of it, cannot be read on."""


class Head(NamedTuple):
    """Which log it is and where it says that it ends."""

    log: uuid.UUID
    number: int
    digest: bytes


class Source(Protocol):
    """A log to be read through once."""

    def head(self) -> Head | None:
        """Which log it is; None where that is lost."""

    def events(self) -> Generator[Event]:
        """Every event in order of its number. One with an empty field stands as it is. Raises UnreadableError."""


class Database:
    """The log as it stands in the database, in one snapshot."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def head(self) -> Head | None:
        """The one row of audit.head. Raises UnreadableError where there is no such table."""
        with _told():
            row = self.connection.execute("SELECT identity, number, digest FROM audit.head").fetchone()
        return Head(*row) if row else None

    def events(self) -> Generator[Event]:
        """Every event, a few thousand at a time."""
        with _told(), self.connection.cursor(name="audit_events", binary=True) as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(EVENTS)
            yield from map(Event._make, cursor)


class Export:
    """A file that `export_log` wrote: the head in the first line, and then an event in each."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def head(self) -> Head | None:
        """The first line. Raises UnreadableError where that is something else."""
        with _told(), self.file.open(encoding="utf-8") as lines:
            told = json.loads(lines.readline())
            return Head(uuid.UUID(told["log"]), int(told["events"]), bytes.fromhex(told["head"]))

    def events(self) -> Generator[Event]:
        """Every line but the first, as it stands in the file."""
        with _told(), self.file.open(encoding="utf-8") as lines:
            lines.readline()
            for line in lines:
                yield event_of(json.loads(line))


def event_of(told: dict[str, object]) -> Event:
    """An event from its JSON object. Raises KeyError, TypeError or ValueError where a field is missing or wrong."""
    values = [told[name] for name in Event._fields]
    if [type(value) for value in values] != [int, int] + [str] * 9:
        raise TypeError(f"event {told['number']} has a field of another kind than it should")
    *fields, previous, digest = values
    return Event._make([*fields, bytes.fromhex(str(previous)), bytes.fromhex(str(digest))])


@contextmanager
def _told() -> Iterator[None]:
    """Tells every way in which reading fails as one."""
    try:
        yield
    except psycopg.Error as error:
        raise UnreadableError(f"the database answers: {error}") from error
    except (OSError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableError(f"the export cannot be read: {error!r}") from error


def take_turn(connection: psycopg.Connection, *, alone: bool) -> None:
    """Waits until no checkpoint is being written, and lets none be written until the connection is closed.

    A checkpoint is in one folder before it is in the next: who reads in between would find that they disagree. Raises
    psycopg.errors.LockNotAvailable after `PATIENCE`.
    """
    how = "pg_advisory_lock" if alone else "pg_advisory_lock_shared"
    connection.execute(f"SET lock_timeout = '{PATIENCE}'")
    connection.execute(f"SELECT {how}(hashtext('upstander audit checkpoint'))")


@contextmanager
def snapshot(connection: psycopg.Connection) -> Iterator[Database]:
    """The log as it is now, whatever is appended meanwhile. The connection must not be in a transaction."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction(
        force_rollback=True
    ):  # nothing is written, and what could not be read is told elsewhere
        connection.execute("SELECT")  # the first statement is what fixes the instant
        yield Database(connection)
