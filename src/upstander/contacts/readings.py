"""Every reading of a person's records out of a store leaves a line in it: who, when, why, and what was asked."""

import datetime as dt
import json
import os
from pathlib import Path

READINGS = "readings.jsonl"


def note_reading(store: Path, *, by: str, at: dt.datetime, purpose: str, command: str, asked: dict[str, str]) -> None:
    """Adds a line to the store's readings; the file is only ever added to, and is on disk before we return.

    Raises OSError where it cannot be written; then nothing may be shown.
    """
    line = {"who": by, "at": at.astimezone(dt.UTC).isoformat(), "purpose": purpose, "command": command, "asked": asked}
    handle = os.open(store / READINGS, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)
