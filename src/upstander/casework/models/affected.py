"""People whom a matter affects, and the plan by which each is met, kept safe, told what happens, and left.

Everything is added to and never changed. Who sees which part stands in `care.py`, and again in `walls/3_care.sql`.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText
from upstander.casework.models.matter import Matter


class AffectedPerson(Kept):
    """Somebody a matter affects. On the matter's pages and in its history they are called by the `label` alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="affected")
    label = SealedText()

    class Meta:
        """In the order in which they were named."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.label)


class Section(models.TextChoices):
    """A part of an engagement plan (S003, survivor engagement managers)."""

    NAME = "name", "Who they are"
    NEEDS = "needs", "What matters to them, in their own words"
    RISK = "risk", "Risk of contact"
    CONTACT_RULES = "contact rules", "Safe contact: when, how, by whom, and what is never left"
    SUPPORT = "support", "Support offered, and what was accepted"
    MISSING = "missing", "What is not known, and who could tell"
    REVIEW = "review", "Looking at the plan again"
    HEARING = "hearing", "Before, at and after the hearing"
    EXIT = "exit", "How contact ends, and who supports then"
    DEBRIEF = "debrief", "What they said at the end"
    NOTES = "notes", "The liaison officer's own notes"


class PlanEntry(Kept):
    """One version of one section of a plan: the newest stands, the earlier are kept."""

    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, related_name="plan")
    section = models.CharField(max_length=20, choices=Section.choices)
    words = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class ContactDetail(Kept):
    """One way of reaching somebody, with the rules of using it. It is taken out of use by a row that `ends` it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, related_name="contact_details")
    way = SealedText()
    reached_at = SealedText()
    rules = SealedText(blank=True)
    ends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="ended_by")

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class ContactMade(Kept):
    """A time somebody was spoken or written to, or tried to be."""

    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, related_name="contacts")
    day = models.DateField()
    words = SealedText()

    class Meta:
        """Newest first."""

        ordering = ("-day", "-id")


class Agency(Kept):
    """Somebody at another agency who supports a person or knows of them: a key contact of the plan."""

    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, related_name="agencies")
    agency = SealedText()
    who = SealedText()
    reached_at = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class Promise(Kept):
    """What a person was promised, and by which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, related_name="promises")
    what = SealedText()
    due = models.DateField()

    class Meta:
        """Soonest first."""

        ordering = ("due", "at")


class PromiseKept(Kept):
    """That a promise was kept, or why it could not be, and that the person was told so."""

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="kept")
    day = models.DateField()
    words = SealedText()
