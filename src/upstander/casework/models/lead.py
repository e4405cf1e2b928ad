"""Leads as they stand on the desk, and what people did with each."""

import uuid

from django.db import models

from upstander.access.models import Account


class LeadState(models.TextChoices):
    """Where a lead stands. A scan raises it; only a person moves it on."""

    OPEN = "open", "Open"
    CLAIMED = "claimed", "Claimed"
    ASKED = "asked", "More asked for"
    DISMISSED = "dismissed", "Dismissed"
    PROMOTED = "promoted", "Became a matter"


class Lead(models.Model):
    """A lead of a scan, taken in. Its evidence stays where the scan left it, in the folder `scan`.

    `weight` is in bans (tenths of a power of ten), as the scan wrote it; `expected_false` a count of innocent people
    among those named up to here. The id is random, so that it tells nothing of how many there are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead_id = models.CharField(max_length=60, unique=True)
    scan = models.TextField()
    subject_id = models.CharField(max_length=60, db_index=True)
    subject_name = models.CharField(max_length=200)
    affected_id = models.CharField(max_length=60, blank=True)
    affected_name = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    weight = models.FloatField()
    expected_false = models.FloatField(null=True)
    signs = models.JSONField(default=list)
    summary = models.TextField()
    first_raised_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    last_seen_on = models.DateField()
    state = models.CharField(max_length=20, choices=LeadState.choices, default=LeadState.OPEN)
    holder = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """The order of the list: as the scan ranks, leads before checks."""

        ordering = ("-standing", "place", "lead_id")
        indexes = (models.Index(fields=("state", "-standing", "place"), name="lead_queue"),)

    def __str__(self) -> str:
        return f"{self.subject_name} and {self.affected_name}" if self.affected_name else self.subject_name


class LeadEntry(models.Model):
    """One thing done with a lead, by whom and why. Added to, never changed: the database refuses (wall.sql)."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    why = models.TextField(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)
