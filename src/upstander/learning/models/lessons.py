"""The lessons that a force draws from its own matters."""

import uuid
from typing import Any

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models import Matter


class PaddedJSON(SealedJSON):
    """Sealed JSON whose length tells little: filled up with blanks to whole steps of `STEP` bytes."""

    STEP = 8192

    def written(self, value: Any) -> bytes:
        """A value as bytes, of a whole number of steps."""
        plain = super().written(value)
        return plain + b" " * (-len(plain) % self.STEP)


class LessonDraft(Kept):
    """A case summary drafted from a matter, as somebody wrote it: the newest of a matter counts. Seen with the matter.

    `words`: by field of the form. `flagged`: phrases that stay though they could tell who it is about; `kept`: why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="lessons")
    words = PaddedJSON()
    flagged = SealedJSON(default=list)
    kept = SealedText(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")


class LessonApproval(Kept):
    """That a second person let a draft become a case of the library."""

    draft = models.OneToOneField(LessonDraft, on_delete=models.PROTECT, related_name="approval")


class LessonTakenBack(Kept):
    """That the case an approval let in was withdrawn, so that a newer draft of the matter may be approved."""

    approval = models.OneToOneField(LessonApproval, on_delete=models.PROTECT, related_name="taken_back")


class OwnCase(models.Model):
    """A case of the force's own in the library: no word and no key of it names a matter, a person, or a day.

    `month`: when it was approved, as 2026-11. Written by the database's own function (walls/lessons.sql), never saved.
    """

    id = models.SlugField(primary_key=True, max_length=20)
    month = models.CharField(max_length=7)
    words = PaddedJSON()


class Withdrawal(Kept):
    """That a case of the force's own is in the library no more, and why."""

    case = models.OneToOneField(OwnCase, on_delete=models.PROTECT, related_name="withdrawal")
    why = SealedText()
