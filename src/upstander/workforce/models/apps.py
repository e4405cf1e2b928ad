"""What was decided of messaging apps on the force's devices. Nothing is changed."""

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText


class AppStanding(models.TextChoices):
    """What was decided of an app."""

    ALLOWED = "allowed", "Allowed"
    NOT_ALLOWED = "not_allowed", "Not allowed"
    UNDER_REVIEW = "under_review", "Under review"


class AppDecision(Kept):
    """A decision of an app, by its name in lower case; the newest counts. `unseen`: what cannot be seen, and why."""

    app = models.CharField(max_length=40)
    standing = models.CharField(max_length=15, choices=AppStanding.choices)
    why = SealedText()
    unseen = SealedText()
    review_on = models.DateField()

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")
