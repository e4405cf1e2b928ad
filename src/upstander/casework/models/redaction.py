"""Texts from which passages are taken out: which, on what ground, who looked at it, and the copies made.

Everything is added to and never changed. Whose it is stands in `policy.against_work`, and again in
`walls/9_disclosure.sql`.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.made_copy import MadeCopy
from upstander.casework.models.matter import Matter


class Held(models.TextChoices):
    """What kind of text of a matter is redacted."""

    STATEMENT = "statement", "Something that was said"
    ENTRY = "entry", "An entry of the history"
    INTELLIGENCE = "intelligence", "A sanitised report"
    EXHIBIT = "exhibit", "An exhibit that is plain text"


class Redaction(Kept):
    """One text, as it stood when this was begun. `source` is the id of what it is of, `called` its name on copies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="redactions")
    of = models.CharField(max_length=20, choices=Held.choices)
    source = models.CharField(max_length=40)
    called = SealedText()
    text = SealedText()

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return str(self.called)


class Passage(Kept):
    """What is taken out of one sentence, and on what ground: words, or all of it. It is taken back by one that `ends`
    it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="passages")
    sentence = models.PositiveIntegerField()
    words = SealedText(blank=True)
    ground = models.CharField(max_length=40)
    why = SealedText(blank=True)
    ends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="ended_by")

    class Meta:
        """In the order of the text."""

        ordering = ("sentence", "at", "id")


class RedactionReview(Kept):
    """That a second person agrees with what is taken out, and from then on it stands; or why not."""

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="reviews")
    agreed = models.BooleanField()
    why = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class RedactedCopy(MadeCopy):
    """A copy as it was made, with its schedule, for somebody named."""

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="copies")
