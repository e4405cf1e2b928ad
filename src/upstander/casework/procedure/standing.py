"""Where a matter stands on a day: the state of every machine, and where what was done departs from the rules."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from upstander.casework.procedure.conditions import Asked, holds
from upstander.casework.procedure.history import Event, Matter
from upstander.casework.procedure.law import Law, Machine, Reason, Regime, Transition, listed, matches


@dataclass(frozen=True)
class Breach:
    """An event that stands in the history although a rule was against it, and the reason."""

    event: Event
    reason: Reason


@dataclass(frozen=True)
class Standing:
    """A matter on a day, by the rules, which the day of attention chooses.

    `states` holds each machine's state by instance ("" where it has only one).
    """

    law: Law
    matter: Matter
    attention: dt.date
    day: dt.date
    events: tuple[Event, ...] = ()
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    breaches: tuple[Breach, ...] = ()
    rests_on: tuple[Transition, ...] = ()

    def state(self, machine: str, instance: str = "") -> str:
        """The state of one machine; its first where nothing has moved it."""
        return self.states.get(machine, {}).get(instance, self.law.machines[machine].begins)

    def asked(self, event: Event | None = None) -> Asked:
        """What a condition is asked of, here."""
        return Asked(self.law, self.matter, self.attention, self.day, self.events, self.states, event)


def standing(law: Law, matter: Matter, day: dt.date) -> Standing:
    """The standing of a matter on a day, as known then. Raises HistoryError where no event says when it became known.

    What happened is never left out: an event that a rule was against still moves what it moves, and is a breach. Only
    an event for which there is no step from where its machine stood moves nothing, and is a breach too.
    """
    now = Standing(law, matter, matter.attention(day), day)
    for event in matter.events(day):
        at_the_time = replace(now, day=event.day)
        found = tuple(Breach(event, reason) for reason in against(at_the_time, event))
        now = replace(_moved(at_the_time, event), day=day, breaches=now.breaches + found)
    return now


def against(now: Standing, event: Event) -> tuple[Reason, ...]:
    """Every reason against an event on its day, in plain words with the rule."""
    if event.what not in now.law.events:
        near = get_close_matches(event.what, now.law.events, 1)
        hint = f'did you mean "{near[0]}"?' if near else "give an event that some machine or fact of the rules names"
        return (Reason(f'no rule knows the event "{event.what}": {hint}'),)
    steps = [reason for machine in now.law.moved_by(event.what) for reason in _no_step(now, machine, event)]
    return (*steps, *_guarded(now, event))


def regime(now: Standing) -> Regime | None:
    """The set of conduct rules by which a matter is judged: by the day of attention and the kind of person."""
    held = (one for one in now.law.regimes if one.holds(now.matter.kind, now.attention, now.attention))
    return next(held, None)


def notices(now: Standing) -> tuple[Reason, ...]:
    """What is said of a matter as it stands: contradictions that are kept, and things to be seen."""
    held = [n for n in now.law.notices if n.holds(now.matter.kind, now.attention, now.day)]
    return tuple(Reason(notice.says, notice) for notice in held if holds(notice.only_if, now.asked()))


def step_from(now: Standing, machine: Machine, event: Event) -> Transition | None:
    """The step that an event takes a machine, from where it stands; None where there is none."""
    at = now.state(machine.name, event.detail(machine.each) if machine.each else "")
    for step in _steps(now, machine, event):
        if at in step.leaves and holds(step.only_if, now.asked(event)):
            return step
    return None


def _steps(now: Standing, machine: Machine, event: Event) -> Iterable[Transition]:
    """The steps for an event that are in force, from whatever state."""
    kind, attention = now.matter.kind, now.attention
    for step in machine.steps(event.what):
        if step.holds(kind, attention, event.day) and matches(event.details, step.when):
            yield step


def _no_step(now: Standing, machine: Machine, event: Event) -> Iterable[Reason]:
    """Why an event that belongs to a machine has no step in it."""
    owned = _owned(now, machine, event)
    if not owned or not matches(event.details, machine.applies):
        return
    if machine.each and not event.detail(machine.each):
        yield Reason(f'"{event.what}" does not say which {machine.each} it is about: add {machine.each}', owned[0])
        return
    if step_from(now, machine, event) is None:
        instance = event.detail(machine.each) if machine.each else ""
        at = now.state(machine.name, instance)
        needed = listed(sorted({leave for step in owned for leave in step.leaves}))
        words = f'{machine.title} stands at "{at}": "{event.what}" is a step from {needed}'
        yield Reason(words + _wrong_details(owned, event), owned[0])


def _owned(now: Standing, machine: Machine, event: Event) -> list[Transition]:
    """The steps that an event is there for; those in force first, so that a reason cites what governs this person."""
    owned = [step for step in machine.steps(event.what) if not step.follows]
    in_force = [step for step in owned if step.holds(now.matter.kind, now.attention, event.day)]
    return in_force or owned


def _wrong_details(owned: list[Transition], event: Event) -> str:
    if any(matches(event.details, step.when) for step in owned):
        return ""
    name = next(iter(owned[0].when))
    known = {str(value) for step in owned for value in _values(step.when.get(name, ()))}
    return f", and {name} is {listed(sorted(known))}, not {event.detail(name) or 'empty'}"


def _values(wanted: object) -> Iterable[object]:
    return [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, Iterable) else ()


def _guarded(now: Standing, event: Event) -> Iterable[Reason]:
    """The reasons of the guards that stand before an event and are not met."""
    asked = now.asked(event)
    for guard in now.law.guards:
        stands = event.what in guard.on and guard.holds(now.matter.kind, now.attention, event.day)
        if stands and holds(guard.only_if, asked) and not holds(guard.needs, asked):
            yield Reason(guard.says, guard)


def _moved(now: Standing, event: Event) -> Standing:
    """The standing after an event: every machine that it moves, from where it stood before it."""
    states = {name: dict(instances) for name, instances in now.states.items()}
    taken: tuple[Transition, ...] = ()
    for machine in now.law.moved_by(event.what):
        step = step_from(now, machine, event) if matches(event.details, machine.applies) else None
        if step is None or (machine.each and not event.detail(machine.each)):
            continue
        states.setdefault(machine.name, {})[event.detail(machine.each) if machine.each else ""] = step.to
        taken += (step,)
    return replace(now, events=(*now.events, event), states=states, rests_on=now.rests_on + taken)
