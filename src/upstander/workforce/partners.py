"""How the unit stands with its partners: when it was last in touch with each, what has lapsed, and counts of them.

"Regular links between counter-corruption units, agencies and organisations" (S003) last as long as somebody sees to it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from upstander.workforce.models import Agency, AgencyContact, ContactAnswer, Level
from upstander.workforce.partner_counts import InCounts

A_YEAR = dt.timedelta(days=365)
SERVING = frozenset({"victims", "domestic_abuse"})  # kinds of agencies that serve victims and witnesses


@dataclass(frozen=True)
class Figures:
    """Agencies of one kind: how many, in touch since a day, with contacts at both levels, and briefed since then."""

    kind: str
    agencies: int
    in_touch: int
    two_levels: int
    briefed: int


@dataclass(frozen=True)
class Month:
    """A month: how often the unit was in touch, and with how many agencies."""

    first: dt.date
    engagements: int
    agencies: int


def is_contact(contact: AgencyContact) -> bool:
    """Whether somebody is still the contact."""
    answers = [check.answer for check in contact.checks.all()]
    return not answers or answers[-1] == ContactAnswer.CONFIRMED


def confirmed_on(contact: AgencyContact) -> dt.date:
    """The day on which a contact was last known to be one."""
    confirmed = [check.at for check in contact.checks.all() if check.answer == ContactAnswer.CONFIRMED]
    return timezone.localdate(max([contact.at, *confirmed]))


def in_touch_on(agency: Agency) -> dt.date | None:
    """The last day on which the unit was in touch with an agency; none where it never was."""
    days = [one.engagement.day for one in agency.attendances.all()]
    return max([*days, *map(confirmed_on, agency.contacts.all())], default=None)


def lapsed(agency: Agency, today: dt.date, every: int) -> Iterator[str]:
    """What should be done to keep an agency, a sentence each. `every`: days within which the unit is in touch."""
    if hasattr(agency, "closing"):
        return
    here = {contact.level for contact in agency.contacts.all() if is_contact(contact)}
    yield from (f"{agency} has no contact of the level {level.label.lower()}." for level in Level if level not in here)
    last = in_touch_on(agency)
    if last is None:
        yield f"The unit was never in touch with {agency}."
    elif (today - last).days > every:
        yield f"The unit was last in touch with {agency} on {last:%-d %B %Y}."


def figures(since: dt.date) -> Sequence[Figures]:
    """Counts by kind, of open agencies; none for who may not read them (walls/partners.sql)."""
    return [Figures(*row) for row in _rows("workforce_partner_figures(%s, %s)", since, settings.TIME_ZONE)]


def in_counts(today: dt.date, every: int) -> InCounts:
    """All open agencies in counts, on a day. `every`: days within which the unit is in touch."""
    lately, in_a_year = figures(today - dt.timedelta(days=every)), figures(today - A_YEAR)
    return InCounts(
        agencies=sum(one.agencies for one in lately),
        in_touch=sum(one.in_touch for one in lately),
        every=every,
        briefed=sum(one.briefed for one in in_a_year),
        two_levels=sum(one.two_levels for one in lately),
        serving=sum(one.agencies for one in lately if one.kind in SERVING),
        serving_briefed=sum(one.briefed for one in in_a_year if one.kind in SERVING),
    )


def months(today: dt.date, many: int = 12) -> Sequence[Month]:
    """The last months up to a day's, each there, the empty ones too."""
    firsts = [_first(today, back) for back in reversed(range(many))]
    told = {row[0]: Month(*row) for row in _rows("workforce_partner_months(%s)", firsts[0])}
    return [told.get(first, Month(first, 0, 0)) for first in firsts]


def _first(today: dt.date, back: int) -> dt.date:
    """The first day of the month so many months back."""
    counted = today.year * 12 + today.month - 1 - back
    return dt.date(counted // 12, counted % 12 + 1, 1)


def _rows(function: str, *given: str | dt.date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}", given)  # a name of our own, and never what somebody gave
        return list(cursor.fetchall())
