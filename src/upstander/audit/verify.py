"""Verifies a log, in the database or exported, against the checkpoints kept outside; needs no web application."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from nacl.signing import VerifyKey

from upstander.audit.checkpoint import Checkpoint
from upstander.audit.finding import Finding, Findings
from upstander.audit.shape import check_shape
from upstander.audit.sinks import read_folders
from upstander.audit.source import Export, Head, Source, UnreadableError, snapshot, take_turn
from upstander.audit.walk import Walk

TOLERANCE = 120_000_000  # microseconds: two minutes, more than time services let clocks differ and a transaction lasts


@dataclass(frozen=True)
class Report:
    """What was found, how many events were read, and the last checkpoint that fits: nothing vouches for later ones."""

    findings: tuple[Finding, ...]
    events: int
    checkpoints: int
    signed: Checkpoint | None

    @property
    def unsigned(self) -> int:
        """How many events no checkpoint covers yet."""
        return self.events - (self.signed.events if self.signed else 0)


def verify_database(
    url: str, folders: Sequence[Path], keys: Sequence[VerifyKey], *, tolerance: int = TOLERANCE
) -> Report:
    """Reads the whole log once, in one snapshot, in bounded memory (checkpoints are held, some hundred bytes each).

    `url` is of a role that is a member of `upstander_audit_reader`; `keys` are those that may have signed. Raises
    psycopg.OperationalError where the database cannot be reached, and TooFewFoldersError for fewer than two folders.
    """
    findings = Findings()
    with psycopg.connect(url, autocommit=True) as connection:
        take_turn(connection, alone=False)
        checkpoints = read_folders(folders, keys, findings)  # before the snapshot, so that none is ahead of it
        check_shape(connection, findings)
        with snapshot(connection) as log:
            walked = verified(log, checkpoints, findings, tolerance)
    return Report(findings.all(), walked.tree.size, len(checkpoints), walked.signed)


def verify_export(
    file: Path, folders: Sequence[Path], keys: Sequence[VerifyKey], *, tolerance: int = TOLERANCE
) -> Report:
    """The same of a file that `export_log` wrote; no database is needed. Raises TooFewFoldersError."""
    findings = Findings()
    checkpoints = read_folders(folders, keys, findings)
    walked = verified(Export(file), checkpoints, findings, tolerance)
    return Report(findings.all(), walked.tree.size, len(checkpoints), walked.signed)


def verified(source: Source, checkpoints: Sequence[Checkpoint], findings: Findings, tolerance: int) -> Walk:
    """Walks a log through and tells what does not fit; gives how far it came."""
    head = _head(source, findings)
    log = head.log if head else next((one.log for one in checkpoints), None)
    walk = Walk(log, _of_log(log, checkpoints, findings), findings, tolerance)
    try:
        for event in source.events():
            walk.step(event)
    except UnreadableError as problem:
        findings.add("log unreadable", f"after event {walk.number}", str(problem))
    walk.end()
    if head and (head.number, head.digest) != (walk.number, walk.digest):
        says = f"the log says that it ends with event {head.number}, and that is not what stands at its end"
        findings.add("end of the log", f"event {walk.number}", says)
    return walk


def _of_log(log: uuid.UUID | None, checkpoints: Sequence[Checkpoint], findings: Findings) -> list[Checkpoint]:
    for other in sorted({str(one.log) for one in checkpoints if one.log != log}):
        findings.add("another log", f"log {log}", f"checkpoints were signed over the log {other}")
    return [one for one in checkpoints if one.log == log]


def _head(source: Source, findings: Findings) -> Head | None:
    try:
        head = source.head()
    except UnreadableError as problem:
        findings.add("log unreadable", "head of the log", str(problem))
        return None
    if head is None:
        findings.add("another log", "audit.head", "the row that says which log this is was removed")
    return head
