"""The list of leads, a lead in full, the records behind it, and what is done with it."""

import uuid
from functools import partial
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave, purpose_given
from upstander.casework import concerns, policy
from upstander.casework.actions import leads as actions
from upstander.casework.actions import matters as matter_actions
from upstander.casework.drawing import drawn
from upstander.casework.forms.leads import ExplanationForm, Filter, MoveForm
from upstander.casework.forms.matters import OpeningForm, nobodys
from upstander.casework.forms.reading import PurposeForm, page_of
from upstander.casework.listing import listed
from upstander.casework.models import Lead, LeadState
from upstander.casework.models.lead import WORKING
from upstander.casework.on_record import on_record
from upstander.casework.views.finding import lead_for, signed_in
from upstander.engines import DuckDBEngine
from upstander.leads.telling.evidence import EvidenceRow, evidence_of
from upstander.leads.telling.lead import TellingError, read_lead
from upstander.leads.telling.network import network
from upstander.leads.telling.place_map import place_map
from upstander.leads.telling.timeline import timeline
from upstander.leads.telling.timeline_lines import COLUMNS, timeline_lines
from upstander.leads.telling.wording import expected_words, standing_words, tested_words

A_PAGE = 25  # leads
TRIAGE = "triage of leads"


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The leads as the scan ranks them, by a filter that stands in the address. Nothing unseen is counted."""
    account = signed_in(request)
    reason = policy.against_leads(asker_of(account))
    if reason:
        raise Unseen("leads", "", reason)
    chosen = Filter(request.GET)
    first = (chosen.page - 1) * A_PAGE
    found = list(chosen.among(Lead.objects.select_related("holder"), account)[first : first + A_PAGE + 1])
    shown, more = found[:A_PAGE], len(found) > A_PAGE
    leave(account, "leads listed", "lead", "", purpose=TRIAGE, outcome="allowed", ids=[str(lead.pk) for lead in shown])
    lines = [listed(lead, account) for lead in shown]
    return render(request, "casework/leads.html", {"lines": lines, "chosen": chosen, "more": more})


@require_GET
def page(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """A lead in full, as the scan told it."""
    return page_of_lead(request, lead_for(request, lead))


def page_of_lead(
    request: HttpRequest,
    lead: Lead,
    *,
    problem: str = "",
    status: int = 200,
    opening: OpeningForm | None = None,
    deciding: MoveForm | None = None,
) -> HttpResponse:
    """The page of a lead, with its line in the log whatever it answers; a form that failed keeps what was typed."""
    asker = asker_of(signed_in(request))
    others, moves = _others(lead), _offered(lead)
    ids = [str(other.pk) for other in others]
    leave(request.user, "lead read", "lead", str(lead.pk), purpose=TRIAGE, outcome="allowed", others=ids)
    shown = {
        "lead": lead,
        "entries": lead.entries.select_related("by"),
        "problems": [problem] if problem else [],
        "failed": deciding or opening,
        "moves": moves,
        "deciding": deciding or MoveForm(moves),
        "may_ask": lead.state in WORKING,
        "asked": lead.asked.select_related("by", "answer__by"),
        "today": timezone.localdate(),
        "seen": lead.seen.all(),
        "may_explain": _may_explain(lead, asker),
        "may_open": lead.state in WORKING and not policy.against_opening(asker, lead.subject_mark),
        "opening": opening or _opening(asker, lead),
        "others": [listed(other, signed_in(request)) for other in others],
        "earlier": concerns.on_a_lead(signed_in(request), lead),
    }
    return render(request, "casework/lead.html", shown | _told(lead, page_of(request.GET)), status=status)


def _offered(lead: Lead) -> list[str]:
    return [what for what, (_to, leaves) in actions.MOVES.items() if lead.state in leaves]


def _opening(asker: Asker, lead: Lead, given: QueryDict | None = None) -> OpeningForm:
    """What a matter needs to be opened, with what the subject is chosen from the force's record of them."""
    may_open = lead.state in WORKING and not policy.against_opening(asker, lead.subject_mark)
    read = partial(on_record, asker) if may_open else nobodys
    today = timezone.localdate()
    return OpeningForm(given, record=read, today=today, about=lead.subject_id, initial={"day": today})


def _may_explain(lead: Lead, asker: Asker) -> bool:
    dismissed = lead.state == LeadState.DISMISSED and bool(lead.affected_id)
    return dismissed and not policy.against_opening(asker, lead.subject_mark) and not hasattr(lead, "explanation")


def _others(lead: Lead) -> list[Lead]:
    return list(Lead.objects.filter(subject_mark=lead.subject_mark).exclude(pk=lead.pk)[:A_PAGE])


