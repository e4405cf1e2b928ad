"""Who asks who a reporter is, and what came of it (reporting.custody)."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.report import Report


class IdentityRequest(Kept):
    """One request to two custodians. It exists for whoever asked, and for nobody else at the desk.

    `request`: its file as it stands (`custody.written_request`). `key`: what its end is read with, gone once it was.
    `text`: who the reporter is, once both custodians answered. After `until` neither `key` nor `text` is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="identity_requests")
    until = models.DateField()
    request = SealedText()
    key = SealedText(null=True)
    text = SealedText(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")
