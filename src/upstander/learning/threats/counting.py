"""Counts of what the desk holds of a period, as far as the database shows it to whoever asks."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from upstander.casework.actions.entries import standing_now
from upstander.casework.models import IntelligenceReport, Lead, Matter, Report
from upstander.leads.scan import catalogue
from upstander.learning.threats.titles import HUNDRED, WAYS
from upstander.workforce.held import Held
from upstander.workforce.people import in_words

NOT_SAID = "Not said"
OUTCOME = "outcome imposed"
ROLES = "roles"
NOT_ON_RECORD = "Not among those who work here now"
OTHER_WORK = "Work of few people here"
FEW_AT_WORK = HUNDRED // 2  # people: of fewer in one kind of work, a count could be most of them


@dataclass(frozen=True)
class Period:
    """Days that are counted; both belong to it."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def counted() -> str:
    """What is to be known of every count."""
    return (
        "Rounded to fives. Counted as far as whoever drew it may see: what concerns somebody to whom they have a tie, "
        "or is kept from them, is not in it."
    )


def counts_of(name: str, period: Period, told: Held | None) -> Counter[str]:
    """One of the counts, by name. `told`: what the records hold of people, or None. Raises KeyError."""
    return Counter(_roles(period, told) if name == ROLES else COUNTS[name](period))


def _reports(period: Period) -> Iterator[str]:
    for report in Report.objects.filter(received_on__range=(period.first, period.last)).only("id", "door"):
        yield report.door_words


def _intelligence(period: Period) -> list[IntelligenceReport]:
    held = IntelligenceReport.objects.filter(received_on__range=(period.first, period.last))
    return list(held.only("id", "came_by", "category"))


def _came_by(period: Period) -> Iterator[str]:
    yield from (one.get_came_by_display() for one in _intelligence(period))


def _categories(period: Period) -> Iterator[str]:
    yield from ((one.category or NOT_SAID).capitalize() for one in _intelligence(period))


def _opened(period: Period) -> list[Matter]:
    return list(Matter.objects.filter(opened_at__date__range=(period.first, period.last)).prefetch_related("entries"))


def _kinds(period: Period) -> Iterator[str]:
    yield from (matter.kind_words for matter in _opened(period))


def _roles(period: Period, told: Held | None) -> Iterator[str]:
    """What each subject works as in the records, work of few told together. Of somebody who left nothing is known."""
    if told is None:
        return
    works = dict(told.people.select("mark", "role").iter_rows())
    many = Counter(works.values())
    for matter in _opened(period):
        role = works.get(matter.subject_mark)
        if role is None:
            yield NOT_ON_RECORD
        else:
            yield in_words(role) if many[role] >= FEW_AT_WORK else OTHER_WORK


def _stands(period: Period) -> Iterator[str]:
    yield from (standing_now(matter).state("matter").capitalize() for matter in _opened(period))


def _outcomes(period: Period) -> Iterator[str]:
    """Outcomes as they stand in the histories of all matters: of one that was corrected, what stands in its place."""
    today = timezone.localdate()
    for matter in Matter.objects.prefetch_related("entries"):
        for event in matter.history().events(today):
            if event.what == OUTCOME and event.day in period:
                yield (event.detail("outcome") or NOT_SAID).capitalize()


def _signs(period: Period) -> Iterator[str]:
    titles = {sign.name: sign.title for sign in catalogue()}
    for lead in Lead.objects.filter(matter__opened_at__date__range=(period.first, period.last)):
        yield from sorted({titles.get(name, name) for name in lead.signs})


def _ways(period: Period) -> Iterator[str]:
    """Each way once for each lead, whatever the number of signs of it."""
    ways = {sign.name: WAYS[sign.family] for sign in catalogue()}
    for lead in Lead.objects.filter(matter__opened_at__date__range=(period.first, period.last)):
        yield from sorted({ways[name] for name in lead.signs if name in ways})


COUNTS: Mapping[str, Callable[[Period], Iterator[str]]] = {
    "reports": _reports,
    "intelligence_by_way": _came_by,
    "intelligence_by_category": _categories,
    "matters": _kinds,
    "stands": _stands,
    "outcomes": _outcomes,
    "ways": _ways,
    "signs": _signs,
}
