"""Telling the duty person that something urgent waits: that, and nothing else.

An urgent letter of the door, or a report that somebody at the desk called safeguarding: the line is the same.

Which letters somebody was told of is written after they were told. Whoever stops it between the two has them told
twice, and never not at all.
"""

import uuid
from collections.abc import Collection

from django.utils import timezone

from upstander.casework.models import DutyCall, DutyTold, Report
from upstander.reporting.models import Letter
from upstander.reporting.recipients import UNIT

SAID = "Something urgent waits at the desk. Sign in.\n"


def untold() -> list[uuid.UUID]:
    """What nobody was told of yet: urgent letters to the unit, urgent reports that were typed in, calls of the desk."""
    known = DutyTold.objects.values("letter")
    letters = Letter.objects.filter(recipient=UNIT, urgent=True)
    typed_in = Report.objects.filter(box=None, urgent=True)
    waiting = [rows.exclude(pk__in=known).order_by("pk") for rows in (letters, typed_in, DutyCall.objects.all())]
    return [key for rows in waiting for key in rows.values_list("pk", flat=True)]


def told(letters: Collection[uuid.UUID]) -> None:
    """Keeps that somebody was told of letters and calls, today."""
    today = timezone.localdate()
    DutyTold.objects.bulk_create([DutyTold(letter=letter, told_on=today) for letter in letters], ignore_conflicts=True)
