"""Asking the rules before acting: what may happen, what may not and why, and what stands in the way of closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from upstander.casework.procedure.conditions import OF_THE_EVENT, holds
from upstander.casework.procedure.history import Event, Matter
from upstander.casework.procedure.law import Guard, Law, Machine, Reason, Transition
from upstander.casework.procedure.rule import Condition
from upstander.casework.procedure.standing import Standing, against, standing

CLOSED = "matter closed"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An event that the rules are against; `reasons` says why, each with its source."""

    def __init__(self, event: Event, reasons: tuple[Reason, ...]) -> None:
        super().__init__(f'"{event.what}" on {event.day:%d %B %Y}: ' + "; ".join(str(reason) for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class NextStep:
    """A step that a machine could take from where it stands.

    `refusals` are reasons against it that hold whatever is entered; `asks` is what the entry itself must satisfy.
    """

    machine: str
    instance: str
    event: str
    to: str
    rule: Transition
    refusals: tuple[Reason, ...]
    asks: tuple[Reason, ...]


def refusals(now: Standing, event: Event) -> tuple[Reason, ...]:
    """Every reason against an event, as the matter stands; none means that it may happen."""
    return against(now, event)


def record(law: Law, matter: Matter, event: Event) -> Matter:
    """The matter with an event added. Raises Refused where a rule is against it, and HistoryError for a broken history.

    The matter is taken as it stood just before the event. What is imported is kept as it was done.
    """
    added = matter.with_event(event)
    if event.imported:
        return added
    whole = standing(law, added, max(event.day, event.known))
    against_it = tuple(breach.reason for breach in whole.breaches if breach.event == event)
    if against_it:
        raise Refused(event, against_it)
    return added


def in_the_way(now: Standing) -> tuple[Reason, ...]:
    """What still stands in the way of closing the matter."""
    return against(now, Event(0, now.day, CLOSED, "nobody"))


def next_steps(now: Standing) -> tuple[NextStep, ...]:
    """Every step that some machine could take next, with what is against it."""
    return tuple(step for machine in now.law.machines.values() for step in _next(now, machine))


def _next(now: Standing, machine: Machine) -> Iterable[NextStep]:
    for instance, state in now.states.get(machine.name, {"": machine.begins}).items():
        for rule in machine.transitions:
            if rule.follows or state not in rule.leaves or not rule.holds(now.matter.kind, now.attention, now.day):
                continue
            details = _example(machine, rule, instance)
            asked = now.asked(Event(0, now.day, rule.event, "", details))
            if holds(rule.only_if, asked):
                yield _told(now, machine, rule, instance, details)


def _example(machine: Machine, rule: Transition, instance: str) -> dict[str, str]:
    """The details that an event of this step is sure to have."""
    wanted = {**machine.applies, **rule.when}
    sure = {name: value if isinstance(value, str) else value[0] for name, value in wanted.items()}
    return sure | ({machine.each: instance} if machine.each else {})


def _told(now: Standing, machine: Machine, rule: Transition, instance: str, details: Mapping[str, str]) -> NextStep:
    asked = replace(now.asked(), event=Event(0, now.day, rule.event, "", details))
    unmet = [g for g in _guards(now, rule.event) if not holds(g.needs, asked)]
    surely = [g for g in unmet if holds(g.only_if, asked) and not _of_the_event(g.needs)]
    asks = [g for g in unmet if g not in surely and (_of_the_event(g.needs) or _of_the_event(g.only_if))]
    return NextStep(
        machine.name,
        instance,
        rule.event,
        rule.to,
        rule,
        tuple(Reason(guard.says, guard) for guard in surely),
        tuple(Reason(guard.says, guard) for guard in asks),
    )


def _guards(now: Standing, event: str) -> Iterable[Guard]:
    for guard in now.law.guards:
        if event in guard.on and guard.holds(now.matter.kind, now.attention, now.day):
            yield guard


def _of_the_event(condition: Condition | list[Any] | object) -> bool:
    """Whether a condition asks for anything that stands in the event itself."""
    if isinstance(condition, Mapping):
        return bool(OF_THE_EVENT & set(condition)) or any(_of_the_event(part) for part in condition.values())
    return isinstance(condition, list) and any(_of_the_event(part) for part in condition)
