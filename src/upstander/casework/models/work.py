"""The work of an investigation: tasks, exhibits, what was said held against the records, and the policy log.

Everything is added to and never changed.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedBytes, SealedText
from upstander.casework.models.matter import Matter


class Task(Kept):
    """Something to be done in a matter, by when, and why (with where that is asked for)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="tasks")
    what = SealedText()
    why = SealedText(blank=True)
    due = models.DateField(null=True)

    class Meta:
        """Soonest first."""

        ordering = ("due", "at", "id")


class TaskResult(Kept):
    """That a task was done and what came of it, or why it is not needed."""

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="result")
    done = models.BooleanField()
    words = SealedText()


class Exhibit(Kept):
    """Something kept as evidence. `sha256` is of the file as it came; the file itself is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="exhibits")
    reference = SealedText()
    what = SealedText()
    found = SealedText()
    found_on = models.DateField()
    file_name = SealedText(blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        """In the order in which they were kept."""

        ordering = ("at", "id")


class ExhibitFile(models.Model):
    """The file of an exhibit, apart from it, so that no list reads a file."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="file")
    held = SealedBytes()


class Disclosed(models.TextChoices):
    """What of an exhibit goes to the subject, or to the prosecutor."""

    WHOLE = "whole", "To be disclosed"
    PART = "part", "To be disclosed in part"
    WITHHELD = "withheld", "Withheld"


class Disclosure(Kept):
    """A decision on whether an exhibit is disclosed, and on what ground; the newest stands, the earlier are kept."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="disclosures")
    decision = models.CharField(max_length=20, choices=Disclosed.choices)
    ground = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class Statement(Kept):
    """One thing that somebody said happened, to be held against the records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="statements")
    who = SealedText()
    words = SealedText()
    said_on = models.DateField()

    class Meta:
        """In the order in which they were said."""

        ordering = ("said_on", "at", "id")


class Compared(models.TextChoices):
    """What the records say of a statement. Not found never means that it did not happen."""

    FOUND = "found", "The records show it"
    OTHERWISE = "otherwise", "The records show something else"
    NOT_FOUND = "not found", "Looked for, and not found"
    CANNOT_TELL = "cannot tell", "These records cannot tell"


class Comparison(Kept):
    """A statement held against one kind of records. Before there is one, it has not been looked for."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="comparisons")
    records = SealedText()
    result = models.CharField(max_length=20, choices=Compared.choices)
    words = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class PolicyEntry(Kept):
    """A decision about how the matter is investigated, with reasons and dissent. Corrected only by superseding."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="policy_log")
    number = models.PositiveIntegerField()
    decision = SealedText()
    reasons = SealedText()
    alternatives = SealedText(blank=True)
    dissent = SealedText(blank=True)
    supersedes = models.PositiveIntegerField(null=True)

    class Meta:
        """In order; two writers at once cannot both write the same number, and an entry is superseded once."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("matter", "number"), name="policy_number"),
            models.UniqueConstraint(fields=("matter", "supersedes"), name="policy_superseded_once"),
        )
