"""Notices of how matters ended: those that are shown now, drafting, letting one be published, and taking it down."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions import first_reading
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.casework.procedure import Standing
from upstander.casework.views.finding import matter_for, signed_in
from upstander.govuk import fields
from upstander.learning import lessons, policy
from upstander.learning.actions import against_lesson
from upstander.learning.could_tell import CouldTell
from upstander.learning.models import Notice, NoticeDraft
from upstander.learning.notices import acting, telling
from upstander.learning.notices.rules import rules

WORK = "telling how matters ended"
REACH = {"inside": "Inside the force alone", "outside": "Inside the force, and outside it"}
ASKED = {
    "title": "Heading",
    "person": "Rank or kind of person",
    "found": "What was found",
    "outcome": "What the outcome was",
    "learned": "What to take from it",
}


class NoticeForm(forms.Form):
    """A notice in plain words in which nobody is named, for whom it is, and for how long."""

    title = fields.words(ASKED["title"], "What it is about, with nobody in it", needed="Give it a heading")
    person = fields.words(
        ASKED["person"], "For example, a police officer, or a member of staff", needed="Say what kind of person it was"
    )
    found = fields.long_words(
        ASKED["found"], "In plain words: the officer, Ms A. No word that could bring shame on who was harmed",
        needed="Say what was found",
    )  # fmt: skip
    outcome = fields.long_words(ASKED["outcome"], needed="Say what the outcome was", rows=2)
    learned = fields.long_words(
        ASKED["learned"], "What staff should do, or look out for", needed="Say what to take from it"
    )
    reach = fields.choice("Where it may be told", REACH.items(), needed="Choose where it may be told")
    not_before = fields.day("The first day", needed="Give the first day")
    days = fields.whole_number(
        "For how many days", "It goes down by itself after the last", least=rules().least_days,
        most=rules().most_days, needed="Say for how many days",
    )  # fmt: skip
    named = fields.tick("Name the person, as the matter does. Only after a hearing in public")
    why_named = fields.asked(fields.long_words("Why the person is named", rows=2), sometimes=True)
    kept = fields.long_words(
        "Why phrases stay that could tell who it is about", "Only where the page shows some: it covers those", rows=2
    )

    def clean_not_before(self) -> dt.date:
        """Today or later, at most a year ahead."""
        day: dt.date = self.cleaned_data["not_before"]
        if day < timezone.localdate():
            raise forms.ValidationError("Give today, or a day that is still to come")
        if day > timezone.localdate() + dt.timedelta(days=acting.A_YEAR):
            raise forms.ValidationError("Give a day that is at most a year ahead")
        return day

    def clean(self) -> dict[str, Any]:
        """Who is named is named for a reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("named") and not given.get("why_named"):
            self.add_error("why_named", "Say why the person is named")
        return given


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The notices that are shown now."""
    account, today = signed_in(request), timezone.localdate()
    found = acting.shown(today)
    leave(account, "notices listed", acting.KIND, "", purpose=WORK, outcome="allowed", ids=[one.pk for one in found])
    shown = {
        "notices": found, "rests_on": rules().rests_on,
        "drafts": not policy.against_lessons(asker_of(account), ""),
    }  # fmt: skip
    return render(request, "learning/notices.html", shown)


@require_GET
def one(request: HttpRequest, notice: str) -> HttpResponse:
    """One notice that is shown now."""
    return _one(request, _notice(notice))


@require_POST
def take_down(request: HttpRequest, notice: str) -> HttpResponse:
    """Takes a notice down before its day."""
    if reason := policy.against_taking_down(asker_of(signed_in(request))):
        raise Unseen(acting.KIND, notice, reason)
    found = _notice(notice)
    why = request.POST.get("why", "").strip()[: fields.A_TEXT]
    if not why:
        return _one(request, found, ["Say why this notice is taken down"], 422)
    try:
        acting.take_down(notice=found, why=why, by=signed_in(request))
    except NotNow as answer:
        return _one(request, found, [str(answer)], 409)
    return redirect("notices")


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """The matters of which a notice may be made, with how far each is."""
    account = signed_in(request)
    if reason := policy.against_lessons(asker_of(account), ""):
        raise Unseen(acting.KIND, "", reason)
    matters = Matter.objects.prefetch_related("entries", "assignments", "from_door__report__exclusions")
    matters = matters.exclude(pk__in=first_reading.unread(account))
    theirs = [matter for matter in matters if not against_lesson(matter, account)]
    shown = [matter for matter in theirs if not telling.against(standing_now(matter))]
    leave(
        account,
        "notice drafts listed",
        "matter",
        "",
        purpose=WORK,
        outcome="allowed",
        ids=[str(one.pk) for one in shown],
    )
    return render(request, "learning/notice_drafts.html", {"matters": [(one, _how_far(one)) for one in shown]})


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The draft of a matter's notice: what the history says, what could tell who it is about, and the form."""
    found = _matter(request, matter)
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=_begun(found))
    if not form.is_valid():
        return _draft(request, found, form, status=422 if form.is_bound else 200)
    words = {name: value for name, value in form.cleaned_data.items() if name != "kept"}
    try:
        kept, seen = form.cleaned_data["kept"], request.POST.getlist("seen")
        acting.draft(matter=found, words=words, kept=kept, seen=seen, by=signed_in(request))
    except CouldTell as answer:
        return _draft(request, found, form, flags=answer.flags, status=422)
    except NotNow as answer:
        return _draft(request, found, form, problems=[str(answer)], status=409)
    return redirect("notice-draft", matter)


