"""What does not fit: where, what it means, and what to do about it, in plain words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 20  # of one kind are told one by one; a log changed from end to end must not fill the memory or the screen

KEEP = "Stop, keep the database and every folder of checkpoints as they are, and tell the auditor: this is an incident."
COMPARE = "Compare with a backup or an export made before. " + KEEP
OUTSIDE = "Find out who can write to that folder. A person may copy the file back from a folder that fits. " + KEEP
CLOCK = (
    "Ask the time service whether a clock was wrong then. If so, let `audit-checkpoint --clock-explained NUMBER` sign "
    "that it was looked into. Otherwise: "
) + KEEP

# Every kind of finding, with what to do.
TO_DO = {
    "event changed": COMPARE,
    "events missing": COMPARE,
    "events out of order": COMPARE,
    "chain broken": COMPARE,
    "log rewritten": COMPARE,
    "log shortened": "If a backup was restored, bring back what was written after it. " + COMPARE,
    "another log": "Check that database and checkpoints belong together. " + KEEP,
    "end of the log": COMPARE,
    "log unreadable": "Check address and rights (role upstander_audit_reader) first. " + KEEP,
    "machinery": "If Upstander was just updated, run the set-up of the log again. Otherwise: " + KEEP,
    "clock": CLOCK,
    "no checkpoint": "Take the first checkpoint, if this log is new. If it is not: " + KEEP,
    "checkpoints missing": OUTSIDE,
    "checkpoints disagree": OUTSIDE,
    "checkpoints out of order": OUTSIDE,
    "checkpoint edited": OUTSIDE,
    "another key": "If the key was changed on purpose, name the earlier public key as well. Otherwise: " + OUTSIDE,
}


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit. kind is one of `TO_DO`."""

    kind: str
    where: str
    what: str
    do: str


def grave(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop what rests on the log. A log is not mended of a wrong clock, so that stops nothing."""
    return [finding for finding in findings if finding.kind != "clock"]


class Findings:
    """Findings as they come, a bounded number of each kind."""

    def __init__(self) -> None:
        self._told: list[Finding] = []
        self._seen: Counter[str] = Counter()

    def add(self, kind: str, where: str, what: str) -> None:
        """Adds one, or counts it where enough of its kind were told."""
        self._seen[kind] += 1
        if self._seen[kind] <= MOST:
            self._told.append(Finding(kind, where, what, TO_DO[kind]))

    def all(self) -> tuple[Finding, ...]:
        """What was found, in order; at the end how many more of a kind there are than were told."""
        over = [
            Finding(kind, "further on", f"{seen - MOST:,} more like the {MOST} told above", TO_DO[kind])
            for kind, seen in self._seen.items()
            if seen > MOST
        ]
        return (*self._told, *over)
