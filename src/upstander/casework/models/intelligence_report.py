"""Intelligence reports as they stand on the desk."""

import uuid

from django.db import models

from upstander.access.models import Account
from upstander.access.sealed import SealedJSON, SealedText


class ReportState(models.TextChoices):
    """Where a report stands. Only a new record about the same member of staff moves one by itself: it comes back."""

    BACK = "back", "Came back"
    RECEIVED = "received", "Received"
    GRADED = "graded", "Graded"
    SANITISED = "sanitised", "Sanitised"
    ASSESSED = "assessed", "Assessed"
    DEVELOPED = "developed", "Being developed"
    DISSEMINATED = "disseminated", "Disseminated"
    FILED = "filed", "Filed"
    PROMOTED = "promoted", "Became a matter"


class CameBy(models.TextChoices):
    """How a report came to the unit."""

    PUBLIC = "public", "A member of the public"
    COLLEAGUE = "colleague", "A colleague"
    SUPERVISOR = "supervisor", "A supervisor"
    PARTNER = "partner", "A partner agency"
    ANONYMOUS = "anonymous", "Anonymously, not by Crimestoppers"
    CRIMESTOPPERS = "crimestoppers", "Crimestoppers"
    AUDIT = "audit", "An audit of systems"
    IOPC = "iopc", "The Independent Office for Police Conduct"
    TECHNICAL = "technical", "Technical means, a lead of a scan among them"


class IntelligenceReport(models.Model):
    """One report: what was received, which is never changed, and what people made of it since.

    `source_grade`, `assessment` and `handling` are the three parts of a 3x5x2 grading (casework/grading.py), with
    `conditions` where handling has any. `sanitised` is null until somebody wrote it. `source_marks` stand for the words
    that name the source, so that a sanitised text is compared with them by people who may not know the source.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    received_on = models.DateField()
    came_by = models.CharField(max_length=20, choices=CameBy.choices)
    original = SealedText()
    sanitised = SealedText(null=True)
    source_marks = SealedJSON(default=list)
    category = models.CharField(max_length=120, blank=True)
    source_grade = models.CharField(max_length=1, blank=True)
    assessment = models.CharField(max_length=1, blank=True)
    handling = models.CharField(max_length=1, blank=True)
    conditions = SealedText(blank=True)
    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.RECEIVED)
    review_on = models.DateField(null=True)
    writer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; the list puts those that came back before all others."""

        ordering = ("-received_on", "-made_at", "id")
        indexes = (models.Index(fields=("state", "-received_on"), name="intelligence_queue"),)

    def __str__(self) -> str:
        names = [str(subject) for subject in self.subjects.all()]
        return f"Report about {' and '.join(names)}" if names else "Report about somebody not named yet"

    @property
    def grading(self) -> str:
        """The grading as people write it, such as 2 C P; empty where there is none yet."""
        return " ".join(part for part in (self.source_grade, self.assessment, self.handling) if part)

    def marks(self) -> frozenset[str]:
        """The marks of everybody whom it is about."""
        return frozenset(subject.subject_mark for subject in self.subjects.all())

    def kept_from(self) -> frozenset[str]:
        """Whom the reports keep away that it was made from: accounts by their ids, roles by their names."""
        return frozenset(one for link in self.from_door.all() if link.made for one in link.report.kept_from())
