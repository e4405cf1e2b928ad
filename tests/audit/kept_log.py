"""A log in a database of its own, with what is kept outside: what the tests do to it, they do through this."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psycopg
from nacl.signing import SigningKey

from upstander.audit import Report, append, export_log, new_key, read_key, take, verify_database, verify_export
from upstander.audit.checkpoint import Checkpoint
from upstander.audit.event import Event
from upstander.audit.sinks import FILE
from upstander.audit.source import EVENTS
from upstander.audit.taking import microseconds_now

NAMES = (f"log_{number}" for number in itertools.count())


@dataclass
class KeptLog:
    """The address of the server, the name of the database, and the folder with key and checkpoints."""

    server: str
    name: str
    folder: Path
    key: SigningKey
    first: bool = True

    @classmethod
    def create(cls, server: str, folder: Path) -> Self:
        new_key(folder / "key")
        made = cls(server, next(NAMES), folder, read_key(folder / "key"))
        made.on_server(f"CREATE DATABASE {made.name}")
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.on_server(f"DROP DATABASE {self.name}")
        self.on_server(f"DROP DATABASE IF EXISTS {self.name}_backup")

    @property
    def sinks(self) -> tuple[Path, Path]:
        return self.folder / "one", self.folder / "two"

    @property
    def files(self) -> tuple[Path, Path]:
        return self.sinks[0] / FILE, self.sinks[1] / FILE

    def back_up(self) -> None:
        """Keeps a copy of the database as it is now."""
        self.on_server(f"CREATE DATABASE {self.name}_backup TEMPLATE {self.name}")

    def restore(self) -> None:
        """Puts the copy in the place of the database."""
        self.on_server(f"DROP DATABASE {self.name}")
        self.on_server(f"ALTER DATABASE {self.name}_backup RENAME TO {self.name}")

    def on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)

    def url(self, role: str = "postgres") -> str:
        return psycopg.conninfo.make_conninfo(self.server, dbname=self.name, user=role)

    def connect(self, role: str = "postgres", **options: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(role), **options)

    def write(self, *objects: str) -> None:
        """An event for each object that was read, each in a transaction of its own, by the desk."""
        with self.connect("desk", autocommit=True) as connection:
            for one in objects:
                read(connection, one)

    def checkpoint(
        self, *, key: SigningKey | None = None, sinks: Iterable[Path] = (), skew: int = 0, explained: Iterable[int] = ()
    ) -> Checkpoint:
        """One more checkpoint; `skew` seconds is what the clock of the machine that signs is ahead."""
        first, self.first = self.first, False
        return take(
            self.url("auditor"),
            key or self.key,
            tuple(sinks) or self.sinks,
            first=first,
            clocks_explained=tuple(explained),
            clock=lambda: microseconds_now() + skew * 1_000_000,
        )

    def verified(self) -> Report:
        return verify_database(self.url("auditor"), self.sinks, [self.key.verify_key])

    def exported(self) -> Path:
        """The log in a file."""
        file = self.folder / "export.jsonl"
        with self.connect("auditor", autocommit=True) as connection, file.open("w", encoding="utf-8") as out:
            export_log(connection, out)
        return file

    def verified_export(self, file: Path) -> Report:
        return verify_export(file, self.sinks, [self.key.verify_key])

    def events(self) -> list[Event]:
        with self.connect("auditor") as connection:
            return [Event._make(row) for row in connection.execute(EVENTS)]

    def tamper(self, *statements: str) -> None:
        """What a superuser may do: triggers off, anything at all, triggers on again as they were."""
        with self.connect() as connection:
            connection.execute(
                "ALTER TABLE audit.event DISABLE TRIGGER ALL; ALTER TABLE audit.head DISABLE TRIGGER ALL"
            )
            for statement in statements:
                connection.execute(statement)
            connection.execute("ALTER TABLE audit.event ENABLE ALWAYS TRIGGER only_added_to")
            for trigger in ("stays", "stays_the_same_log"):
                connection.execute(f"ALTER TABLE audit.head ENABLE ALWAYS TRIGGER {trigger}")


def read(connection: Any, one: str, **details: object) -> int:
    """The event of somebody reading one object."""
    return append(
        connection,
        actor="handler 7",
        action="read",
        kind="report",
        object_id=one,
        purpose="assessment",
        outcome="allowed",
        **details,
    )


def as_told(report: Report) -> str:
    return "\n".join(f"{one.kind} | {one.where} | {one.what}" for one in report.findings)
