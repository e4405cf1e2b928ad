"""Every reading of a lead leaves a line: who, when, why, which lead, and the fingerprint of what was handed on."""

import datetime as dt
import json
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from upstander.leads.telling.lead import LeadInFull, TellingError, UnknownLeadError, read_lead

READINGS = "readings.jsonl"


class NoPurposeError(TellingError):
    """A lead that somebody wants to read without saying why."""


@dataclass(frozen=True)
class Reading:
    """One person asking for one lead: the account, when (with its offset), why, and by which command."""

    by: str
    at: dt.datetime
    purpose: str
    command: str


def reading(purpose: str, command: str) -> Reading:
    """A reading now, by the account this process runs as: the system's own answer, not the environment's.

    Raises NoPurposeError where the purpose is blank.
    """
    if not purpose.strip():
        raise NoPurposeError("Say what you read this lead for: --purpose must not be blank.")
    try:
        account = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        account = f"user {os.getuid()}"
    return Reading(account, dt.datetime.now(dt.UTC).replace(microsecond=0), purpose.strip(), command)


def lead_asked_for(scan: Path, lead_id: str, asked: Reading) -> LeadInFull:
    """The lead of a scan. To ask for one that is not there leaves a line too, since ids may be guessed.

    Raises what `read_lead` raises.
    """
    try:
        return read_lead(scan, lead_id)
    except UnknownLeadError:
        leave_line(scan, lead_id, asked, outcome="no such lead")
        raise


def leave_line(scan: Path, lead_id: str, asked: Reading, *, outcome: str = "told", sha256: str | None = None) -> None:
    """Adds a line to the scan's readings, for good: the file is only ever added to, and is on disk before we return.

    Raises OSError where it cannot be written; then nothing may be shown.
    """
    who = {"who": asked.by, "at": asked.at.astimezone(dt.UTC).isoformat(), "purpose": asked.purpose}
    what = {"lead_id": lead_id, "command": asked.command, "outcome": outcome, "sha256": sha256}
    handle = os.open(scan / READINGS, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps({**who, **what}, ensure_ascii=False) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)
