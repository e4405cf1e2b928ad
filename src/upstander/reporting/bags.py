"""Bags: how letters about the unit reach a desk outside the force, and how its answers come back to the door.

`pack_letters` puts what waits for somebody outside into a bag (bag_files.py), still sealed as the door sealed it;
`take_in` makes letters to its own unit of them at the other desk. `pack_replies` packs what that desk answered, and
which letters it has; `take_in` at the first desk lays the answers into their boxes, and lets go of those letters.
Each may be done again with the same or another bag: what is there, or was, is not there twice. Days, never times.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO

from django.db import connection, transaction
from django.db.models import QuerySet
from nacl.public import PrivateKey, PublicKey

from upstander.reporting.bag_files import (
    AGAIN,
    LETTERS,
    NOT_READ,
    REPLIES,
    BagError,
    Packing,
    Record,
    packing,
    read_bag,
)
from upstander.reporting.fields import as_bytes, written_bytes
from upstander.reporting.models import Arrived, Box, Letter, Reply
from upstander.reporting.recipients import UNIT, Recipient, fingerprint

LETTER, REPLY, READ, CLOSED = "letter", "reply", "read", "closed"  # what a record is


@dataclass(frozen=True)
class TakenIn:
    """What a bag was. `new` and `known`: how many letters or replies it brought, and how many were there before."""

    kind: str
    back_to: PublicKey
    new: int
    known: int


@transaction.atomic
def pack_letters(out: IO[bytes], *, to: Recipient, back_to: PublicKey, again: bool, on: dt.date) -> None:
    """Packs the letters to somebody outside the unit that were not packed yet; with `again`, all that were not read.

    `back_to`: this desk's own key. Commit only once the file is on the disk: a bag that is not there must not count.
    Raises BagError.
    """
    if to.name == UNIT or bytes(to.key) == bytes(back_to):
        raise BagError(f'"{to.name}" is this desk itself: its letters need no bag')
    waiting = Letter.objects.filter(recipient=to.name, box__came_by_bag=None, taken_on=None, sealed__isnull=False)
    with packing(out, LETTERS, to=to.key, back_to=back_to) as bag:
        for key in _chosen(waiting, again=again):
            letter = Letter.objects.select_related("box").get(pk=key)
            bag.put(_said_of(letter), bytes(letter.sealed or b""))
            Letter.objects.filter(pk=key).update(packed_on=on)


@transaction.atomic
def pack_replies(out: IO[bytes], *, to: PublicKey, own: PublicKey, again: bool, on: dt.date) -> None:
    """Packs the replies to boxes that came from a desk, which of its letters are here, and which boxes are closed.

    `to`: that desk's key (`sender`); `own`: this desk's. As `pack_letters` for all else.
    """
    boxes = Box.objects.filter(came_from=bytes(to), came_by_bag__isnull=False)
    with packing(out, REPLIES, to=to, back_to=own) as bag:
        for key in _chosen(Reply.objects.filter(box__in=boxes), again=again):
            reply = Reply.objects.get(pk=key)
            said = {"id": str(reply.pk), "box": written_bytes(bytes(reply.box_id)), "on": str(reply.written_on)}
            bag.put({"is": REPLY, **said}, bytes(reply.sealed))
            Reply.objects.filter(pk=key).update(packed_on=on)
        _put_standing(bag, boxes)


def sender(beginning: str = "") -> PublicKey:
    """The desk whose bags came here and whose fingerprint begins so. Raises BagError where there is not one."""
    came = Box.objects.filter(came_by_bag__isnull=False).order_by("came_from")
    keys = [PublicKey(bytes(key or b"")) for key in came.values_list("came_from", flat=True).distinct()]
    found = [key for key in keys if fingerprint(key).startswith(" ".join(beginning.lower().split()))]
    if len(found) != 1:
        listed = "".join(f"\n  {fingerprint(key)}" for key in keys) or "\n  none: no bag of letters was taken in here"
        raise BagError(f"name one desk by the first words of its fingerprint (--for). Bags came from:{listed}")
    return found[0]


@transaction.atomic
def take_in(stream: BinaryIO, key: PrivateKey, *, on: dt.date) -> TakenIn:
    """Takes a bag in, whole or not at all. `key`: the unit's own. Raises BagError."""
    bag = read_bag(stream, key)
    first = _first_time(bag.id, on)
    counted = [0, 0]
    for record in bag.records:
        try:
            new = _taken(record, bag.back_to, on) if bag.kind == LETTERS else _brought(record, on, first=first)
        except NOT_READ as error:
            raise BagError(f"a record in it cannot be read ({error!r}): {AGAIN}") from error
        if new is not None:
            counted[not new] += 1
    return TakenIn(bag.kind, bag.back_to, *counted)


