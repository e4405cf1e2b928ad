"""What the verifier last found, kept in the database for those who must not go on where it found something.

It is no proof: whoever is superuser can write it anew. What proves is the exit status of a verification that somebody
outside ran against checkpoints kept outside.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from upstander.audit.finding import Finding, grave

LAST = "SELECT at, events, findings FROM audit.verification ORDER BY number DESC LIMIT 1"
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Verification:
    """One verification: when it ended, how many events were read, and how many things did not fit."""

    at: dt.datetime
    events: int
    findings: int

    @property
    def failed(self) -> bool:
        """Whether something did not fit."""
        return self.findings > 0

    def old(self, now: dt.datetime) -> bool:
        """Whether it is older than a day."""
        return now - self.at > A_DAY


def keep(url: str, events: int, findings: Sequence[Finding]) -> None:
    """Keeps what was found. `url`: as for `verify_database`. Raises psycopg.Error, also for an older log."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT audit.keep_verification(%s, %s)", [events, len(grave(findings))])
