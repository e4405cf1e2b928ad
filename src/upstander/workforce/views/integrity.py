"""Pages of integrity health checks: a team's, a form to write one down, what was written, one's own, and quality."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy
from upstander.workforce.audience import Person
from upstander.workforce.expected import ExpectedError
from upstander.workforce.held import Held, NotHeld, held, what_is_asked
from upstander.workforce.integrity import keeping
from upstander.workforce.integrity.here import Earlier, as_policies_see, checks_here, earlier_checks, written
from upstander.workforce.integrity.questions import Questions, questions
from upstander.workforce.integrity.written import quality
from upstander.workforce.models import HealthCheck
from upstander.workforce.people import HANDFUL, few, in_words
from upstander.workforce.views.integrity_forms import SAID, ReplyForm, TalkForm
from upstander.workforce.views.team import team
from upstander.workforce.views.telling import or_not_told

WORK = "supervision: the yearly integrity health checks of a supervisor's own team"
PREVENTION = "prevention: how integrity health checks are held"


def asked() -> Questions:
    """What is asked, from the force's own file where it has one. Raises NotHeld."""
    own = settings.UPSTANDER_HEALTH_CHECKS
    try:
        return questions(Path(own) if own else None)
    except ExpectedError as error:
        raise NotHeld(f"What is asked in a health check cannot be read: {error}") from error


@require_GET
@or_not_told
def team_list(request: HttpRequest) -> HttpResponse:
    """The own team with how the yearly check of each stands, by the records and by what was held here."""
    account = signed_in(request)
    told = held(timezone.localdate())
    people = team(told, asker_of(account))
    marks = [one.mark for one in people]
    before = _earlier(account, people)
    told = told.with_talks_here(checks_here(before))
    standing = {row["mark"]: row for row in told.talks.iter_rows(named=True)}
    latest = {one.staff_mark: one for one in reversed(_written().filter(by=account))}
    rows = [(one, standing.get(one.mark), latest.get(one.mark)) for one in people]
    leave(account, "team health checks read", "workforce", "", purpose=WORK, outcome="allowed", ids=marks,
          earlier=[one.health_check for one in before])  # fmt: skip
    shown = {
        "rows": rows, "asked": told.asked.talks, "day": told.day, "known": told.holds("health_checks"),
        "before": _by_role(before, people, told),
    }  # fmt: skip
    return render(request, "workforce/health_checks_team.html", shown)


def _earlier(account: Account, people: list[Person]) -> list[Earlier]:
    """Checks that others held with people of somebody's team."""
    asker, whose = asker_of(account), {one.mark: mark(one.supervisor_id) for one in people}
    held = earlier_checks(list(whose))
    return [one for one in held if not policy.against_earlier_check(asker, whose[one.mark], one.mark, one.supervisor)]


def _by_role(before: list[Earlier], people: list[Person], told: Held) -> list[dict[str, Any]]:
    """Checks that others held, with whom, and the role of whoever held one in the force now; no name."""
    names = {one.mark: one.name for one in people}
    roles = dict(told.people.select("mark", "role").iter_rows())
    return [
        {"name": names[one.mark], "check": one, "held_by": in_words(roles.get(one.supervisor, ""))} for one in before
    ]


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest, whose: str) -> HttpResponse:
    """The questions, for a talk with somebody of the own team, and the form that writes down what was said."""
    account, here, what = signed_in(request), held(timezone.localdate()), asked()
    who = next((one for one in team(here, asker_of(account)) if one.mark == whose), None)
    if who is None:
        raise Unseen("health check", whose, "they are not in the asker's team")
    form, problems = TalkForm(request.POST if request.method == "POST" else None, what), []
    if form.is_valid():
        try:
            return redirect("health-check", _hold(who, form, here, what, account).pk)
        except NotNow as answer:
            problems = [str(answer)]
    last = _written().filter(by=account, staff_mark=whose).first()
    before = _earlier(account, [who])
    leave(account, "health check begun", "workforce", "", purpose=WORK, outcome="allowed", ids=[whose],
          earlier=[one.health_check for one in before])  # fmt: skip
    shown = {
        "form": form, "problems": problems, "who": who, "what": what, "last": last, "answers": _answers(last),
        "before": _by_role(before, [who], here),
    }  # fmt: skip
    return render(request, "workforce/health_check_new.html", shown, status=_status(form, problems))


