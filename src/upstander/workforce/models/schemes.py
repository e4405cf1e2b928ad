"""Schemes with young people: who answers for each, how it stands, standards, and conditions with who checks them when.

Of a scheme, never of a child: no model here has a place for what a child said or what happened to one.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import MarkOf, SealedText


class SchemeKind(models.TextChoices):
    """What is done with young people."""

    CADETS = "cadets", "Police cadets"
    MINI_POLICE = "mini_police", "Mini police"
    SCHOOL = "school", "Activity in a school"
    DIVERSION = "diversion", "Youth diversion"
    SPORT = "sport", "Sport, holiday or outdoor activity"
    EXPERIENCE = "experience", "Work experience"
    OTHER = "other", "Another activity with young people"


class SchemeStanding(models.TextChoices):
    """How a scheme stands. The newest row counts."""

    REGISTERED = "registered", "Registered with Volunteer Police Cadets governance"
    NOT_REGISTERED = "not_registered", "Heard of, and not registered"
    ENDED = "ended", "Ended"


class StandardState(models.TextChoices):
    """Whether a scheme was seen to meet a standard."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"


class CheckResult(models.TextChoices):
    """What came of checking a condition."""

    KEPT = "kept", "It is kept"
    NOT_KEPT = "not_kept", "It is not kept"
    ENDED = "ended", "It is needed no more"


class Scheme(Kept):
    """A scheme or an activity with young people. `place`: where it meets, as far as known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SealedText()
    kind = models.CharField(max_length=20, choices=SchemeKind.choices)
    place = SealedText(blank=True)

    class Meta:
        """In the order in which they came."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.name)


class SchemeOfficer(Kept):
    """Who answers for a scheme; the newest counts. Neither they nor whoever has a tie to them see it here."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="officers")
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    name = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.name)


class SchemeChange(Kept):
    """How a scheme stands from now on, and by what reference or for what reason."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="changes")
    standing = models.CharField(max_length=20, choices=SchemeStanding.choices)
    words = SealedText(blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class SchemeStandard(Kept):
    """Whether a scheme meets a standard (a name from registers.toml), and what was seen. The newest of each counts."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="standards")
    standard = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=StandardState.choices)
    seen = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class SchemeCondition(Kept):
    """A condition under which a scheme may go on, who sees to it, and by when it is first checked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="conditions")
    words = SealedText()
    owner = SealedText()
    check_by = models.DateField()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.words)


class SchemeCheck(Kept):
    """That somebody checked a condition, what they saw, and by when it is checked again."""

    condition = models.ForeignKey(SchemeCondition, on_delete=models.PROTECT, related_name="checks")
    result = models.CharField(max_length=10, choices=CheckResult.choices)
    seen = SealedText()
    next_by = models.DateField(null=True)

    class Meta:
        """Oldest first; the newest counts."""

        ordering = ("at", "id")
