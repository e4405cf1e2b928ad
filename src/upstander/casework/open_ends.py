"""Links of reports whose other end somebody may see, asked of the database at once: as policy.py answers one by one.

It leans on no wall of the database. Where a question of policy is not asked here, no end is taken to be open; who wants
to know looks at those one by one (`report_history.seen`).
"""

from typing import Any

from django.db.models import Q, QuerySet

from upstander.access.asking import Asker
from upstander.access.models import Role
from upstander.casework.models import (
    IntelligenceSubject,
    Report,
    ReportExclusion,
    ReportLink,
    ReportName,
    ReportSubject,
)


def open_links(end: str, asker: Asker) -> QuerySet[ReportLink]:
    """Links that end at a report of the door (`other_id`), at intelligence or at a matter that is open to who asks."""
    links = ReportLink.objects.exclude(**{end: None})
    if not asker.compared:
        return links.none()
    if end == "other_id":
        return links.exclude(other__in=_kept(asker)).exclude(other__in=_about(asker))
    made = ReportLink.objects.filter(made=True, report__in=_kept(asker)).exclude(**{end: None})
    links = links.exclude(**{f"{end.removesuffix('_id')}__in": made.values(end)})
    if end == "intelligence_id":
        about = IntelligenceSubject.objects.filter(subject_mark__in=_never(asker))
        return links.exclude(intelligence__in=about.values("report"))
    return links.exclude(matter__subject_mark__in=_never(asker)) if asker.role == Role.MANAGER else links.none()


def _never(asker: Asker) -> frozenset[str]:
    """The marks of those of whom who asks may know nothing."""
    return asker.shut_out_from | {asker.mark}


def _about(asker: Asker) -> QuerySet[Report, Any]:
    """Reports that are about one of those, or may be."""
    subjects = ReportSubject.objects.filter(subject_mark__in=_never(asker))
    names = ReportName.objects.filter(subject_mark__in=_never(asker), let_go_by=None)
    return Report.objects.filter(Q(pk__in=subjects.values("report")) | Q(pk__in=names.values("report"))).values("pk")


def _kept(asker: Asker) -> QuerySet[Report, Any]:
    """Reports that are kept from who asks, by their account or their role."""
    excluded = ReportExclusion.objects.filter(account__pk=asker.account_id).values("report")
    held = Q() if asker.role == Role.MANAGER else Q(held=True)
    return Report.objects.filter(Q(pk__in=excluded) | held).values("pk")
