"""Pages of who understood a module: counts, people by role, team and day, what goes wrong, and an export."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.forms.reading import page_of
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy
from upstander.workforce.attempts import Done, done_by_all, held_modules
from upstander.workforce.audience import counted, everybody, is_for, towards
from upstander.workforce.held import what_is_asked
from upstander.workforce.models import Attempt
from upstander.workforce.modules import Module
from upstander.workforce.people import HANDFUL, few
from upstander.workforce.understanding import State, Wrongly, wrongly
from upstander.workforce.views.own_training import module_named, records_now
from upstander.workforce.views.telling import as_rows, or_not_told, paged

WORK = "prevention: who understood what is taught here"
A_PAGE = 100
FILTERS = ("state", "role", "team")
COLUMNS = (
    "attempt", "staff_number", "name", "module", "kind", "version", "sent", "right", "asked", "percent", "pass_percent",
    "passed", "minutes", "wrong_questions",
)  # fmt: skip
Row = dict[str, Any]


@require_GET
@or_not_told
def overview(request: HttpRequest) -> HttpResponse:
    """Every module, with how many of its audience stand how. It names nobody."""
    asker = _asker(request)
    told = [(one, _counts(_rows(one, asker))) for one in held_modules().values()]
    leave(request.user, "modules read", "module", "", purpose=WORK, outcome="allowed")
    return render(request, "workforce/modules.html", {"modules": told, "states": [one.value for one in State]})


def _counts(rows: list[Row]) -> Row:
    held = counted([("", row["how"]) for row in rows])
    return held[0] if held else {"people": 0, "states": [0 for _ in State]}


@require_GET
@or_not_told
def module_list(request: HttpRequest, module: str) -> HttpResponse:
    """Who of the audience stands how, cut down by state, role, team and day, with the gaps by role and team."""
    asker = _asker(request)
    found = module_named(module)
    rows, told = _rows(found, asker), records_now()
    chosen = {name: request.GET.get(name, "") for name in (*FILTERS, "since")}
    kept = [row for row in rows if _answers_to(row, chosen)]
    page = page_of(request.GET)
    here = kept[(page - 1) * A_PAGE : page * A_PAGE]
    leave(request.user, "module list read", "module", found.id, purpose=WORK, outcome="allowed", people=len(here))
    shown = {
        "module": found, "people": here, "many": len(kept), "filters": chosen, "states": [one.value for one in State],
        "offered": {name: sorted({row[name] for row in rows if row[name]}) for name in ("role", "team")},
        "groups": [(words, counted([(row[name], row["how"]) for row in rows])) for name, words in
                   (("role", "Role"), ("team", "Team"))],
        "newest": told.newest.get("training") if told and found.counts_as else None,
        "chosen": paged(request, page), "more": len(kept) > page * A_PAGE,
    }  # fmt: skip
    return render(request, "workforce/module_people.html", shown)


def _rows(module: Module, asker: Asker) -> list[Row]:
    """Everybody of whom a module is asked, but the reader and whoever a tie keeps from them. Raises NotHeld."""
    told, asked = records_now(), what_is_asked()
    standing = towards(module, told, asked, timezone.localdate())
    accounts = list(Account.objects.filter(is_active=True))
    with_account, done = {one.mark for one in accounts}, done_by_all(module)
    return [
        {"who": who, "role": who.work, "team": who.team_id, "how": standing.stands(who, done.get(who.mark, Done())),
         "signs_in": who.mark in with_account}
        for who in everybody(told, accounts)
        if is_for(module, who, asked) and not asker.may_know_of(who.mark)
    ]  # fmt: skip


def _answers_to(row: Row, chosen: dict[str, str]) -> bool:
    """Whether somebody is in a list that was cut down so; a day that cannot be read cuts nothing."""
    values = {"state": row["how"].state.value, "role": row["role"], "team": row["team"]}
    since = _day(chosen["since"])
    on: dt.date | None = row["how"].on
    return all(chosen[name] in ("", value) for name, value in values.items()) and (
        not since or bool(on and on >= since)
    )


def _day(given: str) -> dt.date | None:
    try:
        return parse_date("-".join(reversed(given.split("/"))))
    except ValueError:
        return None


@require_GET
@or_not_told
def questions(request: HttpRequest, module: str) -> HttpResponse:
    """Which questions go wrong the first time, the worst first: what a trainer makes clearer. It names nobody."""
    asker = _asker(request)
    found = module_named(module)
    first: dict[str, Attempt] = {}
    for one in Attempt.objects.filter(module=found.id, version=found.version).order_by("at", "id"):
        if not policy.against_attempt(asker, one.mark):
            first.setdefault(one.mark, one)
    told = [_told(found, one) for one in wrongly(answer for one in first.values() for answer in one.answered())]
    told.sort(key=lambda row: row["percent"] is None)  # where no share is told, no order tells it
    leave(request.user, "module questions read", "module", found.id, purpose=WORK, outcome="allowed")
    shown = {"module": found, "rows": told, "people": few(len(first)), "handful": HANDFUL}
    return render(request, "workforce/module_questions.html", shown)


def _told(module: Module, one: Wrongly) -> Row:
    """A question with its figures; where fewer than a handful answered it, or answered it wrongly, no share is told."""
    question = module.question(one.question)
    told = min(one.asked, one.wrong or one.asked) >= HANDFUL
    most = question.choices[one.most].text if one.most is not None and one.most_often >= HANDFUL else ""
    percent = one.wrong * 100 // one.asked if told else None
    return {"question": question, "asked": few(one.asked), "wrong": few(one.wrong), "percent": percent, "most": most}


@require_GET
@or_not_told
def attempts(request: HttpRequest) -> HttpResponse:
    """One line for each attempt, for an inspection. Whoever a tie keeps from the reader is not in it."""
    asker = _asker(request)
    held = Attempt.objects.select_related("by").order_by("at", "id")
    lines = [one for one in held if not policy.against_attempt(asker, one.mark)]
    known = held_modules()
    leave(request.user, "attempts exported", "module", "", purpose=WORK, outcome="done", rows=len(lines))
    return as_rows("attempts.csv", COLUMNS, (_line(one, known.get(one.module)) for one in lines))


def _line(one: Attempt, module: Module | None) -> tuple[object, ...]:
    """An attempt as its cells. Of a module that is held no more, nothing is said of its mark."""
    mark: tuple[Any, ...] = ("", "")
    if module:
        mark = (module.pass_percent, "yes" if module.passed(one.right, one.asked) else "no")
    return (
        one.pk, one.by.staff_id, one.by.name, one.module, module.kind if module else "", one.version,
        timezone.localtime(one.at).strftime("%Y-%m-%d %H:%M"), one.right, one.asked, one.percent, *mark,
        one.minutes, " ".join(one.wrong()),
    )  # fmt: skip


def _asker(request: HttpRequest) -> Asker:
    asker = asker_of(signed_in(request))
    if reason := policy.against_training(asker):
        raise Unseen("module", "", reason)
    return asker
