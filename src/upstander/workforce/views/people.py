"""Pages of what a force holds of its people: an overview of counts, a list for each question, one person's record."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.forms.reading import page_of
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy
from upstander.workforce.attempts import answered_here, held_modules
from upstander.workforce.held import Held, NotHeld, held, record_of
from upstander.workforce.integrity.here import checks_here
from upstander.workforce.models import Attempt
from upstander.workforce.people import in_words
from upstander.workforce.promises import WORDS
from upstander.workforce.talks import Talk, by_month, by_team
from upstander.workforce.training import Standing, gaps
from upstander.workforce.vetting import Clearance
from upstander.workforce.views.telling import not_told, paged

WORK = "prevention: training, vetting and talks of the force's people"
A_PAGE = 100
FILTERS = ("role", "team_id")


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """How the force stands, in counts: each question with how many, and the way to the list. It names nobody."""
    asker = _asker(request, policy.against_workforce)
    try:
        told = held(timezone.localdate())
    except NotHeld as answer:
        return not_told(request, answer)
    shown: dict[str, Any] = {"day": told.day}
    if not policy.against_training(asker):
        with_talks = told.with_talks_here(checks_here())
        shown |= {
            "courses": _courses(_with_passed_here(told)),
            "talks": _counted(with_talks, "health_checks", with_talks.talks, "talk", list(Talk)),
        }
    if not policy.against_vetting(asker):
        shown["vetting"] = _counted(told, "vetting", told.vetting, "clearance", list(Clearance))
    shown["reads_vetting"] = not policy.against_vetting(asker)
    shown["reads_promises"] = not policy.against_promises(asker)
    leave(request.user, "workforce read", "workforce", "", purpose=WORK, outcome="allowed")
    return render(request, "workforce/overview.html", shown)


def _courses(told: Held) -> list[dict[str, Any]]:
    by_course = {row["group"]: row for row in _groups(told.training, "course")}
    known = told.holds("training", "staff")
    return [{"course": one, "row": by_course.get(one.name), "known": known} for one in told.asked.courses]


def _with_passed_here(told: Held) -> Held:
    """What the records tell, with what was passed at this desk."""
    return told.with_passed_here(answered_here(held_modules().values()))


def _counted(told: Held, feed: str, rows: pl.DataFrame, column: str, values: list[Any]) -> list[tuple[str, int]] | None:
    """How many stand how; none where the feed is not held, so that nobody takes it for a gap."""
    if not told.holds(feed, "staff"):
        return None
    return [(value.value, rows.filter(pl.col(column) == value.value).height) for value in values]


@require_GET
def training_list(request: HttpRequest, course: str) -> HttpResponse:
    """Who stands how towards a course, with the gaps by role and by team."""
    _asker(request, policy.against_training)
    return _list(request, "training", f"training of {course}", lambda told: _of_course(told, course))


def _of_course(told: Held, course: str) -> dict[str, Any]:
    asked = told.asked.course(course)
    if asked is None:
        raise Unseen("course", course, "there is no course of this name")
    rows = _with_passed_here(told).training.filter(pl.col("course") == course)
    groups = [(words, _groups(rows, by)) for by, words in (("role", "Role"), ("team_id", "Team"))]
    return {
        "title": asked.title, "asked": asked, "rows": rows, "state": "standing",
        "states": [one.value for one in Standing],
        "groups": groups, "feeds": ("training", "staff"),
        "newest": told.newest.get("training"),
        "pass_percent": round(asked.pass_mark * 100),
    }  # fmt: skip


def _groups(rows: pl.DataFrame, by: str) -> list[dict[str, Any]]:
    """Gaps as a page shows them: the group in words, how many people, and how many of a hundred understood it."""
    told = gaps(rows, by).rename({by: "group"}).rows(named=True)
    return [row | {"called": in_words(row["group"]) if by == "role" else row["group"]} for row in told]


@require_GET
def vetting_list(request: HttpRequest) -> HttpResponse:
    """Whose vetting is not current, the worst first."""
    _asker(request, policy.against_vetting)
    return _list(
        request, "vetting", "vetting",
        lambda told: {"title": "Vetting", "asked": told.asked.vetting.soon, "rows": told.vetting, "state": "clearance",
                      "states": [one.value for one in Clearance], "feeds": ("vetting", "staff")},
    )  # fmt: skip


@require_GET
def talks_list(request: HttpRequest) -> HttpResponse:
    """Who had no talk about integrity within the year, and who only has a form."""
    _asker(request, policy.against_training)
    return _list(
        request,
        "talks",
        "talks about integrity",
        lambda told: _of_talks(told.with_talks_here(checks_here())),
    )


def _of_talks(told: Held) -> dict[str, Any]:
    return {
        "title": "Talks about integrity", "asked": told.asked.talks, "rows": told.talks, "state": "talk",
        "states": [one.value for one in Talk], "feeds": ("health_checks", "staff"), "held": told,
        "teams": by_team(told.talks), "months": by_month(told.talks),
    }  # fmt: skip


@require_GET
def promises_list(request: HttpRequest) -> HttpResponse:
    """What the force promised to watch, the longest unwatched first."""
    _asker(request, policy.against_promises)

    def seen(told: Held) -> dict[str, Any]:
        if not (told.holds("health_checks") or told.holds("intelligence")):
            raise NotHeld("The records hold no talks and no intelligence: whether anybody looked cannot be told.")
        words = pl.col("kind").replace_strict(WORDS)
        kept = pl.when(pl.col("kept")).then(pl.lit("looked at")).otherwise(pl.lit("nobody has looked"))
        rows = told.promises.with_columns(promise=words, looked=kept)
        return {
            "title": "What was promised to be watched", "asked": told.asked.promises, "rows": rows, "state": "looked",
            "states": ["nobody has looked", "looked at"], "feeds": ("instructions", "staff"),
        }  # fmt: skip

    return _list(request, "promises", "promises", seen)


@require_GET
def record(request: HttpRequest, whose: str) -> HttpResponse:
    """Everything that one person was taught, as it is held and to be printed. `whose`: the mark of a staff number."""
    _asker(request, policy.against_training)
    try:
        told = _with_passed_here(held(timezone.localdate()))
        here = _may_be_known(told.training.filter(pl.col("mark") == whose), asker_of(signed_in(request)))
        if here.is_empty():
            raise Unseen("training record", whose, "nobody who works here has this mark")
        taken = record_of(here["staff_id"][0])
    except NotHeld as answer:
        return not_told(request, answer)
    leave(request.user, "training read", "staff", whose, purpose=WORK, outcome="allowed")
    titles = {course.name: course.title for course in told.asked.courses}
    standings = [_person(row) | {"title": titles[row["course"]]} for row in here.iter_rows(named=True)]
    attempts = Attempt.objects.filter(mark=whose)
    shown = {"day": told.day, "who": standings[0], "standings": standings, "taken": _taken(taken, titles)}
    shown["attempts"] = [{"attempt": one, "module": held_modules().get(one.module)} for one in attempts]
    return render(request, "workforce/record.html", shown)


def _taken(taken: pl.DataFrame, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    def percent(score: float | None) -> int | None:
        return None if score is None else int(round(score * 100, 6))

    rows = taken.iter_rows(named=True)
    return [row | {"title": titles.get(row["counts_as"], ""), "percent": percent(row["score"])} for row in rows]


def _list(request: HttpRequest, what: str, about: str, of: Callable[[Held], Mapping[str, Any]]) -> HttpResponse:
    """One list, cut down by what the address says, a page at a time; reading it leaves a line."""
    try:
        told = held(timezone.localdate())
        shown = dict(of(told))
        _or_not_held(shown.pop("held", told), shown["feeds"])
    except NotHeld as answer:
        return not_told(request, answer)
    rows = _may_be_known(shown.pop("rows"), asker_of(signed_in(request)))
    chosen = {name: request.GET.get(name, "") for name in (*FILTERS, "state")}
    offered = {name: _offered(name, rows) for name in FILTERS if name in rows.columns}
    for name, value in chosen.items():
        column = shown["state"] if name == "state" else name
        rows = rows.filter(pl.col(column) == value) if value and column in rows.columns else rows
    page = page_of(request.GET)
    here = rows.slice((page - 1) * A_PAGE, A_PAGE)
    counted = {} if what == "promises" else {"people": here.height}  # of whom a promise is, nobody may count
    leave(request.user, "workforce list read", "workforce", about, purpose=WORK, outcome="allowed", **counted)
    people = [_person(row) for row in here.iter_rows(named=True)]
    shown |= {
        "day": told.day, "people": people, "many": rows.height, "offered": offered, "filters": chosen, "what": what,
        "chosen": paged(request, page), "more": rows.height > page * A_PAGE,
    }  # fmt: skip
    return render(request, f"workforce/{what}.html", shown)


def _or_not_held(told: Held, feeds: tuple[str, ...]) -> None:
    if missing := [feed for feed in feeds if not told.holds(feed)]:
        raise NotHeld(f"The records hold no {' and no '.join(missing)}: nothing can be told.")


def _may_be_known(rows: pl.DataFrame, asker: Asker) -> pl.DataFrame:
    """Rows without the reader's own, and without those of whoever they have a tie to; none while they may have any."""
    if not asker.compared:
        return rows.clear()
    return rows.filter(~pl.col("mark").is_in([asker.mark, *asker.shut_out_from]))


def _offered(name: str, rows: pl.DataFrame) -> list[tuple[str, str]]:
    """What a list can be cut down to, with its words."""
    return [(value, in_words(value) if name == "role" else value) for value in sorted(set(rows[name].drop_nulls()))]


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody in a list, with their work in words. An address holds the mark of their number, and not the number."""
    return dict(row) | {"work": in_words(row.get("role", ""))}


def _asker(request: HttpRequest, against: Callable[[Asker], str]) -> Asker:
    """Who asks, where a policy lets them. Raises Unseen."""
    asker = asker_of(signed_in(request))
    if reason := against(asker):
        raise Unseen("workforce", "", reason)
    return asker
