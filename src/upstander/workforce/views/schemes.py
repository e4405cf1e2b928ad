"""Pages of schemes with young people: what must be told of them first, one scheme, and what is written of it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy, scheme_keeping
from upstander.workforce.declared import asked
from upstander.workforce.models import CheckResult, Scheme, SchemeCondition, SchemeKind, SchemeStanding, StandardState
from upstander.workforce.schemes import alerts, change_of, due_on, last_check, marks_of, officer_of, standards_of
from upstander.workforce.views.scheme_forms import (
    CheckForm,
    ConditionForm,
    OfficerForm,
    SchemeForm,
    StandardForm,
    StandingForm,
)
from upstander.workforce.views.telling import or_not_told

WORK = "prevention: schemes with young people"
CHANGES: dict[str, type[forms.Form]] = {
    "conditions": ConditionForm, "standards": StandardForm, "officer": OfficerForm, "standing": StandingForm,
}  # fmt: skip


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Every scheme, with what must be told of them first."""
    asker = asker_of(signed_in(request))
    if reason := policy.against_schemes(asker):
        raise Unseen("scheme", "", reason)
    today = timezone.localdate()
    shown = [_told(one, today) for one in _schemes() if not policy.against_scheme(asker, marks_of(one))]
    ids = [str(one["scheme"].pk) for one in shown]
    leave(request.user, "schemes read", "scheme", "", purpose=WORK, outcome="allowed", ids=ids)
    due = [words for one in shown for words in one["alerts"]]
    keeps = not policy.against_keeping_schemes(asker, frozenset())
    return render(request, "workforce/schemes.html", {"schemes": shown, "due": due, "keeps": keeps})


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest) -> HttpResponse:
    """Writes a scheme down."""
    account = signed_in(request)
    if reason := policy.against_keeping_schemes(asker_of(account), frozenset()):
        raise Unseen("scheme", "", reason)
    form = SchemeForm(request.POST if request.method == "POST" else None)
    problems: list[str] = []
    if form.is_valid():
        try:
            return redirect("scheme", _write_down(form.cleaned_data, account).pk)
        except NotNow as answer:
            problems = [str(answer)]
    status = 409 if problems else 422 if form.errors else 200
    return render(request, "workforce/scheme_new.html", {"form": form, "problems": problems}, status=status)


def _write_down(given: dict[str, Any], by: Account) -> Scheme:
    named = bool(given["officer_id"])
    officer = scheme_keeping.Officer(given["officer_id"], given["officer_name"]) if named else None
    kind, standing = SchemeKind(given["kind"]), SchemeStanding(given["standing"])
    known = scheme_keeping.Known(given["name"], kind, standing, given["words"], given["place"], officer)
    return scheme_keeping.write_down(known=known, by=by)


@require_GET
@or_not_told
def scheme(request: HttpRequest, scheme: uuid.UUID) -> HttpResponse:
    """One scheme: who answers for it, how it stands, standards, and conditions with their checks."""
    return _scheme(request, _found(request, scheme))


@require_POST
@or_not_told
def write(request: HttpRequest, scheme: uuid.UUID, change: str) -> HttpResponse:
    """Sets a condition, says how a standard or the scheme stands, or names who answers for it."""
    found, account = _keeping(request, scheme), signed_in(request)
    if change not in CHANGES:
        raise Unseen("scheme", f"{scheme} {change}", "there is no such change")
    form = CHANGES[change](request.POST, auto_id=_ids(change))
    if not form.is_valid():
        return _scheme(request, found, status=422, form=form, **{change: form})
    return _or_problem(request, found, lambda: _changed(found, change, form.cleaned_data, account))


