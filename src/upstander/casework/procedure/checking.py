"""What must be so of all rules together: names that exist, states that can be reached, dates that do not overlap."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

from upstander.casework.procedure.conditions import EVENT_KEYS, QUESTIONS, names_of
from upstander.casework.procedure.entry import names_read, wording
from upstander.casework.procedure.filling import FILLS, PARTS, fields_in
from upstander.casework.procedure.law import (
    Clock,
    Ground,
    Guard,
    Instrument,
    Law,
    LetterGuard,
    LetterKind,
    Machine,
    Notice,
    Option,
    Pause,
    Transition,
    listed,
    wrong,
)
from upstander.casework.procedure.rule import TO_BE_CHECKED, UNITS, Condition, Rule

STATUTORY = re.compile(r"SI \d{4}/\d+")


def check(law: Law) -> None:
    """Raises LawError for the first thing that is wrong, with file, entry, value and remedy."""
    for machine in law.machines.values():
        _check_machine(machine)
    for rule in law.rules:
        if isinstance(rule, Guard | Transition | Option | Notice | Clock):
            _check_names(law, rule)
        if isinstance(rule, LetterKind):
            _check_letter(law, rule)
        if isinstance(rule, Ground) and rule.told_as:
            _known(rule.file, entry(rule), "ground", rule.told_as, {one.id for one in law.grounds})
        if isinstance(rule, LetterGuard):
            _check_letter_guard(law, rule)
        if isinstance(rule, Pause):
            _check_pause(law, rule)
    _check_dates(law.rules)
    for rule in law.rules:
        if not rule.to_be_checked:
            _check_instrument(law, rule)


def entry(rule: Rule) -> str:
    """How an error names a rule."""
    return f'{type(rule).__name__.lower()} "{rule.id}"'


def _check_instrument(law: Law, rule: Rule) -> None:
    """Nothing is confirmed by an instrument before the instrument was in force, nor for whom it does not govern."""
    number = STATUTORY.match(rule.source.document)
    name = number.group() if number else rule.source.document
    if name in law.instruments:
        _check_governed(rule, law.instruments[name])
    elif number:
        wrong(
            rule.file, entry(rule), f"is confirmed by {name}, whose first day is not known", "add it as [[instrument]]"
        )


def _check_governed(rule: Rule, instrument: Instrument) -> None:
    instead = f'give the rest its own source under otherwise, "{TO_BE_CHECKED}"'
    if rule.first is None or rule.first < instrument.in_force:
        said = f"is confirmed from {_said(rule.first)} by {instrument.document}, in force from {instrument.in_force}"
        wrong(rule.file, entry(rule), said, f"begin with from = {instrument.in_force} and {instead}")
    beyond = sorted(rule.kinds - instrument.kinds)
    if beyond:
        said = f"is confirmed for {listed(beyond)} by {instrument.document}, which does not govern them"
        wrong(rule.file, entry(rule), said, f"leave those kinds out and {instead}")


def _check_machine(machine: Machine) -> None:
    named = f'machine "{machine.name}"'
    for state in (machine.begins, *machine.ends):
        _known(machine.file, named, "state", state, machine.states)
    for step in machine.transitions:
        for state in (*step.leaves, step.to):
            _known(machine.file, entry(step), "state", state, machine.states)
    never = sorted(set(machine.states) - _reached(machine))
    if never:
        wrong(machine.file, named, f'never reaches the state "{never[0]}"', "add a step to it, or leave the state out")
    stuck = sorted(
        set(machine.states) - machine.ends - {leave for step in machine.transitions for leave in step.leaves}
    )
    if stuck:
        wrong(machine.file, named, f'cannot leave the state "{stuck[0]}"', "add a step from it, or name it under ends")


def _reached(machine: Machine) -> set[str]:
    """The states that can be reached from the first."""
    reached, before = {machine.begins}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {step.to for step in machine.transitions if set(step.leaves) & reached}
    return reached


def _check_names(law: Law, rule: Guard | Transition | Option | Notice | Clock) -> None:
    if isinstance(rule, Guard):
        for event in rule.on:
            _known(rule.file, entry(rule), "event", event, law.events)
        _check_condition(law, rule, rule.needs)
    if isinstance(rule, Clock):
        for event in (rule.starts, *rule.met_by, *rule.stopped_by, *_events("for_each", rule.for_each)):
            _known(rule.file, entry(rule), "event", event, law.events)
        _check_length(rule)
        _check_day_in(law, rule)
    _check_condition(law, rule, rule.only_if)


def _check_length(rule: Clock) -> None:
    """A clock has a length in a unit, or is due on a day that somebody gave; never both."""
    if rule.day_in:
        if rule.length or rule.unit:
            wrong(rule.file, entry(rule), "has a length and day_in", "leave one of them out")
        return
    _known(rule.file, entry(rule), "unit", rule.unit, UNITS)
    if not isinstance(rule.length, int) or rule.length < 1:
        wrong(rule.file, entry(rule), f"has the length {rule.length!r}", "give a whole number of at least 1")


def _check_day_in(law: Law, rule: Clock) -> None:
    """A clock is due on a detail that its start is asked for, as a day: to any other it would never run."""
    if not rule.day_in:
        return
    _known(rule.file, entry(rule), f'detail of "{rule.starts}"', rule.day_in, names_read(law, rule.starts))
    asked = wording().details.get(rule.day_in)
    if asked is None or asked.shape != "day":
        said = f'has the day_in "{rule.day_in}", which is not asked for as a day'
        wrong(rule.file, entry(rule), said, "name a detail that is a day")


def _check_pause(law: Law, rule: Pause) -> None:
    for clock in rule.clocks:
        _known(rule.file, entry(rule), "clock", clock, {one.id for one in law.clocks})
    for event in (rule.begins, rule.ends):
        _known(rule.file, entry(rule), "event", event, law.events)


def _check_letter(law: Law, rule: LetterKind) -> None:
    """A letter is filled with nothing that its reader may not have, and written and approved by parts that exist."""
    _known(rule.file, entry(rule), "reader", rule.reader, FILLS)
    for part in (*rule.written_by, *rule.approved_by):
        _known(rule.file, entry(rule), "part", part, PARTS)
    for one in rule.parts:
        for name in fields_in(one.text):
            _known(rule.file, entry(rule), f"field for a letter to the {rule.reader}", name, FILLS[rule.reader])
    for event in (*([rule.event] if rule.event else []), *rule.tells):
        _known(rule.file, entry(rule), "event", event, law.events)
    _check_condition(law, rule, rule.only_if)


def _check_letter_guard(law: Law, rule: LetterGuard) -> None:
    for letter in rule.on:
        _known(rule.file, entry(rule), "letter", letter, {one.id for one in law.letters})
    _check_condition(law, rule, rule.needs)
    _check_condition(law, rule, rule.only_if)


def _check_condition(law: Law, rule: Rule, condition: Condition) -> None:
    for key, value in condition.items():
        _known(rule.file, entry(rule), "question", key, {*QUESTIONS, *EVENT_KEYS})
        if key in ("all", "any", "none"):
            for part in value:
                _check_condition(law, rule, part)
        for event in _events(key, value):
            _known(rule.file, entry(rule), "event", event, law.events)
        for machine, states in value.items() if key in ("states", "every") else ():
            _known(rule.file, entry(rule), "machine", machine, law.machines)
            for state in states:
                _known(rule.file, entry(rule), "state", state, law.machines[machine].states)


def _events(key: str, value: Any) -> Iterable[str]:
    """The events that an entry of a condition names."""
    if key in ("event", "after"):
        return [value]
    if key == "allowed":
        return [value["as_at"]] if "as_at" in value else []
    if key in ("warning_in_force", "at_least", "each_has", "disagree", "not_who", "equals", "for_each", "apart"):
        named = ("event", "whole", "of", "after", "on", "since")
        found = [event for name in named if name in value for event in names_of(value[name])]
        return [*found, value["unless"]["event"]] if "unless" in value else found
    return []


def _check_dates(rules: Iterable[Rule]) -> None:
    """Two versions of one rule are never in force for the same person on the same day."""
    by_id: dict[tuple[str, str, object], list[Rule]] = {}
    for rule in rules:
        steps = rule.leaves if isinstance(rule, Transition) else ()
        about = (str(sorted(rule.when.items())), steps, str(rule.only_if)) if isinstance(rule, Transition) else ()
        by_id.setdefault((rule.file if isinstance(rule, Transition) else "", rule.id, about), []).append(rule)
    for versions in by_id.values():
        for number, one in enumerate(versions):
            for other in versions[number + 1 :]:
                if one.kinds & other.kinds and _overlap(one, other):
                    wrong(
                        other.file,
                        entry(other),
                        f"is in force from {_said(other.first)} while the version from {_said(one.first)} still is",
                        "end the earlier one with until = the day before, or give one of them another id",
                    )


def _overlap(one: Rule, other: Rule) -> bool:
    begins = [rule.first for rule in (one, other) if rule.first]
    ends = [rule.last for rule in (one, other) if rule.last]
    return not begins or not ends or max(begins) <= min(ends)


def _said(day: object) -> str:
    return str(day or "always")


def _known(file: str, named: str, what: str, value: str, known: Iterable[str]) -> None:
    if value not in set(known):
        _unknown(file, named, what, value, sorted(known))


def _unknown(file: str, named: str, what: str, value: str, known: list[str]) -> NoReturn:
    near = get_close_matches(value, known, 1)
    there = ", ".join(known) or "none"
    remedy = f"did you mean {near[0]}?" if near else f"there are {there}"
    wrong(file, named, f'names the {what} "{value}", which is unknown', remedy)
