"""Warnings that a person is under on a day, from this matter and from earlier ones."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from upstander.casework.procedure.days import months_after
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import Duration, Law
from upstander.casework.procedure.outcomes import outcomes_that_stand

LONGEST = 60  # months: a hearing may set 2 to 5 years (outcome.toml, final_written_warning)
EARLIER = "earlier warning found"


@dataclass(frozen=True)
class Warned:
    """A warning and the days it is in force: from the day it was imposed, up to but not including `until`."""

    words: str
    since: dt.date
    until: dt.date
    rule: Duration | None = None


def warnings(law: Law, kind: str, attention: dt.date, events: Iterable[Event]) -> tuple[Warned, ...]:
    """Every warning that events tell of, with its days; none of one whose length no rule and no outcome tells.

    An earlier warning tells the day it was imposed and the day it expires, since it was given under the rules of its
    own time. A hearing may have set another length than the usual: `months` of the outcome, where given. An outcome
    that an appeal has varied counts as varied, and one that was set aside not at all.
    """
    told = tuple(events)
    found = [one for outcome in outcomes_that_stand(told) for one in _imposed(law, kind, attention, outcome)]
    for event in told:
        if event.what == EARLIER:
            imposed, expires = (dt.date.fromisoformat(event.detail(name)) for name in ("imposed", "expires"))
            found.append(Warned(event.detail("outcome"), imposed, expires))
    return tuple(found)


def _imposed(law: Law, kind: str, attention: dt.date, event: Event) -> Iterable[Warned]:
    for rule in law.durations:
        fits = rule.outcome == event.detail("outcome") and event.detail("form") in rule.form
        months = _months(event.detail("months"), rule.months)
        if fits and months and rule.holds(kind, attention, event.day):
            yield Warned(rule.outcome, event.day, months_after(event.day, months), rule)


def _months(given: str, usual: int) -> int:
    """The length that was set, where it is one; what somebody wrote in words counts as the usual length."""
    return int(given) if given.isascii() and given.isdecimal() and 1 <= int(given) <= LONGEST else usual


def warnings_in_force(
    law: Law, kind: str, attention: dt.date, events: Iterable[Event], day: dt.date
) -> tuple[Warned, ...]:
    """The warnings in force on a day."""
    return tuple(w for w in warnings(law, kind, attention, events) if w.since <= day < w.until)
