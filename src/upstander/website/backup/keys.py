"""The pair of keys for backups: the public half stands where backups are taken, the private half is kept elsewhere."""

from pathlib import Path

from nacl.public import PrivateKey, PublicKey

from upstander.website.addresses import write_privately

OTHERS = 0o077
PRIVATE, PUBLIC = "upstander backup private key 1", "upstander backup public key 1"


class BackupKeyError(Exception):
    """A key file is not there, not such a key, or open to others."""


def new_pair(file: Path) -> Path:
    """Makes a private key that its owner alone may read, and beside it `<file>.pub`; gives the latter.

    Raises BackupKeyError where either is there already: a key is never written over.
    """
    key, public = PrivateKey.generate(), file.with_name(file.name + ".pub")
    for one in (file, public):
        if one.exists():
            raise BackupKeyError(f"{one} is there already: name another file")
    write_privately(file, f"{PRIVATE} {bytes(key).hex()}\n")
    public.write_text(f"{PUBLIC} {bytes(key.public_key).hex()}\n", encoding="ascii")
    return public


def read_private(file: Path) -> PrivateKey:
    """The key that opens backups. Raises BackupKeyError."""
    key = PrivateKey(_read(file, PRIVATE))
    if file.stat().st_mode & OTHERS:
        raise BackupKeyError(f"{file} is open to others: let its owner alone read it (chmod 600)")
    return key


def read_public(file: Path) -> PublicKey:
    """The key that seals backups. Raises BackupKeyError."""
    return PublicKey(_read(file, PUBLIC))


def _read(file: Path, kind: str) -> bytes:
    try:
        told, _, value = file.read_text(encoding="ascii").strip().rpartition(" ")
        key = bytes.fromhex(value)
    except (OSError, ValueError) as error:
        raise BackupKeyError(f"no key can be read from {file}: {error}") from error
    if told != kind or len(key) != 32:
        raise BackupKeyError(f"{file} holds no {kind.removeprefix('upstander ').removesuffix(' 1')}")
    return key
