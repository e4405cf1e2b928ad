"""What a reporter sends, as one sealed letter: what they said, what they ask of us, and their files.

A letter is sealed to the public key of whoever receives it (`recipients`), by libsodium's sealed box: the door that
sealed it cannot open it, a moment later or ever. Its size is rounded up to one of a few, so that a table of sealed
letters tells of no letter whether it is long, nor how many files came with it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import nacl.exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox

FORMAT = b"\x01"
SIZES = (32 << 10, 256 << 10, 2 << 20, 8 << 20, 40 << 20)  # bytes of a sealed letter, before the box's own 48
LENGTH = 4  # bytes of the number that says how long the words are

REPORT, MESSAGE = "report", "message"


class TooLargeError(ValueError):
    """A letter does not fit into the largest size."""


class NotOpenedError(ValueError):
    """A letter was sealed to another key, or changed since."""


@dataclass(frozen=True)
class Enclosed:
    """One file as it came: its name as the reporter's machine gave it, and its bytes."""

    name: str
    held: bytes


@dataclass(frozen=True)
class Letter:
    """One letter of a reporter.

    `answers`: by the name of the question (`doors`), what was answered, in the reporter's words. `keep_from`: people
    and teams who should not see it, one in each line as written. `contact`: how, when and how not to reach the
    reporter, by the name of the question. `identity`: sealed to pairs of custodians (`identity`), by the two names.
    """

    kind: str
    door: str
    language: str
    danger: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    keep_from: Sequence[str] = ()
    contact: Mapping[str, str] = field(default_factory=dict)
    identity: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Enclosed] = ()


def seal(letter: Letter, to: PublicKey) -> bytes:
    """A letter that only the holder of a key can open. Raises TooLargeError."""
    return seal_written(written(letter), to)


def seal_written(whole: bytes, to: PublicKey) -> bytes:
    """What was written, filled up to one of the few sizes and sealed. Raises TooLargeError."""
    return bytes(SealedBox(to).encrypt(whole.ljust(_size(len(whole)), b"\0")))


def written(letter: Letter) -> bytes:
    """All that a letter says, as bytes."""
    said = asdict(letter) | {"files": [[one.name, len(one.held)] for one in letter.files]}
    words = json.dumps(said, ensure_ascii=False).encode()
    return b"".join([FORMAT, len(words).to_bytes(LENGTH), words, *(one.held for one in letter.files)])


def opened(sealed: bytes, key: PrivateKey) -> Letter:
    """The letter. Raises NotOpenedError."""
    whole = _unsealed(sealed, key)
    start = len(FORMAT) + LENGTH
    end = start + int.from_bytes(whole[len(FORMAT) : start])
    try:
        return _letter(json.loads(whole[start:end]), whole[end:])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotOpenedError("sealed by something else than this door: its words cannot be read") from error


def seal_reply(text: str, to: PublicKey) -> bytes:
    """What the desk answers, for the reporter alone. Raises TooLargeError."""
    words = text.encode()
    return seal_written(FORMAT + len(words).to_bytes(LENGTH) + words, to)


def opened_reply(sealed: bytes, key: PrivateKey) -> str:
    """What the desk answered. Raises NotOpenedError."""
    whole = _unsealed(sealed, key)
    start = len(FORMAT) + LENGTH
    return whole[start : start + int.from_bytes(whole[len(FORMAT) : start])].decode()


def _letter(said: dict[str, Any], held: bytes) -> Letter:
    files, start = [], 0
    for name, length in said.pop("files"):
        files.append(Enclosed(name, held[start : start + length]))
        start += length
    return Letter(**said | {"keep_from": tuple(said["keep_from"])}, files=tuple(files))


def _unsealed(sealed: bytes, key: PrivateKey) -> bytes:
    try:
        whole = bytes(SealedBox(key).decrypt(sealed))
    except (nacl.exceptions.CryptoError, ValueError, TypeError) as error:
        raise NotOpenedError("sealed to another key, or changed since") from error
    if not whole.startswith(FORMAT):
        raise NotOpenedError(f"of a format that this version does not know: {whole[:1].hex()}")
    return whole


def _size(length: int) -> int:
    """The smallest of the few sizes that holds so much."""
    for size in SIZES:
        if length <= size:
            return size
    raise TooLargeError(f"{length} bytes, and {SIZES[-1]} is the most")
