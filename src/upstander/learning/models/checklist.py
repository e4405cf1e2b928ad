"""How a force stands on each line of the checklist."""

from collections.abc import Collection, Mapping

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedText

NOT_WRITTEN = "Nothing written"


class State(models.TextChoices):
    """How far a force is with a line."""

    NOT_STARTED = "not started", "Not started"
    UNDER_WAY = "under way", "Under way"
    IN_PLACE = "in place", "In place"
    NOT_OURS = "not ours", "Does not apply to this force"


class ChecklistEntry(Kept):
    """What somebody wrote of a line: the newest counts, and none is ever changed."""

    line = models.SlugField(max_length=60)
    state = models.CharField(max_length=20, choices=State.choices)
    owner = SealedText()
    evidence = SealedText(blank=True)
    review_on = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("line", "-at", "-id"), name="newest_of_a_line"),)


def newest_of(lines: Collection[str]) -> dict[str, ChecklistEntry]:
    """The newest entry of each line that has one, by its name."""
    newest = ChecklistEntry.objects.filter(line__in=lines).order_by("line", "-at", "-id").distinct("line")
    return {entry.line: entry for entry in newest}


def how_far(newest: Mapping[str, ChecklistEntry], lines: Collection[str]) -> list[tuple[str, int]]:
    """How many lines stand how, those of which nothing is written first."""
    states = [newest[name].state if name in newest else "" for name in lines]
    return [(NOT_WRITTEN, states.count("")), *((str(one.label), states.count(one.value)) for one in State)]
