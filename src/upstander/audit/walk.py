"""Walks a log from its first event to its last, and tells of everything on the way that does not fit."""

import uuid
from collections import deque
from collections.abc import Sequence

from upstander.audit.checkpoint import Checkpoint
from upstander.audit.event import Event, beginning, digest_of, told
from upstander.audit.finding import Findings
from upstander.audit.merkle import Tree


class Walk:
    """How far the walk has come: the last number, digest and instant, and the tree over all digests so far.

    tolerance: how far, in microseconds, a clock may go back, or two clocks differ, before it is told.
    """

    def __init__(
        self, log: uuid.UUID | None, checkpoints: Sequence[Checkpoint], findings: Findings, tolerance: int
    ) -> None:
        self.log = log
        self.tree = Tree()
        self.number = 0
        self.digest = beginning(log) if log else None
        self.signed: Checkpoint | None = None
        self._latest: int | None = None
        self._rewritten = False
        self._due = deque(checkpoints)
        self._explained = {number for one in checkpoints for number in one.clocks if number <= one.events}
        self._findings = findings
        self._tolerance = tolerance
        self._meet_checkpoints(None)

    def step(self, event: Event) -> None:
        """Goes over one event."""
        if None in event:
            self._step_over(event)
            return
        self._check_place(event)
        if not _fits(event):
            changed = "a field or the digest was changed after it was written: they do not fit together"
            self._findings.add("event changed", f"event {event.number}", changed)
        self._check_clock(event)
        self.number, self.digest, self._latest = event.number, event.digest, event.at
        self.tree.add(event.digest)
        self._meet_checkpoints(event)

    def _step_over(self, event: Event) -> None:
        """Goes on after an event of which a field is empty: the constraints that forbid it were taken off."""
        self._findings.add("event changed", f"event {event.number}", "a field is empty, or its time is no time")
        self.number, self.digest = event.number or self.number + 1, event.digest
        self.tree.add(event.digest or b"")
        self._meet_checkpoints(None)

    def end(self) -> None:
        """Tells of checkpoints that were signed over more events than there are."""
        if self._due:
            last = self._due[-1]
            short = (
                f"the checkpoint of {told(last.at)} was signed over {last.events} events and only {self.tree.size} "
                "are there: the end was removed, or an older backup restored"
            )
            self._findings.add("log shortened", f"after event {self.number}", short)

    def _check_place(self, event: Event) -> None:
        place, expected = f"event {event.number}", self.number + 1
        if event.number > expected:
            gone = f"event {expected}" if event.number == expected + 1 else f"events {expected} to {event.number - 1}"
            self._findings.add("events missing", gone, "removed: the numbers of a log have no gaps")
        elif event.number < expected:
            self._findings.add("events out of order", place, f"stands after event {self.number}: inserted or moved")
        elif self.digest is not None and event.previous != self.digest:
            broken = "does not follow from what stands before it: that was replaced, inserted, moved or removed"
            self._findings.add("chain broken", place, broken)

    def _check_clock(self, event: Event) -> None:
        if self._latest is not None and event.at < self._latest - self._tolerance:
            back = f"dated {told(event.at)}, though {told(self._latest)} had passed: a clock was set back, or wrong"
            self._wrong_clock(event, back + " before")

    def _meet_checkpoints(self, event: Event | None) -> None:
        while self._due and self._due[0].events == self.tree.size:
            self._meet(self._due.popleft(), event)

    def _meet(self, checkpoint: Checkpoint, event: Event | None) -> None:
        if checkpoint.head == self.digest and checkpoint.root == self.tree.root():
            self.signed = checkpoint
        elif not self._rewritten:
            since = self.signed.events if self.signed else 0
            other = f"not the events over which the checkpoint of {told(checkpoint.at)} was signed: written anew since"
            self._findings.add("log rewritten", f"between events {since + 1} and {checkpoint.events}", other)
            self._rewritten = True
        if event and event.at > checkpoint.at + self._tolerance:
            ahead = f"dated {told(event.at)}, later than the checkpoint that signed it at {told(checkpoint.at)}"
            self._wrong_clock(event, ahead + ": one of the clocks is wrong")
        self._latest = max(self._latest or checkpoint.at, checkpoint.at)

    def _wrong_clock(self, event: Event, what: str) -> None:
        if event.number not in self._explained:
            self._findings.add("clock", f"event {event.number}", what)


def _fits(event: Event) -> bool:
    try:
        return digest_of(event) == event.digest
    except (OverflowError, UnicodeEncodeError):  # what no database holds, but an edited export may
        return False
