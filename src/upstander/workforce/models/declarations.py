"""What people declare of themselves, what was decided on it, and that they have read the answer. Nothing is changed."""

import uuid

from django.db import models

from upstander.access.models import Account, Kept
from upstander.access.sealed import MarkOf, SealedText


class DeclarationKind(models.TextChoices):
    """What is declared, in the words of who declares it."""

    APPROACH = "approach", "Somebody I met through work is trying to get close to me"
    KNOWN = "known", "I knew somebody before my work touched them"
    OWN_DEVICE = "own_device", "I was in contact through my own telephone or account"
    WORKPLACE = "workplace", "I have a relationship with somebody at work"
    PARTNER = "partner", "I have a new partner"
    ASSOCIATION = "association", "I am close to somebody whom the force should know of"
    INTEREST = "interest", "I have a business, a second job or a financial interest"
    GIFT = "gift", "I was offered a gift or hospitality"


class DeclarationStanding(models.TextChoices):
    """What was decided. The newest decision counts."""

    NOTED = "noted", "Noted: nothing more is needed"
    ADVICE = "advice", "Advice"
    MEASURES = "measures", "Control measures"
    ENDED = "ended", "The control measures have ended"


class Declaration(Kept):
    """What somebody declared. `other_id`: the staff number of whom it names, where they work here.

    `told_on`: the day on which they told their line manager, by their own word; none where they did not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=DeclarationKind.choices)
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    who = SealedText(blank=True)
    other_id = SealedText(blank=True)
    other_mark = MarkOf("other_id")
    number = SealedText(blank=True)
    address = SealedText(blank=True)
    met = SealedText(blank=True)
    happened_on = models.DateField()
    what = SealedText()
    did = SealedText(blank=True)
    told_on = models.DateField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DeclarationExclusion(models.Model):
    """That a declaration may name somebody who would decide on it: for them it does not exist."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="exclusions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class DeclarationPerson(Kept):
    """Under which number the force's own records hold whom a declaration names. Never shown to who declared it."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="people")
    nominal_id = SealedText()

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")


class DeclarationDecision(Kept):
    """What was decided: advice, and control measures with who sees to them and when they are looked at again."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="decisions")
    standing = models.CharField(max_length=10, choices=DeclarationStanding.choices)
    words = SealedText()
    owner = SealedText(blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")


class DeclarationAcknowledgement(Kept):
    """That who declared it has read what was decided."""

    decision = models.OneToOneField(DeclarationDecision, on_delete=models.PROTECT, related_name="acknowledgement")
