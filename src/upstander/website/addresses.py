"""Where the database is, for each who asks it: an address for each role, in files that only their owner reads.

The folder of the desk holds the address of the role that serves pages, which owns nothing. The others stand in a folder
of the administrator's: who takes over the desk's pages must not find them.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

DATABASE = "upstander"
OWNER = "upstander_owner"  # owns the tables: sets up, and takes leads in
DESK = "upstander_desk"  # serves pages
VERIFIER = "upstander_verifier"  # reads the audit log, and nothing else
BACKUP = "upstander_backup"  # reads everything, as it is sealed, and writes nothing but its line in the log
DOOR = "upstander_door"  # calls the door's functions, and reads no table
POST = "upstander_post"  # takes letters of the door in, for the desk
ROLES = (OWNER, DESK, VERIFIER, BACKUP, DOOR, POST)
WHERE = frozenset(
    {"host", "hostaddr", "port", "sslmode", "sslrootcert", "sslcrl", "channel_binding", "connect_timeout"}
)


class NoAddressError(Exception):
    """An address is not where it should be; the words say what makes it."""


def address(url: str, user: str, database: str = DATABASE, password: str = "") -> str:
    """The same server for another user and database. What proves who somebody is goes with nobody else."""
    where = {name: str(value) for name, value in conninfo_to_dict(url).items() if name in WHERE}
    proof = {"password": password} if password else {}
    return make_conninfo(**where, user=user, dbname=database, **proof)


def trusted(superuser_url: str, database: str = DATABASE) -> Mapping[str, str]:
    """Every role's address of the embedded server, which asks nobody for a password."""
    return {role: address(superuser_url, role, database) for role in ROLES}


def is_elsewhere(folder: Path) -> bool:
    """Whether the desk of a folder has its database on a server of the force's own."""
    return bool(os.environ.get("DATABASE_URL")) or _file(folder, DESK).exists()


def of_desk(folder: Path) -> str:
    """Where pages reach the database: DATABASE_URL, or what `prepare` left in the folder. Raises NoAddressError."""
    return os.environ.get("DATABASE_URL") or _read(folder, DESK)


def held(folder: Path, kept: Path) -> Mapping[str, str]:
    """Every role's address. `kept`: the administrator's folder. Raises NoAddressError."""
    return {DESK: of_desk(folder)} | {role: _read(kept, role) for role in ROLES if role != DESK}


def made(superuser_url: str, database: str, folder: Path, kept: Path, *, anew: bool = False) -> Mapping[str, str]:
    """Every role's address with a password: that which it had, or a new one; written down, each in its file."""
    given = {}
    for role in ROLES:
        file = _file(folder if role == DESK else kept, role)
        had = conninfo_to_dict(file.read_text("utf-8").strip()).get("password") if file.exists() and not anew else None
        given[role] = address(superuser_url, role, database, str(had or secrets.token_urlsafe(32)))
        write_privately(file, given[role] + "\n")
    return given


def write_privately(file: Path, held_there: str) -> None:
    """A file that only its owner reads."""
    with being_written(file) as out:
        out.write(held_there.encode())


@contextmanager
def being_written(file: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner reads, and that is there whole or not at all.

    Written by root, it belongs to whoever its folder belongs to: an administrator sets up, and another account serves.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = file.with_name(file.name + ".begun")
    begun.unlink(missing_ok=True)
    begun.touch(mode=0o600)
    if os.geteuid() == 0:
        folder = file.parent.stat()
        os.chown(begun, folder.st_uid, folder.st_gid)
    with begun.open("wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())
    begun.rename(file)


def _file(folder: Path, role: str) -> Path:
    return folder / f"{role}.address"


def _read(folder: Path, role: str) -> str:
    try:
        return _file(folder, role).read_text("utf-8").strip()
    except OSError as error:
        raise NoAddressError(f"{_file(folder, role)} cannot be read: `upstander prepare` makes it.") from error
