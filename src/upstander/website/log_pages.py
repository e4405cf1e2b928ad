"""The log as the auditor reads it: who did what with which object, why, and how it ended. No content, and no names."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Purpose
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.forms.reading import page_of
from upstander.casework.views.break_glass import OVERSIGHT
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields

A_PAGE = 50  # lines
OUTCOMES = [("allowed", "Allowed"), ("refused", "Refused"), ("done", "Done")]
GIVEN = "purpose "  # stands in the log before the id of a purpose that somebody wrote (access.trace)


@dataclass(frozen=True)
class Line:
    """One line of the log. `who`: by name, or as the log has it where it is nobody with an account."""

    at: dt.datetime
    who: str
    action: str
    kind: str
    about: str
    purpose: str
    outcome: str


class LogFilter(forms.Form):
    """Which lines are asked for; it stands in the address."""

    what = fields.words("What was done", "As the log says it, such as: matter read", width="20")
    about = fields.words("About which object", "Its id: everybody who read it", width="20")

    def __init__(self, given: QueryDict) -> None:
        super().__init__(given)
        people = [(str(one.pk), one.name) for one in Account.objects.order_by("name")]
        self.fields["who"] = fields.choice("Who", people, few=0, unchosen="Everybody")
        self.fields["ended"] = fields.choice("How it ended", OUTCOMES, few=0, unchosen="However it ended")
        self.order_fields(["who", "what", "ended", "about"])

    def asked(self) -> dict[str, str]:
        """What was asked; nothing of what cannot be."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "").strip() for name in self.fields}


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """A page of the log, newest first."""
    account = signed_in(request)
    reason = policy.against_oversight(asker_of(account))
    if reason:
        raise Unseen("log", "", reason)
    form, page = LogFilter(request.GET), page_of(request.GET)
    asked = form.asked()
    found = _read(asked, (page - 1) * A_PAGE)
    leave(account, "log read", "log", "", purpose=OVERSIGHT, outcome="allowed", asked=asked, page=page)
    shown = {
        "form": form,
        "lines": found[:A_PAGE],
        "page": page,
        "before": urlencode({**asked, "page": page - 1}) if page > 1 else "",
        "after": urlencode({**asked, "page": page + 1}) if len(found) > A_PAGE else "",
    }
    return render(request, "website/log.html", shown)


def _read(asked: dict[str, str], skipped: int) -> Sequence[Line]:
    """A page of lines, and one more where there is a next."""
    given = [asked[name] for name in ("who", "what", "ended", "about")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM website_log(%s, %s, %s, %s, %s, %s)", [*given, skipped, A_PAGE + 1])
        rows = cursor.fetchall()
    names = {str(one.pk): one.name for one in Account.objects.all()}
    words = _purposes(row[5] for row in rows)
    return [
        Line(at, names.get(actor, actor), action, kind, about, words.get(purpose, purpose), outcome)
        for at, actor, action, kind, about, purpose, outcome in rows
    ]


def _purposes(said: Iterable[str]) -> dict[str, str]:
    """The words of each purpose that the log names by its id."""
    named = {one: uuid.UUID(one.removeprefix(GIVEN)) for one in set(said) if one.startswith(GIVEN)}
    held = {one.pk: str(one.words) for one in Purpose.objects.filter(pk__in=named.values())}
    return {one: held[key] for one, key in named.items() if key in held}
