"""The key that signs checkpoints (Ed25519), and the public key that checks them, as files."""

import os
from pathlib import Path

from nacl.encoding import HexEncoder
from nacl.signing import SigningKey, VerifyKey

OTHERS = 0o077


class KeyFileError(Exception):
    """A key file is not there, not a key, or open to others."""


def new_key(file: Path) -> Path:
    """Makes a key that its owner alone may read, and beside it `<file>.pub` for whoever verifies; gives the latter.

    Raises KeyFileError where either file is there already: a key is never written over.
    """
    key, public = SigningKey.generate(), file.with_name(file.name + ".pub")
    for one in (file, public):
        if one.exists():
            raise KeyFileError(f"{one} is there already: name another file")
    _write(file, key.encode(HexEncoder), 0o600)
    _write(public, key.verify_key.encode(HexEncoder), 0o644)
    return public


def read_key(file: Path) -> SigningKey:
    """The key that signs. Raises KeyFileError where there is none in that file, or others may read it."""
    seed = _read(file)
    if os.name == "posix" and file.stat().st_mode & OTHERS:
        raise KeyFileError(f"{file} is open to others: let its owner alone read it (chmod 600), or make a new key")
    return SigningKey(seed)


def read_public_key(file: Path) -> VerifyKey:
    """The key that checks. Raises KeyFileError where there is none in that file."""
    return VerifyKey(_read(file))


def _write(file: Path, text: bytes, mode: int) -> None:
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(opened, "wb") as stream:
        stream.write(text + b"\n")


def _read(file: Path) -> bytes:
    try:
        value = bytes.fromhex(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise KeyFileError(f"no key can be read from {file}: {error}") from error
    if len(value) != 32:
        raise KeyFileError(f"{file} holds no key: 64 hexadecimal digits are needed")
    return value
