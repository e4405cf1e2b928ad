"""Matters: a subject, the entries of its history, and who works on it."""

import uuid

from django.db import models

from upstander.access.models import Account, Kept
from upstander.access.sealed import MarkOf, SealedJSON, SealedText
from upstander.casework.models.lead import Lead
from upstander.casework.procedure import Event
from upstander.casework.procedure import Matter as History
from upstander.casework.procedure.rule import KIND_WORDS


class Matter(models.Model):
    """A matter about one member of staff. Where it stands is never kept: it is read from its entries by the law."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id", db_index=True)
    subject_name = SealedText()
    kind = models.CharField(max_length=40)
    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, null=True, related_name="matter")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-opened_at", "id")
        indexes = (models.Index(fields=("-opened_at", "id"), name="matters_newest_first"),)

    def __str__(self) -> str:
        return f"Matter about {self.subject_name}"

    @property
    def kind_words(self) -> str:
        """What the subject is, as pages say it."""
        return KIND_WORDS.get(self.kind, self.kind)

    def history(self) -> History:
        """The matter as procedure reads it."""
        return History(self.subject_name, self.kind, tuple(entry.event() for entry in self.entries.all()))

    def kept_from(self) -> frozenset[str]:
        """Whom the reports keep away that it was made from: accounts by their ids, roles by their names."""
        return frozenset(one for link in self.from_door.all() if link.made for one in link.report.kept_from())


class MatterEntry(models.Model):
    """One event of a matter. Added to, never changed: a correction is one more entry that supersedes another.

    `imported`: done elsewhere or long ago, and kept as it was done, whatever the rules say; its departures are shown.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    day = models.DateField()
    recorded = models.DateField()
    what = SealedText()
    by = SealedText()
    writer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    details = SealedJSON(default=dict)
    supersedes = models.PositiveIntegerField(null=True)
    why = SealedText(blank=True)
    imported = models.BooleanField(default=False)

    class Meta:
        """In the order they were written; two writers at once cannot both write the same number."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="entry_number"),)

    def event(self) -> Event:
        """The entry as procedure reads it."""
        return Event(
            self.number,
            self.day,
            self.what,
            self.by,
            self.details,
            self.recorded,
            self.supersedes,
            self.why,
            imported=self.imported,
        )


class Part(models.TextChoices):
    """What somebody does in one matter."""

    INVESTIGATOR = "investigator", "Investigator"
    AUTHORITY = "authority", "Appropriate authority"
    LIAISON = "liaison", "Survivor liaison"


class StillHeld(models.Manager["Assignment"]):
    """The parts that nobody has ended."""

    def get_queryset(self) -> "models.QuerySet[Assignment]":
        """Without those that ended."""
        return super().get_queryset().filter(end=None)


class Assignment(Kept):
    """Somebody who works on a matter, and in what part: the need to know, on record. `every` holds ended ones too."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assignments")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=20, choices=Part.choices)

    objects = StillHeld()
    every: "models.Manager[Assignment]" = models.Manager()


class AssignmentEnd(Kept):
    """That somebody's part in a matter is over, and why. What they wrote stays."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="end")
    why = SealedText()
