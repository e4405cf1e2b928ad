"""What somebody with a part in a matter says before they first read it: that they have no tie to whom it is about."""

from django.db import models

from upstander.access.models import Kept
from upstander.casework.models.matter import Matter


class NoTie(Kept):
    """Somebody said that they have no tie to whom a matter is about. Who has one declares it instead."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="no_ties")

    class Meta:
        """Asked once of each for each matter."""

        constraints = (models.UniqueConstraint(fields=("matter", "by"), name="no_tie_once"),)
