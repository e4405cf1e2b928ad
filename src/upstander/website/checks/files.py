"""The files of the desk's folder."""

import stat
from collections.abc import Iterator

from upstander.website.checks.desk import Desk, Unsafe
from upstander.website.serving import DATABASE_FOLDER

OTHERS, WRITE = 0o077, 0o022


def files_are_their_owners_alone(desk: Desk) -> Iterator[Unsafe]:
    """Keys, secret, addresses, and whatever else stands there."""
    for file in sorted(desk.folder.iterdir()):
        mode = file.lstat().st_mode
        if not stat.S_ISSOCK(mode) and mode & OTHERS and (stat.S_ISREG(mode) or file.name == DATABASE_FOLDER):
            yield Unsafe(
                f"{file} is open to others",
                "With the keys and a copy of the database, everything that was ever written can be read.",
                f"chmod go= {file}; if others use this machine, renew what it holds.",
            )


def nobody_else_puts_files_there(desk: Desk) -> Iterator[Unsafe]:
    """The folder is its owner's to write in."""
    if desk.folder.stat().st_mode & WRITE:
        why = "Whoever can put files there can exchange the keys or the address of the database."
        yield Unsafe(f"{desk.folder} is open for others to write in", why, f"chmod 700 {desk.folder}")
