"""The work of an investigation: what is to be done, what was found, what was said against what the records show."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen
from upstander.access.models import Account
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave, purpose_given
from upstander.casework.actions import work as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.reading import PurposeForm
from upstander.casework.forms.work import (
    ComparisonForm,
    DisclosureForm,
    ExhibitForm,
    PolicyForm,
    ResultForm,
    StatementForm,
    TaskForm,
)
from upstander.casework.models import Exhibit, Matter, PolicyEntry, Statement, Task
from upstander.casework.views.finding import frame, matter_for, signed_in

INVESTIGATION = "investigation of the matter"
Act = Callable[[Matter, Any, Account], object]


def _task(matter: Matter, form: TaskForm, by: Account) -> object:
    return actions.add_task(matter=matter, by=by, **form.cleaned_data)


def _exhibit(matter: Matter, form: ExhibitForm, by: Account) -> object:
    return actions.keep_exhibit(matter=matter, by=by, **form.kept())


def _statement(matter: Matter, form: StatementForm, by: Account) -> object:
    return actions.keep_statement(matter=matter, by=by, **form.cleaned_data)


def _policy(matter: Matter, form: PolicyForm, by: Account) -> object:
    return actions.log_policy(matter=matter, by=by, **form.cleaned_data)


ADDS: dict[str, tuple[str, type[forms.Form], Act]] = {
    "task": ("A task", TaskForm, _task),
    "exhibit": ("An exhibit", ExhibitForm, _exhibit),
    "statement": ("Something that was said", StatementForm, _statement),
    "policy": ("A decision for the policy log", PolicyForm, _policy),
}


def work_on(request: HttpRequest, key: uuid.UUID) -> Matter:
    """A matter whose investigation is this person's work. Raises Unseen."""
    found = matter_for(request, key)
    reason = actions.against(found, signed_in(request))
    if reason:
        raise Unseen("investigation", str(key), reason)
    return found


