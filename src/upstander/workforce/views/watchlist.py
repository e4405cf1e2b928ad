"""Pages of the watchlist: who is on it, putting somebody forward, and one entry with what was looked at."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import actions, policy
from upstander.workforce.models import Grounds, Tactic, WatchlistEntry
from upstander.workforce.watchlist import LONGEST, Stands, not_looked_at, stands, until

WORK = "the watchlist"
LATER = f"Within {LONGEST} days from today. After that somebody decides again"


class ForwardForm(forms.Form):
    """Whom, on what grounds, what may be looked at, and until when."""

    subject_id = fields.words("Their staff number", needed="Give their staff number", width="10")
    subject_name = fields.words("Their name", needed="Give their name", width="20")
    grounds = fields.choice(
        "Grounds", Grounds.choices, "A score or a place in a list is none", needed="Choose the grounds"
    )
    why = fields.long_words("Why", "Which report, matter or instruction, and what was made of it", needed="Say why")
    tactics = forms.MultipleChoiceField(
        choices=Tactic.choices, widget=fields.Ticks(), label="What may be looked at",
        error_messages={"required": "Choose at least one thing that may be looked at"},
    )  # fmt: skip
    until = fields.day("Until which day", LATER, needed="Give the last day")


class AnswerForm(forms.Form):
    """Whether they are on the list, or stay on it."""

    allowed = fields.choice("Your answer", [("yes", "Allow"), ("no", "Do not allow")], needed="Choose your answer")
    why = fields.long_words("Why", "Needed where you do not allow it", rows=3)
    until = fields.day("Until which day", LATER, needed="Give the last day")


class LookForm(forms.Form):
    """What was looked at, and what was found."""

    tactic = fields.choice("What was looked at", Tactic.choices, needed="Choose what was looked at")
    day = fields.day("On which day", needed="Give the day", past=True)
    found = fields.long_words(
        "What was found", "Nothing is an answer", needed="Say what was found, or that nothing was"
    )


class RemovalForm(forms.Form):
    """Why somebody is taken off."""

    why = fields.long_words("Why they are taken off", needed="Say why", rows=3)


FORMS: dict[str, type[forms.Form]] = {"answer": AnswerForm, "look": LookForm, "remove": RemovalForm}


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everybody who is or was on the list, but of whom a tie keeps the reader from knowing."""
    account = signed_in(request)
    asker = asker_of(account)
    if reason := policy.against_watchlist(asker):
        raise Unseen("watchlist", "", reason)
    entries = WatchlistEntry.objects.select_related("by", "removal").prefetch_related("answers", "looks")
    shown = [_told(one) for one in entries if not policy.against_entry(asker, one.subject_mark)]
    ids = [str(one["entry"].pk) for one in shown]
    leave(account, "watchlist read", "watchlist", "", purpose=WORK, outcome="allowed", ids=ids)
    told = {"entries": shown, "may_put_forward": not policy.against_watching(asker, "")}
    return render(request, "workforce/watchlist.html", told)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Puts somebody forward."""
    account = signed_in(request)
    if reason := policy.against_watching(asker_of(account), ""):
        raise Unseen("watchlist", "", reason)
    form = ForwardForm(request.POST if request.method == "POST" else None)
    problems: list[str] = []
    if form.is_valid():
        try:
            made = actions.put_forward(**form.cleaned_data, by=account)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("watchlist-entry", made.pk)
    status = 409 if problems else 422 if form.errors else 200
    return render(request, "workforce/watchlist_new.html", {"form": form, "problems": problems}, status=status)


@require_GET
def entry(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """One entry: grounds, who allowed it until when, what was looked at, and what comes next."""
    return _entry(request, _found(request, entry))


@require_POST
def do(request: HttpRequest, entry: uuid.UUID, deed: str) -> HttpResponse:
    """Answers, writes down what was looked at, or takes somebody off the list."""
    found = _found(request, entry)
    form_of = FORMS.get(deed)
    if form_of is None or _against(deed)(asker_of(signed_in(request)), found.subject_mark):
        raise Unseen("watchlist", f"{entry} {deed}", "this is not theirs to do")
    form = form_of(request.POST, auto_id=_ids(deed))
    if not form.is_valid():
        return _entry(request, found, status=422, **{deed: form})
    try:
        _done(deed, found, form.cleaned_data, request)
    except NotNow as answer:
        return _entry(request, found, problems=[str(answer)], status=409)
    return redirect("watchlist-entry", entry)


def _done(deed: str, found: WatchlistEntry, given: dict[str, Any], request: HttpRequest) -> None:
    by = signed_in(request)
    if deed == "answer":
        actions.answer(entry=found, allowed=given["allowed"] == "yes", why=given["why"], until=given["until"], by=by)
    elif deed == "look":
        actions.looked(entry=found, **given, by=by)
    else:
        actions.remove(entry=found, **given, by=by)


def _against(deed: str) -> Callable[..., str]:
    return policy.against_watching if deed == "look" else policy.against_answering


def _found(request: HttpRequest, key: uuid.UUID) -> WatchlistEntry:
    held = WatchlistEntry.objects.select_related("by", "removal__by").prefetch_related("answers__by", "looks__by")
    found = held.filter(pk=key).first()
    reason = policy.against_entry(asker_of(signed_in(request)), found.subject_mark) if found else ""
    if found is None or reason:
        raise Unseen("watchlist", str(key), reason or "nothing of this id is shown to them by the database")
    return found


def _ids(deed: str) -> str:
    """Ids of a form's fields: three forms stand on one page, and each field has an id of its own."""
    return f"id_{deed}_%s"


def _told(entry: WatchlistEntry) -> dict[str, Any]:
    return {
        "entry": entry, "stands": stands(entry, timezone.localdate()), "until": until(entry) or entry.until,
        "not_looked_at": not_looked_at(entry),
    }  # fmt: skip


def _entry(request: HttpRequest, found: WatchlistEntry, *, status: int = 200, **told: Any) -> HttpResponse:
    account = signed_in(request)
    asker = asker_of(account)
    now = stands(found, timezone.localdate())
    closed = now in {Stands.REMOVED, Stands.REFUSED}
    may = {deed: not closed and not _against(deed)(asker, found.subject_mark) for deed in FORMS}
    may["answer"] = may["answer"] and found.by_id != account.pk
    may["look"] = may["look"] and now is Stands.ON
    given = {deed: told.pop(deed, None) or form(auto_id=_ids(deed)) for deed, form in FORMS.items()}
    leave(account, "watchlist entry read", "watchlist", str(found.pk), purpose=WORK, outcome="allowed")
    forms_shown = [(deed, given[deed]) for deed in FORMS if may[deed]]
    bound = next((form for form in given.values() if form.is_bound), None)
    shown = _told(found) | {"forms": forms_shown, "form": bound, "own": found.by_id == account.pk, **told}
    return render(request, "workforce/watchlist_entry.html", shown, status=status)
