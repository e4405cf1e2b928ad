"""To whom the door seals: the unit, somebody outside it, and the custodians of names. Public keys alone, in one file.

The door's file, `recipients.toml`, holds a table for each: `name` (what the database calls it), `label` (what
reporters read), `key` (32 bytes in base64). The private half of the unit's stands in the desk's folder; that of
whoever is outside it never stands in this force; each custodian keeps their own.
"""

import base64
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nacl.exceptions
from mnemonic import Mnemonic
from nacl.public import PrivateKey, PublicKey

UNIT = "unit"
ELSEWHERE = "elsewhere"  # who receives what is about the unit itself
FILE = "recipients.toml"
SPOKEN = 10  # words of a fingerprint, 110 bits: nobody makes another key with the same; a receipt has eleven


class NoRecipientError(Exception):
    """The file of recipients is lacking or wrong; the words name it and say what to do."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom the door seals."""

    name: str
    label: str
    key: PublicKey


@dataclass(frozen=True)
class Recipients:
    """Everybody to whom the door seals."""

    receiving: Mapping[str, Recipient]
    custodians: Sequence[Recipient]


def read_recipients(file: Path) -> Recipients:
    """What a file says. Raises NoRecipientError."""
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:  # no TOML, or no UTF-8
        raise NoRecipientError(f"{file} cannot be read ({error}): `upstander recipient` makes it.") from error
    receiving = {one.name: one for one in _named(file, said, "recipient")}
    if UNIT not in receiving:
        raise NoRecipientError(f'{file} names no recipient "{UNIT}": `upstander recipient` makes it.')
    return Recipients(receiving, _named(file, said, "custodian"))


def _named(file: Path, said: Mapping[str, Any], kind: str) -> Sequence[Recipient]:
    rows = said.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NoRecipientError(f"{file}: every {kind} is a table of its own: write [[{kind}]] over each.")
    return tuple(_recipient(file, row, kind) for row in rows)


def _recipient(file: Path, row: Mapping[str, Any], kind: str) -> Recipient:
    try:
        return Recipient(str(row["name"]), str(row["label"]), PublicKey(base64.b64decode(row["key"], validate=True)))
    except (KeyError, TypeError, ValueError, nacl.exceptions.CryptoError) as error:
        whole = f'{kind} "{row.get("name", "")}" is not whole ({error!r}): write its name, label and key anew'
        raise NoRecipientError(f"{file}: {whole}.") from error


def written(recipients: Recipients) -> str:
    """The file of some recipients."""
    tables = [("recipient", one) for one in recipients.receiving.values()]
    tables += [("custodian", one) for one in recipients.custodians]
    return "\n".join(_table(kind, one) for kind, one in tables)


def _table(kind: str, one: Recipient) -> str:
    key = base64.b64encode(bytes(one.key)).decode()
    return f'[[{kind}]]\nname = {_quoted(one.name)}\nlabel = {_quoted(one.label)}\nkey = "{key}"\n'


def _quoted(words: str) -> str:
    """A basic string of TOML, which is one of JSON but for one sign that JSON leaves as it is."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def fingerprint(key: PublicKey) -> str:
    """A public key in ten words, to be read to somebody over the telephone.

    They are of BIP 39's whole list, which stays: that of receipts may differ between two forces' versions.
    """
    listed = Mnemonic("english").wordlist
    number = int.from_bytes(hashlib.blake2b(bytes(key), person=b"recipient").digest())
    words = []
    for _ in range(SPOKEN):
        number, place = divmod(number, len(listed))
        words.append(listed[place])
    return " ".join(words)


def read_key(text: str) -> PrivateKey:
    """A private key as its file holds it. Raises ValueError."""
    held = base64.b64decode(text.strip(), validate=True)
    if len(held) != PrivateKey.SIZE:
        raise ValueError(f"{len(held)} bytes are no key: {PrivateKey.SIZE} are needed")
    return PrivateKey(held)


def written_key(key: PrivateKey) -> str:
    """A private key for its file."""
    return base64.b64encode(bytes(key)).decode() + "\n"