@require_GET
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Tasks, exhibits, statements and the policy log of a matter."""
    return _page(request, work_on(request, matter))


def _page(request: HttpRequest, matter: Matter, *, problem: str = "", status: int = 200) -> HttpResponse:
    leave(request.user, "investigation read", "matter", str(matter.pk), purpose=INVESTIGATION, outcome="allowed")
    log = list(PolicyEntry.objects.filter(matter=matter).select_related("by"))
    superseded = {entry.supersedes: entry.number for entry in log if entry.supersedes}
    shown = frame(request, matter, "work") | {
        "problems": [problem] if problem else [],
        "open_tasks": Task.objects.filter(matter=matter, result=None),
        "answered": Task.objects.filter(matter=matter).exclude(result=None).select_related("result__by"),
        "exhibits": Exhibit.objects.filter(matter=matter).select_related("by").prefetch_related("disclosures__by"),
        "statements": Statement.objects.filter(matter=matter).prefetch_related("comparisons"),
        "log": [(entry, superseded.get(entry.number)) for entry in log],
        "today": timezone.localdate(),
    }
    return render(request, "casework/work.html", shown, status=status)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, matter: uuid.UUID, what: str) -> HttpResponse:
    """Adds a task, an exhibit, a statement, or a decision of policy."""
    found = work_on(request, matter)
    if what not in ADDS:
        raise Unseen("investigation", what, "there is nothing of this kind")
    title, kind, act = ADDS[what]
    form = kind(request.POST, request.FILES) if request.method == "POST" else kind()
    return _answered(request, found, title, form, lambda: act(found, form, signed_in(request)))


def _answered(
    request: HttpRequest, matter: Matter, title: str, form: forms.Form, act: Callable[[], object]
) -> HttpResponse:
    """The form, or what it asked for done; with what cannot be done said above it."""
    problems: list[str] = []
    if form.is_valid():
        try:
            act()
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("work", matter=matter.pk)
    leave(request.user, "investigation read", "matter", str(matter.pk), purpose=INVESTIGATION, outcome="allowed")
    shown = {"matter": matter, "title": title, "form": form, "problems": problems}
    return render(request, "casework/work_form.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, matter: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    """Says what came of a task."""
    found = work_on(request, matter)
    asked = Task.objects.filter(matter=found, pk=task).first()
    if asked is None:
        raise Unseen("task", str(task), "the matter has no such task")
    form = ResultForm(request.POST or None)

    def act() -> object:
        done = form.cleaned_data["done"] == "yes"
        return actions.answer_task(task=asked, done=done, words=form.cleaned_data["words"], by=signed_in(request))

    return _answered(request, found, str(asked.what), form, act)


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, matter: uuid.UUID, statement: uuid.UUID) -> HttpResponse:
    """Holds a statement against records."""
    found = work_on(request, matter)
    asked = Statement.objects.filter(matter=found, pk=statement).first()
    if asked is None:
        raise Unseen("statement", str(statement), "the matter has no such statement")
    form = ComparisonForm(request.POST or None)
    return _answered(
        request,
        found,
        f"{asked.who}: {asked.words}",
        form,
        lambda: actions.compare(statement=asked, by=signed_in(request), **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def supersede(request: HttpRequest, matter: uuid.UUID, number: int) -> HttpResponse:
    """A decision that stands in place of an earlier one, which stays in the log."""
    found = work_on(request, matter)
    entry = PolicyEntry.objects.filter(matter=found, number=number).first()
    if entry is None:
        raise Unseen("policy entry", f"{found.pk} {number}", "the log has no such entry")
    before = {"decision": entry.decision, "reasons": "", "alternatives": entry.alternatives}
    form = PolicyForm(request.POST or None, initial=before)
    title = f"In place of entry {number} of the policy log"
    by = signed_in(request)
    return _answered(
        request,
        found,
        title,
        form,
        lambda: actions.log_policy(matter=found, by=by, supersedes=number, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def disclose(request: HttpRequest, matter: uuid.UUID, exhibit: uuid.UUID) -> HttpResponse:
    """Decides whether an exhibit is disclosed."""
    found = work_on(request, matter)
    kept = Exhibit.objects.filter(matter=found, pk=exhibit).first()
    if kept is None:
        raise Unseen("exhibit", str(exhibit), "the matter has no such exhibit")
    form = DisclosureForm(request.POST or None)
    return _answered(
        request,
        found,
        f"Disclosure of {kept.reference}",
        form,
        lambda: actions.decide_disclosure(exhibit=kept, by=signed_in(request), **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
@asks_again
def exhibit(request: HttpRequest, matter: uuid.UUID, exhibit: uuid.UUID) -> HttpResponse:
    """An exhibit's file, given out for a purpose that is kept, with its hash counted again."""
    found = work_on(request, matter)
    kept = Exhibit.objects.filter(matter=found, pk=exhibit).exclude(file=None).first()
    if kept is None:
        raise Unseen("exhibit", str(exhibit), "the matter has no such exhibit with a file")
    form = PurposeForm(request.POST or None)
    if not form.is_valid():
        leave(request.user, "investigation read", "matter", str(matter), purpose=INVESTIGATION, outcome="allowed")
        shown = frame(request, found, "work") | {"exhibit": kept, "form": form}
        return render(request, "casework/exhibit.html", shown, status=422 if form.is_bound else 200)
    purpose = purpose_given(signed_in(request), form.cleaned_data["purpose"])
    held, whole = actions.file_of(kept)
    outcome = "allowed" if whole else "refused"
    leave(request.user, "exhibit exported", "exhibit", str(kept.pk), purpose=purpose, outcome=outcome)
    if not whole:
        return _page(
            request, found, problem=f"{kept.reference} is no longer what was kept: its hash differs.", status=409
        )
    answer = HttpResponse(held, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{kept.pk}"'
    return answer
