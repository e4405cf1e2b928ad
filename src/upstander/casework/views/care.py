"""The people a matter affects: who they are, how each is met and kept safe, and what they were promised."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave, purpose_given
from upstander.casework import care
from upstander.casework.actions import care as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.care import (
    AgencyForm,
    ContactDetailForm,
    ContactForm,
    EndForm,
    KeptForm,
    NamingForm,
    PlanForm,
    PromiseForm,
)
from upstander.casework.forms.reading import PurposeForm
from upstander.casework.models import AffectedPerson, ContactDetail, Promise, Section
from upstander.casework.procedure import Refused
from upstander.casework.views.finding import frame, matter_for, signed_in

CARE = "care of an affected person"
KEEPS: dict[str, tuple[str, type[forms.Form], Callable[..., Any]]] = {
    "contact": ("A contact that was made", ContactForm, actions.log_contact),
    "agency": ("A contact at another agency", AgencyForm, actions.add_agency),
    "promise": ("A promise", PromiseForm, actions.promise),
    "detail": ("A way of reaching them", ContactDetailForm, actions.keep_contact_detail),
}


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The people of a matter, by the names its history has for them; naming one more."""
    found = matter_for(request, matter)
    may_name = not care.against_naming(actions.parts_in(found, signed_in(request)))
    form = NamingForm(request.POST or None)
    if may_name and form.is_valid():
        person = actions.name(matter=found, words=form.cleaned_data["words"], by=signed_in(request))
        return redirect("person", matter=found.pk, person=person.pk)
    named = list(AffectedPerson.objects.filter(matter=found))
    ids = [str(person.pk) for person in named]
    leave(request.user, "people listed", "matter", str(found.pk), purpose=CARE, outcome="allowed", ids=ids)
    shown = frame(request, found, "people") | {"people": named, "form": form if may_name else None}
    return render(request, "casework/people.html", shown, status=422 if form.is_bound else 200)


def person_for(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID) -> tuple[AffectedPerson, frozenset[str]]:
    """A person of a matter, and in what parts who asks stands to them. Raises Unseen."""
    found = AffectedPerson.objects.filter(matter=matter_for(request, matter), pk=person).first()
    if found is None:
        raise Unseen("affected person", str(person), "nothing of this id is shown to them by the database")
    return found, actions.parts_in(found.matter, signed_in(request))


@require_GET
def page(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """A person's plan, as far as it is for who asks; how they are reached stands on a page of its own."""
    found, parts = person_for(request, matter, person)
    return _page(request, found, parts)


def _page(
    request: HttpRequest, person: AffectedPerson, parts: frozenset[str], *, problem: str = "", status: int = 200
) -> HttpResponse:
    leave(request.user, "plan read", "affected person", str(person.pk), purpose=CARE, outcome="allowed")
    logs = not care.against_logs(parts)
    shown = frame(request, person.matter, "people") | {
        "person": person,
        "sections": _sections(person, parts),
        "writes": not care.against_writing(parts),
        "contacts": person.contacts.select_related("by") if logs else None,
        "promises": person.promises.select_related("kept", "by") if logs else None,
        "agencies": person.agencies.all() if not care.against_agencies(parts) else None,
        "today": timezone.localdate(),
        "problems": [problem] if problem else [],
    }
    return render(request, "casework/person.html", shown, status=status)


def _sections(person: AffectedPerson, parts: frozenset[str]) -> list[dict[str, Any]]:
    """Each section that may be read, with what stands in it and how many versions came before."""
    entries = list(person.plan.filter(section__in=care.sections_read(parts)).select_related("by"))
    told: list[dict[str, Any]] = []
    for section in (section for section in Section if section in care.sections_read(parts)):
        versions = [entry for entry in entries if entry.section == section]
        stands = versions[-1] if versions else None
        told.append({"section": section, "slug": slug(section), "stands": stands, "earlier": versions[:-1]})
    return told


def slug(section: Section) -> str:
    """A section's name in an address."""
    return section.value.replace(" ", "-")


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID, section: str) -> HttpResponse:
    """Writing one section of a plan anew."""
    found, parts = person_for(request, matter, person)
    chosen = next((one for one in Section if slug(one) == section), None)
    reason = care.against_writing(parts) if chosen else "there is no such section"
    if reason or chosen is None:
        raise Unseen("plan section", section, reason)
    last = found.plan.filter(section=chosen).last()
    form = PlanForm(request.POST or None, initial={"words": last.words if last else ""})
    problems: list[str] = []
    if form.is_valid():
        try:
            actions.write(person=found, section=chosen, words=form.cleaned_data["words"], by=signed_in(request))
        except Refused as refused:
            problems = [str(reason) for reason in refused.reasons]
        else:
            return redirect("person", matter=found.matter_id, person=found.pk)
    return _form(request, found, str(chosen.label), form, problems)


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID, what: str) -> HttpResponse:
    """Keeps a contact, an agency, a promise, or a way of reaching somebody."""
    found, parts = person_for(request, matter, person)
    title, kind, action = KEEPS.get(what, ("", forms.Form, actions.promise))
    against = care.against_logs(parts) if what in {"contact", "promise"} else care.against_writing(parts)
    if against or not title:
        raise Unseen("affected person", str(person), against or "there is nothing of this kind")
    form = kind(request.POST or None)
    if form.is_valid():
        action(person=found, by=signed_in(request), **form.cleaned_data)
        return redirect("person", matter=found.matter_id, person=found.pk)
    return _form(request, found, title, form, [])


