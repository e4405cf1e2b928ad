"""What a backup holds, and how it is laid out in parts."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from upstander.reporting.sealed_stream import MOST, DamagedError, Sealing

DATABASE = "database"  # the name of pg_dump's part; files of the desk's folder are named "files/..."
FILES = "files/"
NAME, DATA, MANIFEST = b"N", b"D", b"M"  # how a part begins
AT_ONCE = MOST - 1


@dataclass(frozen=True)
class Held:
    """One thing in a backup: its name, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds and when it was taken.

    at: ISO 8601, UTC. program: this program's version. postgresql: the server's, as 180004. log, events, head: which
    audit log it is, how many events it had, and the digest of the last, in hexadecimal.
    """

    at: str
    program: str
    postgresql: int
    log: str
    events: int
    head: str
    held: tuple[Held, ...] = ()

    def written(self) -> bytes:
        """As it stands in the last part."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """What `written` wrote. Raises DamagedError."""
        try:
            told: dict[str, Any] = json.loads(text)
            return cls(**told | {"held": tuple(Held(**one) for one in told["held"])})
        except (ValueError, TypeError, KeyError) as error:
            raise DamagedError(f"its list of contents is of another version: {error}") from error


class Counted:
    """Things put into a backup one after another, each counted as it goes by."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing
        self.held: list[Held] = []

    def put(self, name: str, data: Iterable[bytes]) -> None:
        """Puts one thing in. Each piece of data is `AT_ONCE` bytes at most."""
        self._sealing.add(NAME + name.encode())
        size, digest = 0, hashlib.sha256()
        for piece in data:
            self._sealing.add(DATA + piece)
            size += len(piece)
            digest.update(piece)
        self.held.append(Held(name, size, digest.hexdigest()))


def things(parts: Iterable[bytes]) -> Iterator[tuple[str, bytes | None]]:
    """The name with None where a thing begins, then its data piece by piece; at the end "" with the manifest."""
    name = ""
    for part in parts:
        kind, rest = part[:1], part[1:]
        if kind == NAME:
            name = rest.decode()
            yield name, None
        else:
            yield ("" if kind == MANIFEST else name), rest
