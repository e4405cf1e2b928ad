"""Matters: a subject, the entries of its history, and who works on it."""

import uuid

from django.db import models

from upstander.access.models import Account
from upstander.casework.models.lead import Lead
from upstander.casework.procedure import Event
from upstander.casework.procedure import Matter as History


class Matter(models.Model):
    """A matter about one member of staff. Where it stands is never kept: it is read from its entries by the law."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.CharField(max_length=60, db_index=True)
    subject_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, null=True, related_name="matter")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-opened_at", "id")

    def __str__(self) -> str:
        return f"Matter about {self.subject_name}"

    def history(self) -> History:
        """The matter as procedure reads it."""
        return History(self.subject_name, self.kind, tuple(entry.event() for entry in self.entries.all()))


class MatterEntry(models.Model):
    """One event of a matter. Added to, never changed: a correction is one more entry that supersedes another."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    day = models.DateField()
    recorded = models.DateField()
    what = models.CharField(max_length=120)
    by = models.CharField(max_length=120)
    writer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)
    supersedes = models.PositiveIntegerField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        """In the order they were written; two writers at once cannot both write the same number."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="entry_number"),)

    def event(self) -> Event:
        """The entry as procedure reads it."""
        return Event(self.number, self.day, self.what, self.by, self.details, self.recorded, self.supersedes, self.why)


class Part(models.TextChoices):
    """What somebody does in one matter."""

    INVESTIGATOR = "investigator", "Investigator"
    AUTHORITY = "authority", "Appropriate authority"
    LIAISON = "liaison", "Survivor liaison"


class Assignment(models.Model):
    """Somebody who works on a matter, and in what part: the need to know, on record."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assignments")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=20, choices=Part.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once for each part."""

        constraints = (models.UniqueConstraint(fields=("matter", "account", "part"), name="assigned_once"),)
