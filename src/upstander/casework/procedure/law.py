"""The rules by what they are: regimes, steps, guards, options, clocks, papers; and all of them together as the law."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from upstander.casework.procedure.rule import Condition, Rule


@dataclass(frozen=True)
class Instrument:
    """A document that is law or guidance: from which day it is in force, and to which kinds of person it applies."""

    document: str
    title: str
    in_force: dt.date
    kinds: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Regime(Rule):
    """The set of conduct rules that a matter falls under."""


@dataclass(frozen=True, kw_only=True)
class Transition(Rule):
    """One legal step of a machine. One that `follows` moves its machine when it can and is never a reason to refuse."""

    event: str
    leaves: tuple[str, ...]
    to: str
    when: Mapping[str, Any] = field(default_factory=dict)
    only_if: Condition = field(default_factory=dict)
    follows: bool = False


@dataclass(frozen=True, kw_only=True)
class Guard(Rule):
    """What must be so before an event; `says` is the reason given where it is not."""

    on: tuple[str, ...]
    needs: Condition
    only_if: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Option(Rule):
    """What may be chosen: severity levels, findings, outcomes, by form of proceedings and by finding."""

    of: str
    gives: tuple[str, ...]
    form: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    only_if: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Clock(Rule):
    """By when something is due: `length` of `unit` after each event that starts it, unless met or stopped.

    With `first_day_counts`, the day of the event is day one. With `for_each` (an event and its key), it is started once
    for everybody whom such events name: by its own start, or by that event where it is the later. `only_if`: what is
    not met is due while this is so of the matter. With `day_in` (a detail of what starts it) there is no length: it is
    due on the day that was given there, and an event without one starts nothing.
    """

    starts: str
    met_by: tuple[str, ...]
    length: int = 0
    unit: str = ""
    day_in: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    stopped_by: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    first_day_counts: bool = False
    for_each: Mapping[str, str] = field(default_factory=dict)
    only_if: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pause(Rule):
    """Which clocks do not run from one event to another; the days between are added to what is due.

    `begins` said anew with details that are not `when` ends it too.
    """

    clocks: tuple[str, ...]
    begins: str
    ends: str
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Notice(Rule):
    """What is said of a matter while something is so: a contradiction that is kept, a thing to be seen."""

    only_if: Condition


@dataclass(frozen=True, kw_only=True)
class Duration(Rule):
    """How many months a warning is in force from the day it was imposed.

    Without `months` there is no usual length: it is the one that was set with the outcome, and not known without.
    """

    outcome: str
    form: tuple[str, ...]
    months: int = 0


@dataclass(frozen=True)
class LetterPart:
    """One thing that a letter must hold: its heading, and the words that are offered for it.

    Words in square brackets are left for a person to say; names in braces are filled from the matter.
    """

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LetterKind(Rule):
    """A letter or notice that the law, or good practice, asks for; `says` is its title.

    `only_if`: while this is so, the stage of the matter asks for it. `carries`: details that tell one such letter from
    another. `event`: what the history says once it was given; `tells`: what it says beside that, where no rule is
    against it. `apart`: the history says nothing of it.
    """

    reader: str
    written_by: tuple[str, ...]
    parts: tuple[LetterPart, ...]
    approved_by: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    event: str = ""
    tells: tuple[str, ...] = ()
    apart: bool = False
    only_if: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LetterGuard(Rule):
    """What must be so before letters of some kinds are made or given; `says` is the reason where it is not."""

    on: tuple[str, ...]
    needs: Condition
    only_if: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ground(Rule):
    """A ground on which a passage is taken out of what is disclosed; `says` is how it is named.

    `told_as`: the ground by whose name it leaves, where its own name would tell what it keeps.
    """

    told_as: str = ""


@dataclass(frozen=True)
class Machine:
    """One legal state machine. `each` names the detail that tells its instances apart (an allegation, a count)."""

    name: str
    title: str
    begins: str
    states: Mapping[str, str]
    ends: frozenset[str]
    transitions: tuple[Transition, ...]
    each: str = ""
    applies: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    def steps(self, event: str) -> tuple[Transition, ...]:
        """Its steps for an event, in or out of force."""
        return self._steps.get(event, ())

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Transition, ...]]:
        names = {step.event for step in self.transitions}
        return {name: tuple(step for step in self.transitions if step.event == name) for name in names}


@dataclass(frozen=True)
class Law:
    """All rules, by what they are. `facts` are events that move no machine, with their meaning.

    `instruments` bound what may be called confirmed by a document: by its name, as sources write it.
    """

    regimes: tuple[Regime, ...]
    machines: Mapping[str, Machine]
    guards: tuple[Guard, ...]
    options: tuple[Option, ...]
    clocks: tuple[Clock, ...]
    notices: tuple[Notice, ...]
    durations: tuple[Duration, ...]
    facts: Mapping[str, str]
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    letters: tuple[LetterKind, ...] = ()
    letter_guards: tuple[LetterGuard, ...] = ()
    grounds: tuple[Ground, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, transitions included."""
        steps = tuple(step for machine in self.machines.values() for step in machine.transitions)
        papers = (*self.letters, *self.letter_guards, *self.grounds)
        timed = (*self.clocks, *self.pauses, *self.notices, *self.durations)
        return (*self.regimes, *steps, *self.guards, *self.options, *timed, *papers)

    @cached_property
    def events(self) -> frozenset[str]:
        """The name of every event that a history may hold."""
        return frozenset({*self._moved, *self.facts})

    def moved_by(self, event: str) -> tuple[Machine, ...]:
        """The machines that have a step for an event, in or out of force."""
        return self._moved.get(event, ())

    @cached_property
    def _moved(self) -> Mapping[str, tuple[Machine, ...]]:
        """Kept, since a page reads the histories of many matters, and each event of each asks it."""
        steps = {step.event for machine in self.machines.values() for step in machine.transitions}
        return {name: tuple(machine for machine in self.machines.values() if machine.steps(name)) for name in steps}

    def in_force(self, kind: str, attention: dt.date, day: dt.date) -> tuple[Rule, ...]:
        """The rules in force for a kind of person."""
        return tuple(rule for rule in self.rules if rule.holds(kind, attention, day))


@dataclass(frozen=True)
class Reason:
    """Why something may not be, is late, or is said, with the rule that says so (None for a slip in the asking)."""

    words: str
    rule: Rule | None = None

    def __str__(self) -> str:
        if self.rule is None:
            return self.words
        return f"{self.words} [{self.rule.source}{'; to be checked' if self.rule.to_be_checked else ''}]"


class LawError(ValueError):
    """Rules that cannot be used; the words name file, entry, value and remedy."""


def wrong(file: str, entry: str, what: str, remedy: str) -> NoReturn:
    """Raises the error of a rule, in the form all of them have."""
    raise LawError(f"{file}: {entry} {what}; {remedy}")


def matches(details: Mapping[str, str], wanted: Mapping[str, Any]) -> bool:
    """Whether details hold, for each name wanted, the value or one of the values."""
    return all(details.get(name, "") in ([want] if isinstance(want, str) else want) for name, want in wanted.items())


def listed(words: Iterable[str]) -> str:
    """Words as people list them: a, b or c."""
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last
