"""How schemes with young people stand, and what of them must be told: unregistered ones, and conditions nobody checked.

S003, case study 9: conditions were set for an unofficial scheme ("a teacher must always be present"); nobody looked.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from upstander.workforce.models import (
    CheckResult,
    Scheme,
    SchemeChange,
    SchemeCheck,
    SchemeCondition,
    SchemeOfficer,
    SchemeStandard,
    SchemeStanding,
    StandardState,
)


def change_of(scheme: Scheme) -> SchemeChange:
    """How a scheme stands now; it is made with its first."""
    return next(reversed(scheme.changes.all()))


def officer_of(scheme: Scheme) -> SchemeOfficer | None:
    """Who answers for a scheme now; none where nobody does."""
    return next(reversed(scheme.officers.all()), None)


def marks_of(scheme: Scheme) -> frozenset[str]:
    """The marks of everybody who answers for a scheme, or did."""
    return frozenset(one.staff_mark for one in scheme.officers.all())


def standards_of(scheme: Scheme) -> Mapping[str, SchemeStandard]:
    """By standard, what was last seen of it."""
    return {one.standard: one for one in scheme.standards.all()}


def last_check(condition: SchemeCondition) -> SchemeCheck | None:
    """The check of a condition that counts."""
    return next(reversed(condition.checks.all()), None)


def due_on(condition: SchemeCondition) -> dt.date | None:
    """The day by which a condition is checked next; none where it is needed no more."""
    last = last_check(condition)
    return last.next_by if last else condition.check_by


def alerts(scheme: Scheme, today: dt.date, titles: Mapping[str, str]) -> Iterator[str]:
    """What must be told of a scheme on a day, a sentence each; of one that has ended, nothing. `titles`: standards."""
    standing = change_of(scheme).standing
    if standing == SchemeStanding.ENDED:
        return
    if standing == SchemeStanding.NOT_REGISTERED:
        yield f"{scheme} is not registered with Volunteer Police Cadets governance."
    if officer_of(scheme) is None:
        yield f"Nobody is named who answers for {scheme}."
    for condition in scheme.conditions.all():
        yield from _of_condition(scheme, condition, today)
    for standard in standards_of(scheme).values():
        if standard.state == StandardState.NOT_MET:
            title = titles.get(standard.standard, standard.standard)
            yield f"{scheme} was seen not to meet a standard on {standard.at:%-d %B %Y}: {title}."


def _of_condition(scheme: Scheme, condition: SchemeCondition, today: dt.date) -> Iterator[str]:
    last, due = last_check(condition), due_on(condition)
    if last and last.result == CheckResult.NOT_KEPT:
        yield f"{scheme}: a condition is not kept ({condition}). {condition.owner} sees to it."
    if due is not None and due < today:
        yield f"{scheme}: nobody checked a condition by {due:%-d %B %Y} ({condition}). {condition.owner} sees to it."
