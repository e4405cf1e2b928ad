"""What is kept so that the database alone tells nobody: sealed columns, and marks in place of staff numbers.

A dump, a backup's table, or a database administrator sees ids, days, states and sizes; no name, no number and no word
(threat T5 of the casework specification). The keys stand in a file outside the database, in one line each, newest
first: the first seals, any opens, and the last makes marks, which must stay the same. A sealed value opens only in the
column that it was sealed for. It is not bound to its row: who can write to the database could swap two of one column.
"""

import base64
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nacl.exceptions
from django.conf import settings
from django.db import models
from nacl.secret import Aead

if TYPE_CHECKING:  # Django's fields take their types only from the stubs
    Short = models.CharField[str, str]
    Column = models.Field[Any, Any]
else:
    Short, Column = models.CharField, models.Field

NAMED = 4  # bytes of a sealed value that say which key opens it


class WrongKeyError(ValueError):
    """Sealed with a key that is not in the key file, or changed since."""


@dataclass(frozen=True)
class Key:
    """One key, as what is derived from it: its name, and one key for each use."""

    name: bytes
    seals: Aead
    marks: bytes

    @classmethod
    def read(cls, line: str) -> "Key":
        """The key of a line of the key file. Raises ValueError where it is not 32 bytes in base64."""
        whole = base64.b64decode(line, validate=True)
        if len(whole) != Aead.KEY_SIZE:
            raise ValueError(f"a key is {Aead.KEY_SIZE} bytes in base64, not {len(whole)}")
        name, seals, marks = (_derived(whole, use) for use in (b"name", b"seal", b"mark"))
        return cls(name[:NAMED], Aead(seals), marks)


def _derived(whole: bytes, use: bytes) -> bytes:
    return hashlib.blake2b(key=whole, person=use, digest_size=Aead.KEY_SIZE).digest()


@cache
def _keys(file: Path) -> Sequence[Key]:
    return tuple(Key.read(line) for line in file.read_text("ascii").split())


def keys() -> Sequence[Key]:
    """The keys of this desk, newest first. Raises what reading their file raises."""
    return _keys(Path(settings.UPSTANDER_KEYS))


def seal(plain: bytes, column: str) -> bytes:
    """A value that opens only with a key of the file, and only in its column."""
    key = keys()[0]
    return key.name + bytes(key.seals.encrypt(plain, aad=column.encode()))


def unseal(sealed: bytes, column: str) -> bytes:
    """What was sealed. Raises WrongKeyError."""
    for key in keys():
        if hmac.compare_digest(key.name, sealed[:NAMED]):
            try:
                return key.seals.decrypt(sealed[NAMED:], aad=column.encode())
            except nacl.exceptions.CryptoError as error:
                raise WrongKeyError(f"a value of {column} was changed, or moved from another column") from error
    raise WrongKeyError(f"a value of {column} was sealed with a key that is not in the key file: give the file it had")


BETWEEN = frozenset(" -./_")  # what people put between the parts of a number, or leave out
UNSEEN = frozenset(
    {"Pd", "Zs", "Cf", "Cc"}
)  # dashes, spaces and what shows nothing: they come with text that is pasted


def mark(number: str, kind: str = "staff") -> str:
    """What stands for a number where the database must compare: the same for every spelling, and told by no table."""
    written = unicodedata.normalize("NFKC", number.lower())
    spelt = "".join(one for one in written if one not in BETWEEN and unicodedata.category(one) not in UNSEEN)
    return hmac.new(keys()[-1].marks, f"{kind}:{spelt}".encode(), hashlib.sha256).hexdigest()[:32]


FEWEST_DIGITS = 3  # of a number that people give without the letters before or after it


def bare(number: str) -> str:
    """A number without its letters, as people give it: 64699 of S64699. Itself where it has none, or few digits."""
    digits = "".join(one for one in unicodedata.normalize("NFKC", number) if one.isdecimal())
    return digits if len(digits) >= FEWEST_DIGITS else number


class MarkOf(Short):
    """The mark of a number that stands sealed in another column of the row; made whenever the row is saved."""

    def __init__(self, of: str, kind: str = "staff", **given: Any) -> None:
        self.of, self.kind = of, kind
        super().__init__(**{"max_length": 32, "editable": False} | given)

    def deconstruct(self) -> Any:
        """How a migration writes it."""
        name, path, _given, named = super().deconstruct()
        return name, path, [self.of], named | {"kind": self.kind}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002 - Django's form
        """The mark of the number as it stands."""
        number = getattr(model_instance, self.of)
        made = mark(number, self.kind) if number else ""
        setattr(model_instance, self.attname, made)
        return made


class BareMarkOf(MarkOf):
    """The mark of a number without its letters (`bare`): whom somebody may mean who left them out."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002 - Django's form
        """The mark of what is left of the number as it stands."""
        number = getattr(model_instance, self.of)
        made = mark(bare(number), self.kind) if number else ""
        setattr(model_instance, self.attname, made)
        return made


class SealedText(Column):
    """A text that the database holds sealed. It cannot be searched or sorted by; use a mark for that."""

    description = "Sealed text"

    def get_internal_type(self) -> str:
        """Bytes, to the database."""
        return "BinaryField"

    @property
    def column_named(self) -> str:
        """The column's full name, to which its values are bound."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes | None:  # noqa: ARG002 - Django's form
        """The sealed value."""
        return None if value is None else seal(self.written(value), self.column_named)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002 - Django's form
        """The value, opened."""
        return None if value is None else self.read(unseal(bytes(value), self.column_named))

    def get_lookup(self, lookup_name: str) -> Any:
        """Nothing but whether there is a value: an equal text is sealed differently each time."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def written(self, value: Any) -> bytes:
        """A value as bytes."""
        return str(value).encode()

    def read(self, plain: bytes) -> Any:
        """Bytes as a value."""
        return plain.decode()


class SealedJSON(SealedText):
    """Lists and tables of texts and numbers, sealed."""

    description = "Sealed JSON"

    def written(self, value: Any) -> bytes:
        """A value as bytes."""
        return json.dumps(value, ensure_ascii=False).encode()

    def read(self, plain: bytes) -> Any:
        """Bytes as a value."""
        return json.loads(plain)


class SealedBytes(SealedText):
    """A file, sealed."""

    description = "Sealed bytes"

    def written(self, value: Any) -> bytes:
        """A value as bytes."""
        return bytes(value)

    def read(self, plain: bytes) -> Any:
        """Bytes as they are."""
        return plain
