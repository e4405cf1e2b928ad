"""A file of a report taken out as it came, for a court: asked for by one, allowed by another, and each taking kept.

Only the hash is kept of what left: a second copy of the file would outlive the report's own key.
"""

import datetime as dt
import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.report import ReportFile

DAYS = 7  # for which it holds; walls/7_originals.sql says the same


class OriginalAsked(Kept):
    """A manager asks to take a file out as it came: for whom, and why its copy is not enough. `sha256`: of it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ReportFile, on_delete=models.PROTECT, related_name="asked")
    made_for = SealedText()
    why = SealedText()
    sha256 = SealedText()

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")


class OriginalAnswer(Kept):
    """What a second person said: allowed from then for DAYS days, or not."""

    asked = models.OneToOneField(OriginalAsked, on_delete=models.PROTECT, related_name="answer")
    allowed = models.BooleanField()
    why = SealedText()

    @property
    def until(self) -> dt.datetime:
        """When it ends by itself."""
        return self.at + dt.timedelta(days=DAYS)


class OriginalTaken(Kept):
    """That it was taken out: the number of this copy, and the hash of what left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked = models.ForeignKey(OriginalAsked, on_delete=models.PROTECT, related_name="taken")
    copy = models.CharField(max_length=16)
    sha256 = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")
