"""Copies of the log that can be verified without the database: the whole of it, or one event with its proof."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TextIO

import psycopg
from nacl.signing import VerifyKey

from upstander.audit.checkpoint import Checkpoint, CheckpointError, read_checkpoint
from upstander.audit.event import Event, digest_of
from upstander.audit.merkle import is_among, proof
from upstander.audit.source import UnreadableError, event_of, snapshot


class ProofError(Exception):
    """The event is not proven."""


def export_log(connection: psycopg.Connection, out: TextIO) -> int:
    """Writes the head and then every event, one JSON object a line; gives how many events.

    It holds personal data: the caller appends an event that tells of the export first, and says to whom it goes.
    The connection must not be in a transaction. Raises UnreadableError.
    """
    count = 0
    with snapshot(connection) as log:
        head = log.head()
        if head is None:
            raise UnreadableError("the row that says which log this is was removed")
        out.write(json.dumps({"log": str(head.log), "events": head.number, "head": head.digest.hex()}) + "\n")
        for event in log.events():
            out.write(json.dumps(_told(event), ensure_ascii=False) + "\n")
            count += 1
    return count


def export_proof(connection: psycopg.Connection, number: int, checkpoint: Checkpoint) -> str:
    """One event, the checkpoint that covers it, and the path between them: for somebody who may see no other event.

    Reads the digests of all events once, in bounded memory. Raises ValueError where the checkpoint does not cover the
    event, and ProofError where the log is no longer what was signed.
    """
    found: dict[int, Event] = {}
    with snapshot(connection) as log, closing(log.events()) as events:
        path = proof(_digests(events, number, found), number - 1, checkpoint.events)
    if number not in found:
        raise ProofError(f"event {number} is not where it should be in the log")
    told = {"event": _told(found[number]), "path": [one.hex() for one in path], "checkpoint": checkpoint.line()}
    text = json.dumps(told, ensure_ascii=False)
    check_proof(text, [VerifyKey(checkpoint.key)])
    return text


def check_proof(text: str, keys: Sequence[VerifyKey]) -> Event:
    """The event of what `export_proof` gave, once it is proven to be in the log that one of the keys has signed.

    Raises ProofError, which says what does not fit.
    """
    try:
        told = json.loads(text)
        event, checkpoint = event_of(told["event"]), read_checkpoint(told["checkpoint"])
        path, fits = [bytes.fromhex(one) for one in told["path"]], digest_of(event_of(told["event"]))
    except (CheckpointError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise ProofError(f"no event with its proof can be read: {error!r}") from error
    if fits != event.digest:
        raise ProofError("the event was changed after it was written")
    if not checkpoint.is_signed() or checkpoint.key not in {bytes(key) for key in keys}:
        raise ProofError("the checkpoint was not signed by a key that was named")
    if not is_among(event.digest, event.number - 1, checkpoint.events, path, checkpoint.root):
        raise ProofError("the event is not in the log that the checkpoint was signed over")
    return event


def _digests(events: Iterable[Event], number: int, found: dict[int, Event]) -> Iterator[bytes]:
    for event in events:
        if event.number == number:
            found[number] = event
        yield event.digest


def _told(event: Event) -> dict[str, object]:
    return event._asdict() | {"previous": event.previous.hex(), "digest": event.digest.hex()}