@require_POST
def approve(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Lets the newest draft be published."""
    found = _matter(request, matter)
    newest = NoticeDraft.objects.filter(matter=found).first()
    if newest is None:
        raise Unseen(acting.KIND, str(matter), "there is no draft")
    try:
        acting.approve(draft=newest, by=signed_in(request))
    except NotNow as answer:
        return _draft(request, found, NoticeForm(initial=_begun(found)), problems=[str(answer)], status=409)
    return redirect("notices")


@require_POST
def take_back(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Says that the notice of this matter is down, so that a newer draft may be approved."""
    found = _matter(request, matter)
    try:
        acting.take_back(matter=found, is_down="is_down" in request.POST, by=signed_in(request))
    except NotNow as answer:
        return _draft(request, found, NoticeForm(initial=_begun(found)), problems=[str(answer)], status=409)
    return redirect("notice-draft", matter)


def rows_of(words: dict[str, Any]) -> list[tuple[str, str]]:
    """A notice as it is read: what was asked for, and what was written."""
    return [(label, words[name]) for name, label in ASKED.items() if name != "title"]


def _notice(key: str) -> Notice:
    found = {one.pk: one for one in acting.shown(timezone.localdate())}
    if key not in found:
        raise Unseen(acting.KIND, key, "no notice of this name is shown to them")
    return found[key]


def _one(request: HttpRequest, notice: Notice, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    leave(request.user, "notice read", acting.KIND, notice.pk, purpose=WORK, outcome="allowed")
    shown = {
        "notice": notice, "rows": rows_of(notice.words), "problems": problems, "rests_on": rules().rests_on,
        "reach": REACH[notice.words["reach"]],
        "takes_down": not policy.against_taking_down(asker_of(signed_in(request))),
    }  # fmt: skip
    return render(request, "learning/notice.html", shown, status=status)


def _matter(request: HttpRequest, key: uuid.UUID) -> Matter:
    found = matter_for(request, key)
    if reason := against_lesson(found, signed_in(request)):
        raise Unseen(acting.KIND, str(key), reason)
    return found


def _begun(matter: Matter) -> dict[str, Any]:
    """What a draft begins with: the newest one, or what the matter's history says."""
    newest = NoticeDraft.objects.filter(matter=matter).first()
    today = timezone.localdate()
    if newest:
        return dict(newest.words) | {"not_before": max(dt.date.fromisoformat(newest.words["not_before"]), today)}
    now = standing_now(matter)
    return {
        "person": matter.kind_words, "found": "; ".join(telling.findings(now)),
        "outcome": "; ".join(telling.outcomes(now)),
        "not_before": today, "days": rules().least_days, "reach": "inside",
    }  # fmt: skip


def _history(now: Standing) -> list[tuple[str, str]]:
    """What the matter's history says, so that who approves can hold a draft against it."""
    decided = telling.decided(now)
    told = [
        ("What was found", "; ".join(telling.findings(now))),
        ("Outcome that stands", "; ".join(telling.outcomes(now))),
        ("Publishing inside the force", decided.get("internal", "")),
        ("Publishing outside", decided.get("external", "")),
        ("Hearings in public, nobody kept out", "Yes" if telling.in_public(now) else "No: nobody is named"),
    ]  # fmt: skip
    return [(name, words or "Nothing entered") for name, words in told]


def _how_far(matter: Matter) -> str:
    if acting.stands_approved(matter):
        return "Approved, unless the notice was taken down since"
    drafted = NoticeDraft.objects.filter(matter=matter).exists()
    return "Drafted: a second person approves" if drafted else "Not drafted yet"


def _days(newest: NoticeDraft | None) -> dict[str, Any]:
    """From when to when a draft is shown if it is approved today, or the day before which it is not approved."""
    if newest is None:
        return {}
    today, first = timezone.localdate(), telling.earliest(newest.words)
    return {"waits_until": first} if first > today else {"days": telling.days_of(newest.words, today)}


def _draft(request: HttpRequest, matter: Matter, form: NoticeForm, *, status: int, **told: Any) -> HttpResponse:
    newest = NoticeDraft.objects.filter(matter=matter).select_related("by").first()
    now, account = standing_now(matter), signed_in(request)
    against, let_out = telling.against(now), acting.approved(matter)
    leave(account, "notice draft read", "matter", str(matter.pk), purpose=WORK, outcome="allowed")
    shown = {
        "matter": matter, "form": form, "newest": newest, "rows": rows_of(newest.words) if newest else [],
        "reach": REACH[newest.words["reach"]] if newest else "", "how_far": _how_far(matter), "against": against,
        "history": [] if against else _history(now), "own": newest is not None and newest.by_id == account.pk,
        **_days(newest),
        "drafts": not against and not policy.against_drafting_notices(asker_of(account)),
        "approved": let_out is not None, "changed": let_out and acting.differs(let_out.draft),
        "shown_until": acting.last_day(let_out) if let_out else None, "today": timezone.localdate(),
        "compared_work": lessons.few_here() is not None,
        "rests_on": rules().rests_on, **told,
    }  # fmt: skip
    return render(request, "learning/notice_draft.html", shown, status=status)
