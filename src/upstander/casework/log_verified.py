"""What the verifier of the audit log last found, as the desk reads it: nothing is closed while something does not fit.

Threat T4 of the casework specification. The verifier runs outside the desk and keeps what it found (audit.verified);
the desk's role reads that, and cannot write it.
"""

import datetime as dt

from django.db import connection
from django.utils import timezone

from upstander.audit.verified import LAST, Verification

FAILED = (
    "The audit log did not verify on {at}: nothing is closed until it does. Tell whoever answers for the log, who "
    "looks into what was found and runs upstander audit-verify again (docs/audit-log.md)."
)
OLD = "The audit log was last verified on {at}, more than a day ago. Closing goes on; ask whoever answers for the log."
NEVER = "No verification of the audit log is known to this desk. Closing goes on; ask whoever answers for the log."


def last() -> Verification | None:
    """The last verification of which this desk knows."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        row = cursor.fetchone()
    return Verification(*row) if row else None


def against_closing() -> str:
    """Why nothing may be closed now; empty where it may."""
    found = last()
    return FAILED.format(at=_said(found.at)) if found and found.failed else ""


def warning(now: dt.datetime) -> str:
    """What is to be known of the log before a matter is closed; empty where it verified within a day."""
    found = last()
    if found is None:
        return NEVER
    if found.failed:
        return FAILED.format(at=_said(found.at))
    return OLD.format(at=_said(found.at)) if found.old(now) else ""


def _said(at: dt.datetime) -> str:
    here = timezone.localtime(at)
    return f"{here.day} {here:%B %Y at %H:%M}"
