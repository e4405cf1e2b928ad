"""Pages of questions: one at a time or all on one page, sent, and told with why each wrong answer is wrong."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import training_actions as actions
from upstander.workforce.models import Attempt, Sitting
from upstander.workforce.modules import Module
from upstander.workforce.sittings import Marked, offered
from upstander.workforce.views.own_training import module_named, module_page
from upstander.workforce.views.telling import or_not_told


@require_POST
@or_not_told
def begin(request: HttpRequest, module: str) -> HttpResponse:
    """Draws questions, or goes on with those that were drawn; one at a time, or all on one page."""
    found = module_named(module)
    try:
        made = actions.begin(module=found, by=signed_in(request))
    except NotNow as answer:
        return module_page(request, found, str(answer))
    if request.POST.get("how") == "one":
        return redirect("sitting-question", made.pk, 1)
    return redirect("sitting", made.pk)


@require_http_methods(["GET", "POST"])
@or_not_told
def whole(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    """All questions on one page, with what was answered so far; from here they are sent."""
    account = signed_in(request)
    held, module = _open(request, sitting)
    if module is None:
        return _closed(held)
    form = _form(module, held, request)
    problems: list[str] = []
    if form.is_valid():
        try:
            actions.answer(sitting=held, places=_places(held, form.cleaned_data), by=account)
            made = actions.send(module=module, sitting=held, by=account)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("attempt", made.pk)
    shown = {"module": module, "form": form, "problems": problems, "begun": bool(actions.answered(held))}
    return render(request, "workforce/sitting.html", shown, status=_status(form, problems))


@require_http_methods(["GET", "POST"])
@or_not_told
def one(request: HttpRequest, sitting: uuid.UUID, number: int) -> HttpResponse:
    """One question; after the last, all are shown together before they are sent."""
    held, module = _open(request, sitting)
    if module is None:
        return _closed(held)
    many = len(held.questions)
    if not 1 <= number <= many:
        raise Unseen("question", str(number), "there is no question of this number")
    form = _form(module, held, request, only=number)
    if form.is_valid():
        actions.answer(sitting=held, places=_places(held, form.cleaned_data), by=signed_in(request))
        return redirect("sitting-question", held.pk, number + 1) if number < many else redirect("sitting", held.pk)
    shown = {"module": module, "sitting": held, "form": form, "number": number, "many": many, "earlier": number - 1}
    return render(request, "workforce/sitting_question.html", shown, status=_status(form, []))


@require_GET
@or_not_told
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """What an attempt came to, with why each wrong answer is wrong and the right one is right."""
    account = signed_in(request)
    held = Attempt.objects.filter(pk=attempt, by=account).first()
    if held is None:
        raise Unseen("attempt", str(attempt), "no attempt of theirs has this id")
    module = module_named(held.module)
    told = _marked(module, held) if held.version == module.version else []
    shown = {"module": module, "attempt": held, "passed": module.passed(held.right, held.asked), "told": told}
    return render(request, "workforce/attempt.html", shown)


def _marked(module: Module, attempt: Attempt) -> list[Marked]:
    told = []
    for name, chosen, _right in attempt.answered():
        question = module.question(name)
        told.append(Marked(question, question.choices[chosen], question.choices[question.right]))
    return told


def _open(request: HttpRequest, sitting: uuid.UUID) -> tuple[Sitting, Module | None]:
    """A sitting of whoever asks, with its module while it can still be answered. Raises Unseen."""
    held = Sitting.objects.filter(pk=sitting, by=signed_in(request)).first()
    if held is None:
        raise Unseen("sitting", str(sitting), "no sitting of theirs has this id")
    module = module_named(held.module)
    return held, None if hasattr(held, "attempt") or held.version != module.version else module


def _closed(sitting: Sitting) -> HttpResponse:
    """A sitting that was sent leads to what it came to; one of an earlier version, to what there is now."""
    if hasattr(sitting, "attempt"):
        return redirect("attempt", sitting.attempt.pk)
    return redirect("own-module", sitting.module)


def _form(module: Module, sitting: Sitting, request: HttpRequest, only: int | None = None) -> forms.Form:
    """A field for each question, or for one, named by its place in the sitting; filled with what was answered."""
    before = actions.answered(sitting)
    made: dict[str, Any] = {}
    for number, drawn in enumerate(sitting.drawn(), 1):
        if only in (None, number):
            question, choices = offered(module, drawn)
            label = question.text if only else f"{number}. {question.text}"
            values = [(str(place), words) for place, words in choices]
            field = fields.choice(label, values, needed=f"Choose an answer to question {number}")
            field.initial = str(before.get(drawn.question, ""))
            made[f"q{number}"] = field
    kind: type[forms.Form] = type("AnswersForm", (forms.Form,), made)
    return kind(request.POST if request.method == "POST" else None)


def _places(sitting: Sitting, given: dict[str, Any]) -> dict[str, int]:
    drawn = sitting.drawn()
    return {drawn[int(name[1:]) - 1].question: int(place) for name, place in given.items()}


def _status(form: forms.Form, problems: list[str]) -> int:
    return 409 if problems else 422 if form.errors else 200
