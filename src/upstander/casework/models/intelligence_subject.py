"""Whom an intelligence report is about."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText
from upstander.casework.models.intelligence_report import IntelligenceReport


class IntelligenceSubject(Kept):
    """A member of staff whom a report is about. A report may have none yet, or several; none is ever taken away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="subjects")
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id", db_index=True)
    subject_name = SealedText(blank=True)

    class Meta:
        """In the order in which they were named, each once."""

        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("report", "subject_mark"), name="subject_named_once"),)

    def __str__(self) -> str:
        return str(self.subject_name or self.subject_id)
