"""Earlier concerns about the same member of staff: shown wherever they are named, without anybody searching."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from upstander.access.asking import Asker, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.break_glass import assigned_to
from upstander.casework.models import IntelligenceReport, Lead, Matter


@dataclass(frozen=True)
class Concern:
    """One report as another page shows it. `report` and `stands` are for those who may read the report itself."""

    received_on: dt.date
    grading: str
    conditions: str
    text: str
    report: uuid.UUID | None = None
    stands: str = ""


def about(asker: Asker, marks: Collection[str]) -> list[IntelligenceReport]:
    """The reports that somebody may read about any of some people, oldest first."""
    if policy.against_intelligence(asker) or not marks:
        return []
    found = IntelligenceReport.objects.filter(subjects__subject_mark__in=list(marks)).distinct()
    ordered = found.prefetch_related("subjects", "from_door__report__exclusions").order_by("received_on", "made_at")
    return [report for report in ordered if not policy.against_report(asker, report.marks(), report.kept_from())]


def linked_to(account: Account, matter: Matter) -> list[IntelligenceReport]:
    """The reports linked to a matter, as those who work on it may read them: only what a `Concern` holds of each."""
    asker, assigned = asker_of(account), assigned_to(matter)
    rows = IntelligenceReport.objects.raw("SELECT * FROM casework_reports_for(%s)", [matter.pk])
    return [
        report
        for report in rows
        if not policy.against_sanitised(asker, vars(report)["subject_marks"], matter.subject_mark, assigned)
    ]


def on_a_lead(account: Account, lead: Lead) -> list[Concern]:
    """What a lead's page shows, with its line in the log."""
    found = about(asker_of(account), [lead.subject_mark])
    _line(account, "lead", lead.pk, found)
    return [in_full(report) for report in found]


def on_a_matter(account: Account, matter: Matter) -> list[Concern]:
    """What a matter's page shows, with its line in the log: reports linked to it, and all to who reads intelligence."""
    full = about(asker_of(account), [matter.subject_mark])
    linked = [report for report in linked_to(account, matter) if report not in full]
    _line(account, "matter", matter.pk, [*full, *linked])
    told = [in_full(report) for report in full] + [_sanitised(report) for report in linked]
    return sorted(told, key=lambda concern: concern.received_on)


def _line(account: Account, kind: str, key: uuid.UUID, found: Iterable[IntelligenceReport]) -> None:
    ids = [str(report.pk) for report in found]
    if ids:
        leave(account, "earlier concerns read", kind, str(key), outcome="allowed", reports=ids)


def _sanitised(report: IntelligenceReport) -> Concern:
    return Concern(report.received_on, report.grading, str(report.conditions), str(report.sanitised or ""))


def in_full(report: IntelligenceReport) -> Concern:
    """A report as it is shown to who may read it."""
    told = _sanitised(report)
    return Concern(
        told.received_on, told.grading, told.conditions, told.text, report.pk, str(report.get_state_display())
    )
