"""Opens the desk: its database, its secret, and the server of its pages."""

import base64
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django

from upstander.reporting.recipients import FILE
from upstander.website import addresses
from upstander.website.addresses import OWNER, write_privately
from upstander.website.embedded import started
from upstander.website.roles import make_roles

SECRET = "secret"  # noqa: S105 - the name of a file
KEYS = "keys"
DATABASE_FOLDER = "database"
DOOR_FOLDER = "door"  # beside an embedded database; a force's own door has a folder, and an account, of its own
WORKERS = 2
ADMINISTRATORS = ("UPSTANDER_ADMINISTRATOR", "UPSTANDER_ADDRESSES")  # pages must not find these in their environment


@contextmanager
def owned(folder: Path) -> Iterator[str]:
    """The embedded database of a folder, ready for the desk, with Django connected as its owner.

    Gives the superuser's address. Once in a process: Django reads its settings a single time.
    """
    with embedded(folder) as url:
        make_roles(url)
        connect_django(folder, addresses.trusted(url)[OWNER])
        from upstander.website.preparing import prepare  # noqa: PLC0415 - needs the settings that are set just above

        prepare(url)
        yield url


@contextmanager
def embedded(folder: Path) -> Iterator[str]:
    """The embedded server of a folder as it is, by the superuser's address."""
    server = started(folder / DATABASE_FOLDER)
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def prepare_elsewhere(superuser_url: str, database: str, folder: Path, kept: Path, *, anew: bool = False) -> None:
    """Makes a database on a force's own server ready, and writes each role's address down (`addresses.made`).

    Once in a process, as `owned`. Raises TooOldError, WrongKeyError, and psycopg's errors.
    """
    given = addresses.made(superuser_url, database, folder, kept, anew=anew)
    make_roles(superuser_url, database, given)
    connect_django(folder, given[OWNER])
    from upstander.website.preparing import prepare  # noqa: PLC0415 - as above

    prepare(superuser_url, database)


def connect_django(folder: Path, address: str) -> None:
    """Sets Django up for a desk, once in a process. The environment is as it was, for what is started afterwards."""
    before = dict(os.environ)
    os.environ |= {**environment(folder, address), "DJANGO_SETTINGS_MODULE": "upstander.website.settings"}
    try:
        django.setup()
    finally:
        os.environ.clear()
        os.environ |= before
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.website.settings")


def environment(folder: Path, address: str) -> Mapping[str, str]:
    """What the settings of a desk are read from."""
    return {
        "DATABASE_URL": address,
        "UPSTANDER_SECRET": secret(folder),
        "UPSTANDER_KEYS": str(key_file(folder).resolve()),
        "UPSTANDER_RECIPIENTS": os.environ.get("UPSTANDER_RECIPIENTS") or str(folder.resolve() / DOOR_FOLDER / FILE),
    }


def secret(folder: Path) -> str:
    """What signs sessions, made once for each folder and readable by its owner alone."""
    return once(folder / SECRET, secrets.token_urlsafe(50)).read_text("utf-8")


def key_file(folder: Path) -> Path:
    """The keys of sealed columns, made once for each folder. Whoever loses them loses what was written."""
    return once(folder / KEYS, base64.b64encode(secrets.token_bytes(32)).decode() + "\n")


def once(file: Path, held: str) -> Path:
    """A file that only its owner reads, made where it is not there."""
    if not file.exists():
        write_privately(file, held)
    return file


def listening(port: int) -> socket.socket:
    """A socket of this machine alone, already heard: who asks before the pages are ready waits. Raises OSError."""
    heard = socket.create_server(("127.0.0.1", port))
    heard.set_inheritable(True)
    return heard


def pages(
    folder: Path,
    address: str,
    heard: socket.socket,
    *,
    behind_proxy: bool = False,
    scan: Path | None = None,
    records: Path | None = None,
) -> "subprocess.Popen[bytes]":
    """The server of pages, as the role that owns nothing, whose address is given.

    `records`: the store that pages of the workforce read, where UPSTANDER_RECORDS names none; `scan`: likewise, for
    UPSTANDER_SCAN.
    """
    command = [sys.executable, "-m", "gunicorn", "upstander.website.wsgi", "--bind", f"fd://{heard.fileno()}"]
    command += ["--workers", str(WORKERS), "--log-level", "warning"]
    spoken = {"UPSTANDER_BEHIND_PROXY": "1"} if behind_proxy else {"UPSTANDER_PLAIN": "1"}
    there = {name: value for name, value in os.environ.items() if name not in ADMINISTRATORS}
    there |= {**environment(folder, address), **spoken}
    if records:
        there.setdefault("UPSTANDER_RECORDS", str(records.resolve()))
    if scan:
        there.setdefault("UPSTANDER_SCAN", str(scan.resolve()))
    return subprocess.Popen(command, env=there, pass_fds=[heard.fileno()])  # noqa: S603 - our own command
