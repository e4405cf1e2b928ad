"""Opens the door: the server of its pages, which writes down nothing of who comes."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from upstander.reporting.recipients import FILE

SECRET = "secret"  # noqa: S105 - the name of a file
HANDED_ON = ("PATH", "LANG", *(f"UPSTANDER_DOOR_{name}" for name in ("HOSTS", "WORDS", "LEAVE", "DAYS")))


def pages(folder: Path, address: str, heard: socket.socket, *, behind_proxy: bool = False) -> "subprocess.Popen[bytes]":
    """The server of the door of a folder, as the role whose address is given. It knows nothing else of this machine."""
    command = [sys.executable, "-m", "upstander.reporting.listener", str(heard.fileno())]
    there = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    there |= {**environment(folder, address)} | ({"UPSTANDER_BEHIND_PROXY": "1"} if behind_proxy else {})
    return subprocess.Popen(command, env=there, pass_fds=[heard.fileno()])  # noqa: S603 - our own command


def environment(folder: Path, address: str) -> Mapping[str, str]:
    """What the settings of a door are read from. Raises OSError where its secret cannot be read or made."""
    return {
        "DATABASE_URL": address,
        "UPSTANDER_DOOR_SECRET": _secret(folder),
        "UPSTANDER_DOOR_RECIPIENTS": str((folder / FILE).resolve()),
        "DJANGO_SETTINGS_MODULE": "upstander.reporting.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _secret(folder: Path) -> str:
    """What seals the forms, made once for each door and readable by its owner alone."""
    file = folder / SECRET
    if not file.exists():
        begun = file.with_name(f"{SECRET}.{os.getpid()}")
        begun.touch(mode=0o600)
        begun.write_text(secrets.token_urlsafe(50), "ascii")
        begun.rename(file)  # there whole, or not at all
    return file.read_text("ascii")
