"""Finding what an address names, in the same words and the same way whether it is not there or may not be seen."""

import re
import uuid
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse

from upstander.access.asking import AskedFirst, Unseen, asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions import first_reading
from upstander.casework.actions.break_glass import assigned_to
from upstander.casework.actions.documents import against_pack
from upstander.casework.actions.report_standing import as_seen
from upstander.casework.actions.work import against as against_work
from upstander.casework.models import IntelligenceReport, Lead, Matter, Report

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def signed_in(request: HttpRequest) -> Account:
    """Who asks; pages are reached by nobody else (LoginRequiredMiddleware)."""
    assert isinstance(request.user, Account)  # noqa: S101 - tells the type checker what the middleware has seen to
    return request.user


def key_in(address: str) -> uuid.UUID | None:
    """The id in an address that somebody copied, or in what else they gave; none where there is none."""
    found = UUID.search(address.lower())
    return uuid.UUID(found.group()) if found else None


def lead_for(request: HttpRequest, key: uuid.UUID) -> Lead:
    """A lead that may be seen. Raises Unseen, whether it is hidden or was never there."""
    lead = _found(Lead.objects.filter(pk=key).first(), "lead", key)
    _or_unseen(policy.against_lead(asker_of(signed_in(request)), lead.subject_mark), "lead", key)
    return lead


def matter_for(request: HttpRequest, key: uuid.UUID) -> Matter:
    """A matter that may be read. Raises Unseen, whether it is hidden or was never there, and AskedFirst.

    Whoever has a part says before they first read it whether they have a tie to whom it is about.
    """
    matter = matter_known(request, key)
    reason = first_reading.against(matter, signed_in(request))
    if reason:
        raise AskedFirst(reverse("matter-tie", args=[matter.pk]), reason)
    return matter


def matter_known(request: HttpRequest, key: uuid.UUID) -> Matter:
    """A matter that they may know of, read or not. Raises Unseen, whether it is hidden or was never there."""
    matter = _found(Matter.objects.filter(pk=key).first(), "matter", key)
    reason = policy.against_matter(
        asker_of(signed_in(request)), matter.subject_mark, assigned_to(matter), matter.kept_from()
    )
    _or_unseen(reason, "matter", key)
    return matter


def report_for(request: HttpRequest, key: uuid.UUID) -> IntelligenceReport:
    """An intelligence report that may be seen. Raises Unseen, whether it is hidden or was never there."""
    report = _found(IntelligenceReport.objects.filter(pk=key).first(), "intelligence", key)
    _or_unseen(
        policy.against_report(asker_of(signed_in(request)), report.marks(), report.kept_from()), "intelligence", key
    )
    return report


def door_report_for(request: HttpRequest, key: uuid.UUID) -> Report:
    """A report of the door, as it stands for them. Raises Unseen, whether it is hidden or was never there."""
    report = _found(Report.objects.filter(pk=key).first(), "report", key)
    reason = policy.against_door_report(asker_of(signed_in(request)), report.marks(), report.kept_from())
    _or_unseen(reason, "report", key)
    as_seen(report, asker_of(signed_in(request)))
    return report


def frame(request: HttpRequest, matter: Matter, here: str) -> dict[str, Any]:
    """What every page of a matter is given: the matter, which page it is, and which of its pages are theirs."""
    account = signed_in(request)
    theirs = {"works_on_it": not against_work(matter, account), "makes_packs": not against_pack(matter, account)}
    return {"matter": matter, "here": here, **theirs}


Found = TypeVar("Found", Lead, Matter, IntelligenceReport, Report)


def _found(found: Found | None, kind: str, key: uuid.UUID) -> Found:
    if found is None:
        raise Unseen(kind, str(key), "nothing of this id is shown to them by the database")
    return found


def _or_unseen(reason: str, kind: str, key: uuid.UUID) -> None:
    if reason:
        raise Unseen(kind, str(key), reason)
