"""Small files of named fields in JSON, which people carry between machines: written once, read with care."""

import base64
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

LONGEST = 64 << 10  # characters: a request has some 2,500
NOT_READ = (KeyError, TypeError, ValueError, AttributeError)


class FieldsError(ValueError):
    """A file or one of its fields cannot be read; the words name both and say what to do."""


def text_of(file: Path, remedy: str) -> str:
    """What stands in a file. Raises FieldsError."""
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise FieldsError(f"{file} cannot be read ({error}): {remedy}.") from error


def read_fields(
    text: str, called: str, kind: str, readers: Mapping[str, Callable[[Any], Any]], remedy: str
) -> dict[str, Any]:
    """Each field as its reader reads it. `called`: the file, for words; `kind`: its format. Raises FieldsError."""
    said = _object(text, called, remedy)
    if said.get("format") != kind:
        raise FieldsError(f'{called}: "format" is not "{kind}": {remedy}.')
    read = {}
    for field, reader in readers.items():
        try:
            read[field] = reader(said[field])
        except NOT_READ as error:
            raise FieldsError(f'{called}: "{field}" is missing or cannot be read ({error}): {remedy}.') from error
    return read


def written_fields(kind: str, fields: Mapping[str, Any]) -> str:
    """The text of such a file."""
    return json.dumps({"format": kind, **fields}, ensure_ascii=False, indent=2) + "\n"


def write_new(file: Path, text: str) -> None:
    """A file that its owner alone may read. Raises FileExistsError: none is written over."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)


def as_words(value: Any) -> str:
    """One line that a screen shows as it is: no sign in it moves a cursor or turns the writing round."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("one line of words is needed")
    return value


def as_base64(value: Any) -> bytes:
    """Bytes in base64."""
    return base64.b64decode(value, validate=True)


def as_bytes(value: Any) -> bytes:
    """32 bytes in base64."""
    held = as_base64(value)
    if len(held) != 32:
        raise ValueError(f"{len(held)} bytes, where 32 are needed")
    return held


def written_bytes(held: bytes) -> str:
    """Bytes for a field."""
    return base64.b64encode(held).decode()


def _object(text: str, called: str, remedy: str) -> Mapping[str, Any]:
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError) as error:
        raise FieldsError(f"{called} is no JSON ({error}): {remedy}.") from error
    if not isinstance(said, dict):
        raise FieldsError(f"{called} holds no fields: {remedy}.")
    return said
