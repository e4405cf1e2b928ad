"""What people decided of two records that may be of one person. Nothing is merged, and nothing is changed."""

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class Sameness(models.TextChoices):
    """What somebody decides of two records."""

    SAME = "same", "They are the same person"
    NOT_SAME = "not_same", "They are not the same person"
    UNKNOWN = "unknown", "It cannot be said"


class NewPartnerDecision(Kept):
    """What was decided of somebody whom a member of staff told of and somebody whom they had met. The newest counts.

    `pair`: what stands for the two records; `showed`: the probability and what it rested on, as it was shown then.
    """

    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    pair = SealedText()
    pair_mark = MarkOf("pair", kind="pair", db_index=True)
    sameness = models.CharField(max_length=10, choices=Sameness.choices)
    why = SealedText()
    showed = SealedText()

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")
