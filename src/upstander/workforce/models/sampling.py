"""What is sampled of contact with the public, what was drawn, what a reviewer found, and lines that nobody records.

No model here has a place for a concern about somebody: that goes to the unit by the door, and leaves nothing here.
"""

import uuid

from django.db import models

from upstander.access.models import Account, Kept
from upstander.access.sealed import MarkOf, SealedJSON, SealedText


class Sampled(models.TextChoices):
    """What is sampled."""

    CALLS = "calls", "Calls with the public"
    CASES = "cases", "Parts in cases"
    HEALTH_CHECKS = "talks", "Integrity health checks"

    @property
    def asks(self) -> tuple[str, str]:
        """What a reviewer is asked of one that was drawn: the first and the second question."""
        if self == Sampled.HEALTH_CHECKS:
            return "Does it say in own words what was talked about", "Do the words answer what was asked"
        return "Was the contact recorded", "Was it within policy"

    @property
    def headings(self) -> tuple[str, str]:
        """The same as headings of results."""
        return ("In own words", "Answers") if self == Sampled.HEALTH_CHECKS else ("Recorded", "Within policy")


class Verdict(models.TextChoices):
    """What a reviewer answers to a question about one contact."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "It cannot be told"


class SamplePlan(Kept):
    """How many of each team are sampled in a quarter, and the seed that draws them, written down before the draw.

    One of a kind for each quarter: nobody plans anew until a draw pleases them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Sampled.choices)
    first_day = models.DateField()
    per_team = models.PositiveSmallIntegerField()
    seed = SealedText()

    class Meta:
        """The newest quarter first."""

        ordering = ("-first_day", "kind")
        constraints = (models.UniqueConstraint(fields=("kind", "first_day"), name="one_plan_a_quarter"),)


class SampleDraw(Kept):
    """That a plan was drawn, once, and from how many of each team."""

    plan = models.OneToOneField(SamplePlan, on_delete=models.PROTECT, related_name="draw")
    population = SealedJSON()


class SampledContact(Kept):
    """A call, a part in a case or a talk that was drawn, and who checks it. Whose it is, never sees it here.

    `recorded`: whether the records say that the call was recorded; of a case, none. `held_by_mark`: of who held a talk,
    who does not see it here either; empty of what nobody else held.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(SamplePlan, on_delete=models.PROTECT, related_name="sampled")
    place = models.PositiveIntegerField()
    contact_id = SealedText()
    staff_id = SealedText()
    staff_mark = MarkOf("staff_id", db_index=True)
    name = SealedText()
    team = SealedText(blank=True)
    on_day = models.DateField()
    line = models.CharField(max_length=40, blank=True)
    recorded = models.BooleanField(null=True)
    held_by_mark = models.CharField(max_length=64, blank=True, default="", db_index=True)
    checker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order of the draw."""

        ordering = ("plan", "place")
        constraints = (models.UniqueConstraint(fields=("plan", "place"), name="drawn_once"),)

    def __str__(self) -> str:
        return str(self.contact_id)


class SampleCheck(Kept):
    """What a reviewer found. The newest counts."""

    sampled = models.ForeignKey(SampledContact, on_delete=models.PROTECT, related_name="checks")
    recorded = models.CharField(max_length=10, choices=Verdict.choices)
    within = models.CharField(max_length=10, choices=Verdict.choices)
    found = SealedText()

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")


class LineStanding(Kept):
    """Whether calls on a line are recorded, why not, and by when somebody looks at that again. The newest counts."""

    name = models.CharField(max_length=80)
    recorded = models.BooleanField()
    why = SealedText()
    review_on = models.DateField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")
