"""Counts of what the desk holds of a period, as far as the database shows it to whoever asks."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from upstander.casework.actions.entries import standing_now
from upstander.casework.models import IntelligenceReport, Lead, Matter, Report
from upstander.leads.scan import catalogue

NOT_SAID = "Not said"
OUTCOME = "outcome imposed"


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


def counts_of(name: str, period: Period) -> Counter[str]:
    """One of the counts, by name. Raises KeyError."""
    return Counter(COUNTS[name](period))


def _reports(period: Period) -> Iterator[str]:
    for report in Report.objects.filter(received_on__range=(period.first, period.last)).only("id", "door"):
        yield report.door_words


def _intelligence(period: Period) -> list[IntelligenceReport]:
    held = IntelligenceReport.objects.filter(received_on__range=(period.first, period.last))
    return list(held.only("id", "came_by", "category"))


def _ways(period: Period) -> Iterator[str]:
    yield from (one.get_came_by_display() for one in _intelligence(period))


def _categories(period: Period) -> Iterator[str]:
    yield from ((one.category or NOT_SAID).capitalize() for one in _intelligence(period))


def _opened(period: Period) -> list[Matter]:
    return list(Matter.objects.filter(opened_at__date__range=(period.first, period.last)).prefetch_related("entries"))


def _kinds(period: Period) -> Iterator[str]:
    yield from (matter.kind_words for matter in _opened(period))


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


COUNTS: Mapping[str, Callable[[Period], Iterator[str]]] = {
    "reports": _reports,
    "intelligence_by_way": _ways,
    "intelligence_by_category": _categories,
    "matters": _kinds,
    "stands": _stands,
    "outcomes": _outcomes,
    "signs": _signs,
}
