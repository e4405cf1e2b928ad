"""Letters and notices: their words version by version, who approved them, the copies made, and how each was given.

Everything is added to and never changed. Who reads which stands in `correspondence.py`, and again in
`walls/8_letters.sql`.
"""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models.affected import AffectedPerson
from upstander.casework.models.made_copy import MadeCopy
from upstander.casework.models.matter import Matter
from upstander.casework.procedure import Event


class Reader(models.TextChoices):
    """To whom a letter is."""

    SUBJECT = "subject", "The subject"
    AFFECTED = "affected person", "An affected person"
    COMPLAINANT = "complainant", "Whoever complained"
    REPORTER = "reporter", "Whoever reported it"


class Letter(Kept):
    """One letter. `kind` is the id of its rule; `addressed` is how its reader is named on it.

    `details` are what the law is told of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="letters")
    reader = models.CharField(max_length=20, choices=Reader.choices)
    person = models.ForeignKey(AffectedPerson, on_delete=models.PROTECT, null=True, related_name="letters")
    kind = SealedText()
    addressed = SealedText()
    details = SealedJSON(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")

    def __str__(self) -> str:
        return f"{self.kind}, to {self.reader_named}"

    @property
    def reader_named(self) -> str:
        """To whom it is, in the words of the matter's history, which names no affected person."""
        return str(self.person) if self.person else str(self.get_reader_display()).lower()

    def stands(self) -> "LetterVersion":
        """Its newest words; a letter is begun with some."""
        return self.versions.order_by("-id")[0]

    def event(self, what: str = "") -> Event:
        """What the rules are asked of it."""
        return Event(0, self.at.date(), what, "", self.details)


class LetterVersion(Kept):
    """The words of a letter, by heading. The newest stand, the earlier are kept."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="versions")
    words = SealedJSON()

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class LetterApproval(Kept):
    """That somebody else approves the words of a version, or why not. Other words are another version."""

    version = models.OneToOneField(LetterVersion, on_delete=models.PROTECT, related_name="approval")
    approved = models.BooleanField()
    why = SealedText(blank=True)


class LetterCopy(MadeCopy):
    """One copy of a letter as it was made, for somebody named, with its number and its hash."""

    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="copies")


class Way(models.TextChoices):
    """How a copy was given."""

    HANDED = "handed over", "Handed over"
    POSTED = "posted", "Posted"
    MAIL = "secure mail", "Sent by secure mail"
    READ = "read out", "Read out, and then handed over"


class LetterGiven(Kept):
    """That a copy was given to its reader: the program sends nothing, a person did it and says so."""

    copied = models.OneToOneField(LetterCopy, on_delete=models.PROTECT, related_name="given")
    day = models.DateField()
    way = models.CharField(max_length=20, choices=Way.choices)
    words = SealedText(blank=True)
