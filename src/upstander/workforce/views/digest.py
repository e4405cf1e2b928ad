"""A supervisor's page of one day of their own team: what happened, as far as routine records tell it."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import asker_of
from upstander.access.trace import leave
from upstander.casework.drawing import drawn
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce.audience import Person
from upstander.workforce.digests.figure import figure
from upstander.workforce.digests.hours import how_long, midnights
from upstander.workforce.digests.rows import TRACES, Rows
from upstander.workforce.digests.telling import Lane, day_of, untold_of_all
from upstander.workforce.held import Held, days_of, held
from upstander.workforce.views.team import team
from upstander.workforce.views.telling import or_not_told

WORK = "supervision: the daily activities of a supervisor's own team"
BACK = 28  # days: for longer than that nobody is looked at day by day. Ours


class DayForm(forms.Form):
    """Of which day."""

    day = fields.day("Day", needed="Give the day")

    def __init__(self, given: Any, last: dt.date) -> None:
        self.last = last
        super().__init__(given, initial={"day": last})

    def clean_day(self) -> dt.date:
        """A day within those that are told."""
        day: dt.date = self.cleaned_data["day"]
        first = self.last - dt.timedelta(days=BACK - 1)
        if not first <= day <= self.last:
            raise forms.ValidationError(f"Give a day from {first:%-d %B %Y} to {self.last:%-d %B %Y}")
        return day


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """One day of the team; without a day, the last that the records reach."""
    account = signed_in(request)
    told = held(timezone.localdate())
    last = last_day(told)
    form = DayForm(request.GET if "day" in request.GET else None, last)
    people = team(told, asker_of(account))
    day = form.cleaned_data["day"] if form.is_valid() else last
    numbers = dict(told.people.select("mark", "staff_id").iter_rows())
    rows = days_of([numbers[one.mark] for one in people], day) if people and not form.errors else None
    shown = [_day(one, numbers[one.mark], rows) for one in people] if rows else []
    marks = [one["who"].mark for one in shown]
    leave(account, "team digest read", "workforce", "", purpose=WORK, outcome="allowed", ids=marks, day=str(day))
    untold = list(untold_of_all(rows, midnights(day))) if rows else []
    about = {"form": form, "day": day, "last": last, "back": BACK, "people": shown, "untold": untold}
    return render(request, "workforce/digest.html", about, status=422 if form.errors else 200)


def last_day(told: Held) -> dt.date:
    """The last day that every held feed of what is written as it happens reaches, and never today."""
    newest = min((told.newest[name] for name in TRACES if name in told.newest), default=told.day)
    return min(newest, told.day - dt.timedelta(days=1))


def _day(who: Person, staff_id: str, rows: Rows) -> dict[str, Any]:
    told = day_of(staff_id, rows)
    picture = figure(who.name, told, rows)
    sums = [(lane, _often(len(told.of(lane)), told.minutes(lane))) for lane in Lane if told.of(lane)]
    return {"who": who, "told": told, "picture": drawn(picture) if picture else "", "sums": sums}


def _often(times: int, minutes: int) -> str:
    """How often something was and how long together; of a moment, and of what has no end on record, only how often."""
    if not minutes:
        return "once" if times == 1 else f"{times} times"
    return how_long(minutes) if times == 1 else f"{times} times, {how_long(minutes)} together"
