"""Telling the duty person that something urgent waits: that, and nothing else.

Which letters somebody was told of is written after they were told. Whoever stops it between the two has them told
twice, and never not at all.
"""

import uuid
from collections.abc import Collection

from django.utils import timezone

from upstander.casework.models import DutyTold, Report
from upstander.reporting.models import Letter
from upstander.reporting.recipients import UNIT

SAID = "Something urgent waits at the desk. Sign in.\n"


def untold() -> list[uuid.UUID]:
    """The urgent letters to the unit, taken in or not, and urgent reports that were typed in: untold of yet."""
    known = DutyTold.objects.values("letter")
    letters = Letter.objects.filter(recipient=UNIT, urgent=True)
    typed_in = Report.objects.filter(box=None, urgent=True)
    waiting = [urgent.exclude(pk__in=known).order_by("pk") for urgent in (letters, typed_in)]
    return [key for urgent in waiting for key in urgent.values_list("pk", flat=True)]


def told(letters: Collection[uuid.UUID]) -> None:
    """Keeps that somebody was told of letters, today."""
    today = timezone.localdate()
    DutyTold.objects.bulk_create([DutyTold(letter=letter, told_on=today) for letter in letters], ignore_conflicts=True)
