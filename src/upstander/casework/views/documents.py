"""Documents that leave the desk, given out for a purpose to somebody named."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework import care
from upstander.casework.actions import documents as actions
from upstander.casework.views.care import CARE, person_for
from upstander.casework.views.finding import frame, matter_for, signed_in
from upstander.casework.views.matters import WORK
from upstander.casework.views.work import INVESTIGATION, work_on
from upstander.govuk import fields


class ExportForm(forms.Form):
    """To whom a document goes, and why."""

    to = fields.words("To whom it goes", "For example, IOPC referrals", needed="Say to whom it goes", width="20")
    why = fields.words("Why", needed="Say why it leaves the desk")


@require_http_methods(["GET", "POST"])
@asks_again
def pack(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The referral pack."""
    found = matter_for(request, matter)
    reason = actions.against_pack(found, signed_in(request))
    if reason:
        raise Unseen("document", str(matter), reason)
    form = ExportForm(request.POST or None)
    if not form.is_valid():
        words = "Chronology, exhibits, statements, policy log, engagement plans, earlier matters: as PDF and as data."
        leave(request.user, "matter read", "matter", str(found.pk), purpose=WORK, outcome="allowed")
        shown = frame(request, found, "pack") | {"form": form, "title": "Referral pack", "words": words}
        return render(request, "casework/export.html", shown, status=422 if form.is_bound else 200)
    held = actions.referral_pack(matter=found, by=signed_in(request), **form.cleaned_data)
    return as_file(held, "application/zip", "referral-pack.zip")


@require_http_methods(["GET", "POST"])
@asks_again
def plan(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """The engagement plan of a person."""
    found, parts = person_for(request, matter, person)
    reason = care.against_writing(parts)
    if reason:
        raise Unseen("document", str(person), reason)
    form = ExportForm(request.POST or None)
    if not form.is_valid():
        words = f"What stands of the plan of {found}. How they are reached, and your own notes, are never in it."
        leave(request.user, "plan read", "affected person", str(found.pk), purpose=CARE, outcome="allowed")
        shown = frame(request, found.matter, "people") | {"form": form, "title": "Engagement plan", "words": words}
        return render(request, "casework/export.html", shown, status=422 if form.is_bound else 200)
    held = actions.plan_document(person=found, by=signed_in(request), **form.cleaned_data)
    return as_file(held, "application/pdf", "engagement-plan.pdf")


@require_http_methods(["GET", "POST"])
@asks_again
def schedule(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The disclosure schedule."""
    found = work_on(request, matter)
    form = ExportForm(request.POST or None)
    if not form.is_valid():
        leave(request.user, "investigation read", "matter", str(found.pk), purpose=INVESTIGATION, outcome="allowed")
        words = "Every exhibit, what of it is disclosed, and on what ground the rest is held back."
        shown = frame(request, found, "work") | {"form": form, "title": "Disclosure schedule", "words": words}
        return render(request, "casework/export.html", shown, status=422 if form.is_bound else 200)
    held = actions.disclosure_schedule(matter=found, by=signed_in(request), **form.cleaned_data)
    return as_file(held, "application/pdf", "disclosure-schedule.pdf")


def as_file(held: bytes, kind: str, name: str) -> HttpResponse:
    """A file under a name that says nothing of whom it is about."""
    answer = HttpResponse(held, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
