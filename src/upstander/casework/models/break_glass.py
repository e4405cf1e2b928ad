"""A part in a matter for a few hours, when somebody must act and whose part it is cannot: asked, allowed, reviewed."""

import datetime as dt
import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.matter import Matter, Part

HOURS = 4  # for which it holds (threat T11); walls/5_break_glass.sql says the same


class BreakGlass(Kept):
    """Somebody who works on a matter asks for a part that is not theirs, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    why = SealedText()

    class Meta:
        """Newest first."""

        ordering = ("-at",)


class BreakGlassAnswer(Kept):
    """What a second person said: allowed from then for HOURS hours, or not."""

    asked = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="answer")
    allowed = models.BooleanField()
    why = SealedText(blank=True)

    @property
    def until(self) -> dt.datetime:
        """When it ends by itself."""
        return self.at + dt.timedelta(hours=HOURS)


class BreakGlassReview(Kept):
    """What the auditor found on looking at it afterwards: every one is looked at."""

    asked = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="review")
    words = SealedText()