def _chosen(which: "QuerySet[Letter] | QuerySet[Reply]", *, again: bool) -> Sequence[uuid.UUID]:
    """Which are packed: letters box by box as they were written, and else in the order of ids, which tells nothing.

    Whoever takes letters in counts them as they come: what a reporter said last must come last there too.
    """
    chosen = which if again else which.filter(packed_on=None)
    written = ("box_id", "number", "pk") if which.model is Letter else ("pk",)
    return list(chosen.order_by(*written).values_list("pk", flat=True))


def _said_of(letter: Letter) -> dict[str, object]:
    box = {"box": written_bytes(bytes(letter.box.pk)), "public_key": written_bytes(bytes(letter.box.public_key))}
    days = {"opened_on": str(letter.box.opened_on), "on": str(letter.received_on)}
    return {"is": LETTER, "id": str(letter.pk), "urgent": letter.urgent, **box, **days}


def _put_standing(bag: Packing, boxes: "QuerySet[Box]") -> None:
    """What the door tells reporters of their letters: whether they were read, and whether their box is closed."""
    for letter in Letter.objects.filter(box__in=boxes, taken_on__isnull=False).only("taken_on").order_by("pk"):
        bag.put({"is": READ, "id": str(letter.pk), "on": str(letter.taken_on)})
    for box in boxes.order_by("pk"):
        day = str(box.closed_on) if box.closed_on else None
        bag.put({"is": CLOSED, "box": written_bytes(bytes(box.pk)), "on": day})


def _taken(record: Record, back_to: PublicKey, on: dt.date) -> bool:
    """Whether a letter is new. It becomes one to this desk's unit."""
    said = record.said
    if said["is"] != LETTER or not isinstance(said["urgent"], bool):
        raise ValueError(f"no letter: {said['is']}")
    box = _box_of(record, back_to, on)
    key = uuid.UUID(said["id"])
    if not _first_time(key, on):
        return False
    days = {"received_on": dt.date.fromisoformat(said["on"])}
    held = {"box": box, "recipient": UNIT, "urgent": said["urgent"], "sealed": record.held, **days}
    _letter, new = Letter.objects.get_or_create(pk=key, defaults=held)
    if new and said["urgent"]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify('upstander_urgent', '')")  # as walls/1_door.sql does
    return new


def _box_of(record: Record, back_to: PublicKey, on: dt.date) -> Box:
    said = record.said
    key, public_key = as_bytes(said["box"]), as_bytes(said["public_key"])
    opened = {"public_key": public_key, "recipient": UNIT, "opened_on": dt.date.fromisoformat(said["opened_on"])}
    came = {"came_by_bag": on, "came_from": bytes(back_to)}
    box, new = Box.objects.get_or_create(pk=key, defaults=opened | came)
    if not new and (box.came_by_bag is None or bytes(box.public_key) != public_key):
        raise BagError("it holds a letter to a box that this desk's own door opened: ask who packed it what it is")
    if bytes(box.came_from or b"") != bytes(back_to):  # the first desk has a new key
        Box.objects.filter(pk=key).update(came_from=bytes(back_to))
    return box


def _brought(record: Record, on: dt.date, *, first: bool) -> bool | None:
    """Whether a reply is new; None of what is no reply, and of what belongs to no box whose letters went by bag.

    `first`: whether this bag was not taken in before, since an old one would close what was opened again.
    """
    said = record.said
    day = dt.date.fromisoformat(said["on"]) if said["on"] is not None else None
    if said["is"] == READ:  # the other desk has it: nothing of it need lie here
        out = Letter.objects.exclude(recipient=UNIT).filter(pk=uuid.UUID(said["id"]), taken_on=None)
        out.update(taken_on=day, sealed=None)
        return None
    boxes = Box.objects.exclude(recipient=UNIT).filter(pk=as_bytes(said["box"]))
    if said["is"] == CLOSED:
        if first:
            boxes.update(closed_on=day)
        return None
    box = boxes.first()
    if said["is"] != REPLY or day is None:
        raise ValueError(f"no reply: {said['is']}")
    return None if box is None else _laid(box, record, day, on)


def _laid(box: Box, record: Record, day: dt.date, on: dt.date) -> bool:
    """Whether a reply is new in its box."""
    key = uuid.UUID(record.said["id"])
    if not _first_time(key, on):
        return False
    _reply, new = Reply.objects.get_or_create(pk=key, defaults={"box": box, "written_on": day, "sealed": record.held})
    return new


def _first_time(key: uuid.UUID, on: dt.date) -> bool:
    """Whether no bag brought this before."""
    return Arrived.objects.get_or_create(pk=key, defaults={"arrived_on": on})[1]
