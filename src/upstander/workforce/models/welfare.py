"""What help people were offered by whoever supervises them. It has no words: why somebody needs help stands nowhere."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class WelfareKind(models.TextChoices):
    """What is offered (systems.md, row 34: contact, friend, occupational health)."""

    CONTACT = "contact", "Somebody to talk to, who keeps in contact"
    FRIEND = "friend", "A friend or colleague to go with them"
    OCCUPATIONAL_HEALTH = "occupational_health", "Occupational health"
    OTHER = "other", "Other help"


class WelfareStepKind(models.TextChoices):
    """What became of an offer."""

    TAKEN_UP = "taken_up", "They took it up"
    NOT_WANTED = "not_wanted", "They do not want it"
    SPOKEN = "spoken", "We spoke"
    CLOSED = "closed", "It is over"


class WelfareOffer(Kept):
    """What was offered to one of somebody's team. `due_on`: when they speak next. Who keeps it: see WelfareHandover."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    name = SealedText()
    supervisor_id = SealedText()
    supervisor_mark = MarkOf("supervisor_id", db_index=True)
    kind = models.CharField(max_length=20, choices=WelfareKind.choices)
    offered_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-offered_on", "-at", "id")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class WelfareStep(Kept):
    """What became of an offer on a day. `due_on`: when they speak next; none where that did not change."""

    offer = models.ForeignKey(WelfareOffer, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=15, choices=WelfareStepKind.choices)
    happened_on = models.DateField()
    due_on = models.DateField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class WelfareHandover(Kept):
    """That whoever is offered help lets another supervisor keep it from now on; the newest counts."""

    offer = models.ForeignKey(WelfareOffer, on_delete=models.PROTECT, related_name="handovers")
    supervisor_id = SealedText()
    supervisor_mark = MarkOf("supervisor_id", db_index=True)

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")
