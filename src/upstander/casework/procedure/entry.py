"""What an entry of a matter is asked for: the details that the rules in force read of its event, and their values.

The rules name details; how each is asked of a person (`details.toml`) is written apart, so that a force that edits a
rule is asked for what its rule reads, and at worst in the rule's own word.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from upstander.casework.procedure.conditions import Asked, allowed, as_at, names_of
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import Law, LawError, Machine, Transition
from upstander.casework.procedure.rule import Condition
from upstander.casework.procedure.standing import Standing

ALLOWED = {"outcome": "outcome", "finding": "finding", "severity": "level"}  # options, and the detail that takes one
SHAPES = ("words", "long", "day", "person", "months")
NOTE = "note"


@dataclass(frozen=True)
class Wording:
    """How a detail is asked for. `shape`: words, long words, a day, months, or a name; `also`: values no rule lists.

    `open`: what the rules list are examples, and anything may be given. `said`: what values mean, where they are signs.
    """

    label: str
    hint: str = ""
    shape: str = "words"
    also: tuple[str, ...] = ()
    open: bool = False
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """One detail of an entry. With `values`, one of them is chosen; `known` are those that earlier entries gave.
    `needed`: no entry stands without it. `sometimes`: a rule asks for it in some cases.
    """

    name: str
    wording: Wording
    values: tuple[str, ...]
    known: tuple[str, ...]
    needed: bool
    sometimes: bool


@dataclass(frozen=True)
class Asks:
    """The wording of details, and what events are asked for beyond what rules read.

    `own_pages`: events that are written on a page of their own. `whose`: the parts whose entry an event is, where it is
    not anybody's who works on the matter. `strands`: machines in the order in which a matter goes through them.
    """

    strands: tuple[str, ...]
    details: Mapping[str, Wording]
    events: Mapping[str, tuple[str, ...]]
    own_pages: frozenset[str]
    whose: Mapping[str, frozenset[str]]


@cache
def wording() -> Asks:
    """How details are asked for. Raises LawError where the file has a shape that nothing can show."""
    read = tomllib.loads((files("upstander.casework.procedure") / "details.toml").read_text("utf-8"))
    details = {name: _wording(name, said) for name, said in read["detail"].items()}
    asked = {event: tuple(names) for event, names in read["asked"].items()}
    whose = {event: frozenset(parts.split(", ")) for parts, events in read["whose"].items() for event in events}
    return Asks(tuple(read["strands"]), details, asked, frozenset(read["own_pages"]), whose)


def _wording(name: str, said: Mapping[str, Any]) -> Wording:
    made = Wording(**{**said, "also": tuple(said.get("also", ()))})
    if made.shape not in SHAPES:
        raise LawError(f'details.toml: {name} has the shape "{made.shape}"; give one of {", ".join(SHAPES)}')
    return made


def details_of(now: Standing, what: str) -> tuple[Detail, ...]:
    """What an entry of an event is asked for as the matter stands: what the rules read, then what else is of use."""
    steps = [step for machine in now.law.machines.values() for step in _steps(now, machine, what)]
    keys = _keys(now.law, what)
    read = dict.fromkeys(
        [*keys, *(name for step in steps for name in step.when), *_applied(now.law, what), *_asked_by_rules(now, what)]
    )
    names = [name for name in read if name != "by"] + [n for n in wording().events.get(what, ()) if n not in read]
    always = {*keys, *(name for step in steps for name in step.when), *_given_always(now, what)}
    return tuple(_detail(now, what, name, needed=name in always, sometimes=name in read) for name in (*names, NOTE))


def names_read(law: Law, what: str) -> set[str]:
    """The details that an entry of an event may be asked for, of whatever kind of person and on whatever day."""
    found: dict[str, list[str]] = {}
    steps = [step for machine in law.machines.values() for step in machine.transitions if step.event == what]
    for guard in law.guards:
        for condition in (guard.needs, guard.only_if):
            _read(condition, what, found, of_the_event=what in guard.on)
    by_steps = {name for step in steps for name in step.when}
    by_clocks = {name for clock in law.clocks if clock.starts == what for name in (*clock.when, *clock.same)}
    return by_steps.union(found, by_clocks, _keys(law, what), _applied(law, what), wording().events.get(what, ()))


def _given_always(now: Standing, what: str) -> set[str]:
    """The details that a guard asks to be given whatever the case is."""
    held = [g for g in now.law.guards if what in g.on and g.holds(now.matter.kind, now.attention, now.day)]
    return {name for guard in held if not guard.only_if for name in guard.needs.get("given", ())}


def _detail(now: Standing, what: str, name: str, *, needed: bool, sometimes: bool) -> Detail:
    asked = wording().details.get(name, Wording(name.replace("_", " ").capitalize()))
    listed = () if asked.open else tuple(dict.fromkeys((*_values(now, what, name), *asked.also)))
    known = tuple(dict.fromkeys(e.detail(name) for e in now.events if name in e.details))
    examples = tuple(_values(now, what, name)) if asked.open else ()
    return Detail(name, asked, listed, tuple(dict.fromkeys((*examples, *known))), needed, sometimes)


def _steps(now: Standing, machine: Machine, what: str) -> Iterable[Transition]:
    for step in machine.transitions:
        if step.event == what and step.holds(now.matter.kind, now.attention, now.day):
            yield step


def _keys(law: Law, what: str) -> dict[str, None]:
    """The details that tell the instances of a machine apart, where the event moves one of several."""
    moved = [machine for machine in law.machines.values() if any(s.event == what for s in machine.transitions)]
    return dict.fromkeys(machine.each for machine in moved if machine.each)


def _applied(law: Law, what: str) -> dict[str, list[str]]:
    """What an event must say for its machine to be meant (the form of proceedings), with the values of all machines."""
    found: dict[str, list[str]] = {}
    for machine in law.machines.values():
        if any(step.event == what for step in machine.transitions):
            for name, value in machine.applies.items():
                found.setdefault(name, []).extend(_listed(value))
    return found


def _asked_by_rules(now: Standing, what: str) -> dict[str, list[str]]:
    """The details that guards, clocks and other rules read of an event, with the values they name."""
    found: dict[str, list[str]] = {}
    for guard in now.law.guards:
        if guard.holds(now.matter.kind, now.attention, now.day):
            conditions = (guard.needs, guard.only_if)
            for condition in conditions:
                _read(condition, what, found, of_the_event=what in guard.on)
    for clock in now.law.clocks:
        if clock.starts == what:
            for name, value in clock.when.items():
                found.setdefault(name, []).extend(_listed(value))
            for name in clock.same:
                found.setdefault(name, [])
    return found


def _read(condition: Condition, what: str, found: dict[str, list[str]], *, of_the_event: bool) -> None:
    """Adds the details that a condition reads: of the event itself, or of an event of its name in the history."""
    for question, value in condition.items():
        if question in {"all", "any", "none"}:
            for part in value:
                _read(part, what, found, of_the_event=of_the_event)
        elif question in {"with", "same"} and condition.get("event") == what:
            _add(found, value)
        elif question in {"each_has", "disagree"} and what in _named(value):
            _add(found, [name for name in (value.get("key"), value.get("detail"), *value.get("same", ())) if name])
        elif of_the_event and question in OF_THE_EVENT:
            _add(found, OF_THE_EVENT[question](value))


def _named(value: Mapping[str, Any]) -> set[str]:
    """The events of which a question reads a detail that tells them apart."""
    return {event for name in ("event", "whole", "of") if name in value for event in names_of(value[name])}


def _one(value: Mapping[str, Any]) -> list[str]:
    return [value["detail"], *value.get("same", ())]


OF_THE_EVENT: Mapping[str, Any] = {
    "detail": lambda value: value,
    "given": lambda value: value,
    "differ": lambda value: value,
    "same": lambda value: value,
    "not_who": _one,
    "equals": _one,
    "words_absent": _one,
    "allowed": _one,
}


def _add(found: dict[str, list[str]], names: Mapping[str, Any] | Iterable[str]) -> None:
    for name in names:
        found.setdefault(name, []).extend(_listed(names[name]) if isinstance(names, Mapping) else ())


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, Iterable) else []


def _values(now: Standing, what: str, name: str) -> list[str]:
    """What a detail may say: what options give, else what its steps choose by, or what rules name."""
    options = [of for of, takes in ALLOWED.items() if takes == name and _limited(now, what, of)]
    if options:
        return [given for of in options for given in _given(now, what, of)]
    steps = [step for machine in now.law.machines.values() for step in _steps(now, machine, what)]
    by_steps = [value for step in steps for value in _listed(step.when.get(name, ()))]
    applied = _applied(now.law, what).get(name, [])
    return list(dict.fromkeys(by_steps or applied or _asked_by_rules(now, what).get(name, [])))


def _limited(now: Standing, what: str, of: str) -> bool:
    """Whether a guard holds an event to what options give."""
    return bool(_limits(now, what, of))


def _limits(now: Standing, what: str, of: str) -> list[Mapping[str, str]]:
    """What the guards of an event say of the options it is held to."""
    return [found for guard in now.law.guards if what in guard.on for found in _allowing(guard.needs, of)]


def _allowing(condition: object, of: str) -> Iterable[Mapping[str, str]]:
    if isinstance(condition, Mapping):
        if condition.get("allowed", {}).get("of") == of:
            yield condition["allowed"]
        for part in condition.values():
            yield from _allowing(part, of)
    elif isinstance(condition, list):
        for part in condition:
            yield from _allowing(part, of)


def _given(now: Standing, what: str, of: str) -> list[str]:
    """What options in force give; where they ask for the form of proceedings, for each form in turn."""
    found = [one for asked in _examples(now, what, of) for one in allowed(asked, of)]
    every = [one for option in now.law.options if option.of == of for one in option.gives]
    return list(dict.fromkeys(found or every))


def _examples(now: Standing, what: str, of: str) -> Iterable[Asked]:
    """What options are asked of: the event in each form, or each earlier event as at which they are to be open."""
    earlier = {limit["as_at"] for limit in _limits(now, what, of) if "as_at" in limit}
    if earlier:
        return [as_at(now.asked(event), event.what) for event in now.events if event.what in earlier]
    forms = _applied(now.law, what).get("form", [""])
    return [now.asked(_example(now, what, form)) for form in forms]


def _example(now: Standing, what: str, form: str) -> Event:
    held = [e.detail("proceedings") for e in now.events if e.what == "finding made" and e.detail("form") == form]
    return Event(0, now.day, what, "", {"form": form, "proceedings": held[-1] if held else ""})
