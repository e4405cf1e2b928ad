"""Bulletins of one page: those that are shown, making one, one as a page and as a PDF, and what its readers answer."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.learning import policy
from upstander.learning.bulletins import acting, survey
from upstander.learning.bulletins.printing import as_pdf
from upstander.learning.could_tell import CouldTell
from upstander.learning.library import Library
from upstander.learning.models import Bulletin
from upstander.learning.views.library import own_library

WORK = "a bulletin of how matters ended and of cases"


class BulletinForm(forms.Form):
    """A bulletin: what stands in it, and a line of own words."""

    title = fields.words("Title", needed="Give the bulletin a title")
    own = fields.words("A line of your own", "What this is for, or what changed. Nobody is named in it")
    notices = forms.MultipleChoiceField(widget=fields.Ticks(), label="Notices of how matters ended", required=False)
    cases = forms.MultipleChoiceField(widget=fields.Ticks(), label="Cases of the library", required=False)
    kept = fields.long_words(
        "Why phrases stay that could tell who it is about", "Only where the page shows some: it covers those", rows=2
    )

    def __init__(self, given: Any, *, notices: list[tuple[str, str]], cases: list[tuple[str, str]]) -> None:
        super().__init__(given)
        self.fields["notices"].choices = notices  # type: ignore[attr-defined]
        self.fields["cases"].choices = cases  # type: ignore[attr-defined]
        if not notices:
            del self.fields["notices"]


class SurveyForm(forms.Form):
    """Three questions, each with three answers and no room for words, by which somebody could be known."""

    useful = fields.choice(survey.QUESTIONS["useful"], survey.ANSWERS.items(), needed="Answer the first question")
    knowledge = fields.choice(
        survey.QUESTIONS["knowledge"], survey.ANSWERS.items(), needed="Answer the second question"
    )
    reflect = fields.choice(survey.QUESTIONS["reflect"], survey.ANSWERS.items(), needed="Answer the third question")


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Every bulletin that is shown, and for whoever makes them a form for another."""
    account = signed_in(request)
    against = policy.against_making_bulletins(asker_of(account))
    if request.method == "POST" and against:
        raise Unseen(acting.KIND, "", against)
    library = own_library()
    form = None if against else _form(request, library)
    told: dict[str, Any] = {"status": 200}
    if form is not None and form.is_valid():
        try:
            return redirect("bulletin", _made(request, form, library).pk)
        except CouldTell as answer:
            told = {"flags": answer.flags, "status": 422}
        except NotNow as answer:
            told = {"problems": [str(answer)], "status": 409}
    status = 422 if form is not None and form.errors else told.pop("status")
    told |= {"bulletins": Bulletin.objects.filter(taken_down=None), "answered": "answered" in request.GET}
    return render(request, "learning/bulletins.html", {"form": form, **told}, status=status)


@require_GET
def one(request: HttpRequest, bulletin: uuid.UUID) -> HttpResponse:
    """One bulletin, with what of it is still shown."""
    return _one(request, _bulletin(bulletin), SurveyForm())


@require_POST
def answer(request: HttpRequest, bulletin: uuid.UUID) -> HttpResponse:
    """What a reader answers. They come to the list: to read the bulletin again would leave the second of the answer."""
    found, form = _bulletin(bulletin), SurveyForm(request.POST)
    if not form.is_valid():
        return _one(request, found, form, status=422)
    try:
        survey.answer(bulletin=found, answers=form.cleaned_data, by=signed_in(request))
    except NotNow as told:
        return _one(request, found, form, [str(told)], 409)
    return redirect(f"{reverse('bulletins')}?answered")


@require_POST
def take_down(request: HttpRequest, bulletin: uuid.UUID) -> HttpResponse:
    """Takes a bulletin down."""
    if reason := policy.against_making_bulletins(asker_of(signed_in(request))):
        raise Unseen(acting.KIND, str(bulletin), reason)
    found = _bulletin(bulletin)
    why = request.POST.get("why", "").strip()[: fields.A_TEXT]
    if not why:
        return _one(request, found, SurveyForm(), ["Say why this bulletin is taken down"], 422)
    try:
        acting.take_down(bulletin=found, why=why, by=signed_in(request))
    except NotNow as told:
        return _one(request, found, SurveyForm(), [str(told)], 409)
    return redirect("bulletins")


@require_GET
def printed(request: HttpRequest, bulletin: uuid.UUID) -> HttpResponse:
    """A bulletin as a tagged PDF of one page, with what of it is still shown today."""
    found = _bulletin(bulletin)
    made, _gone = acting.as_it_stands(found, own_library())
    leave(request.user, "bulletin printed", acting.KIND, str(found.pk), purpose=WORK, outcome="done")
    file = HttpResponse(as_pdf(made), content_type="application/pdf")
    file["Content-Disposition"] = f'attachment; filename="bulletin-{found.day:%Y-%m-%d}.pdf"'
    return file


def _made(request: HttpRequest, form: BulletinForm, library: Library) -> Bulletin:
    given = form.cleaned_data
    chosen = acting.Chosen(given["title"], given["own"], given.get("notices", []), given["cases"])
    seen = request.POST.getlist("seen")
    return acting.make(chosen=chosen, library=library, kept=given["kept"], seen=seen, by=signed_in(request))


def _form(request: HttpRequest, library: Library) -> BulletinForm:
    notices = [(notice.pk, notice.words["title"]) for notice in acting.up().values()]
    cases = [(case.id, case.title) for case in library.cases.values()]
    return BulletinForm(request.POST if request.method == "POST" else None, notices=notices, cases=cases)


def _bulletin(key: uuid.UUID) -> Bulletin:
    found = Bulletin.objects.filter(pk=key, taken_down=None).first()
    if found is None:
        raise Unseen(acting.KIND, str(key), "there is no such bulletin, or it was taken down")
    return found


def _one(
    request: HttpRequest, bulletin: Bulletin, form: SurveyForm, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    account = signed_in(request)
    asker = asker_of(account)
    made, gone = acting.as_it_stands(bulletin, own_library())
    leave(account, "bulletin read", acting.KIND, str(bulletin.pk), purpose=WORK, outcome="allowed")
    counted = not policy.against_survey(asker)
    shown = {
        "bulletin": bulletin, "sheet": made, "gone": gone, "form": None if survey.answered(bulletin, account) else form,
        "counted": counted, "counts": survey.counts(bulletin, account) if counted else [], "problems": problems or [],
        "makes": not policy.against_making_bulletins(asker), "errors": form.errors,
    }  # fmt: skip
    return render(request, "learning/bulletin.html", shown, status=status)
