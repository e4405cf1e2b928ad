"""Reads a backup through, and tells whether it is whole and how it stands to the last known checkpoint."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from nacl.public import PrivateKey

from upstander.audit.checkpoint import Checkpoint
from upstander.reporting.sealed_stream import BACKUP, DamagedError, opened
from upstander.website.backup.manifest import Held, Manifest, things


class RolledBackError(Exception):
    """The backup is older than what a checkpoint outside knows, or of another log."""


def check(file: Path, key: PrivateKey, read: Callable[[int], None] = lambda _bytes: None) -> Manifest:
    """What a backup holds, once every part of it was read and found as it was sealed. Raises DamagedError.

    `read` is told how many bytes of content came by.
    """
    counted: dict[str, tuple[int, hashlib._Hash]] = {}
    manifest = b""
    with file.open("rb") as stream:
        for name, piece in things(opened(stream, key, BACKUP)):
            if name == "":
                manifest = piece or b""
            elif piece is None:
                counted[name] = 0, hashlib.sha256()
            else:
                size, digest = counted[name]
                digest.update(piece)
                counted[name] = size + len(piece), digest
                read(len(piece))
    told = Manifest.read(manifest)
    found = tuple(Held(name, size, digest.hexdigest()) for name, (size, digest) in counted.items())
    if found != told.held:
        raise DamagedError("it does not hold what its list of contents says")
    return told


def check_not_rolled_back(manifest: Manifest, checkpoints: Sequence[Checkpoint]) -> None:
    """Raises RolledBackError where checkpoints know of more than the backup holds (threat T13)."""
    for one in checkpoints:
        if str(one.log) != manifest.log:
            raise RolledBackError(
                f"the checkpoints were signed over the log {one.log}; it holds the log {manifest.log}"
            )
        if one.events > manifest.events:
            raise RolledBackError(
                f"a checkpoint knows {one.events:,} events of the audit log, and it holds {manifest.events:,}: it is "
                "older than that checkpoint, and what was done since would be gone"
            )
        if one.events == manifest.events and one.head.hex() != manifest.head:
            raise RolledBackError(f"event {one.events:,} of its audit log is not the event that was signed")