def _told(lead: Lead, page: int) -> dict[str, object]:
    """What the scan's folder says of a lead, with a page of its timeline; where it cannot be read, that is said."""
    try:
        told = read_lead(Path(lead.scan), lead.lead_id)
    except (TellingError, OSError) as error:
        return {"untold": str(error)}
    parts = (("Timeline", timeline(told)), ("Places", place_map(told)), ("People around it", network(told)))
    return {
        "told": told,
        "standing": standing_words(told),
        "strands": [(strand, expected_words(strand)) for strand in told.strands],
        "tested": [tested_words(one) for one in told.tested],
        "parts": [(title, part, drawn(part.figure) if part.figure else "") for title, part in parts],
        "lines": timeline_lines(told, page),
        "line_columns": COLUMNS,
    }


@require_http_methods(["GET", "POST"])
@asks_again
def records(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """The records behind a lead, down to each row; they are read for a purpose that the reader gives."""
    found = lead_for(request, lead)
    form = PurposeForm(request.POST or None)
    if not form.is_valid():
        leave(request.user, "records named", "lead", str(found.pk), purpose=TRIAGE, outcome="allowed")
        status = 422 if form.is_bound else 200
        return render(request, "casework/records.html", {"lead": found, "form": form}, status=status)
    words = form.cleaned_data["purpose"]
    purpose = purpose_given(signed_in(request), words)
    try:
        rows = _evidence(found)  # before the line: whoever writes one holds the log until the page is answered
    except (TellingError, OSError) as error:
        leave(request.user, "records read", "lead", str(found.pk), purpose=purpose, outcome="refused")
        return render(request, "casework/records.html", {"lead": found, "form": form, "unread": str(error)}, status=409)
    leave(request.user, "records read", "lead", str(found.pk), purpose=purpose, outcome="allowed")
    return render(request, "casework/records.html", {"lead": found, "form": form, "rows": rows, "purpose": words})


def _evidence(lead: Lead) -> tuple[EvidenceRow, ...]:
    told = read_lead(Path(lead.scan), lead.lead_id)
    with DuckDBEngine() as engine:
        return evidence_of(told, engine)


@require_POST
def move(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """Claims, lets go, dismisses or opens again."""
    found = lead_for(request, lead)
    form = MoveForm(_offered(found), request.POST)
    if not form.is_valid():
        return page_of_lead(request, found, deciding=form, status=422)
    try:
        actions.move(lead=found, what=form.cleaned_data["what"], why=form.reason(), by=signed_in(request))
    except actions.NotNow as answer:
        found.refresh_from_db()
        leave(request.user, f"lead {form.cleaned_data['what']}", "lead", str(found.pk), outcome="refused")
        return page_of_lead(request, found, problem=str(answer), deciding=form, status=409)
    return _next(found) if request.POST.get("then") == "next" else redirect("lead", lead=found.pk)


def _next(lead: Lead) -> HttpResponse:
    """The lead to read next: the first that nobody works on, in the order of the list; the list where there is none."""
    following = Lead.objects.filter(state=LeadState.OPEN).exclude(pk=lead.pk).first()
    return redirect("lead", lead=following.pk) if following else redirect("leads")


@require_POST
def open_matter(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """Makes a lead a matter."""
    found = lead_for(request, lead)
    form = _opening(asker_of(signed_in(request)), found, request.POST)
    if not form.is_valid():
        return page_of_lead(request, found, opening=form, status=422)
    try:
        matter = matter_actions.open_from_lead(lead=found, by=signed_in(request), **form.cleaned_data)
    except actions.NotNow as answer:
        found.refresh_from_db()
        leave(request.user, "matter opened", "lead", str(found.pk), outcome="refused")
        return page_of_lead(request, found, problem=str(answer), opening=form, status=409)
    return redirect("matter", matter=matter.pk)


@require_http_methods(["GET", "POST"])
@asks_again
def explain(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """Accepts, as the second person, what explains a dismissed lead."""
    found = lead_for(request, lead)
    reason = policy.against_opening(asker_of(signed_in(request)), found.subject_mark)
    if reason:
        raise Unseen("lead", str(lead), reason)
    form = ExplanationForm(request.POST or None)
    problems: list[str] = []
    if form.is_valid():
        try:
            actions.accept_explanation(lead=found, by=signed_in(request), **form.cleaned_data)
        except actions.NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("lead", lead=found.pk)
    leave(request.user, "lead read", "lead", str(found.pk), purpose=TRIAGE, outcome="allowed")
    shown = {"lead": found, "form": form, "problems": problems}
    return render(request, "casework/explanation.html", shown, status=422 if form.is_bound else 200)
