"""People who came from another force: what that force was asked of them, and whether it answered. Nothing is changed.

S003: "a standardised list of information shared between forces when someone transfers from one to another".
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class AskedOf(models.TextChoices):
    """What a former force is asked."""

    CONDUCT = "conduct", "Complaints and conduct"
    VETTING = "vetting", "Vetting, and what was decided on it"


class CameBack(models.TextChoices):
    """What came back; never what it says, which stands in the vetting file."""

    RECEIVED = "received", "It came, and was read"
    NOTHING_HELD = "nothing_held", "They hold nothing"
    NOT_ANSWERED = "not_answered", "They did not answer, or refused"


class Transferee(Kept):
    """Somebody who came from another force. `joined_on`: the day on which they came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    name = SealedText()
    former_force = SealedText()
    joined_on = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-joined_on", "-at", "id")

    def __str__(self) -> str:
        return str(self.name)


class TransfereeAsk(Kept):
    """Something that the former force was asked on a day, to be answered by another."""

    transferee = models.ForeignKey(Transferee, on_delete=models.PROTECT, related_name="asks")
    what = models.CharField(max_length=10, choices=AskedOf.choices)
    asked_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        """Oldest first; the newest of a kind counts."""

        ordering = ("at", "id")


class TransfereeReply(Kept):
    """What came back on a day."""

    ask = models.ForeignKey(TransfereeAsk, on_delete=models.PROTECT, related_name="replies")
    came_back = models.CharField(max_length=15, choices=CameBack.choices)
    happened_on = models.DateField()

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")
