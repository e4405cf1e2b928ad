"""Integrity health checks that were held here, and what whoever was asked says of them. Nothing is changed."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedJSON, SealedText


class HealthCheck(Kept):
    """A check that a supervisor held with a member of their team, as they wrote it down.

    `answers`: by the name of each question, as it was `asked`, what was `said` (yes, no or unsaid; of an open question,
    none), `words`, whether a yes is to `declare`, and whether it is kept `apart` from who looks at quality.
    `talked_through`: whether as many questions have words as were asked for on the day on which it was written.
    `agreed`: the words that are passed on to whoever supervises them later; none of a check from before they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    name = SealedText()
    team = SealedText(blank=True)
    supervisor_id = SealedText()
    supervisor_mark = MarkOf("supervisor_id", db_index=True)
    held_on = models.DateField()
    version = models.PositiveSmallIntegerField()
    answers = SealedJSON()
    talked_through = models.BooleanField()
    agreed = SealedText(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-held_on", "-at", "id")

    def __str__(self) -> str:
        return f"{self.name}, {self.held_on:%-d %B %Y}"


class HealthCheckReply(Kept):
    """That whoever was asked agrees with what was written, or what they disagree with."""

    check_held = models.OneToOneField(HealthCheck, on_delete=models.PROTECT, related_name="reply")
    agrees = models.BooleanField()
    words = SealedText(blank=True)
