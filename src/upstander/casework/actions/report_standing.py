"""Where a report stands for who asks: as if it were not linked to what does not exist for them.

"Linked to something already told", with no link to be seen, would tell of a report that is kept from them. That a
matter is behind it is told to who sees no matter at all: so it is of every report, and nothing is told of which.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.access.asking import Asker
from upstander.casework import policy
from upstander.casework.actions.report_moves import MOVES
from upstander.casework.models import Report, ReportEntry, ReportLink, Stage
from upstander.casework.open_ends import open_links
from upstander.casework.report_history import seen

# What is done when a report is linked: the end of the link that is made with it, and of what kind that is (`seen`).
LINKING: Mapping[str, str] = {
    "duplicate": "other_id",
    "linked to intelligence": "intelligence_id",
    "became intelligence": "intelligence_id",
    "linked to a matter": "matter_id",
    "matter opened": "matter_id",
}
KINDS: Mapping[str, str] = {"other_id": "door", "intelligence_id": "report", "matter_id": "matter"}
LINKED = (Stage.DUPLICATE, Stage.INTELLIGENCE, Stage.LINKED)


@dataclass(frozen=True)
class Standing:
    """Where a report stands for somebody, and the ids of the entries that do not exist for them."""

    state: str
    unseen: frozenset[int]


def as_seen(report: Report, asker: Asker) -> None:
    """Lets a report stand, in memory, where it stands for who asks."""
    standing = standings([report], asker)[report.pk]
    report.state, report.unseen = standing.state, standing.unseen


def standings(reports: Collection[Report], asker: Asker) -> dict[uuid.UUID, Standing]:
    """Where each of some reports stands for who asks, by their ids."""
    entries: dict[uuid.UUID, list[ReportEntry]] = {report.pk: [] for report in reports}
    for entry in ReportEntry.objects.filter(report__in=entries).defer("why").order_by("id"):
        entries[entry.report_id].append(entry)
    links = _links_seen(entries, asker)
    return {report.pk: _standing(report, entries[report.pk], links[report.pk], asker) for report in reports}


def elsewhere(asker: Asker) -> dict[uuid.UUID, str]:
    """The reports that stand elsewhere for who asks than the database says, and where; by their ids."""
    doubtful = Q()
    for end in KINDS:
        doubtful |= Q(pk__in=_not_open(end, asker).values("report"))
    linked = list(Report.objects.filter(doubtful, state__in=LINKED).only("id", "state"))
    told = standings(linked, asker)
    return {report.pk: told[report.pk].state for report in linked if told[report.pk].state != report.state}


def _not_open(end: str, asker: Asker) -> QuerySet[ReportEntry]:
    """Entries of links of a kind with no open link that was made with them, as `_made_with` has it: few of them all."""
    kinds = [what for what, where in LINKING.items() if where == end]
    entries = ReportEntry.objects.filter(what__in=kinds, report__state__in=LINKED)
    if end == "matter_id" and policy.against_matters(asker):
        return entries.none()
    later = ReportEntry.objects.filter(
        what__in=kinds, report=OuterRef("report"), pk__gt=OuterRef(OuterRef("pk")), at__lte=OuterRef("at")
    )
    links = open_links(end, asker).filter(~Exists(later), report=OuterRef("report"), at__gte=OuterRef("at"))
    return entries.filter(~Exists(links))


def standing_at(states: Collection[str], other: Mapping[uuid.UUID, str]) -> Q:
    """Of reports that stand, for who asks, at one of some states. `other`: what `elsewhere` gave."""
    brought = [key for key, state in other.items() if state in states]
    return Q(state__in=states) & ~Q(pk__in=list(other)) | Q(pk__in=brought)


def _links_seen(reports: Iterable[uuid.UUID], asker: Asker) -> dict[uuid.UUID, list[tuple[str, ReportLink]]]:
    """The links of each report whose other end somebody may see, with which end it is."""
    told: dict[uuid.UUID, list[tuple[str, ReportLink]]] = {report: [] for report in reports}
    links = [(_end(link), link) for link in ReportLink.objects.filter(report__in=told).defer("why")]
    places = seen(asker, [(KINDS[end], getattr(link, end)) for end, link in links])
    for end, link in links:
        if getattr(link, end) in places:
            told[link.report_id].append((end, link))
    return told


def _end(link: ReportLink) -> str:
    return next(end for end in KINDS if getattr(link, end))


def _standing(
    report: Report, entries: Collection[ReportEntry], links: Iterable[tuple[str, ReportLink]], asker: Asker
) -> Standing:
    """As the entries tell it that are seen: one of a link, where its link is; it was made just before that."""
    without = bool(policy.against_matters(asker))
    linking = [one for one in entries if one.what in LINKING and not (without and LINKING[one.what] == "matter_id")]
    known = {_made_with(end, link, linking) for end, link in links}
    unseen = frozenset(one.pk for one in linking if one.pk not in known)
    if report.state not in LINKED or not unseen:
        return Standing(report.state, unseen)
    return Standing(_last([one for one in entries if one.pk not in unseen]), unseen)


def _made_with(end: str, link: ReportLink, linking: Iterable[ReportEntry]) -> int | None:
    """The entry of a link: the last of its kind before it, since both are made while the report is held."""
    before = [one.pk for one in linking if LINKING[one.what] == end and one.at and one.at <= link.at]
    return max(before, default=None)


def _last(entries: Iterable[ReportEntry]) -> str:
    """Where these entries leave a report. What the reporter does is called as where it leaves it."""
    state: str = Stage.RECEIVED
    for one in entries:
        to = MOVES[one.what][0] if one.what in MOVES else None
        state = to or (one.what if one.what in Stage.values else state)
    return state
