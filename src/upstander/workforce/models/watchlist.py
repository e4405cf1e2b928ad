"""The watchlist: who is on it, on what grounds, by whose authority, until when, and what was looked at."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class Grounds(models.TextChoices):
    """What puts somebody forward. A score, or a place in a list, is none."""

    INTELLIGENCE = "intelligence", "Intelligence that was graded and assessed"
    OUTCOME = "outcome", "The outcome of a matter"
    INSTRUCTION = "instruction", "An instruction or condition that must be watched"
    CONCERN = "concern", "A concern that somebody raised and a person looked into"


class Tactic(models.TextChoices):
    """What may be looked at. Each is allowed by name when somebody is put on the list."""

    SYSTEMS = "systems", "Audit of the use of systems"
    BILLING = "billing", "Telephone bills"
    POSITIONS = "positions", "Positions of vehicles and devices"
    DUTIES = "duties", "Duties, tasks and who was sent"
    SUPERVISION = "supervision", "Closer supervision"


class WatchlistEntry(Kept):
    """That somebody was put forward for the watchlist. Hidden from them, and from whoever has a tie to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id", db_index=True)
    subject_name = SealedText()
    grounds = models.CharField(max_length=20, choices=Grounds.choices)
    why = SealedText()
    tactics = models.JSONField(default=list)
    until = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return str(self.subject_name)

    def tactics_in_words(self) -> list[str]:
        """What may be looked at."""
        return [str(Tactic(one).label) for one in self.tactics]


class WatchlistAnswer(Kept):
    """What a second person said: to being put forward (the first), or to staying until a later day."""

    entry = models.ForeignKey(WatchlistEntry, on_delete=models.PROTECT, related_name="answers")
    allowed = models.BooleanField()
    why = SealedText(blank=True)
    until = models.DateField()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class WatchlistLook(Kept):
    """That something was looked at under one of the tactics, and what was found; nothing is an answer."""

    entry = models.ForeignKey(WatchlistEntry, on_delete=models.PROTECT, related_name="looks")
    tactic = models.CharField(max_length=20, choices=Tactic.choices)
    day = models.DateField()
    found = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("day", "id")


class WatchlistRemoval(Kept):
    """That somebody is on the list no more, and why."""

    entry = models.OneToOneField(WatchlistEntry, on_delete=models.PROTECT, related_name="removal")
    why = SealedText()
