"""How a force stands on each line of the checklist."""

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText


class State(models.TextChoices):
    """How far a force is with a line."""

    NOT_STARTED = "not started", "Not started"
    UNDER_WAY = "under way", "Under way"
    IN_PLACE = "in place", "In place"
    NOT_OURS = "not ours", "Does not apply to this force"


class ChecklistEntry(Kept):
    """What somebody wrote of a line: the newest counts, and none is ever changed."""

    line = models.SlugField(max_length=60)
    state = models.CharField(max_length=20, choices=State.choices)
    owner = SealedText()
    evidence = SealedText(blank=True)
    review_on = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("line", "-at", "-id"), name="newest_of_a_line"),)
