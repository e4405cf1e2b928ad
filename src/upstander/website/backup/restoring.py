"""Restores a backup: nothing is made before all of it was read and found whole."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

import psycopg
from nacl.public import PrivateKey
from nacl.signing import VerifyKey
from psycopg import sql
from psycopg.conninfo import make_conninfo

from upstander.audit import Finding, verify_database
from upstander.audit.finding import Findings
from upstander.audit.shape import check_shape
from upstander.audit.source import snapshot
from upstander.audit.verify import TOLERANCE, verified
from upstander.reporting.sealed_stream import BACKUP, opened
from upstander.website.addresses import being_written, write_privately
from upstander.website.backup.manifest import DATABASE, FILES, Manifest, things
from upstander.website.backup.taking import BackupError, apart
from upstander.website.embedded import programs
from upstander.website.serving import DATABASE_FOLDER, KEYS, SECRET

UNFINISHED = "restoring"  # a file that stands in the folder until a restore is done, so that one broken off begins anew
HOLDS = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname IN ('public', 'audit'))"
LOG_ROLES = ("upstander_audit", "upstander_audit_reader")


def check_empty(folder: Path) -> None:
    """Raises BackupError where a folder holds a desk; what a restore that was broken off left is none."""
    if (folder / UNFINISHED).exists():
        return
    for name in (SECRET, KEYS, DATABASE_FOLDER):
        if (folder / name).exists():
            raise BackupError(f"{folder} holds a desk: restore into a folder of its own, and compare")


@contextmanager
def unfinished(folder: Path) -> Iterator[bool]:
    """Marks a folder while it is restored into; gives whether it was marked before."""
    before = (folder / UNFINISHED).exists()
    write_privately(folder / UNFINISHED, "A restore is under way here, or was broken off: run it again.\n")
    yield before
    (folder / UNFINISHED).unlink()


def check_server(superuser: str, database: str, manifest: Manifest, *, begun: bool) -> None:
    """Raises BackupError where a server is too old for a backup, or its database holds tables already.

    `begun`: a restore was broken off, whose leavings may go: it leaves no tables unless it left them all.
    """
    with psycopg.connect(superuser, autocommit=True) as connection:
        versions = (manifest.postgresql // 10_000, connection.info.server_version // 10_000)
        if versions[1] < versions[0]:
            raise BackupError(
                "it was taken from PostgreSQL {}, and this server is {}: give one as new".format(*versions)
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            return
        if begun:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
            return
    with psycopg.connect(superuser, dbname=database) as connection:
        row = connection.execute(HOLDS).fetchone()
        if row and row[0]:
            raise BackupError(f"the database {database} holds tables already: name another")


@dataclass(frozen=True)
class Target:
    """Where a backup goes: PostgreSQL by its superuser's address, the database's name, and the desk's folder."""

    superuser: str
    database: str
    folder: Path


def restore(file: Path, key: PrivateKey, target: Target, read: Callable[[int], None]) -> None:
    """Puts database and files back, from a backup that was checked into a server that was. The desk's roles are there.

    Raises BackupError, DamagedError and OSError.
    """
    with psycopg.connect(target.superuser, autocommit=True) as connection:
        server = connection.info.server_version
        for role in LOG_ROLES:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    own = make_conninfo(target.superuser, dbname=target.database)
    with file.open("rb") as stream, _restoring(own, server) as into:
        for name, pieces in groupby(_read(things(opened(stream, key, BACKUP)), read), key=itemgetter(0)):
            if name == DATABASE:
                with suppress(BrokenPipeError), into:  # pg_restore says why it reads no more
                    into.writelines(piece for _, piece in pieces)
            elif name.startswith(FILES):
                _put_file(target.folder, name.removeprefix(FILES), (piece for _, piece in pieces))


def log_findings(
    address: str, manifest: Manifest, folders: Sequence[Path], keys: Sequence[VerifyKey]
) -> Sequence[Finding]:
    """What does not fit in the log as it was restored, against checkpoints where some are named."""
    if folders:
        return verify_database(address, folders, keys).findings
    findings = Findings()
    with psycopg.connect(address, autocommit=True) as connection:
        check_shape(connection, findings)
        with snapshot(connection) as log:
            walk = verified(log, [], findings, TOLERANCE)
    if (walk.number, (walk.digest or b"").hex()) != (manifest.events, manifest.head):
        findings.add("end of the log", f"event {walk.number}", f"the backup was taken after event {manifest.events}")
    return findings.all()


def _read(told: Iterator[tuple[str, bytes | None]], read: Callable[[int], None]) -> Iterator[tuple[str, bytes]]:
    for name, piece in told:
        read(len(piece or b""))
        yield name, piece or b""


@contextmanager
def _restoring(own: str, server: int) -> Iterator[IO[bytes]]:
    """What pg_restore reads: everything that was dumped is there afterwards, or nothing. Raises BackupError."""
    where, secret = apart(own)
    command = [str(programs(server // 10_000) / "pg_restore"), "--single-transaction", "--exit-on-error"]
    command += [f"--dbname={where}"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said, env=secret) as running,  # noqa: S603 - our own
    ):
        assert running.stdin is not None  # noqa: S101 - as it was started
        yield running.stdin
        if running.wait():
            said.seek(0)
            raise BackupError(f"pg_restore says: {said.read().decode(errors='replace').strip()}")


def _put_file(folder: Path, name: str, pieces: Iterator[bytes]) -> None:
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise BackupError(f"it names a file outside its folder: {name}")
    with being_written(place) as out:
        out.writelines(pieces)
