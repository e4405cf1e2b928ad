"""Pages of each time the unit was in touch with agencies: what it was, who took part, and what they said of it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.reading import page_of
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import partnering, policy
from upstander.workforce.models import Agency, Attendance, Engagement, EngagementKind
from upstander.workforce.views.partners import WORK
from upstander.workforce.views.telling import or_not_told

A_PAGE = 50
MOST_PEOPLE = 10_000


class EngagementForm(forms.Form):
    """A briefing, an event, materials, a meeting, a visit or a call."""

    kind = fields.choice("What it was", EngagementKind.choices, needed="Choose what it was")
    day = fields.day("On which day", needed="Give the day", past=True)
    what = fields.words(
        "What it was about", "No names, and nothing of a report or of a source", needed="Say what it was about"
    )
    agencies = forms.MultipleChoiceField(
        widget=fields.Ticks(), label="Which agencies took part",
        error_messages={"required": "Choose at least one agency", "invalid_choice": "Choose agencies of the list"},
    )  # fmt: skip

    def __init__(self, *given: Any, agencies: list[Agency], **named: Any) -> None:
        super().__init__(*given, **named)
        self.held = {str(one.pk): one for one in agencies}
        self.fields["agencies"].choices = [(key, one.name) for key, one in self.held.items()]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What is written down, once it is valid."""
        return self.cleaned_data | {
            "kind": EngagementKind(self.cleaned_data["kind"]),
            "agencies": [self.held[key] for key in self.cleaned_data["agencies"]],
        }


class FeedbackForm(forms.Form):
    """How many of an agency came, and what they said."""

    people = fields.whole_number("How many of them came", least=0, most=MOST_PEOPLE)
    words = fields.long_words("What they said of it", "In short, and naming nobody", rows=3)


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Each time the unit was in touch, newest first."""
    _or_unseen(request)
    number = page_of(request.GET)
    held = Engagement.objects.prefetch_related("attendances__agency")
    rows = list(held[(number - 1) * A_PAGE : number * A_PAGE + 1])
    ids = [str(one.pk) for one in rows[:A_PAGE]]
    leave(request.user, "engagements read", "engagement", "", purpose=WORK, outcome="allowed", ids=ids)
    chosen = {"page": number, "earlier": f"page={number - 1}", "later": f"page={number + 1}"}
    told = {"engagements": rows[:A_PAGE], "more": len(rows) > A_PAGE, "chosen": chosen}
    return render(request, "workforce/engagements.html", told)


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest) -> HttpResponse:
    """Writes one down."""
    _or_unseen(request)
    agencies = list(Agency.objects.filter(closing=None))
    form = EngagementForm(request.POST if request.method == "POST" else None, agencies=agencies)
    problems: list[str] = []
    if form.is_valid():
        try:
            return redirect("engagement", partnering.engage(**form.given(), by=signed_in(request)).pk)
        except NotNow as answer:
            problems = [str(answer)]
    told = {"form": form, "problems": problems, "agencies": agencies}
    leave(request.user, "partners read", "partners", "", purpose=WORK, outcome="allowed")
    status = 409 if problems else 422 if form.errors else 200
    return render(request, "workforce/engagement_new.html", told, status=status)


@require_GET
@or_not_told
def engagement(request: HttpRequest, engagement: uuid.UUID) -> HttpResponse:
    """One of them: who took part, and what they said."""
    return _engagement(request, _found(request, engagement))


@require_POST
@or_not_told
def hear(request: HttpRequest, engagement: uuid.UUID, attendance: int) -> HttpResponse:
    """Writes down what an agency said, and how many came."""
    found = _found(request, engagement)
    taken = next((one for one in found.attendances.all() if one.pk == attendance), None)
    if taken is None:
        raise Unseen("engagement", f"{engagement} {attendance}", "no such agency took part in it")
    form = FeedbackForm(request.POST, auto_id=_ids(taken))
    if not form.is_valid():
        return _engagement(request, found, status=422, wrong=(taken, form))
    try:
        partnering.hear(attendance=taken, by=signed_in(request), **form.cleaned_data)
    except NotNow as answer:
        return _engagement(request, found, status=409, problems=[str(answer)])
    return redirect("engagement", engagement)


def _found(request: HttpRequest, key: uuid.UUID) -> Engagement:
    _or_unseen(request)
    held = Engagement.objects.select_related("by").prefetch_related("attendances__agency", "attendances__feedback__by")
    found = held.filter(pk=key).first()
    if found is None:
        raise Unseen("engagement", str(key), "nothing of this id is shown to them by the database")
    return found


def _engagement(
    request: HttpRequest, found: Engagement, *, status: int = 200, wrong: tuple[Attendance, FeedbackForm] | None = None,
    **told: Any,
) -> HttpResponse:  # fmt: skip
    def form_of(one: Attendance) -> FeedbackForm:
        return wrong[1] if wrong and wrong[0] is one else FeedbackForm(auto_id=_ids(one))

    attendances = [{"one": one, "people": _people(one), "form": form_of(one)} for one in found.attendances.all()]
    leave(request.user, "engagement read", "engagement", str(found.pk), purpose=WORK, outcome="allowed")
    shown = {"engagement": found, "attendances": attendances, "form": wrong[1] if wrong else None, **told}
    return render(request, "workforce/engagement.html", shown, status=status)


def _people(one: Attendance) -> int | None:
    """How many came, as it was last written."""
    told = [row.people for row in one.feedback.all() if row.people is not None]
    return told[-1] if told else None


def _ids(one: Attendance) -> str:
    """Ids of a form's fields: each agency has a form of its own on the page."""
    return f"id_{one.pk}_%s"


def _or_unseen(request: HttpRequest) -> None:
    if reason := policy.against_partners(asker_of(signed_in(request))):
        raise Unseen("partners", "", reason)
