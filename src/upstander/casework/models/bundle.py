"""Bundles for meetings and hearings: what is in one and in which order, and the copies that were made.

Everything is added to and never changed: another order is another bundle. Whose they are stands in
`policy.against_work`, and again in `walls/9_disclosure.sql`.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models.made_copy import MadeCopy
from upstander.casework.models.matter import Matter


class Bundle(Kept):
    """The papers of one proceedings. `items`: the kind and id of each paper, in order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="bundles")
    proceedings = SealedText()
    form = SealedText()
    items = SealedJSON()

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return f"Bundle for the {self.form} {self.proceedings}"


class BundleCopy(MadeCopy):
    """A copy as it was made, for somebody named."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="copies")
