"""What was done with an intelligence report."""

from django.db import models

from upstander.access.models import Account
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models.intelligence_report import IntelligenceReport


class IntelligenceEntry(models.Model):
    """One thing done with a report, by whom and why. Added to, never changed: the database refuses (walls).

    `by` is null, and `why` and `details` too, where the database wrote it itself: a report that came back. `cause` and
    `cause_id` name what brought it, or what it was linked to: a "lead", "report" or "matter".
    """

    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)
    why = SealedText(null=True)
    details = SealedJSON(null=True)
    cause = models.CharField(max_length=10, blank=True)
    cause_id = models.UUIDField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)
