"""Who or what gave an intelligence report: a table of its own, which hardly anybody is shown."""

import uuid

from django.db import models

from upstander.access.models import Account
from upstander.access.sealed import SealedText
from upstander.casework.models.intelligence_report import IntelligenceReport


class IntelligenceSource(models.Model):
    """The source of one report. Shown to who took it in and to the manager, for a purpose; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.OneToOneField(IntelligenceReport, on_delete=models.PROTECT, related_name="source")
    name = SealedText(blank=True)
    reach = SealedText(blank=True)
    about = SealedText(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
