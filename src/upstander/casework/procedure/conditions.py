"""The few questions that rules may ask of a matter. They know nothing of law: what they are asked stands in the rules.

A condition is a table; all of its entries must hold.

    all, any, none     lists of conditions
    event              an event stands in the history; `with` (details), `same` (details equal to the asked event's),
                       `after` (later than the last event of another name)
    detail             details of the asked event are one of these
    given              details of the asked event are not empty
    differ             two details of the asked event name different people
    not_who            { detail, event, was, with }: the detail is not who did (or stood in) an earlier such event
    equals             { detail, event, was, same }: the detail is what the last such event said
    words_absent       { detail, words }: the detail's text has none of these words
    states             machines of which some instance stands in one of these states
    every              machines of which every instance stands in one of these states
    left               whether the person has left the service by the day of the event
    allowed            { of, detail, as_at }: an option in force gives the detail's value; with `as_at`, one that was
                       open when the last event of that name was made of the same proceedings
    outcome_stands     one of these outcomes stands, as it was imposed or as an appeal has varied it
    warning_in_force   { warning, on }: such a warning was in force on the day of the last event of that name
    at_least           { length, unit, since }: so much time has passed since the last event of that name
    each_has           { of, with, key, event, after, whole, unless }: every value of `key` among the newest events `of`
                       has an event of its own, of one of these names; one of `whole` that names no `key` is an event of
                       all of them; one that a later event `unless` (event, with, same) undid is none
    apart              { event, same, one, other }: nobody made such events both with details `one` and with `other`
    disagree           { event, detail, same }: two such events, alike in `same`, say different things
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from upstander.casework.procedure.days import due_after, working_days_between
from upstander.casework.procedure.history import Event, Matter
from upstander.casework.procedure.law import Law, matches
from upstander.casework.procedure.outcomes import outcomes_that_stand
from upstander.casework.procedure.rule import Condition
from upstander.casework.procedure.warned import warnings_in_force

LEFT = "left the service"


@dataclass(frozen=True)
class Asked:
    """What a condition is asked of: a matter as it stands on a day and, where one is asked for, the event to come."""

    law: Law
    matter: Matter
    attention: dt.date
    day: dt.date
    events: tuple[Event, ...]
    states: Mapping[str, Mapping[str, str]]
    event: Event | None = None

    def detail(self, name: str) -> str:
        """A detail of the asked event; empty where no event is asked for."""
        return self.event.detail(name) if self.event else ""

    def last(self, name: str, **details: str) -> Event | None:
        """The last event of a name with these details, if any."""
        found = [e for e in self.events if e.what == name and matches(e.details, details)]
        return found[-1] if found else None


def holds(condition: Condition, asked: Asked) -> bool:
    """Whether every entry of a condition holds. An empty one does."""
    if "event" in condition:
        return _event(condition, asked) and holds({k: v for k, v in condition.items() if k not in EVENT_KEYS}, asked)
    return all(QUESTIONS[name](value, asked) for name, value in condition.items())


def _event(condition: Condition, asked: Asked) -> bool:
    same = {name: asked.detail(name) for name in condition.get("same", ())}
    found = [e for e in asked.events if e.what == condition["event"]]
    found = [e for e in found if matches(e.details, condition.get("with", {})) and matches(e.details, same)]
    if "after" in condition:
        later = asked.last(condition["after"])
        found = [e for e in found if later is None or asked.events.index(e) > asked.events.index(later)]
    return bool(found)


def _differ(names: list[str], asked: Asked) -> bool:
    said = [asked.detail(name).casefold() for name in names]
    return all(said) and len(set(said)) == len(said)


def _not_who(value: Mapping[str, Any], asked: Asked) -> bool:
    who = asked.detail(value["detail"]).casefold()
    earlier = [e for e in asked.events if e.what == value["event"] and matches(e.details, value.get("with", {}))]
    return all(e.detail(value["was"]).casefold() != who for e in earlier)


def _equals(value: Mapping[str, Any], asked: Asked) -> bool:
    last = asked.last(value["event"], **{name: asked.detail(name) for name in value.get("same", ())})
    return last is not None and last.detail(value["was"]) == asked.detail(value["detail"])


def _words_absent(value: Mapping[str, Any], asked: Asked) -> bool:
    said = asked.detail(value["detail"]).casefold()
    return not any(word.casefold() in said for word in value["words"])


def _states(value: Mapping[str, list[str]], asked: Asked) -> bool:
    return all(set(standing_in(asked, machine)) & set(states) for machine, states in value.items())


def _every(value: Mapping[str, list[str]], asked: Asked) -> bool:
    return all(set(standing_in(asked, machine)) <= set(states) for machine, states in value.items())


def standing_in(asked: Asked, machine: str) -> list[str]:
    """The states that the instances of a machine stand in; its first where nothing has moved it."""
    return list(asked.states.get(machine, {}).values()) or [asked.law.machines[machine].begins]


def _left(value: bool, asked: Asked) -> bool:
    gone = asked.matter.kind.startswith("former") or any(e.what == LEFT for e in asked.events)
    return gone is value


def allowed(asked: Asked, of: str) -> tuple[str, ...]:
    """What options in force give: outcomes for this form and finding, levels of a severity assessment."""
    day = asked.event.day if asked.event else asked.day
    given: list[str] = []
    for option in asked.law.options:
        fits = not option.form or asked.detail("form") in option.form
        fits = fits and (not option.finding or _finding(asked) in option.finding)
        in_force = option.of == of and option.holds(asked.matter.kind, asked.attention, day)
        if in_force and fits and holds(option.only_if, asked):
            given.extend(option.gives)
    return tuple(dict.fromkeys(given))


def _finding(asked: Asked) -> str:
    """The gravest finding of these proceedings so far: findings are made allegation by allegation."""
    said = [e.detail("finding") for e in asked.events if e.what == "finding made" and _same_proceedings(e, asked)]
    for grave in ("gross misconduct", "misconduct"):
        if grave in said:
            return grave
    return said[-1] if said else ""


def _same_proceedings(event: Event, asked: Asked) -> bool:
    return event.detail("proceedings") == asked.detail("proceedings")


def _warning(value: Mapping[str, str], asked: Asked) -> bool:
    on = asked.last(value["on"])
    day = on.day if on else asked.day
    held = warnings_in_force(asked.law, asked.matter.kind, asked.attention, asked.events, day)
    return any(warning.words == value["warning"] for warning in held)


def _at_least(value: Mapping[str, Any], asked: Asked) -> bool:
    since = asked.last(value["since"])
    day = asked.event.day if asked.event else asked.day
    if since is None:
        return False
    length: int = value["length"]
    if value["unit"] == "working day":
        return working_days_between(since.day, day) >= length
    return due_after(since.day, length, value["unit"]) <= day


def _each_has(value: Mapping[str, Any], asked: Asked) -> bool:
    key, whole = value["key"], value.get("whole", ())
    newest = {e.detail(key): e for e in asked.events if e.what == value["of"]}
    about = [e for e in newest.values() if matches(e.details, value.get("with", {}))]
    last = asked.last(value["after"]) if "after" in value else None
    later = asked.events[asked.events.index(last) :] if last else asked.events
    if any(e.what in whole and not e.detail(key) for e in later):
        return True
    named = (*names_of(value["event"]), *whole)
    own = {e.detail(key) for e in later if e.what in named and not _undone(e, value.get("unless"), asked)}
    return {e.detail(key) for e in about} <= own


def _undone(event: Event, by: Mapping[str, Any] | None, asked: Asked) -> bool:
    """Whether a later event took away what this one said."""
    if by is None:
        return False
    same = {name: event.detail(name) for name in by["same"]}
    undoing = [e for e in asked.events if e.what == by["event"] and matches(e.details, {**by["with"], **same})]
    return any(asked.events.index(e) > asked.events.index(event) for e in undoing)


def _apart(value: Mapping[str, Any], asked: Asked) -> bool:
    same = {name: asked.detail(name) for name in value["same"]}
    made = [e for e in asked.events if e.what == value["event"] and matches(e.details, same)]
    one, other = ({e.by.casefold() for e in made if matches(e.details, value[side])} for side in ("one", "other"))
    return not one & other


def names_of(value: str | list[str]) -> list[str]:
    """One name, or several, as a list."""
    return [value] if isinstance(value, str) else list(value)


def _disagree(value: Mapping[str, Any], asked: Asked) -> bool:
    said: dict[tuple[str, ...], set[str]] = {}
    for event in (e for e in asked.events if e.what == value["event"]):
        said.setdefault(tuple(event.detail(k) for k in value["same"]), set()).add(event.detail(value["detail"]))
    return any(len(different) > 1 for different in said.values())


def _allowed(value: Mapping[str, str], asked: Asked) -> bool:
    at_the_time = as_at(asked, value["as_at"]) if "as_at" in value else asked
    return asked.detail(value["detail"]) in allowed(at_the_time, value["of"])


def as_at(asked: Asked, what: str) -> Asked:
    """The same asked as the last event of a name in the same proceedings was made: by what stood then, on its day."""
    made = asked.last(what, proceedings=asked.detail("proceedings"))
    if made is None:
        return asked
    return replace(asked, events=asked.events[: asked.events.index(made)], day=made.day, event=made)


def _outcome_stands(value: list[str], asked: Asked) -> bool:
    return any(event.detail("outcome") in value for event in outcomes_that_stand(asked.events))


EVENT_KEYS = {"event", "with", "same", "after"}
OF_THE_EVENT = {"detail", "given", "differ", "not_who", "equals", "words_absent", "allowed"}

QUESTIONS: Mapping[str, Callable[[Any, Asked], bool]] = {
    "all": lambda value, asked: all(holds(part, asked) for part in value),
    "any": lambda value, asked: any(holds(part, asked) for part in value),
    "none": lambda value, asked: not any(holds(part, asked) for part in value),
    "detail": lambda value, asked: all(asked.detail(n) in ([w] if isinstance(w, str) else w) for n, w in value.items()),
    "given": lambda value, asked: all(asked.detail(name).strip() for name in value),
    "differ": _differ,
    "not_who": _not_who,
    "equals": _equals,
    "words_absent": _words_absent,
    "states": _states,
    "every": _every,
    "left": _left,
    "allowed": _allowed,
    "warning_in_force": _warning,
    "at_least": _at_least,
    "each_has": _each_has,
    "apart": _apart,
    "disagree": _disagree,
    "outcome_stands": _outcome_stands,
}
