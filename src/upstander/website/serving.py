"""Opens the desk: its database, its secret, and the server of its pages."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

from upstander.website.embedded import DESK, OWNER, address, make_roles, started

SECRET = "secret"  # noqa: S105 - the name of a file
WORKERS = 2


@contextmanager
def owned(folder: Path) -> Iterator[str]:
    """The embedded database of a folder, ready for the desk, with Django connected as its owner.

    Gives the superuser's address. Once in a process: Django reads its settings a single time.
    """
    server = started(folder / "database")
    url = str(server.get_uri())
    make_roles(url)
    os.environ |= {"DATABASE_URL": address(url, OWNER), "UPSTANDER_SECRET": secret(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.website.settings")
    django.setup()
    from upstander.website.preparing import prepare  # noqa: PLC0415 - needs the settings that are set just above

    prepare(url)
    try:
        yield url
    finally:
        server.cleanup()


def secret(folder: Path) -> str:
    """What signs sessions, made once for each folder and readable by its owner alone."""
    file = folder / SECRET
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return file.read_text("utf-8")


def listening(port: int) -> socket.socket:
    """A socket of this machine alone, already heard: who asks before the pages are ready waits. Raises OSError."""
    heard = socket.create_server(("127.0.0.1", port))
    heard.set_inheritable(True)
    return heard


def pages(url: str, heard: socket.socket) -> "subprocess.Popen[bytes]":
    """The server of pages, as the role that owns nothing. `url` is the superuser's address."""
    command = [sys.executable, "-m", "gunicorn", "upstander.website.wsgi", "--bind", f"fd://{heard.fileno()}"]
    command += ["--workers", str(WORKERS), "--log-level", "warning"]
    there: dict[str, Any] = {**os.environ, "DATABASE_URL": address(url, DESK), "UPSTANDER_PLAIN": "1"}
    return subprocess.Popen(command, env=there, pass_fds=[heard.fileno()])  # noqa: S603 - our own command
