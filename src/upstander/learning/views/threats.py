"""Assessments of threats: the list, one with its figures, writing, adopting and printing it."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.documents import as_file
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.learning import policy
from upstander.learning.models import ThreatAssessment, ThreatVersion
from upstander.learning.national.share import as_json, share_of
from upstander.learning.threats import acting
from upstander.learning.threats.counting import Period
from upstander.learning.threats.figures import Figure, from_data
from upstander.learning.threats.printing import as_pdf
from upstander.learning.threats.sections import Section, sections, source
from upstander.workforce.held import Held, NotHeld, held

WORK = "the yearly assessment of threats"


class PeriodForm(forms.Form):
    """The period of an assessment."""

    first = fields.day("The first day", needed="Give the first day of the period", past=True)
    last = fields.day("The last day", needed="Give the last day of the period", past=True)

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", "Give a last day that is not before the first")
        return given


class WriteForm(forms.Form):
    """The words of every section. `after`: the version that they are written after."""

    after = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, given: Any, *, texts: dict[str, str], after: int) -> None:
        super().__init__(given, initial={**texts, "after": after})
        for section in sections():
            words = fields.long_words(section.title, section.asks, rows=8)
            self.fields[section.name] = fields.asked(words, sometimes=True)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All assessments that are theirs to read, and for whoever writes them the beginning of another."""
    asker = asker_of(signed_in(request))
    _or_unseen(policy.against_threats(asker, adopted=True), "")
    against = policy.against_writing_threats(asker)
    if request.method == "POST" and against:
        raise Unseen(acting.KIND, "", against)
    period = acting.default_period(timezone.localdate())
    first = {"first": period.first, "last": period.last}
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        chosen = Period(form.cleaned_data["first"], form.cleaned_data["last"])
        made = acting.begin(period=chosen, told=_held()[0], by=signed_in(request))
        return redirect("threat-write", made.pk)
    found = [(one, _newest(one, asker)) for one in ThreatAssessment.objects.prefetch_related("versions__adoption__by")]
    leave(request.user, "threat assessments listed", acting.KIND, "", purpose=WORK, outcome="allowed")
    shown = {"found": [one for one in found if one[1]], "form": None if against else form, "source": source()}
    return render(request, "learning/threats.html", shown, status=422 if form.errors else 200)


@require_GET
def one(request: HttpRequest, assessment: uuid.UUID, number: int | None = None) -> HttpResponse:
    """One version of an assessment, the newest unless another is asked for."""
    asker = asker_of(signed_in(request))
    version = _version_for(asker, assessment, number)
    leave(request.user, "threat assessment read", acting.KIND, str(assessment), purpose=WORK, outcome="allowed")
    return _shown(request, version, asker)


def _shown(
    request: HttpRequest, version: ThreatVersion, asker: Asker, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    shown = {
        "assessment": version.assessment, "version": version, "sections": list(_sections(version)), "source": source(),
        "versions": _seen(version.assessment, asker), "adoption": getattr(version, "adoption", None),
        "writes": not policy.against_writing_threats(asker), "problems": problems,
        "adopts": not policy.against_adopting_threats(asker), "shares": not policy.against_sharing_threats(asker),
    }  # fmt: skip
    return render(request, "learning/threat_assessment.html", shown, status=status)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """Writes a newer version beside the figures of the last one, which are drawn anew when it is kept."""
    account = signed_in(request)
    asker = asker_of(account)
    _or_unseen(policy.against_writing_threats(asker), str(assessment))
    version = _version_for(asker, assessment, None)
    form = WriteForm(request.POST if request.method == "POST" else None, texts=version.texts, after=version.number)
    told, why_not = _held()
    problems: list[str] = []
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            acting.write(assessment=version.assessment, after=given.pop("after"), texts=given, told=told, by=account)
            return redirect("threat-assessment", assessment)
        except NotNow as answer:
            problems = [str(answer)]
    shown = {"assessment": version.assessment, "form": form, "problems": problems, "why_not": why_not,
             "rows": [(form[section.name], tables) for section, _text, tables in _sections(version)]}  # fmt: skip
    leave(account, "threat assessment read", acting.KIND, str(assessment), purpose=WORK, outcome="allowed")
    status = 409 if problems else 422 if form.errors else 200
    return render(request, "learning/threat_write.html", shown, status=status)


@require_POST
def adopt(request: HttpRequest, assessment: uuid.UUID, number: int) -> HttpResponse:
    """The chief officer adopts a version."""
    account = signed_in(request)
    asker = asker_of(account)
    _or_unseen(policy.against_adopting_threats(asker), str(assessment))
    version = _version_for(asker, assessment, number)
    try:
        acting.adopt(version=version, by=account)
    except NotNow as answer:
        return _shown(request, version, asker, [str(answer)], 409)
    return redirect("threat-assessment", assessment)


@require_GET
def printed(request: HttpRequest, assessment: uuid.UUID, number: int) -> HttpResponse:
    """A version as a tagged PDF."""
    version = _version_for(asker_of(signed_in(request)), assessment, number)
    leave(request.user, "threat assessment printed", acting.KIND, str(assessment), purpose=WORK, outcome="done",
          version=number)  # fmt: skip
    answer = HttpResponse(as_pdf(version), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="threats-{version.assessment.last_day:%Y-%m-%d}.pdf"'
    return answer


@require_GET
def shared(request: HttpRequest, assessment: uuid.UUID, number: int) -> HttpResponse:
    """The counts of an adopted version as a file for the national picture; a draft is shared with nobody."""
    asker = asker_of(signed_in(request))
    _or_unseen(policy.against_sharing_threats(asker), str(assessment))
    version = _version_for(asker, assessment, number)
    if not hasattr(version, "adoption"):
        raise Unseen(acting.KIND, str(assessment), "it was not adopted")
    leave(request.user, "threat assessment shared", acting.KIND, str(assessment), purpose=WORK, outcome="done",
          version=number)  # fmt: skip
    period = version.assessment
    held = as_json(share_of(period.pk, period.first_day, period.last_day, version.figures))
    return as_file(held.encode(), "application/json", f"national-picture-{period.last_day:%Y-%m-%d}.json")


def _sections(version: ThreatVersion) -> Iterator[tuple[Section, str, list[Figure]]]:
    drawn = from_data(version.figures)
    for section in sections():
        tables = [drawn[name] for name in section.figures if name in drawn]
        yield section, version.texts.get(section.name, ""), tables


def _version_for(asker: Asker, assessment: uuid.UUID, number: int | None) -> ThreatVersion:
    """A version that they may read. Raises Unseen, whether it is not there or not theirs."""
    found = ThreatAssessment.objects.filter(pk=assessment).prefetch_related("versions__adoption__by").first()
    seen = _seen(found, asker) if found else []
    wanted = [one for one in seen if number is None or one.number == number]
    if not wanted:
        raise Unseen(acting.KIND, str(assessment), "no version of it is theirs to read")
    return wanted[0]


def _seen(assessment: ThreatAssessment, asker: Asker) -> list[ThreatVersion]:
    return [
        one
        for one in assessment.versions.select_related("assessment", "by", "adoption__by")
        if not policy.against_threats(asker, adopted=hasattr(one, "adoption"))
    ]


def _newest(assessment: ThreatAssessment, asker: Asker) -> ThreatVersion | None:
    return next(iter(_seen(assessment, asker)), None)


def _held() -> tuple[Held | None, str]:
    try:
        return held(timezone.localdate()), ""
    except NotHeld as answer:
        return None, str(answer)


def _or_unseen(reason: str, key: str) -> None:
    if reason:
        raise Unseen(acting.KIND, key, reason)
