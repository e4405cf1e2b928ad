"""Redaction by passage: the texts of a matter, marking, a second person's look, and the copies."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions import redactions as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.redactions import BeginForm, MarkForm, ReviewForm
from upstander.casework.grading import words
from upstander.casework.models.redaction import Passage, Redaction
from upstander.casework.redacting import Mark, elsewhere, sentences
from upstander.casework.views.documents import ExportForm, as_file
from upstander.casework.views.finding import frame, signed_in
from upstander.casework.views.work import work_on

REDACTION = "redaction for disclosure"


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The redactions of a matter; beginning one more."""
    found, by = work_on(request, matter), signed_in(request)
    form = BeginForm(actions.texts_held(found, by), request.POST or None)
    problems: list[str] = []
    if form.is_valid():
        of, source = actions.named(found, form.cleaned_data["text"], by)
        try:
            made = actions.begin(matter=found, of=of, source=source, called=form.cleaned_data["called"], by=by)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("redaction", matter=found.pk, redaction=made.pk)
    held = list(Redaction.objects.filter(matter=found).select_related("by"))
    ids = [str(one.pk) for one in held]
    leave(by, "redactions listed", "matter", str(found.pk), purpose=REDACTION, outcome="allowed", ids=ids)
    shown = frame(request, found, "work") | {"form": form, "problems": problems}
    shown["redactions"] = [(one, actions.is_agreed(one)) for one in held]
    return render(request, "casework/redactions.html", shown, status=409 if problems else 422 if form.is_bound else 200)


def redaction_for(request: HttpRequest, matter: uuid.UUID, redaction: uuid.UUID) -> Redaction:
    """A redaction of a matter whose investigation is this person's work. Raises Unseen."""
    found = Redaction.objects.filter(matter=work_on(request, matter), pk=redaction).select_related("matter").first()
    if found is None:
        raise Unseen("redaction", str(redaction), "nothing of this id is shown to them by the database")
    return found


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, matter: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    """A text with its passages; marking more of them."""
    found = redaction_for(request, matter, redaction)
    form = MarkForm(len(sentences(found.text)), actions.grounds(found.matter), request.POST or None)
    if not form.is_valid():
        return _one(request, found, form=form)
    given = {name: form.cleaned_data[name] for name in ("words", "ground", "why")}

    def act() -> object:
        return actions.mark(redaction=found, chosen=form.cleaned_data["sentences"], by=signed_in(request), **given)

    return _answered(request, found, act, form=form)


@require_POST
def take_back(request: HttpRequest, matter: uuid.UUID, redaction: uuid.UUID, passage: uuid.UUID) -> HttpResponse:
    """Leaves a passage in after all."""
    found = redaction_for(request, matter, redaction)
    marked = Passage.objects.filter(redaction=found, pk=passage, ends=None).first()
    if marked is None:
        raise Unseen("redaction", str(passage), "the text has no such passage")
    return _answered(request, found, lambda: actions.take_back(passage=marked, by=signed_in(request)))


@require_POST
def review(request: HttpRequest, matter: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    """A second person's answer."""
    found = redaction_for(request, matter, redaction)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _one(request, found, review=form)
    given = {"agreed": form.cleaned_data["agreed"] == "yes", "why": form.cleaned_data["why"]}
    seen, by = form.cleaned_data["seen"], signed_in(request)
    return _answered(request, found, lambda: actions.review(redaction=found, seen=seen, by=by, **given), review=form)


@require_http_methods(["GET", "POST"])
@asks_again
def make(request: HttpRequest, matter: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    """A copy with its schedule, for somebody named."""
    found = redaction_for(request, matter, redaction)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            held = actions.make(redaction=found, by=signed_in(request), **form.cleaned_data)
        except NotNow as answer:
            return _one(request, found, problems=[str(answer)])
        return as_file(held, "application/zip", "redacted.zip")
    told = "The text without what was taken out, as PDF and as plain text, and a schedule with the grounds."
    leave(request.user, "redaction read", "redaction", str(found.pk), purpose=REDACTION, outcome="allowed")
    shown = frame(request, found.matter, "work") | {"form": form, "title": "A redacted copy", "words": told}
    return render(request, "casework/export.html", shown, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, redaction: Redaction, act: Callable[[], object], **forms: Any) -> HttpResponse:
    try:
        act()
    except NotNow as answer:
        return _one(request, redaction, problems=[str(answer)], **forms)
    return redirect("redaction", matter=redaction.matter_id, redaction=redaction.pk)


def _one(
    request: HttpRequest,
    redaction: Redaction,
    *,
    form: MarkForm | None = None,
    review: ReviewForm | None = None,
    problems: Sequence[str] = (),
) -> HttpResponse:
    leave(request.user, "redaction read", "redaction", str(redaction.pk), purpose=REDACTION, outcome="allowed")
    grounds = actions.grounds(redaction.matter)
    agreed, by = actions.is_agreed(redaction), signed_in(request)
    reviewing = review or ReviewForm(initial={"seen": actions.as_marked(redaction)})
    shown = frame(request, redaction.matter, "work") | {
        "redaction": redaction,
        "agreed": agreed,
        "form": form or MarkForm(len(sentences(redaction.text)), grounds),
        "review": reviewing,
        "against_review": actions.against_review(redaction, by),
        "problems": problems,
        **_text(redaction, {one.id: one.says for one in grounds}),
    }
    bound = any(given is not None and given.is_bound for given in (form, review))
    return render(request, "casework/redaction.html", shown, status=409 if problems else 422 if bound else 200)


def _text(redaction: Redaction, says: Mapping[str, str]) -> dict[str, Any]:
    """Each sentence with its number and what is marked in it, what came of the reviews, and the copies."""
    passages = actions.standing_passages(redaction)
    numbered = list(enumerate(passages, 1))
    rows = [
        (
            number,
            said,
            [(count, one, says.get(one.ground, one.ground)) for count, one in numbered if one.sentence == number],
        )
        for number, said in enumerate(sentences(redaction.text), 1)
    ]
    marks = [Mark(one.sentence, str(one.words)) for one in passages]
    return {
        "rows": rows,
        "elsewhere": _left_standing(redaction, marks),
        "reviews": redaction.reviews.select_related("by"),
        "copies": redaction.copies.select_related("by"),
    }


def _left_standing(redaction: Redaction, marks: Sequence[Mark]) -> list[str]:
    """What is taken out of one place and left in another, the name of the copy among them."""
    count = len(sentences(redaction.text))
    found = elsewhere(f"{redaction.text}\n{redaction.called}", marks, words().little)
    return [f"“{one}” is left standing in {_places(at, count)}." for one, at in found.items()]


def _places(numbers: Sequence[int], count: int) -> str:
    return ", ".join(f"sentence {number}" if number <= count else "the name of the copy" for number in numbers)
