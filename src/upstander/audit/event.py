"""An event of the log, and its digest, worked out here as the database's function works it out (schema.sql)."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import NamedTuple

OUTCOMES = ("allowed", "refused", "done")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Event(NamedTuple):
    """Who did what to which object, why, and how it ended.

    number counts from 1 without gaps. at: microseconds since 1970-01-01 UTC, by the database's clock. details: a JSON
    object as PostgreSQL prints it. previous: the digest of the event before, or `beginning` for the first; 32 bytes.
    """

    number: int
    at: int
    actor: str
    action: str
    object_kind: str
    object_id: str
    purpose: str
    outcome: str
    details: str
    previous: bytes
    digest: bytes


def digest_of(event: Event) -> bytes:
    """What the event's digest must be: SHA-256 of every field but itself, each with its length before it."""
    number, at, *texts, previous, _ = event
    fields = [b"upstander audit event 1", number.to_bytes(8, "big", signed=True), at.to_bytes(8, "big", signed=True)]
    fields += [text.encode() for text in texts]
    return hashlib.sha256(framed(*fields, previous)).digest()


def beginning(identity: uuid.UUID) -> bytes:
    """What the first event of a log has before it."""
    return hashlib.sha256(framed(b"upstander audit log 1", identity.bytes)).digest()


def framed(*fields: bytes) -> bytes:
    """The fields one after another, each with its length in four bytes before it."""
    return b"".join([part for field in fields for part in (len(field).to_bytes(4, "big"), field)])


def canonical(details: Mapping[str, object]) -> str:
    """Details as the database prints them: keys by length and then by bytes, one space after each comma and colon.

    Raises TypeError for what is no text, whole number, truth value, None, list or mapping with text for keys. Broken
    numbers (1.10, 1e5) have more than one spelling, so they are refused: write them as text.
    """
    return _printed(details)


def _printed(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_printed(one) for one in value) + "]"
    if isinstance(value, Mapping):
        keys = sorted(value, key=_order)
        return "{" + ", ".join(f"{_printed(key)}: {_printed(value[key])}" for key in keys) + "}"
    raise TypeError(
        f"details of an audit event cannot hold {value!r}: give text, a whole number, true, false or a list"
    )


def _order(key: object) -> tuple[int, bytes]:
    if not isinstance(key, str):
        raise TypeError(f"details of an audit event are named by text, not by {key!r}")
    return len(key.encode()), key.encode()


def told(at: int) -> str:
    """An instant for people: 2026-03-01 09:30:05 UTC. One beyond the calendar is told as its number."""
    try:
        return f"{EPOCH + dt.timedelta(microseconds=at):%Y-%m-%d %H:%M:%S} UTC"
    except OverflowError:
        return f"{at} microseconds since 1970"
