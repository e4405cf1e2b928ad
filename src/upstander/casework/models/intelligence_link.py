"""What an intelligence report belongs with."""

import uuid

from django.db import models
from django.db.models import Q

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.intelligence_report import IntelligenceReport
from upstander.casework.models.lead import Lead
from upstander.casework.models.matter import Matter

ENDS = ("lead", "other", "matter")
_ONE_END = Q()
for _end in ENDS:
    _ONE_END |= Q(**{f"{one}__isnull": one != _end for one in ENDS})


class IntelligenceLink(Kept):
    """A report joined to a lead, to another report or to a matter, and why. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, related_name="links")
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, null=True, related_name="intelligence_links")
    other = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, null=True, related_name="linked_from")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="intelligence_links")
    why = SealedText(blank=True)

    class Meta:
        """Oldest first; one end each, and each pair once."""

        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=_ONE_END, name="linked_to_one_thing"),
            models.UniqueConstraint(fields=("report", "lead"), name="linked_to_a_lead_once"),
            models.UniqueConstraint(fields=("report", "other"), name="linked_to_a_report_once"),
            models.UniqueConstraint(fields=("report", "matter"), name="linked_to_a_matter_once"),
        )
