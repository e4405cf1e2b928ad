"""Takes a checkpoint: verifies the log, signs what it is now, and writes that to every folder outside."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import psycopg
from nacl.signing import SigningKey, VerifyKey

from upstander.audit.checkpoint import NONE_BEFORE, Checkpoint, digest_of_line
from upstander.audit.finding import Finding, Findings, grave
from upstander.audit.shape import check_shape
from upstander.audit.sinks import add_line, check_folders, lines_of, read_folders
from upstander.audit.source import Database, snapshot, take_turn
from upstander.audit.verify import TOLERANCE, verified


class CheckpointRefusedError(Exception):
    """No checkpoint was signed, because something does not fit; `findings` says what, of how many `events`."""

    def __init__(self, says: str, findings: Sequence[Finding] = (), events: int = 0) -> None:
        super().__init__(says)
        self.findings, self.events = tuple(findings), events


def microseconds_now() -> int:
    """The time by this machine's clock, in microseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000


def take(
    url: str,
    key: SigningKey,
    folders: Sequence[Path],
    *,
    first: bool = False,
    earlier_keys: Sequence[VerifyKey] = (),
    clocks_explained: Sequence[int] = (),
    clock: Callable[[], int] = microseconds_now,
) -> Checkpoint:
    """Signs the log as it is and adds the checkpoint to every folder. Reads the whole log, to sign nothing unverified.

    `first` begins the folders, which must hold nothing; without it they must hold something, so that whoever deletes
    them all does not get a fresh start. Wrong clocks alone stop nothing, since the log cannot be mended;
    `clocks_explained` are the numbers of events whose clock was looked into, which are told no more. Raises
    CheckpointRefusedError, TooFewFoldersError, OSError from a folder, and psycopg.OperationalError.
    """
    check_folders(folders)
    with psycopg.connect(url, autocommit=True) as connection:
        take_turn(connection, alone=True)
        if first:
            _check_empty(folders)
        findings = Findings()
        before = [] if first else read_folders(folders, [key.verify_key, *earlier_keys], findings)
        check_shape(connection, findings)
        with snapshot(connection) as log:
            taken = _taken(log, before, findings, clock())
        return _written(replace(taken, clocks=tuple(sorted(clocks_explained))), key, folders)


def _check_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        if lines_of(folder):
            raise CheckpointRefusedError(f"{folder} holds checkpoints already: this is not the first")


def _taken(log: Database, before: list[Checkpoint], findings: Findings, at: int) -> Checkpoint:
    """What is to be signed, still without the line before it. Raises CheckpointRefusedError."""
    walk = verified(log, before, findings, TOLERANCE)
    refused = grave(findings.all())
    if refused or walk.log is None or walk.digest is None:
        raise CheckpointRefusedError(
            f"nothing was signed: {len(refused)} things in the log do not fit", refused, walk.tree.size
        )
    return Checkpoint(walk.log, walk.tree.size, walk.digest, walk.tree.root(), at, NONE_BEFORE)


def _written(taken: Checkpoint, key: SigningKey, folders: Sequence[Path]) -> Checkpoint:
    lines = lines_of(folders[0])
    previous = digest_of_line(lines[-1]) if lines else NONE_BEFORE
    signed = replace(taken, previous=previous).signed_by(key)
    for folder in folders:
        add_line(folder, signed.line())
    return signed
