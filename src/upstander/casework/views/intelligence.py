"""Intelligence: the list, a report in full, a new one by hand or from a lead, and its source for a purpose."""

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave, purpose_given
from upstander.casework import concerns, policy
from upstander.casework.actions import intelligence as actions
from upstander.casework.actions.intelligence_moves import may_be_done
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.intelligence import NewReportForm, ReportFilter
from upstander.casework.forms.reading import PurposeForm
from upstander.casework.grading import GRADES, Scale, words
from upstander.casework.listing import listed
from upstander.casework.models import IntelligenceReport, IntelligenceSource, Lead
from upstander.casework.report_history import belongings, told_history
from upstander.casework.views.finding import lead_for, report_for, signed_in
from upstander.casework.views.intelligence_doings import doings_for
from upstander.casework.views.leads import page_of_lead

A_PAGE = 25  # reports
WORK = "work on intelligence"


def _or_unseen(request: HttpRequest) -> None:
    reason = policy.against_intelligence(asker_of(signed_in(request)))
    if reason:
        raise Unseen("intelligence", "", reason)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The reports that wait, those that came back first. Nothing unseen is counted."""
    _or_unseen(request)
    account = signed_in(request)
    asker, chosen = asker_of(account), ReportFilter(request.GET)
    first = (chosen.page - 1) * A_PAGE
    reports = IntelligenceReport.objects.prefetch_related("subjects", "from_door__report__exclusions")
    found = list(chosen.among(reports, account)[first : first + A_PAGE + 1])
    shown = [
        report for report in found[:A_PAGE] if not policy.against_report(asker, report.marks(), report.kept_from())
    ]
    ids = [str(report.pk) for report in shown]
    leave(account, "intelligence listed", "intelligence", "", purpose=WORK, outcome="allowed", ids=ids)
    told = {"reports": shown, "chosen": chosen, "more": len(found) > A_PAGE}
    return render(request, "casework/intelligence.html", told)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A report that came by telephone, by post or by Crimestoppers, entered by hand."""
    _or_unseen(request)
    form = NewReportForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "casework/intelligence_new.html", {"form": form}, status=status)
    report = actions.take_in(received=form.received(), by=signed_in(request))
    return to_report(request, report)


def to_report(request: HttpRequest, report: IntelligenceReport) -> HttpResponse:
    """Back to a report, or to the list, where who has just named somebody may no longer see it."""
    seen = IntelligenceReport.objects.filter(pk=report.pk).first()
    hidden = seen is None or policy.against_report(asker_of(signed_in(request)), seen.marks(), seen.kept_from())
    return redirect("intelligence") if hidden else redirect("intelligence-report", report=report.pk)


@require_POST
def of_lead(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """Makes a report of a lead."""
    found = lead_for(request, lead)
    try:
        report = actions.from_lead(lead=found, by=signed_in(request))
    except NotNow as answer:
        leave(request.user, "intelligence received", "lead", str(found.pk), outcome="refused")
        return page_of_lead(request, found, problem=str(answer), status=409)
    return to_report(request, report)


@require_GET
def page(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """A report in full, with what else is known about the same people."""
    found = report_for(request, report)
    account = signed_in(request)
    asker, marks = asker_of(account), found.marks()
    others = [other for other in concerns.about(asker, marks) if other != found]
    leads = _leads(asker, marks)
    leave(
        account,
        "intelligence read",
        "intelligence",
        str(found.pk),
        purpose=WORK,
        outcome="allowed",
        others=[str(other.pk) for other in [*others, *leads]],
    )
    shown = {
        "report": found,
        "subjects": found.subjects.all(),
        "grades": [(scale.label, scale.said(value)) for scale, value in _graded(found) if value],
        "earlier": [concerns.in_full(other) for other in others],
        "leads": [listed(lead, account) for lead in leads],
        "links": belongings(found, asker),
        "history": told_history(found, asker),
        "doings": doings_for(found, asker),
        "may_sanitise": {"sanitised", "sanitised again"} & set(may_be_done(found)),
        "may_ask_source": not policy.against_source(asker, marks, str(found.writer_id), found.kept_from()),
    }
    return render(request, "casework/intelligence_report.html", shown)


def _graded(report: IntelligenceReport) -> list[tuple[Scale, str]]:
    asked = words()
    return [(getattr(asked, name), getattr(report, "source_grade" if name == "source" else name)) for name in GRADES]


def _leads(asker: Asker, marks: frozenset[str]) -> Sequence[Lead]:
    found = Lead.objects.filter(subject_mark__in=list(marks))
    return [lead for lead in found if not policy.against_lead(asker, lead.subject_mark)]


@require_http_methods(["GET", "POST"])
@asks_again
def source(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Who gave a report: for who took it in and for the manager, for a purpose that is kept."""
    found = report_for(request, report)
    account = signed_in(request)
    reason = policy.against_source(asker_of(account), found.marks(), str(found.writer_id), found.kept_from())
    if reason:
        raise Unseen("intelligence source", str(found.pk), reason)
    form = PurposeForm(request.POST or None)
    if not form.is_valid():
        leave(account, "intelligence source asked", "intelligence", str(found.pk), purpose=WORK, outcome="allowed")
        told = {"report": found, "form": form}
        return render(request, "casework/intelligence_source.html", told, status=422 if form.is_bound else 200)
    given = form.cleaned_data["purpose"]
    purpose = purpose_given(account, given)
    leave(account, "intelligence source read", "intelligence", str(found.pk), purpose=purpose, outcome="allowed")
    held = IntelligenceSource.objects.filter(report=found).first()
    told = {"report": found, "form": form, "purpose": given, "source": held, "read": True}
    return render(request, "casework/intelligence_source.html", told)
