"""Where each strand of a matter stands, and what may be entered next, as its page tells it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.dateparse import parse_date

from upstander.casework.actions.entries import not_theirs
from upstander.casework.procedure import Standing, next_steps
from upstander.casework.procedure.asking import NextStep
from upstander.casework.procedure.entry import wording
from upstander.casework.procedure.history import ATTENTION, WITHDRAWN
from upstander.casework.procedure.law import Machine, Reason
from upstander.casework.procedure.pauses import hold_that_stands


@dataclass(frozen=True)
class Step:
    """One event that may come next, and what is against it.

    `query` opens its form; `not_theirs` says why the person who reads may not enter it.
    """

    event: str
    query: str
    refusals: tuple[Reason, ...]
    not_theirs: str

    @property
    def own_page(self) -> bool:
        """Whether it is written on the page of the people affected."""
        return self.event in wording().own_pages


@dataclass(frozen=True)
class Track:
    """One machine of a matter, or one instance of it: its state with its meaning, and the steps from there."""

    title: str
    instance: str
    state: str
    meaning: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Hold:
    """By which entry a matter is held: what waits, since which day, why, and when that is looked at again."""

    waits: str
    day: dt.date
    why: str
    review: dt.date | None


def hold_shown(now: Standing) -> Hold | None:
    """The hold that stands, as a matter's page shows it."""
    entry = hold_that_stands(now)
    if entry is None:
        return None
    return Hold(entry.detail("scope"), entry.day, entry.detail("reason"), parse_date(entry.detail("review")))


def tracks(now: Standing, parts: frozenset[str]) -> list[Track]:
    """Every machine that has moved or can, in the order in which a matter goes through them.

    `parts`: those in the matter of the person who reads.
    """
    steps = next_steps(now)
    order = {name: place for place, name in enumerate(wording().strands)}
    machines = sorted(now.law.machines.values(), key=lambda machine: order.get(machine.name, len(order)))
    return [one for machine in machines for one in _tracks(now, machine, steps, parts)]


def _tracks(now: Standing, machine: Machine, steps: Iterable[NextStep], parts: frozenset[str]) -> Iterable[Track]:
    for instance, state in now.states.get(machine.name, {"": machine.begins}).items():
        own = [step for step in steps if (step.machine, step.instance) == (machine.name, instance)]
        if own or state != machine.begins:
            told = tuple(_steps(machine, own, instance, parts))
            yield Track(machine.title, instance, state, machine.states[state], told)
    if machine.each and machine.name in now.states:
        first = _first_steps(now, machine, parts)
        if first:
            yield Track(machine.title, "another", machine.begins, machine.states[machine.begins], first)


def _steps(machine: Machine, own: Iterable[NextStep], instance: str, parts: frozenset[str]) -> Iterable[Step]:
    by_event: dict[str, list[NextStep]] = {}
    for step in own:
        by_event.setdefault(step.event, []).append(step)
    for event, ways in by_event.items():
        applied: dict[str, Any] = {name: value for name, value in machine.applies.items() if isinstance(value, str)}
        given = applied | ({machine.each: instance} if machine.each and instance else {})
        open_way = min(ways, key=lambda way: len(way.refusals))
        yield Step(event, _query(event, given), open_way.refusals, not_theirs(parts, event))


def _first_steps(now: Standing, machine: Machine, parts: frozenset[str]) -> tuple[Step, ...]:
    """How one more instance begins: one more allegation, count or person."""
    events = dict.fromkeys(
        step.event
        for step in machine.transitions
        if machine.begins in step.leaves and not step.follows and step.holds(now.matter.kind, now.attention, now.day)
    )
    return tuple(Step(event, _query(event, {}), (), not_theirs(parts, event)) for event in events)


def _query(event: str, given: dict[str, Any]) -> str:
    return urlencode({"what": event, **{f"detail-{name}": value for name, value in given.items()}})


def others_to_record(now: Standing, parts: frozenset[str]) -> list[tuple[str, str, str]]:
    """What else may be entered at any time: the event, what it means, and the query of its form."""
    kept_apart = wording().own_pages | {ATTENTION, WITHDRAWN}
    facts = sorted((name, meaning) for name, meaning in now.law.facts.items() if name not in kept_apart)
    return [(name, meaning, _query(name, {})) for name, meaning in facts if not not_theirs(parts, name)]
