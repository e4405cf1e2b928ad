"""A stream of parts sealed to a public key, so that a part changed, moved, left out or added is told when it is read.

A line that names the format; who can open it, in 8 bytes; a random key, sealed to that public key; the header of the
stream; then each part with its length in four bytes before it (libsodium's secretstream, XChaCha20-Poly1305). The last
part is marked as the last. The first part is bound to all that stands before it, and each part to those before it.
"""

import hashlib
from collections.abc import Iterator
from typing import IO, BinaryIO

import nacl.bindings as sodium
import nacl.exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox

BACKUP, BAG = "backup", "bag"  # what a stream is
NAMED = 8  # bytes that say which key opens it
SEALED_KEY = 48 + sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES
HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MOST = 2**20  # bytes of a part
OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class DamagedError(Exception):
    """It cannot be opened as it was sealed; the words say where and how it differs."""


class OtherKeyError(DamagedError):
    """It was sealed for somebody else."""


class Sealing:
    """Writes parts to a file. `what`: BACKUP or BAG."""

    def __init__(self, out: IO[bytes], public: PublicKey, what: str) -> None:
        self._out, self._state = out, sodium.crypto_secretstream_xchacha20poly1305_state()
        key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
        head = first_line(what) + named(public) + SealedBox(public).encrypt(key)
        head += sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._bound: bytes | None = head
        out.write(head)

    def add(self, part: bytes, *, last: bool = False) -> None:
        """Adds a part of `MOST` bytes at most."""
        sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
            self._state, part, self._bound, FINAL if last else MESSAGE
        )
        self._bound = None
        self._out.write(len(sealed).to_bytes(4, "big") + sealed)


def opened(stream: BinaryIO, key: PrivateKey, what: str) -> Iterator[bytes]:
    """Each part, once it is known to be as it was sealed. Raises DamagedError, before or after some parts."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    bound: bytes | None = _begun(stream, key, state, first_line(what))
    number, tag = 0, MESSAGE
    while tag != FINAL:
        number += 1
        sealed = _next(stream, number)
        try:
            part, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound)
        except (nacl.exceptions.CryptoError, nacl.exceptions.RuntimeError, nacl.exceptions.ValueError) as error:
            raise DamagedError(f"part {number} was changed, or stands where another part stood") from error
        bound = None
        yield part
    if stream.read(1):
        raise DamagedError(f"something was added after its end, which is part {number}")


def first_line(what: str) -> bytes:
    """The format, and its version."""
    return f"upstander {what} 1\n".encode()


def named(public: PublicKey) -> bytes:
    """The few bytes by which a key is told from another."""
    return hashlib.blake2b(bytes(public), digest_size=NAMED).digest()


def _begun(
    stream: BinaryIO, key: PrivateKey, state: sodium.crypto_secretstream_xchacha20poly1305_state, first: bytes
) -> bytes:
    head = stream.read(len(first) + NAMED + SEALED_KEY + HEADER)
    if not head.startswith(first):
        raise DamagedError(f'it is no "{first.decode().strip()}", or its first line was changed')
    if len(head) < len(first) + NAMED + SEALED_KEY + HEADER:
        raise DamagedError("it was cut short within its head")
    who, sealed_key = head[len(first) :][:NAMED], head[len(first) + NAMED :][:SEALED_KEY]
    if who != named(key.public_key):
        raise OtherKeyError(
            "it was sealed for another key, or its head was changed: give the private half of that pair"
        )
    try:
        inner = SealedBox(key).decrypt(sealed_key)
    except nacl.exceptions.CryptoError as error:
        raise DamagedError("its head was changed: the key within does not open") from error
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, head[-HEADER:], inner)
    return head


def _next(stream: BinaryIO, number: int) -> bytes:
    told = stream.read(4)
    length = int.from_bytes(told, "big")
    if len(told) == 4 and not OVERHEAD <= length <= MOST + OVERHEAD:
        raise DamagedError(f"the length of part {number} was changed")
    sealed = stream.read(length) if len(told) == 4 else b""
    if len(told) < 4 or len(sealed) < length:
        raise DamagedError(f"it was cut short: part {number} is not whole, and the last part never comes")
    return sealed