@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID, promise: uuid.UUID) -> HttpResponse:
    """Keeps that a promise was kept."""
    found, parts = person_for(request, matter, person)
    promised = Promise.objects.filter(person=found, pk=promise).first()
    against = care.against_logs(parts)
    if against or promised is None:
        raise Unseen("promise", str(promise), against or "nothing of this id is shown to them by the database")
    form = KeptForm(request.POST or None, initial={"day": timezone.localdate()})
    if form.is_valid():
        try:
            actions.keep_promise(promised=promised, by=signed_in(request), **form.cleaned_data)
        except NotNow as answer:
            return _page(request, found, parts, problem=str(answer), status=409)
        return redirect("person", matter=found.matter_id, person=found.pk)
    return _form(request, found, f"Promised: {promised.what}", form, [])


@require_http_methods(["GET", "POST"])
@asks_again
def reach(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """How a person is reached: shown to the liaison officer of the matter, for a purpose that is kept."""
    found, parts = person_for(request, matter, person)
    against = care.against_writing(parts)
    if against:
        raise Unseen("contact details", str(person), against)
    form = PurposeForm(request.POST or None)
    shown = frame(request, found.matter, "people") | {"person": found, "form": form}
    if not form.is_valid():
        leave(request.user, "plan read", "affected person", str(found.pk), purpose=CARE, outcome="allowed")
        return render(request, "casework/reach.html", shown, status=422 if form.is_bound else 200)
    purpose = purpose_given(signed_in(request), form.cleaned_data["purpose"])
    leave(request.user, "contact details read", "affected person", str(found.pk), purpose=purpose, outcome="allowed")
    details = found.contact_details.filter(ends=None, ended_by=None)
    return render(request, "casework/reach.html", shown | {"details": details, "revealed": True, "ending": EndForm()})


@require_http_methods(["POST"])
def end(request: HttpRequest, matter: uuid.UUID, person: uuid.UUID, detail: uuid.UUID) -> HttpResponse:
    """Takes a way of reaching somebody out of use."""
    found, parts = person_for(request, matter, person)
    kept_detail = ContactDetail.objects.filter(person=found, pk=detail, ends=None).first()
    against = care.against_writing(parts)
    if against or kept_detail is None:
        raise Unseen("contact details", str(detail), against or "nothing of this id is shown to them by the database")
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, found, parts, problem="Say why it is out of use.", status=422)
    try:
        actions.end_contact_detail(detail=kept_detail, why=form.cleaned_data["why"], by=signed_in(request))
    except NotNow as answer:
        return _page(request, found, parts, problem=str(answer), status=409)
    return redirect("person", matter=found.matter_id, person=found.pk)


def _form(
    request: HttpRequest, person: AffectedPerson, title: str, form: forms.Form, problems: list[str]
) -> HttpResponse:
    """The page of a form, with its line in the log: it names whom it is for, and some show what the plan says."""
    leave(request.user, "plan read", "affected person", str(person.pk), purpose=CARE, outcome="allowed")
    shown = {"matter": person.matter, "person": person, "title": title, "form": form, "problems": problems}
    return render(request, "casework/person_form.html", shown, status=422 if form.is_bound else 200)
