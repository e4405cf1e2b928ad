"""Looking for somebody whom a report could not name, by a place and a time, and naming whom it is about."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions import intelligence as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import IntelligenceReport
from upstander.casework.presence import NotLookedFor, Place, WasThere, who_was_there
from upstander.casework.views.finding import report_for, signed_in
from upstander.casework.views.intelligence import WORK, to_report
from upstander.govuk import fields

WITHIN = [("100", "100 metres"), ("200", "200 metres"), ("500", "500 metres")]
LAT, LON = 90.0, 180.0  # degrees
PURPOSE = 10  # characters


class WhereForm(forms.Form):
    """A place, a day and two times, and why the records of where people were are read."""

    place = fields.words(
        "The place, in degrees", "Latitude, longitude, such as 53.7021, -1.5016", needed="Give the place in degrees"
    )
    metres = fields.choice("How far around it", WITHIN, needed="Choose how far around it")
    day = fields.day("On which day", needed="Give the day", past=True)
    from_time = fields.words(
        "From", "Time of day, such as 21:30", needed="Give the time from which to look", width="10"
    )
    to_time = fields.words(
        "To", "An earlier time is of the next day", needed="Give the time until which to look", width="10"
    )
    purpose = fields.words(
        "Why do you read where people were?",
        "Your name, the time and this sentence are written where nobody can take them away",
        needed="Say why you read these records",
    )

    def clean_place(self) -> tuple[float, float]:
        """Latitude and longitude."""
        try:
            lat, lon = (float(part) for part in self.cleaned_data["place"].split(","))
        except ValueError as error:
            raise forms.ValidationError("Give two numbers with a comma between: 53.7021, -1.5016") from error
        if not (abs(lat) < LAT and abs(lon) <= LON):  # also what is no number
            raise forms.ValidationError("Give a latitude under 90 degrees and a longitude within 180")
        return lat, lon

    def clean_from_time(self) -> dt.time:
        """The first time."""
        return _time(self.cleaned_data["from_time"])

    def clean_to_time(self) -> dt.time:
        """The second time."""
        return _time(self.cleaned_data["to_time"])

    def clean_purpose(self) -> str:
        """A sentence."""
        purpose = str(self.cleaned_data["purpose"]).strip()
        if len(purpose) < PURPOSE:
            raise forms.ValidationError("Say why in a sentence: a supervisor will read it")
        return purpose

    def asked(self) -> Place:
        """What to look for, when the form is valid."""
        given = self.cleaned_data
        lat, lon = given["place"]
        return Place(lat, lon, int(given["metres"]), given["day"], given["from_time"], given["to_time"])

    def told(self) -> dict[str, str]:
        """What was asked, for the report's history."""
        given = self.cleaned_data
        when = f"{given['day']:%d/%m/%Y}, {given['from_time']:%H:%M} to {given['to_time']:%H:%M}"
        return {
            "place": f"{given['place'][0]}, {given['place'][1]}",
            "within": f"{given['metres']} metres",
            "when": when,
        }


def _time(words: str) -> dt.time:
    try:
        return dt.datetime.strptime(words.strip().replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 - a time of day alone
    except ValueError as error:
        raise forms.ValidationError("Give the time as in the example: 21:30") from error


class ChosenForm(forms.Form):
    """Who of those that were there a report is about."""

    def __init__(self, found: Sequence[WasThere] = (), given: Any = None) -> None:
        super().__init__(given)
        listed = [(f"{one.number},{one.name}", f"{one.name or one.number}: {'; '.join(one.whys)}") for one in found]
        self.fields["named"] = forms.MultipleChoiceField(
            choices=listed, widget=fields.Ticks(), label="Whom the report is about", required=False
        )
        self.fields["why"] = fields.long_words("How they were found to be the one", rows=2)


@require_http_methods(["GET", "POST"])
@asks_again
def look(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Who was there, for a purpose that is kept; nobody is named by looking."""
    found = _unnamed(request, report)
    form = WhereForm(request.POST or None)
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    account = signed_in(request)
    try:
        there = who_was_there(asker_of(account), form.asked())  # before the line: whoever writes one holds the log
    except NotLookedFor as answer:
        leave(account, "intelligence subject looked for", "intelligence", str(found.pk), outcome="refused")
        return _page(request, found, form, problems=[str(answer)], status=409)
    actions.looked_for(report=found, purpose=form.cleaned_data["purpose"], asked=form.told(), by=account)
    return _page(request, found, form, there=there, status=200)


@require_POST
def name(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Names those who were chosen, all at once."""
    found = _unnamed(request, report)
    chosen = [value.partition(",") for value in request.POST.getlist("named")]
    named = [actions.Named(number.strip(), called.strip()) for number, _comma, called in chosen if number.strip()]
    why = request.POST.get("why", "").strip()
    if not named or not why:
        said = "Choose whom the report is about, and say how they were found to be the one: look again"
        return _page(request, found, WhereForm(), problems=[said], status=422)
    try:
        actions.name_subjects(report=found, subjects=named, why=why[: fields.A_TEXT], by=signed_in(request))
    except NotNow as answer:
        return _page(request, found, WhereForm(), problems=[str(answer)], status=409)
    return to_report(request, found)


def _unnamed(request: HttpRequest, key: uuid.UUID) -> IntelligenceReport:
    """A report that is about nobody yet."""
    report = report_for(request, key)
    if report.marks():
        raise Unseen("intelligence", f"{report.pk} who", "the report has its subject")
    return report


def _page(
    request: HttpRequest,
    report: IntelligenceReport,
    form: WhereForm,
    *,
    problems: Sequence[str] = (),
    there: Sequence[WasThere] | None = None,
    status: int,
) -> HttpResponse:
    leave(request.user, "intelligence read", "intelligence", str(report.pk), purpose=WORK, outcome="allowed")
    shown = {"report": report, "form": form, "problems": problems, "there": there, "looked": there is not None}
    if there:
        shown["chosen"] = ChosenForm(there)
    return render(request, "casework/who.html", shown, status=status)
