"""The yearly assessment of threats: its versions as people wrote them, and which of them the chief officer adopted."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.learning.models.lessons import PaddedJSON


class ThreatAssessment(Kept):
    """An assessment of the threats of a period; both days belong to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        """The latest period first."""

        ordering = ("-last_day", "-at")

    def __str__(self) -> str:
        return f"Assessment of {self.first_day:%-d %B %Y} to {self.last_day:%-d %B %Y}"


class ThreatVersion(Kept):
    """An assessment as somebody wrote it, with the figures of that day: the newest counts, and none is ever changed.

    `texts`: what was written, by the name of the section. `figures`: tables as `threats.figures` drew them.
    """

    assessment = models.ForeignKey(ThreatAssessment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    texts = PaddedJSON(default=dict)
    figures = PaddedJSON(default=dict)

    class Meta:
        """Newest first; two who write at once cannot both write the same number."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("assessment", "number"), name="threat_version_number"),)


class ThreatAdoption(Kept):
    """That the chief officer adopted a version: from then on those who answer for prevention read it."""

    version = models.OneToOneField(ThreatVersion, on_delete=models.PROTECT, related_name="adoption")
