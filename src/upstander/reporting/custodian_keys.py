"""A custodian's private key, in a file that a passphrase opens. It never stands on the desk's or the door's machine.

The passphrase goes through Argon2id at libsodium's SENSITIVE limits (4 passes over 1 GiB): whoever finds the file can
try passphrases for as long as they like, and its owner opens it a few times in a year, so that the seconds it takes
(measured: 6 on a server of two cores) and the memory are well spent. The file holds the limits it was made with. At
least 15 characters, as NIST SP 800-63B-4 asks of a password that stands alone.
"""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nacl.exceptions
import nacl.utils
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from upstander.reporting.custody import Custodian
from upstander.reporting.fields import as_base64, read_fields, text_of, write_new, written_bytes, written_fields
from upstander.reporting.identity import check_name
from upstander.reporting.recipients import Recipient

KEY = "upstander custodian key 1"
REMEDY = "take the other copy of it, or make a new key and have it put into recipients.toml"
SHORTEST = 15  # characters of a passphrase
OTHERS = 0o077


class CustodianKeyError(ValueError):
    """A key file is not made or not opened; the words name it and say why."""


@dataclass(frozen=True)
class Cost:
    """What one try of a passphrase takes: passes, and bytes of memory."""

    passes: int
    memory: int


SENSITIVE = Cost(argon2id.OPSLIMIT_SENSITIVE, argon2id.MEMLIMIT_SENSITIVE)


@dataclass(frozen=True)
class Locked:
    """A key file before its passphrase."""

    file: Path
    name: str
    cost: Cost
    salt: bytes
    sealed: bytes

    def opened(self, passphrase: str) -> Custodian:
        """The custodian, with their key. Raises CustodianKeyError."""
        try:
            held = SecretBox(_stretched(passphrase, self.salt, self.cost)).decrypt(self.sealed)
        except (nacl.exceptions.CryptoError, ValueError) as error:
            raise CustodianKeyError(f"{self.file}: the passphrase is another one, or the file was changed.") from error
        if held[PrivateKey.SIZE :] != self.name.encode():
            raise CustodianKeyError(f"{self.file}: its name was changed.")
        return Custodian(self.name, PrivateKey(held[: PrivateKey.SIZE]))


def new_key(file: Path, name: str, label: str, passphrase: str, cost: Cost = SENSITIVE) -> Recipient:
    """Makes a key in a file that is new, and gives its public half. Raises CustodianKeyError and FileExistsError."""
    check_name(name)
    if len(passphrase) < SHORTEST:
        raise CustodianKeyError(f"A passphrase of {len(passphrase)} characters: {SHORTEST} at least, say five words.")
    key, salt = PrivateKey.generate(), nacl.utils.random(argon2id.SALTBYTES)
    sealed = SecretBox(_stretched(passphrase, salt, cost)).encrypt(bytes(key) + name.encode())
    fields = {"name": name, "passes": cost.passes, "memory": cost.memory}
    fields |= {"salt": written_bytes(salt), "sealed": written_bytes(sealed)}
    write_new(file, written_fields(KEY, fields))
    return Recipient(name, label, key.public_key)


def read_key_file(file: Path) -> Locked:
    """A key file that its owner alone may read. Raises CustodianKeyError and fields.FieldsError."""
    readers = {"name": check_name, "passes": _as_passes, "memory": _as_memory, "salt": as_base64, "sealed": as_base64}
    read = read_fields(text_of(file, REMEDY), str(file), KEY, readers, REMEDY)
    if os.name == "posix" and file.stat().st_mode & OTHERS:
        raise CustodianKeyError(f"{file} is open to others: let its owner alone read it (chmod 600).")
    return Locked(file, read["name"], Cost(read["passes"], read["memory"]), read["salt"], read["sealed"])


def _as_passes(value: Any) -> int:
    if value not in range(1, SENSITIVE.passes + 1):
        raise ValueError(f"1 to {SENSITIVE.passes}")
    return int(value)


def _as_memory(value: Any) -> int:
    """Not more than this program writes: a changed file shall not take a machine's whole memory."""
    if value not in range(argon2id.MEMLIMIT_MIN, SENSITIVE.memory + 1):
        raise ValueError(f"{argon2id.MEMLIMIT_MIN} to {SENSITIVE.memory}")
    return int(value)


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    words = unicodedata.normalize("NFKC", passphrase).encode()  # keyboards differ in how they write an accent
    return bytes(argon2id.kdf(SecretBox.KEY_SIZE, words, salt, cost.passes, cost.memory))
