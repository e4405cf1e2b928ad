"""The integrity health checks of this desk, as the rest of this room asks for them. The walls decide what is shown."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection
from django.utils import timezone

from upstander.workforce.integrity.written import Answer, Written
from upstander.workforce.models import HealthCheck, Sampled, SampledContact
from upstander.workforce.policy import CheckOf
from upstander.workforce.sampling.draw import Candidate, Quarter
from upstander.workforce.talks import HERE

CHECKS_HERE = {
    "mark": pl.String, "last_on": pl.Date, "discussed": pl.Boolean, "written_on": pl.Date, "kept": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Earlier:
    """A check that somebody else held with one of the team. `supervisor`: by mark. `agreed`: what was passed on."""

    health_check: str
    mark: str
    held_on: dt.date
    written_on: dt.date
    supervisor: str
    talked_through: bool
    answered: bool
    agreed: str


def checks_here(earlier: Sequence[Earlier] = ()) -> pl.DataFrame:
    """When whose checks were held, as Held.with_talks_here takes it: of nobody whom a tie keeps from who asks.

    `earlier`: those beside, which the walls show to nobody but as that others held them.
    """
    told = HealthCheck.objects.values_list("staff_mark", "held_on", "talked_through", "at")
    rows = [(*one, timezone.localdate(at), HERE) for *one, at in told]
    rows += [(one.mark, one.held_on, one.talked_through, one.written_on, HERE) for one in earlier]
    return pl.DataFrame(rows, schema=CHECKS_HERE, orient="row")


def earlier_checks(marks: Sequence[str]) -> list[Earlier]:
    """Checks that others held with some people, without what was said in them, the newest first.

    None of whom a tie hides from who asks, nor any that such a person held. Whom who asks supervises, the records
    tell: ask for their own team alone (policy.against_team).
    """
    held: Iterable[Any] = HealthCheck.objects.raw("SELECT * FROM workforce_earlier_checks(%s)", [list(marks)])
    return [
        Earlier(
            str(one.pk), one.staff_mark, one.held_on, timezone.localdate(one.at), one.supervisor_mark,
            one.talked_through, one.answered, one.agreed or "",
        )
        for one in held
    ]  # fmt: skip


def how_many_talked_here(since: dt.date) -> int:
    """With how many people something was talked through here after a day, in steps of five: for the checklist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT workforce_how_many_talked(%s)", [since])
        return int(cursor.fetchone()[0])


def as_policies_see(check: HealthCheck) -> CheckOf:
    """A check as policies see it."""
    of_them = SampledContact.objects.filter(plan__kind=Sampled.HEALTH_CHECKS, staff_mark=check.staff_mark)
    drawn = any(one.contact_id == str(check.pk) for one in of_them)
    return CheckOf(str(check.by_id), check.supervisor_mark, check.staff_mark, drawn)


def written(check: HealthCheck) -> Written:
    """A check as its quality is told from it."""
    return Written(check.supervisor_mark, check.staff_mark, check.at, answers_of(check))


def answers_of(check: HealthCheck) -> dict[str, Answer]:
    """What was answered, by the name of each question, but for what is kept apart."""
    return {name: Answer(one["said"], one["words"]) for name, one in check.answers.items() if not one["apart"]}


def to_draw_from(quarter: Quarter) -> list[Candidate]:
    """Every check that was written here in a quarter, with who held it, also where a tie keeps from it.

    By the day of writing, so that none is added to a quarter that is over.
    """
    days = [timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (quarter.first, quarter.after)]
    held = list(HealthCheck.objects.raw("SELECT * FROM workforce_checks_to_draw(%s, %s)", days))
    return [
        Candidate(str(one.pk), one.staff_id, one.name, one.team, one.held_on, held_by=one.supervisor_mark)
        for one in held
    ]
