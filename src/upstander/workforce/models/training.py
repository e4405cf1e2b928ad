"""What somebody read and answered of a module: each row is theirs, and none is ever changed or taken away."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON
from upstander.workforce.sittings import Drawn


class OfSomebody(Kept):
    """A row about whoever wrote it. `mark`: of their own staff number, by which ties are compared."""

    mark = models.CharField(max_length=32, db_index=True)
    module = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()

    class Meta:
        """No table of its own."""

        abstract = True


class PageRead(OfSomebody):
    """That somebody opened a page of a version, for the first time."""

    page = models.PositiveIntegerField()

    class Meta:
        """Once for each page."""

        constraints = (models.UniqueConstraint(fields=("by", "module", "version", "page"), name="page_read_once"),)


class Sitting(OfSomebody):
    """Questions that were drawn for somebody, in their order, and when they were first opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questions = models.JSONField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def drawn(self) -> list[Drawn]:
        """What was drawn."""
        return [Drawn(name, tuple(order)) for name, order in self.questions]


class SittingAnswer(Kept):
    """What somebody answered before they sent it; the newest counts. `place`: where the choice stood, from 1."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="answers")
    question = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField()

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class Attempt(OfSomebody):
    """A sitting that was sent: how many were right of how many, in how many seconds (whole minutes), and which choices.

    `answers`: for each question its id, the number of the choice in the file of its version, and whether it was right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="attempt")
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    seconds = models.PositiveIntegerField()
    answers = SealedJSON()

    class Meta:
        """Newest first; no more right than was asked."""

        ordering = ("-at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(right__lte=models.F("asked"), asked__gte=1), name="no_more_right_than_asked"
            ),
        )

    @property
    def percent(self) -> int:
        """How many of a hundred were right, rounded down: nobody is told a mark that they did not reach."""
        return self.right * 100 // self.asked

    @property
    def minutes(self) -> int:
        """How long it took."""
        return self.seconds // 60

    def answered(self) -> Sequence[tuple[str, int, bool]]:
        """Each question, the choice, and whether it was right."""
        given: Any = self.answers
        return [(str(question), int(choice), bool(right)) for question, choice, right in given]

    def wrong(self) -> tuple[str, ...]:
        """The ids of the questions that were answered wrongly."""
        return tuple(question for question, _choice, right in self.answered() if not right)