@require_POST
@or_not_told
def check(request: HttpRequest, scheme: uuid.UUID, condition: uuid.UUID) -> HttpResponse:
    """Writes down that a condition was checked."""
    found, account = _keeping(request, scheme), signed_in(request)
    held = next((one for one in found.conditions.all() if one.pk == condition), None)
    if held is None:
        raise Unseen("scheme", f"{scheme} {condition}", "the scheme has no such condition")
    form = CheckForm(request.POST, auto_id=_ids(str(condition)))
    if not form.is_valid():
        return _scheme(request, found, status=422, form=form, checked=(held, form))
    given = form.cleaned_data | {"result": CheckResult(form.cleaned_data["result"])}
    return _or_problem(request, found, lambda: scheme_keeping.check(condition=held, **given, by=account))


def _or_problem(request: HttpRequest, found: Scheme, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except NotNow as answer:
        return _scheme(request, found, status=409, problems=[str(answer)])
    return redirect("scheme", found.pk)


def _changed(found: Scheme, change: str, given: dict[str, Any], by: Account) -> None:
    if change == "conditions":
        scheme_keeping.set_condition(scheme=found, **given, by=by)
    elif change == "standards":
        scheme_keeping.see(scheme=found, **given | {"state": StandardState(given["state"])}, by=by)
    elif change == "officer":
        officer = scheme_keeping.Officer(given["officer_id"], given["officer_name"])
        scheme_keeping.answer_for(scheme=found, officer=officer, by=by)
    else:
        scheme_keeping.change(scheme=found, **given | {"standing": SchemeStanding(given["standing"])}, by=by)


def _schemes() -> QuerySet[Scheme]:
    held = Scheme.objects.select_related("by").prefetch_related("changes__by", "officers", "standards__by")
    return held.prefetch_related("conditions__checks__by", "conditions__by")


def _found(request: HttpRequest, key: uuid.UUID) -> Scheme:
    found = _schemes().filter(pk=key).first()
    reason = policy.against_scheme(asker_of(signed_in(request)), marks_of(found)) if found else ""
    if found is None or reason:
        raise Unseen("scheme", str(key), reason or "nothing of this id is shown to them by the database")
    return found


def _keeping(request: HttpRequest, key: uuid.UUID) -> Scheme:
    found = _found(request, key)
    if reason := policy.against_keeping_schemes(asker_of(signed_in(request)), marks_of(found)):
        raise Unseen("scheme", str(key), reason)
    return found


def _told(one: Scheme, today: dt.date) -> dict[str, Any]:
    seen, titles = standards_of(one), asked().standards.titles
    return {
        "scheme": one, "change": change_of(one), "officer": officer_of(one), "alerts": list(alerts(one, today, titles)),
        "standards": [(title, seen.get(name)) for name, title in titles.items()],
        "met": sum(name in seen and seen[name].state == StandardState.MET for name in titles), "asked": len(titles),
    }  # fmt: skip


def _scheme(request: HttpRequest, found: Scheme, *, status: int = 200, **told: Any) -> HttpResponse:
    asker, today = asker_of(signed_in(request)), timezone.localdate()
    shown = _told(found, today)
    ended = shown["change"].standing == SchemeStanding.ENDED
    writes = not ended and not policy.against_keeping_schemes(asker, marks_of(found))
    held, wrong = told.pop("checked", (None, None))
    conditions = [
        _condition(one, today) | {"form": wrong if one is held else CheckForm(auto_id=_ids(str(one.pk)))}
        for one in found.conditions.all()
    ]
    given = [(change, told.pop(change, None) or form(auto_id=_ids(change))) for change, form in CHANGES.items()]
    leave(request.user, "scheme read", "scheme", str(found.pk), purpose=WORK, outcome="allowed")
    about = {
        "conditions": conditions, "forms": given if writes else [], "writes": writes, "source": asked().standards,
        "every": asked().checked,
    }  # fmt: skip
    return render(request, "workforce/scheme.html", shown | about | told, status=status)


def _condition(one: SchemeCondition, today: dt.date) -> dict[str, Any]:
    due = due_on(one)
    return {"one": one, "last": last_check(one), "due": due, "late": due is not None and due < today}


def _ids(what: str) -> str:
    """Ids of a form's fields: several forms stand on one page."""
    return f"id_{what}_%s"
