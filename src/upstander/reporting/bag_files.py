"""The file of a bag: sealed to the one desk that takes it in, in one of a few sizes, whole or not at all.

In the sealed stream stand records, each a line of JSON with its length before it, and then as many bytes as it says.
The first says what the bag holds and whose key an answer is sealed to; the last says that it is the end. Zeros follow,
up to the next of the sizes: an empty bag is as large as one with the largest letter.
"""

import base64
import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from nacl.public import PrivateKey, PublicKey

from upstander.reporting.letters import SIZES
from upstander.reporting.sealed_stream import BAG, MOST, DamagedError, OtherKeyError, Sealing, opened

LETTERS, REPLIES = "letters", "replies"
SMALLEST, TIMES = 64 << 20, 4  # bytes of the smallest bag, and how much larger each next size is
LENGTH = 4  # bytes of the number that says how long a line is
LONGEST_LINE = 4 << 10
LONGEST_HELD = SIZES[-1] + 48  # a sealed box of the largest letter
AGAIN = "ask whoever packed it to pack it again (--again) and bring the new one"
NOT_READ = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


class BagError(Exception):
    """A bag is not packed or not taken in, and nothing was done; the words say why, and what to do."""


@dataclass(frozen=True)
class Record:
    """One thing in a bag: what is said of it, and the sealed bytes that go with it."""

    said: Mapping[str, Any]
    held: bytes


@dataclass(frozen=True)
class Bag:
    """A bag that is being read. `kind`: LETTERS or REPLIES. `back_to`: the key that an answer to it is sealed to.

    `id`: its own, whatever it holds.

    Its records are true only once the last of them was read, which may raise BagError: keep nothing before.
    """

    id: uuid.UUID
    kind: str
    back_to: PublicKey
    records: Iterator[Record]


class Packing:
    """Puts records into a bag."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing, self._waiting, self._size = sealing, bytearray(), 0

    def put(self, said: Mapping[str, Any], held: bytes = b"") -> None:
        """Puts one record in."""
        line = json.dumps({**said, "size": len(held)}).encode()
        self._add(len(line).to_bytes(LENGTH) + line + held)

    def fill(self) -> None:
        """Fills the bag up to its size and ends it."""
        left = _size(self._size) - self._size
        while left > MOST:
            self._add(bytes(MOST))
            left -= MOST
        self._add(bytes(left))
        self._sealing.add(bytes(self._waiting), last=True)

    def _add(self, held: bytes) -> None:
        self._size += len(held)
        self._waiting += held
        while len(self._waiting) > MOST:  # the last part is marked, so one always waits
            self._sealing.add(bytes(self._waiting[:MOST]))
            del self._waiting[:MOST]


@contextmanager
def packing(out: IO[bytes], kind: str, *, to: PublicKey, back_to: PublicKey) -> Iterator[Packing]:
    """A bag that is written into a stream. It is whole when this ends without an error."""
    bag = Packing(Sealing(out, to, BAG))
    bag.put({"is": kind, "id": str(uuid.uuid4()), "back_to": base64.b64encode(bytes(back_to)).decode()})
    yield bag
    bag.put({"is": "end"})
    bag.fill()


def read_bag(stream: BinaryIO, key: PrivateKey) -> Bag:
    """A bag whose first record was read. Raises BagError."""
    content = _Content(_told(opened(stream, key, BAG)))
    first = _record(content).said
    try:
        own, kind = uuid.UUID(first["id"]), str(first["is"])
        back_to = PublicKey(base64.b64decode(first["back_to"], validate=True))
    except NOT_READ as error:
        raise BagError(f"its first record cannot be read ({error!r}): {AGAIN}") from error
    if kind not in (LETTERS, REPLIES):
        raise BagError(f'it holds "{kind}", which this version does not know: update Upstander, and take it in then')
    return Bag(own, kind, back_to, _records(content))


def _records(content: "_Content") -> Iterator[Record]:
    while (record := _record(content)).said["is"] != "end":
        yield record
    content.drain()


def _record(content: "_Content") -> Record:
    try:
        length = int.from_bytes(content.take(LENGTH))
        said = json.loads(content.take(_within(length, LONGEST_LINE)))
        said["is"]
        return Record(said, content.take(_within(int(said["size"]), LONGEST_HELD)))
    except NOT_READ as error:
        raise BagError(f"a record in it cannot be read ({error!r}): {AGAIN}") from error


def _within(length: int, most: int) -> int:
    if not 0 <= length <= most:
        raise ValueError(f"{length} bytes, and {most} is the most")
    return length


def _told(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts; what is wrong with them, in words for whoever carries the bag."""
    try:
        yield from parts
    except OtherKeyError as error:
        raise BagError(
            "it was sealed for another desk, or its head was changed: take it in at the desk whose key it was packed "
            f"for, or {AGAIN}"
        ) from error
    except DamagedError as error:
        raise BagError(f"{error}: {AGAIN}") from error


class _Content:
    """What the parts hold, in pieces of any length."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._read = parts, bytearray()

    def take(self, length: int) -> bytes:
        """The next so many bytes. Raises ValueError where there are fewer."""
        while len(self._read) < length:
            part = next(self._parts, None)
            if part is None:
                raise ValueError("it ends before its end")
            self._read += part
        taken = bytes(self._read[:length])
        del self._read[:length]
        return taken

    def drain(self) -> None:
        """Reads what is left: only at its end is a bag known to be whole. Raises BagError."""
        if any(piece.strip(b"\0") for piece in (bytes(self._read), *self._parts)):
            raise BagError(f"something stands after its end: {AGAIN}")


def _size(length: int) -> int:
    """The smallest of the sizes that holds so much."""
    size = SMALLEST
    while size < length:
        size *= TIMES
    return size
