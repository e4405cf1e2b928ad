"""What happened to an intelligence report and what it belongs with, as far as somebody may know."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from upstander.access.asking import Asker
from upstander.casework import policy
from upstander.casework.actions.break_glass import assigned_to
from upstander.casework.actions.intelligence import LINKED
from upstander.casework.grading import words
from upstander.casework.models import IntelligenceEntry, IntelligenceReport, Lead, Matter, Report

BY_ITSELF = "Upstander, by itself"


@dataclass(frozen=True)
class Place:
    """Something that has a page: its name, and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class Happened:
    """One entry of a report as its page tells it."""

    at: dt.datetime
    by: str
    what: str
    why: str
    details: Collection[tuple[str, str]]
    place: Place | None


def told_history(report: IntelligenceReport, asker: Asker) -> list[Happened]:
    """Every entry, oldest first. What brought a report back is named to those alone who may see it, and a link to what
    somebody may not see is none.
    """
    entries = list(report.entries.select_related("by"))
    places = seen(asker, [(entry.cause, entry.cause_id) for entry in entries if entry.cause_id])
    return [
        Happened(
            entry.at,
            entry.by.name if entry.by else BY_ITSELF,
            entry.what,
            entry.why or "",
            _details(entry),
            places.get(entry.cause_id) if entry.cause_id else None,
        )
        for entry in entries
        if entry.what != LINKED or entry.cause_id in places
    ]


def _details(entry: IntelligenceEntry) -> list[tuple[str, str]]:
    asked = words()
    scales = {"source_grade": asked.source, "assessment": asked.assessment, "handling": asked.handling}
    return [
        (scales[name].label, scales[name].said(value)) if name in scales else (name.capitalize(), value)
        for name, value in (entry.details or {}).items()
    ]


def belongings(report: IntelligenceReport, asker: Asker) -> list[tuple[Place, str]]:
    """What a report is linked to from either side, and why, as far as both ends may be seen."""
    ends: list[tuple[str, uuid.UUID, str]] = []
    for link in report.links.all():
        kind, key = next((k, v) for k, v in _ends(link.lead_id, link.other_id, link.matter_id) if v)
        ends.append((kind, key, link.why))
    ends += [("report", link.report_id, link.why) for link in report.linked_from.all()]
    places = seen(asker, [(kind, key) for kind, key, _why in ends])
    return [(places[key], why) for _kind, key, why in ends if key in places]


def _ends(
    lead: uuid.UUID | None, report: uuid.UUID | None, matter: uuid.UUID | None
) -> tuple[tuple[str, uuid.UUID | None], ...]:
    return (("lead", lead), ("report", report), ("matter", matter))


def seen(asker: Asker, asked: Collection[tuple[str, uuid.UUID]]) -> dict[uuid.UUID, Place]:
    """The places of those things, by their ids, that somebody may see.

    Kinds: "lead", "report" (of intelligence), "matter", and "door" (a report that came through it).
    """

    def of(kind: str) -> list[uuid.UUID]:
        return [key for named, key in asked if named == kind]

    leads = Lead.objects.filter(pk__in=of("lead"))
    reports = IntelligenceReport.objects.filter(pk__in=of("report")).prefetch_related(
        "subjects", "from_door__report__exclusions"
    )
    doors = Report.objects.filter(pk__in=of("door")).defer("sealed", "private_key")
    doors = doors.prefetch_related("subjects", "names", "exclusions")
    matters = Matter.objects.filter(pk__in=of("matter")).prefetch_related(
        "assignments", "from_door__report__exclusions"
    )
    shown: dict[uuid.UUID, Place] = {}
    for lead in leads:
        if not policy.against_lead(asker, lead.subject_mark):
            shown[lead.pk] = Place(f"Lead: {lead}", reverse("lead", args=[lead.pk]))
    for report in reports:
        if not policy.against_report(asker, report.marks(), report.kept_from()):
            address = reverse("intelligence-report", args=[report.pk])
            shown[report.pk] = Place(f"{report}, received {report.received_on:%d/%m/%Y}", address)
    for matter in matters:
        if not policy.against_matter(asker, matter.subject_mark, assigned_to(matter), matter.kept_from()):
            shown[matter.pk] = Place(str(matter), reverse("matter", args=[matter.pk]))
    for door in doors:
        if not policy.against_door_report(asker, door.marks(), door.kept_from()):
            shown[door.pk] = Place(f"{door}, received {door.received_on:%d/%m/%Y}", reverse("report", args=[door.pk]))
    return shown
