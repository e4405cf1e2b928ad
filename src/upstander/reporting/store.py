"""The door's way to its database: five functions, called as a role that reads no table."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError, connection, transaction

from upstander.reporting import letters
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import Recipient

CLOSED, OPEN, TAKEN = "closed", "open", "taken"


class NotTakenError(Exception):
    """The database did not take a letter; nothing was acknowledged, and it may be sent again."""


@dataclass(frozen=True)
class Held:
    """A box as its reporter may know it. `taken_on`: the day the desk took the first letter in."""

    recipient: str
    closed_on: dt.date | None
    taken_on: dt.date | None


@dataclass(frozen=True)
class Answer:
    """One reply, opened."""

    key: uuid.UUID
    written_on: dt.date
    text: str


def lacks_room(letter: letters.Letter) -> str:
    """What there is no room for: "files" of the letter, "words" of it, or nothing ("")."""
    room = str(_asked("SELECT reporting_takes()", [])[0][0])
    if room == "nothing" or (room == "urgent" and not letter.danger):
        return "words"
    return "files" if letter.files and room != "all" else ""


def take(receipt: Receipt, letter: letters.Letter, to: Recipient, page: str) -> None:
    """Seals a letter and stores it; when this returns it is on the disk. `page`: what tells its page from every other,
    with the name that was given on the way to it.

    The same page may be sent again: it is there once. Raises NotTakenError and letters.TooLargeError.
    """
    written = letters.written(letter)
    same = letters.written(replace(letter, identity={}))  # sealed anew each time: `page` holds what was sealed
    sealed, key = letters.seal_written(written, to.key), uuid.UUID(bytes=receipt.letter(same, page))
    given = [key, receipt.box, bytes(receipt.key.public_key), to.name, letter.danger, sealed]
    try:
        with transaction.atomic():
            _asked("SELECT reporting_take(%s, %s, %s, %s, %s, %s)", given)
    except DatabaseError as error:
        raise NotTakenError from error


def box_of(receipt: Receipt) -> Held | None:
    """The box of a receipt, where there is one."""
    rows = _asked("SELECT recipient, closed_on, taken_on FROM reporting_box_of(%s)", [receipt.box])
    return Held(*rows[0]) if rows else None


def replies(receipt: Receipt) -> Sequence[Answer]:
    """What the desk answered, oldest first, opened with the receipt."""
    rows, opens = _asked("SELECT id, written_on, sealed FROM reporting_replies_in(%s)", [receipt.box]), receipt.key
    return [Answer(key, day, letters.opened_reply(bytes(sealed), opens)) for key, day, sealed in rows]


def take_away(receipt: Receipt, reply: uuid.UUID) -> None:
    """Deletes a reply that its reporter has read."""
    _asked("SELECT reporting_take_away(%s, %s)", [receipt.box, reply])


def _asked(query: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())
