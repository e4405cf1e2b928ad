"""What was read and answered at this desk, as the rest of this room asks for it. The walls decide what is shown."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import connection
from django.utils import timezone

from upstander.access.models import Account
from upstander.workforce.held import NotHeld, what_is_asked
from upstander.workforce.models import Attempt, PageRead
from upstander.workforce.modules import Module, ModuleError, modules
from upstander.workforce.understanding import Try

ANSWERED = {
    "mark": pl.String,
    "course": pl.String,
    "completed_on": pl.Date,
    "assessed": pl.Boolean,
    "score": pl.Float64,
}


def held_modules() -> Mapping[str, Module]:
    """The modules of this desk, ours and the force's own. Raises NotHeld."""
    own = settings.UPSTANDER_COURSES
    try:
        return modules(Path(own) if own else None, what_is_asked())
    except ModuleError as error:
        raise NotHeld(f"The courses of this desk cannot be read: {error}") from error


@dataclass(frozen=True)
class Done:
    """What somebody did of one module: their tries, oldest first, and how many pages of its version they read."""

    tries: Sequence[Try] = ()
    pages: int = 0


def done_of(account: Account) -> Mapping[str, Done]:
    """What somebody did of each module, by its id."""
    return {module: done for (_mark, module), done in _done(by=account).items()}


def done_by_all(module: Module) -> Mapping[str, Done]:
    """What everybody who is shown to who asks did of a module, by their mark."""
    return {mark: done for (mark, _module), done in _done(module=module.id).items()}


def _done(**of: object) -> dict[tuple[str, str], Done]:
    """By mark and module. Pages are those of the newest version that somebody read."""
    tries: dict[tuple[str, str], list[Try]] = {}
    for one in Attempt.objects.filter(**of).defer("answers").order_by("at", "id"):
        tries.setdefault((one.mark, one.module), []).append(as_try(one))
    pages: dict[tuple[str, str], dict[int, int]] = {}
    for mark, module, version in PageRead.objects.filter(**of).values_list("mark", "module", "version"):
        versions = pages.setdefault((mark, module), {})
        versions[version] = versions.get(version, 0) + 1
    current = {name: one.version for name, one in held_modules().items()}
    return {key: Done(tries.get(key, ()), pages.get(key, {}).get(current.get(key[1], 0), 0)) for key in tries | pages}


def as_try(attempt: Attempt) -> Try:
    """An attempt as what is told from it."""
    return Try(timezone.localdate(attempt.at), attempt.version, attempt.right, attempt.asked)


def answered_here(held: Iterable[Module]) -> pl.DataFrame:
    """What was answered here of modules that count as a course that is asked for, as Held.with_passed_here takes it."""
    counts = {one.id: one for one in held if one.counts_as}
    rows = [
        (one.mark, counts[one.module].counts_as, timezone.localdate(one.at), True, one.right / one.asked)
        for one in Attempt.objects.filter(module__in=counts).defer("answers")
        if one.version >= least_version(counts[one.module])
    ]
    return pl.DataFrame(rows, schema=ANSWERED, orient="row")


def least_version(module: Module) -> int:
    """The oldest version of a module whose attempts count."""
    return 1 if module.earlier_versions_count else module.version


def passed_on(module: Module, marks: Collection[str]) -> Mapping[str, dt.date]:
    """When each of some people last passed a module, by mark, and nothing else of them: for their supervisor."""
    with connection.cursor() as cursor:
        given: Sequence[Any] = [list(marks), module.id, module.pass_mark, least_version(module)]
        cursor.execute("SELECT of_mark, passed_on FROM workforce_passed_on(%s, %s, %s, %s)", given)
        return {mark: timezone.localdate(at) for mark, at in cursor.fetchall()}


def how_many_passed_here(name: str, day: dt.date, marks: Collection[str] | None = None) -> int:
    """How many people passed a module, or what counts as a course, within its period before a day. Raises NotHeld.

    Where two modules count as one course, it is those of the one that more people passed: nobody is counted twice.
    """
    held = (one for one in held_modules().values() if name in {one.counts_as, one.id})
    return max((how_many_passed(one, day, marks) for one in held), default=0)


def how_many_passed(module: Module, day: dt.date, marks: Collection[str] | None = None) -> int:
    """How many people passed a module within its period, of some by their marks or of all: for the checklist."""
    first = day - dt.timedelta(days=module.again_after_days - 1)
    since = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    with connection.cursor() as cursor:
        given: Sequence[Any] = [
            None if marks is None else list(marks),
            module.id,
            module.pass_mark,
            since,
            least_version(module),
        ]
        cursor.execute("SELECT workforce_how_many_passed(%s, %s, %s, %s, %s)", given)
        return int(cursor.fetchone()[0])
