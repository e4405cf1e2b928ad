"""The outcomes that stand: as they were imposed or as an appeal has varied them; what was set aside stands no more."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from upstander.casework.procedure.history import Event

IMPOSED, APPEALED = "outcome imposed", "appeal decided"
VARIED, SET_ASIDE = "varied", "set aside"
OF_THE_APPEAL = ("outcome", "months")  # what a varied outcome says instead


def outcomes_that_stand(events: Iterable[Event], proceedings: str = "") -> tuple[Event, ...]:
    """Each outcome as it stands after these events, in the order in which they were imposed.

    A varied one stands from the day that the appeal gives it, or from that of the outcome in whose place it stands.
    `proceedings`: of these alone.
    """
    stand: list[Event] = []
    for event in events:
        if event.what == IMPOSED:
            stand.append(event)
        elif event.what == APPEALED:
            stand = [one for outcome in stand for one in _after(outcome, event)]
    return tuple(one for one in stand if proceedings in ("", one.detail("proceedings")))


def _after(outcome: Event, appeal: Event) -> list[Event]:
    """What is left of an outcome after an appeal."""
    if outcome.detail("proceedings") != appeal.detail("proceedings"):
        return [outcome]
    if appeal.detail("decision") == SET_ASIDE:
        return []
    if appeal.detail("decision") != VARIED:
        return [outcome]
    instead = {name: appeal.detail(name) for name in OF_THE_APPEAL}
    return [replace(outcome, day=_since(outcome, appeal), details={**outcome.details, **instead})]


def _since(outcome: Event, appeal: Event) -> dt.date:
    """The day from which a varied outcome has effect. A day that nobody can read is none."""
    try:
        return dt.date.fromisoformat(appeal.detail("effective"))
    except ValueError:
        return outcome.day
