"""Agencies that work with the unit: whom to ask for there at two levels, and each time the unit was in touch."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class Level(models.TextChoices):
    """At which levels partners are worked with (S003: "at manager and practitioner level")."""

    PRACTITIONER = "practitioner", "Practitioner"
    MANAGER = "manager", "Manager"


class ContactAnswer(models.TextChoices):
    """What came of asking after a contact."""

    CONFIRMED = "confirmed", "Still the contact"
    LEFT = "left", "The contact no more"


class EngagementKind(models.TextChoices):
    """How the unit was in touch with agencies."""

    BRIEFING = "briefing", "Briefing"
    EVENT = "event", "Conference or training day"
    MATERIALS = "materials", "Materials were sent"
    MEETING = "meeting", "Meeting, such as a MARAC"
    VISIT = "visit", "Visit"
    CALL = "call", "Telephone call or letter"


TELLS = (EngagementKind.BRIEFING, EngagementKind.EVENT, EngagementKind.MATERIALS)  # in which agencies are briefed


class Agency(Kept):
    """An agency. `kind`: a name from registers.toml."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SealedText()
    name_mark = MarkOf("name", kind="agency", db_index=True)
    kind = models.CharField(max_length=40)

    class Meta:
        """In the order in which they came."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.name)


class AgencyClosing(Kept):
    """That an agency is a partner no more, and why."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="closing")
    why = SealedText()


class AgencyContact(Kept):
    """Somebody of an agency. `ours`: who of this force they ask for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    level = models.CharField(max_length=20, choices=Level.choices)
    name = SealedText()
    post = SealedText(blank=True)
    reached_at = SealedText(blank=True)
    ours = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.name)


class AgencyContactCheck(Kept):
    """That somebody asked whether a contact is still the contact. The newest answer counts."""

    contact = models.ForeignKey(AgencyContact, on_delete=models.PROTECT, related_name="checks")
    answer = models.CharField(max_length=10, choices=ContactAnswer.choices)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class Engagement(Kept):
    """A briefing, an event, materials, a meeting, a visit or a call, with one agency or many."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=EngagementKind.choices)
    day = models.DateField()
    what = SealedText()

    class Meta:
        """Newest first."""

        ordering = ("-day", "-at", "id")

    def __str__(self) -> str:
        return str(self.what)


class Attendance(Kept):
    """That an agency took part in an engagement."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="attendances")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        """An agency once in each."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("engagement", "agency"), name="an_agency_once"),)


class AgencyFeedback(Kept):
    """What an agency said of an engagement, and how many of its people took part, as far as that is known."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="feedback")
    people = models.PositiveIntegerField(null=True)
    words = SealedText(blank=True)

    class Meta:
        """Oldest first; the newest number counts."""

        ordering = ("at", "id")
