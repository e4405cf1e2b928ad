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
from upstander.workforce.digests.rows import Rows
from upstander.workforce.digests.telling import Lane, day_of
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
        super().__init__(given)

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
    last = told.day - dt.timedelta(days=1)
    form = DayForm(request.GET if "day" in request.GET else None, last)
    people = team(told, asker_of(account))
    day = form.cleaned_data["day"] if form.is_valid() else last
    shown = [] if form.errors else _days(people, told, day)
    marks = [] if form.errors else [one.mark for one in people]
    leave(account, "team digest read", "workforce", "", purpose=WORK, outcome="allowed", ids=marks, day=str(day))
    about = {"form": form, "day": day, "last": last, "back": BACK, "people": shown, "lanes": list(Lane)}
    return render(request, "workforce/digest.html", about, status=422 if form.errors else 200)


def _days(people: list[Person], told: Held, day: dt.date) -> list[dict[str, Any]]:
    numbers = dict(told.people.select("mark", "staff_id").iter_rows())
    rows = days_of([numbers[one.mark] for one in people], day) if people else None
    return [_day(one, numbers[one.mark], rows) for one in people] if rows else []


def _day(who: Person, staff_id: str, rows: Rows) -> dict[str, Any]:
    told = day_of(staff_id, rows)
    picture = figure(who.name, told, rows)
    sums = [(lane, len(told.of(lane)), told.minutes(lane)) for lane in Lane if told.of(lane)]
    return {"who": who, "told": told, "picture": drawn(picture) if picture else "", "sums": sums}
