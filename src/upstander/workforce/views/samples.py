"""Pages of samples of contact with the public: plans, what was drawn, what a reviewer found, and unrecorded lines."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.models import Account, Role
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy
from upstander.workforce.held import held, records_opened
from upstander.workforce.integrity.here import to_draw_from
from upstander.workforce.models import LineStanding, Sampled, SampledContact, SampleDraw, SamplePlan
from upstander.workforce.sampling import keeping
from upstander.workforce.sampling import lines as of_lines
from upstander.workforce.sampling.draw import Candidate, Quarter, calls, cases, quarter_of, reach
from upstander.workforce.sampling.results import newest, results
from upstander.workforce.views.sample_forms import CheckForm, DrawForm, LineForm, PlanForm
from upstander.workforce.views.telling import or_not_told

WORK = "prevention: quality of contact with the public"
FROM = {Sampled.CALLS: (calls, "public_calls"), Sampled.CASES: (cases, "assignments")}


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Every plan, and how many of what who asks may see are checked."""
    asker = asker_of(_samples(request))
    plans = SamplePlan.objects.select_related("draw", "by").prefetch_related("sampled__checks")
    rows = [_row(one, asker) for one in plans]
    leave(request.user, "samples read", "sample", "", purpose=WORK, outcome="allowed")
    return render(request, "workforce/samples.html", {"rows": rows})


def _row(plan: SamplePlan, asker: Asker) -> dict[str, Any]:
    seen = [one for one in plan.sampled.all() if not _against(asker, one)]
    checked = sum(newest(one) is not None for one in seen)
    return {"plan": plan, "quarter": Quarter(plan.first_day), "checked": checked}


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest) -> HttpResponse:
    """States how many of each team are sampled in a quarter."""
    account = _samples(request)
    now = quarter_of(held(timezone.localdate()).day)
    quarters = [quarter_of(now.after), now, now.before, now.before.before]
    form = PlanForm(request.POST if request.method == "POST" else None, quarters)
    problems: list[str] = []
    if form.is_valid():
        given = form.cleaned_data
        about = {"kind": Sampled(given["kind"]), "quarter": form.quarters[given["quarter"]], "many": given["many"]}
        try:
            return redirect("sample", keeping.plan(**about, by=account).pk)
        except NotNow as answer:
            problems = [str(answer)]
    shown = {"form": form, "problems": problems}
    return render(request, "workforce/sample_new.html", shown, status=_status(form, problems))


@require_http_methods(["GET", "POST"])
@or_not_told
def plan(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """One plan: the draw, or what was drawn with who checks it, and results by team."""
    account = _samples(request)
    found = SamplePlan.objects.select_related("by").filter(pk=plan).first()
    if found is None:
        raise Unseen("sample", str(plan), "nothing of this id is shown to them by the database")
    form = DrawForm(request.POST if request.method == "POST" else None, _checkers())
    problems: list[str] = []
    if form.is_valid():
        try:
            _draw(found, form.chosen(), account)
            return redirect("sample", found.pk)
        except NotNow as answer:
            problems = [str(answer)]
    return _plan(request, found, form, problems)


def _plan(request: HttpRequest, found: SamplePlan, form: DrawForm, problems: list[str]) -> HttpResponse:
    asker = asker_of(signed_in(request))
    drawn = SampleDraw.objects.select_related("by").filter(plan=found).first()
    seen = [one for one in _contacts().filter(plan=found) if not _against(asker, one)]
    marks = [one.staff_mark for one in seen]
    leave(request.user, "sample read", "sample", str(found.pk), purpose=WORK, outcome="allowed", ids=marks)
    population: Any = drawn.population if drawn else {}
    shown = {
        "plan": found, "quarter": Quarter(found.first_day), "draw": drawn, "form": form, "problems": problems,
        "seen": [(one, newest(one)) for one in seen], "results": results(seen, population),
        "headings": Sampled(found.kind).headings,
    }  # fmt: skip
    return render(request, "workforce/sample.html", shown, status=_status(form, problems))


def _draw(found: SamplePlan, checkers: list[Account], by: Account) -> None:
    if found.kind == Sampled.HEALTH_CHECKS:
        there = to_draw_from(Quarter(found.first_day))
        keeping.draw(plan=found, candidates=there, checkers=checkers, until=timezone.localdate(), by=by)
        return
    read, feed = FROM[Sampled(found.kind)]
    with records_opened() as (records, engine):
        candidates: list[Candidate] = read(records, engine, Quarter(found.first_day))
        until = reach(records, engine, feed, timezone.localdate())
    keeping.draw(plan=found, candidates=candidates, checkers=checkers, until=until, by=by)


def _checkers() -> list[Account]:
    return list(Account.objects.filter(role__in=[Role.PREVENT, Role.MANAGER], is_active=True).order_by("name"))


@require_http_methods(["GET", "POST"])
def sampled(request: HttpRequest, sampled: uuid.UUID) -> HttpResponse:
    """One contact that was drawn, with what was found of it, and a form to say what was found."""
    account = _samples(request)
    found = _contacts().select_related("plan").filter(pk=sampled).first()
    reason = _against(asker_of(account), found) if found else ""
    if found is None or reason:
        raise Unseen("sampled contact", str(sampled), reason or "nothing of this id is shown to them by the database")
    form = CheckForm(request.POST if request.method == "POST" else None, Sampled(found.plan.kind))
    if form.is_valid():
        keeping.check(sampled=found, found=form.found(), by=account)
        return redirect("sampled-contact", found.pk)
    about = {"ids": [found.staff_mark]}
    leave(
        request.user, "sampled contact read", "sampled contact", str(found.pk), purpose=WORK, outcome="allowed", **about
    )
    return render(
        request,
        "workforce/sampled.html",
        {"one": found, "form": form, "headings": Sampled(found.plan.kind).headings},
        status=_status(form, []),
    )


@require_http_methods(["GET", "POST"])
@or_not_told
def lines(request: HttpRequest) -> HttpResponse:
    """Lines that nobody records: as the records tell it, and as it is written down with a reason."""
    account = _samples(request)
    form = LineForm(request.POST if request.method == "POST" else None)
    problems: list[str] = []
    if form.is_valid():
        given = form.cleaned_data | {"recorded": form.cleaned_data["recorded"] == "yes"}
        try:
            keeping.stand(**given, by=account)
            return redirect("lines")
        except NotNow as answer:
            problems = [str(answer)]
    with records_opened() as (records, engine):
        until = reach(records, engine, "public_calls", timezone.localdate())
        told = of_lines.lines(records, engine, until) if until else None
    written = list(LineStanding.objects.select_related("by"))
    shown = {
        "form": form, "problems": problems, "told": told, "days": of_lines.DAYS, "until": until,
        "written": of_lines.standing(written), "unexplained": of_lines.unexplained(told or (), written),
        "today": timezone.localdate(),
    }  # fmt: skip
    leave(request.user, "lines read", "line", "", purpose=WORK, outcome="allowed")
    return render(request, "workforce/lines.html", shown, status=_status(form, problems))


def _samples(request: HttpRequest) -> Account:
    account = signed_in(request)
    if reason := policy.against_sampling(asker_of(account)):
        raise Unseen("sample", "", reason)
    return account


def _against(asker: Asker, one: SampledContact) -> str:
    return policy.against_sampled(asker, one.staff_mark, one.held_by_mark)


def _contacts() -> QuerySet[SampledContact]:
    return SampledContact.objects.select_related("checker").prefetch_related("checks__by")


def _status(form: Any, problems: list[str]) -> int:
    return 409 if problems else 422 if form.errors else 200
