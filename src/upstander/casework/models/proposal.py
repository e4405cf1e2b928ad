"""Entries that wait for a second signature, and the answers they got."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models.matter import Matter


class Proposal(Kept):
    """An entry that the rules allow only with the signature of somebody else. Never changed; an answer is a row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="proposals")
    day = models.DateField()
    what = SealedText()
    details = SealedJSON(default=dict)
    supersedes = models.PositiveIntegerField(null=True)
    why = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class Signature(Kept):
    """What somebody else said to a proposal: signed, and it was entered, or declined with a reason."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="signature")
    signed = models.BooleanField()
    why = SealedText(blank=True)
