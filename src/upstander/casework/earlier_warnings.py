"""Warnings that the subject of a matter is under: entered in it, or imposed in another that the reader may know of.

A final written warning in force on the day of the severity assessment changes what a hearing may do (Conduct
Regulations 2020, regulation 42(5)), so nobody should have to remember it. It counts in a matter once it is entered.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from upstander.casework.actions.entries import standing_now
from upstander.casework.models import Matter
from upstander.casework.procedure.standing import Standing
from upstander.casework.procedure.warned import EARLIER, Warned, warnings


@dataclass(frozen=True)
class Shown:
    """A warning as a matter's page shows it. `elsewhere`: the other matter; `enter`: the query that enters it here."""

    words: str
    since: dt.date
    until: dt.date
    in_force: bool
    elsewhere: Matter | None = None
    enter: str = ""


def of(matter: Matter, now: Standing) -> Sequence[Shown]:
    """Those in force on some day from when the matter came to attention until today, the oldest first.

    Other matters are those that the database shows to whoever asks; what they may not know of does not exist, and
    one that they may not read yet has no entries.
    """
    own = [Shown(one.words, one.since, one.until, _in_force(one, now.day)) for one in _held(now)]
    others = Matter.objects.filter(subject_mark=matter.subject_mark).exclude(pk=matter.pk).prefetch_related("entries")
    found = [
        _of_another(one, other, own, now.day)
        for other in others
        if other.entries.all()
        for one in _held(standing_now(other))
    ]
    during = [one for one in (*own, *found) if one.until > now.attention and one.since <= now.day]
    return sorted(during, key=lambda one: one.since)


def _held(now: Standing) -> Sequence[Warned]:
    return warnings(now.law, now.matter.kind, now.attention, now.events)


def _of_another(one: Warned, other: Matter, own: Sequence[Shown], day: dt.date) -> Shown:
    entered = any((mine.words, mine.since) == (one.words, one.since) for mine in own)
    details = {"what": EARLIER, "detail-outcome": one.words, "detail-imposed": one.since, "detail-expires": one.until}
    return Shown(one.words, one.since, one.until, _in_force(one, day), other, "" if entered else urlencode(details))


def _in_force(one: Warned, day: dt.date) -> bool:
    return one.since <= day < one.until
