"""Takes a backup: the database in one snapshot, while people go on writing, and the files of the desk's folder."""

import datetime as dt
import os
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import psycopg
from nacl.public import PublicKey
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from upstander.audit import append
from upstander.reporting.sealed_stream import BACKUP, Sealing
from upstander.website.addresses import being_written
from upstander.website.backup.manifest import AT_ONCE, DATABASE, FILES, MANIFEST, Counted, Manifest
from upstander.website.embedded import programs

MADE = "backup made"  # the line of the audit log by which `upstander check` knows of it
LEFT_OUT = ("database", ".begun", ".address")  # the folder of the embedded server, what is half written, and passwords


class BackupError(Exception):
    """No backup was taken, or none restored; the words say why."""


def take(folder: Path, address: str, public: PublicKey, to: Path, read: Callable[[int], None]) -> Manifest:
    """Writes a backup to a file that is not there yet, and a line in the audit log once it is on the disk.

    `address`: of the role for backups. `read` is told how many bytes came by. A backup that was broken off leaves
    `<to>.begun`, which the next writes over. Raises BackupError, OSError and psycopg's errors.
    """
    if to.exists():
        raise BackupError(f"{to} is there already: name another file, so that a good backup is never written over")
    with being_written(to) as out:
        manifest = _written(folder, address, Sealing(out, public, BACKUP), read)
    _on_the_disk(to.parent)
    with psycopg.connect(address) as connection:
        append(
            connection, actor="whoever keeps backups", action=MADE, kind="desk", object_id="", purpose="",
            outcome="done", events=manifest.events,
        )  # fmt: skip
    return manifest


def _written(folder: Path, address: str, sealing: Sealing, read: Callable[[int], None]) -> Manifest:
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        log, events, head, taken = _first(
            connection, "SELECT identity::text, number, encode(digest, 'hex'), pg_export_snapshot() FROM audit.head"
        )
        server = connection.info.server_version
        counted = Counted(sealing)
        counted.put(DATABASE, _told(_dumped(address, server, taken), read))
    for file in files_of(folder):
        counted.put(FILES + str(file.relative_to(folder)), _told(_pieces(file), read))
    at = dt.datetime.now(tz=dt.UTC).isoformat()
    manifest = Manifest(at, version("upstander"), server, log, events, head, tuple(counted.held))
    sealing.add(MANIFEST + manifest.written(), last=True)
    return manifest


def files_of(folder: Path) -> list[Path]:
    """The regular files of a desk's folder that a backup holds."""
    found = (file for file in sorted(folder.rglob("*")) if stat.S_ISREG(file.lstat().st_mode))
    return [
        file
        for file in found
        if file.relative_to(folder).parts[0] != LEFT_OUT[0] and not file.name.endswith(LEFT_OUT[1:])
    ]


def _dumped(address: str, server: int, taken: str) -> Iterator[bytes]:
    """What pg_dump writes of a snapshot. Raises BackupError with what it says, where it fails."""
    where, secret = apart(address)
    command = [
        str(programs(server // 10_000) / "pg_dump"),
        "--format=custom",
        f"--snapshot={taken}",
        f"--dbname={where}",
    ]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=secret) as dump,  # noqa: S603 - our own command
    ):
        while piece := dump.stdout.read(AT_ONCE) if dump.stdout else b"":
            yield piece
        if dump.wait():
            said.seek(0)
            raise BackupError(f"pg_dump says: {said.read().decode(errors='replace').strip()}")


def apart(address: str) -> tuple[str, Mapping[str, str]]:
    """An address for a command line, which others see, and the password for its environment, which they do not."""
    parts = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    password = parts.pop("password", "")
    return make_conninfo(**parts), os.environ | ({"PGPASSWORD": password} if password else {})


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(AT_ONCE):
            yield piece


def _told(pieces: Iterator[bytes], read: Callable[[int], None]) -> Iterator[bytes]:
    for piece in pieces:
        read(len(piece))
        yield piece


def _first(connection: psycopg.Connection, query: str) -> tuple[str, int, str, str]:
    row = connection.execute(query).fetchone()
    if row is None:
        raise BackupError("the audit log has lost the row that says which log it is: tell the auditor")
    return row[0], row[1], row[2], row[3]


def _on_the_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