def _hold(who: Person, form: TalkForm, here: Held, what: Questions, by: Account) -> HealthCheck:
    numbers = dict(here.people.select("mark", "staff_id").iter_rows())
    talked = keeping.Talked(who, numbers[who.mark], form.cleaned_data["held_on"], form.answers())
    return keeping.hold(talked=talked, asked=what, supervisor=mark(who.supervisor_id), by=by)


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What was written of one's own checks."""
    account = signed_in(request)
    mine = list(_written().filter(staff_mark=account.mark))
    leave(account, "own health checks read", "health check", "", outcome="allowed")
    return render(request, "workforce/health_checks.html", {"mine": mine})


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, health_check: uuid.UUID) -> HttpResponse:
    """One check as it was written; whoever was asked says here whether it is right."""
    account = signed_in(request)
    found = _found(account, health_check)
    is_own = found.staff_mark == account.mark
    may_reply = is_own and not hasattr(found, "reply")
    form, problems = ReplyForm(request.POST if request.method == "POST" and may_reply else None), []
    if request.method == "POST" and is_own and not may_reply:
        problems = [keeping.ANSWERED]
    if form.is_valid():
        try:
            keeping.reply(health_check=found, by=account, **form.given())
            return redirect("health-check", found.pk)
        except NotNow as answer:
            problems = [str(answer)]
    reads_apart = is_own or found.by_id == account.pk
    answers = [one for one in _answers(found) if reads_apart or not one["apart"]]
    purpose = "" if is_own else WORK if found.by_id == account.pk else PREVENTION
    about: dict[str, Any] = {} if is_own else {"ids": [found.staff_mark]}
    leave(account, "health check read", "health check", str(found.pk), purpose=purpose, outcome="allowed", **about)
    shown = {
        "check": found, "answers": answers, "own": is_own, "form": form if may_reply else None, "problems": problems,
        "declare": is_own and any(one["declare"] and one["said"] == "yes" for one in answers),
    }  # fmt: skip
    return render(request, "workforce/health_check.html", shown, status=_status(form, problems))


def _found(account: Account, key: uuid.UUID) -> HealthCheck:
    found = _written().filter(pk=key).first()
    reason = policy.against_health_check(asker_of(account), as_policies_see(found)) if found else ""
    if found is None or reason:
        raise Unseen("health check", str(key), reason or "nothing of this id is shown to them by the database")
    return found


@require_GET
@or_not_told
def quality_list(request: HttpRequest) -> HttpResponse:
    """What the checks of a year tell of themselves, by who held them; nobody's words are shown."""
    account, what = signed_in(request), asked()
    asker = asker_of(account)
    if reason := policy.against_training(asker):
        raise Unseen("health check", "", reason)
    since = timezone.localdate() - dt.timedelta(days=what_is_asked().talks.days)
    rows = [
        one
        for one in _written().filter(held_on__gt=since)
        if not policy.against_quality(asker, one.supervisor_mark, one.staff_mark)
    ]
    names = {one.supervisor_mark: one.by.name for one in rows}
    told = [(names[one.supervisor], one) for one in quality(map(written, rows), what)]
    unanswered = sum(not hasattr(one, "reply") for one in rows)
    disagreed = sum(hasattr(one, "reply") and not one.reply.agrees for one in rows)
    leave(account, "health check quality read", "health check", "", purpose=PREVENTION, outcome="allowed",
          ids=sorted({*names, *(one.staff_mark for one in rows)}))  # fmt: skip
    shown = {
        "rows": told, "what": what, "since": since, "checks": len(rows), "told": len(rows) >= HANDFUL,
        "unanswered": few(unanswered), "disagreed": few(disagreed),
    }  # fmt: skip
    return render(request, "workforce/health_check_quality.html", shown)


def _written() -> QuerySet[HealthCheck]:
    return HealthCheck.objects.select_related("by", "reply")


def _answers(check: HealthCheck | None) -> list[dict[str, Any]]:
    """Questions as they were asked, with what was answered in words."""
    answers: dict[str, Any] = check.answers if check else {}
    return [one | {"told": SAID.get(one["said"], "")} for one in answers.values()]


def _status(form: Any, problems: list[str]) -> int:
    return 409 if problems else 422 if form.errors else 200
