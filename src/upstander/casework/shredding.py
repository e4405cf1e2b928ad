"""What belongs to one report is sealed to a key of that report alone, so that destroying the key destroys all of it.

The public half seals: the post room adds to a report without being able to read any of it. The private half stands
sealed in the report's row (`access.sealed`). Without it no letter, reply or file of the report can be opened, wherever
a copy of its rows lies; but a copy made earlier, key and all, still opens with the desk's key file of that day.
"""

import nacl.exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox

LENGTH = 4  # bytes of the number that says how long what was sealed is
MIB = 1 << 20
SIZES = (4 << 10, 32 << 10, 256 << 10, MIB)


class DestroyedError(Exception):
    """The key is gone, and with it what it opened."""


def pair() -> tuple[bytes, bytes]:
    """A new key: what seals, and what opens."""
    key = PrivateKey.generate()
    return bytes(key.public_key), bytes(key)


def sealed_to(public_key: bytes, plain: bytes) -> bytes:
    """What only the private half opens, filled up to one of a few sizes, so that its length tells little."""
    whole = len(plain).to_bytes(LENGTH) + plain
    return bytes(SealedBox(PublicKey(public_key)).encrypt(whole.ljust(size_of(len(whole)), b"\0")))


def size_of(length: int) -> int:
    """The size up to which so many bytes are filled: those of letters, and beyond them the next whole MiB."""
    return next((size for size in SIZES if length <= size), -(-length // MIB) * MIB)


def opened_with(private_key: bytes | None, sealed: bytes) -> bytes:
    """What was sealed. Raises DestroyedError where there is no key any more, or where it is not the one."""
    if private_key is None:
        raise DestroyedError("the key of this report was destroyed")
    try:
        whole = bytes(SealedBox(PrivateKey(private_key)).decrypt(sealed))
    except nacl.exceptions.CryptoError as error:
        raise DestroyedError("sealed to a key of this report that was destroyed") from error
    return whole[LENGTH : LENGTH + int.from_bytes(whole[:LENGTH])]
