"""A copy of a document as it was made, for somebody named, with its number and its hash."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedBytes, SealedText


class MadeCopy(Kept):
    """One copy: for whom, the number that stands on every page, and the file itself with its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_for = SealedText()
    copy = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64)
    held = SealedBytes()

    class Meta:
        """Oldest first; no table of its own."""

        abstract = True
        ordering = ("at", "id")
