"""What people put into intelligence: a report by hand or from a lead, whom it is about, and what it belongs with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave, purpose_given
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.grading import words
from upstander.casework.models import (
    CameBy,
    IntelligenceEntry,
    IntelligenceLink,
    IntelligenceReport,
    IntelligenceSource,
    IntelligenceSubject,
    Lead,
    LeadEntry,
    Matter,
)
from upstander.casework.sanitising import source_marks

KIND = "intelligence"
RECEIVED, NAMED, LINKED = "received", "subject named", "linked"
LOOKED = "looked for who was there"
MADE = "became an intelligence report"
LINKED_TO = {Lead: "lead", IntelligenceReport: "other", Matter: "matter"}
CAUSES = {"lead": "lead", "other": "report", "matter": "matter"}


@dataclass(frozen=True)
class Named:
    """A member of staff whom a report is about: the number, and the name where it is known."""

    number: str
    name: str = ""


@dataclass(frozen=True)
class Source:
    """Who or what gave a report: a name, how they are reached, and what else is known of them."""

    name: str = ""
    reach: str = ""
    about: str = ""


@dataclass(frozen=True)
class Received:
    """A report as it came in. `subjects` may be empty: somebody whom nobody could name yet."""

    received_on: dt.date
    came_by: str
    original: str
    source: Source
    subjects: Sequence[Named] = ()
    category: str = ""


@transaction.atomic
def take_in(*, received: Received, by: Account) -> IntelligenceReport:
    """A new report. Raises Unseen where policy is against it.

    Who names somebody they have a tie to, has written it, and sees it no more.
    """
    or_unseen(policy.against_intelligence(asker_of(by)), "")
    report = _kept(received, by)
    told(report, by, RECEIVED)
    leave(by, "intelligence received", KIND, str(report.pk), outcome="done")
    _about(report, received.subjects, by)
    return report


def _kept(received: Received, by: Account) -> IntelligenceReport:
    """The report and its source; whom it is about is written last, since it may shut out who writes."""
    source = received.source
    report = IntelligenceReport.objects.create(
        received_on=received.received_on,
        came_by=received.came_by,
        original=received.original,
        category=received.category,
        source_marks=source_marks((source.name, source.reach), words()),
        writer=by,
    )
    if source.name or source.reach or source.about:
        IntelligenceSource.objects.create(
            report=report, name=source.name, reach=source.reach, about=source.about, by=by
        )
    return report


def told(
    report: IntelligenceReport,
    by: Account,
    what: str,
    why: str = "",
    details: Mapping[str, str] | None = None,
    **cause: object,
) -> None:
    """Adds to a report's history."""
    IntelligenceEntry.objects.create(
        report=report, by=by, what=what, why=why.strip(), details=dict(details or {}), **cause
    )


def _about(report: IntelligenceReport, subjects: Sequence[Named], by: Account) -> None:
    IntelligenceSubject.objects.bulk_create(
        IntelligenceSubject(report=report, subject_id=one.number, subject_name=one.name, by=by)
        for one in {mark(one.number): one for one in subjects}.values()
    )


@transaction.atomic
def from_lead(*, lead: Lead, by: Account) -> IntelligenceReport:
    """A report of what a lead says, linked to it. Raises Unseen, and NotNow where the lead has one already."""
    reason = policy.against_lead(asker_of(by), lead.subject_mark)
    if reason:
        raise Unseen("lead", str(lead.pk), reason)
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    if held.entries.filter(what=MADE).exists():
        raise NotNow("An intelligence report was made of this lead already: its history says when.")
    received = Received(timezone.localdate(), CameBy.TECHNICAL, held.summary, Source())
    report = take_in(received=received, by=by)
    joined(report, held, "made from this lead", by)
    LeadEntry.objects.create(lead=held, by=by, what=MADE, why="")
    _about(report, [Named(held.subject_id, held.subject_name)], by)
    return report


@transaction.atomic
def name_subjects(*, report: IntelligenceReport, subjects: Sequence[Named], why: str, by: Account) -> None:
    """Says whom a report is about, or whom beside those it has. Raises Unseen and NotNow.

    All at once: who has a tie to the first of them could not name the second.
    """
    or_unseen(policy.against_report(asker_of(by), report.marks(), report.kept_from()), str(report.pk))
    held = IntelligenceReport.objects.select_for_update().get(pk=report.pk)
    if {mark(subject.number) for subject in subjects} & held.marks():
        raise NotNow("This report is about them already.")
    told(held, by, NAMED, why)
    leave(by, "intelligence subject named", KIND, str(held.pk), outcome="done")
    _about(held, subjects, by)


@transaction.atomic
def looked_for(
    *, report: IntelligenceReport, purpose: str, asked: Mapping[str, str], read_of: Sequence[str] = (), by: Account
) -> None:
    """Keeps that somebody looked in the records for whom a report is about, and why. Raises Unseen.

    `read_of`: the staff numbers of whose look-ups were read with it; the log has them as marks.
    """
    or_unseen(policy.against_report(asker_of(by), report.marks(), report.kept_from()), str(report.pk))
    told(report, by, LOOKED, purpose, asked)
    kept = purpose_given(by, purpose)
    read = {"look_ups_of": [mark(one) for one in read_of]}
    leave(by, "intelligence subject looked for", KIND, str(report.pk), purpose=kept, outcome="allowed", **read)


@transaction.atomic
def link(*, report: IntelligenceReport, to: Lead | IntelligenceReport | Matter, why: str, by: Account) -> None:
    """Joins a report to a lead, a report or a matter. Raises Unseen, and NotNow where it cannot be joined."""
    asker = asker_of(by)
    or_unseen(policy.against_report(asker, report.marks(), report.kept_from()), str(report.pk))
    held = IntelligenceReport.objects.select_for_update().get(pk=report.pk)
    if to == held:
        raise NotNow("This is the report itself: give the address of something else.")
    if isinstance(to, Matter) and held.sanitised is None:
        raise NotNow("Sanitise the report first: those who work on the matter read its sanitised text.")
    if held.links.filter(**{LINKED_TO[type(to)]: to}).exists():
        raise NotNow("The report is linked to this already.")
    joined(held, to, why, by)


def joined(report: IntelligenceReport, to: Lead | IntelligenceReport | Matter, why: str, by: Account) -> None:
    """Keeps a link, with its entry and its line."""
    end = LINKED_TO[type(to)]
    IntelligenceLink.objects.create(report=report, why=why.strip(), by=by, **{end: to})
    told(report, by, LINKED, why, cause=CAUSES[end], cause_id=to.pk)
    leave(by, "intelligence linked", KIND, str(report.pk), outcome="done", **{CAUSES[end]: str(to.pk)})


def or_unseen(reason: str, asked: str) -> None:
    """Raises Unseen where there is a reason."""
    if reason:
        raise Unseen(KIND, asked, reason)
