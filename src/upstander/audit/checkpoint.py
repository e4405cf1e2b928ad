"""A checkpoint: what the log was at an instant, signed, in one line."""

import hashlib
import json
import uuid
from dataclasses import dataclass, replace

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

SIGNED = b"upstander audit checkpoint 1\n"  # goes before what is signed, so that the signature fits nothing else
NONE_BEFORE = bytes(32)


class CheckpointError(Exception):
    """A line that no checkpoint is written as."""


@dataclass(frozen=True)
class Checkpoint:
    """The first `events` events of a log: the digest of the last, and the Merkle root of all.

    at: microseconds since 1970-01-01 UTC, by the clock of the machine that signed. clocks: the numbers of events whose
    wrong clock whoever holds the key has looked into. previous: the digest of the line before, or zeros. key: the
    public key; 32 bytes, as head, root and previous. signature: 64 bytes.
    """

    log: uuid.UUID
    events: int
    head: bytes
    root: bytes
    at: int
    previous: bytes
    clocks: tuple[int, ...] = ()
    key: bytes = b""
    signature: bytes = b""

    def line(self) -> str:
        """The checkpoint as it stands in a file, without the line's end."""
        return json.dumps(self._fields() | {"signature": self.signature.hex()})

    def signed_by(self, key: SigningKey) -> "Checkpoint":
        """The same with key and signature."""
        keyed = replace(self, key=bytes(key.verify_key))
        return replace(keyed, signature=key.sign(keyed._signed()).signature)

    def is_signed(self) -> bool:
        """Whether the signature is of the key that the checkpoint names; whose key that is, is another question."""
        try:
            VerifyKey(self.key).verify(self._signed(), self.signature)
        except BadSignatureError:
            return False
        return True

    def _signed(self) -> bytes:
        return SIGNED + json.dumps(self._fields()).encode()

    def _fields(self) -> dict[str, object]:
        digests = {name: getattr(self, name).hex() for name in ("head", "root", "previous", "key")}
        return {"log": str(self.log), "events": self.events, "at": self.at, "clocks": list(self.clocks), **digests}


def read_checkpoint(line: str) -> Checkpoint:
    """The checkpoint of a line. Raises CheckpointError for a line that is not, byte for byte, what would be written."""
    try:
        told = json.loads(line)
        digests = {name: bytes.fromhex(told[name]) for name in ("head", "root", "previous", "key", "signature")}
        clocks = tuple(int(number) for number in told["clocks"])
        log, events, at = uuid.UUID(told["log"]), int(told["events"]), int(told["at"])
        read = Checkpoint(log=log, events=events, at=at, clocks=clocks, **digests)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise CheckpointError(str(error)) from error
    if read.line() != line or [len(digests[name]) for name in digests] != [32, 32, 32, 32, 64]:
        raise CheckpointError("not as a checkpoint is written")
    return read


def digest_of_line(line: str) -> bytes:
    """What the next checkpoint names as the one before it."""
    return hashlib.sha256(line.encode()).digest()
