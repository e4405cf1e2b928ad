"""Whether a reporter was told that their name was opened: owed, put off to a day, told, or not told and why."""

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.identity_request import IdentityRequest


class Telling(models.TextChoices):
    """What was decided; the last of them stands."""

    OWED = "owed", "Not decided yet"
    LATER = "later", "Later, on a day"
    TOLD = "told", "Told"
    NOT = "not", "Not told"


class IdentityTelling(Kept):
    """One decision about telling a reporter. `on`: until when it is put off. `why`: why it is put off, or not done."""

    asked = models.ForeignKey(IdentityRequest, on_delete=models.PROTECT, related_name="tellings")
    what = models.CharField(max_length=10, choices=Telling.choices)
    on = models.DateField(null=True)
    why = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)
