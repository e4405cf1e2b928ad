"""Leads as they stand on the desk, and what people did with each."""

import uuid

from django.db import models

from upstander.access.models import Account, Kept
from upstander.access.sealed import MarkOf, SealedJSON, SealedText


class LeadState(models.TextChoices):
    """Where a lead stands. A scan raises it; only a person moves it on."""

    OPEN = "open", "Open"
    CLAIMED = "claimed", "Claimed"
    ASKED = "asked", "More asked for"
    DISMISSED = "dismissed", "Dismissed"
    PROMOTED = "promoted", "Became a matter"


WORKING = (LeadState.OPEN, LeadState.CLAIMED, LeadState.ASKED)  # nothing was decided of it yet


class Lead(models.Model):
    """A lead of a scan, taken in. Its evidence stays where the scan left it, in the folder `scan`.

    `weight` is in bans (tenths of a power of ten), as the scan wrote it; `expected_false` a count of innocent people
    among those named up to here. `harm` counts the factors of harm.toml. The id is random, so
    that it tells nothing of how many there are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead_id = SealedText()
    lead_mark = MarkOf("lead_id", "lead", unique=True)
    scan = models.TextField()
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id", db_index=True)
    subject_name = SealedText()
    affected_id = SealedText()
    affected_name = SealedText()
    standing = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    weight = models.FloatField()
    expected_false = models.FloatField(null=True)
    signs = SealedJSON(default=list)
    summary = SealedText()
    harm = models.PositiveSmallIntegerField(default=0)
    harm_words = SealedJSON(default=list)
    first_raised_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    last_seen_on = models.DateField()
    state = models.CharField(max_length=20, choices=LeadState.choices, default=LeadState.OPEN)
    holder = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """The order of the list: leads before checks, then by harm, then by the scan's rank; or by its rank alone.

        Indexes follow both: a page reads a page.
        """

        ordering = ("-standing", "-harm", "place", "id")
        indexes = (
            models.Index(fields=("-last_seen_on", "place", "id"), name="leads_of_the_newest_scan"),
            models.Index(fields=("state", "-standing", "place", "id"), name="leads_of_a_state"),
            models.Index(fields=("state", "-standing", "-harm", "place", "id"), name="leads_of_a_state_by_harm"),
            models.Index(
                fields=("-standing", "place", "id"),
                name="leads_to_work_on",
                condition=models.Q(state__in=("open", "claimed", "asked")),  # what the list shows first
            ),
            models.Index(
                fields=("-standing", "-harm", "place", "id"),
                name="leads_to_work_on_by_harm",
                condition=models.Q(state__in=("open", "claimed", "asked")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_name} and {self.affected_name}" if self.affected_name else self.subject_name


class LeadEntry(models.Model):
    """One thing done with a lead, by whom and why. Added to, never changed: the database refuses (walls)."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    why = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class Explanation(Kept):
    """What explains a lead, accepted by a second person after it was dismissed: the next scan takes it as a purpose.

    It goes back to the records as a feed (accepted_explanations), until the day it names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="explanation")
    words = SealedText()
    first = models.DateField()
    last = models.DateField()


class LeadSeen(models.Model):
    """How one scan saw a lead: its place and weight on that day. A scan taken in again on a day sees it once."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="seen")
    day = models.DateField()
    standing = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    weight = models.FloatField()

    class Meta:
        """Newest first."""

        ordering = ("-day",)
        constraints = (models.UniqueConstraint(fields=("lead", "day"), name="seen_once_a_day"),)
