"""Pages of somebody's own training: what is due, what there is to read, and a proof to print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Unseen
from upstander.access.models import Account
from upstander.casework.views.finding import signed_in
from upstander.workforce import training_actions as actions
from upstander.workforce.attempts import Done, done_of, held_modules
from upstander.workforce.audience import is_for, person, towards
from upstander.workforce.held import Held, NotHeld, held, what_is_asked
from upstander.workforce.models import Attempt
from upstander.workforce.modules import Module
from upstander.workforce.understanding import State
from upstander.workforce.views.telling import or_not_told


def records_now() -> Held | None:
    """What the records tell of people, or nothing: somebody's own training is there without them."""
    try:
        return held(timezone.localdate())
    except NotHeld:
        return None


def module_named(name: str) -> Module:
    """A module by its id. Raises Unseen."""
    found = held_modules().get(name)
    if found is None:
        raise Unseen("module", name, "there is no module of this id")
    return found


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """What somebody must still pass, what they passed and until when, and what else they may take."""
    account = signed_in(request)
    told = records_now()
    rows = _rows(account, told)
    theirs = sorted((one for one in rows if one["asked"]), key=lambda one: (one["passed"], one["how"].due))
    supervises = told is not None and account.mark in told.supervisors
    shown = {"due": theirs, "other": [one for one in rows if not one["asked"]], "supervises": supervises}
    return render(request, "workforce/your_training.html", shown)


def _rows(account: Account, told: Held | None) -> list[dict[str, Any]]:
    """Every module, and how somebody stands towards it."""
    day, asked = timezone.localdate(), what_is_asked()
    who, done = person(account, told), done_of(account)
    rows = []
    for module in held_modules().values():
        how = towards(module, told, asked, day).stands(who, done.get(module.id, Done()))
        passed = how.state is State.UNDERSTOOD
        rows.append(
            {"module": module, "how": how, "asked": is_for(module, who, asked), "passed": passed, "late": how.late(day)}
        )
    return rows


@require_GET
@or_not_told
def module(request: HttpRequest, module: str) -> HttpResponse:
    """One module: its pages, the way to its questions, and what somebody answered so far."""
    return module_page(request, module_named(module))


def module_page(request: HttpRequest, found: Module, problem: str = "") -> HttpResponse:
    """The page of a module, with what stood in the way of its questions."""
    account = signed_in(request)
    how = next(one["how"] for one in _rows(account, records_now()) if one["module"].id == found.id)
    shown = {
        "module": found, "how": how, "read": actions.pages_read(found, account) >= len(found.pages),
        "attempts": Attempt.objects.filter(by=account, module=found.id).defer("answers"),
        "problems": [problem] if problem else [],
    }  # fmt: skip
    return render(request, "workforce/own_module.html", shown, status=409 if problem else 200)


@require_GET
@or_not_told
def read(request: HttpRequest, module: str, number: int) -> HttpResponse:
    """One page of a module; that it was opened is kept."""
    found = module_named(module)
    if not 1 <= number <= len(found.pages):
        raise Unseen("module page", f"{module} {number}", "there is no page of this number")
    actions.read_page(module=found, page=number, by=signed_in(request))
    shown = {"module": found, "page": found.pages[number - 1], "number": number, "last": number == len(found.pages)}
    return render(request, "workforce/module_page.html", shown)


@require_GET
@or_not_told
def proof(request: HttpRequest) -> HttpResponse:
    """What somebody passed, to be printed and shown: with versions, marks, and the number by which the log names it."""
    account = signed_in(request)
    told = records_now()
    attempts = list(Attempt.objects.filter(by=account).defer("answers"))
    passed = [one | {"attempt": _counting(one, attempts)} for one in _rows(account, told) if one["passed"]]
    shown = {"who": person(account, told), "staff_id": account.staff_id, "passed": passed, "day": timezone.localdate()}
    return render(request, "workforce/training_proof.html", shown)


def _counting(row: dict[str, Any], attempts: list[Attempt]) -> Attempt | None:
    """The attempt by which a module is passed now, unless the force's own record is what counts."""
    here = (one for one in attempts if row["how"].here and one.module == row["module"].id)
    return next((one for one in here if row["module"].passed(one.right, one.asked)), None)
