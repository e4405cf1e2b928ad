"""What more was asked for on a lead, of whom and by when, and what came of each."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.lead import Lead


class MoreAsked(Kept):
    """Records of a lead's subject that were asked for, over a time, with why and why no less would do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="asked")
    records = SealedText()
    holder = SealedText()
    first = models.DateField()
    last = models.DateField()
    why = SealedText()
    proportionate = SealedText()
    due = models.DateField()

    class Meta:
        """Soonest first."""

        ordering = ("due", "at", "id")


class Came(models.TextChoices):
    """What came of something that was asked for."""

    ARRIVED = "arrived", "It arrived"
    REFUSED = "refused", "It was refused"
    ABSENT = "absent", "It does not exist"


class MoreAnswered(Kept):
    """What came of something that was asked for, once."""

    asked = models.OneToOneField(MoreAsked, on_delete=models.PROTECT, related_name="answer")
    came = models.CharField(max_length=20, choices=Came.choices)
    words = SealedText()
