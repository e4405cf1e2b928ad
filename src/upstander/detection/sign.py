"""What a sign is: facts that a person can read, above one pure function from tables to observations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal, Self

import ibis.expr.types as ir

from upstander.contacts.known import Known
from upstander.contacts.ledger import ContactKind


class Family(StrEnum):
    """Which kind of trace a sign reads. Signs of one family may share one innocent cause; families rarely do."""

    SYSTEMS = "A"
    PHONE = "B"
    PLACE = "C"
    DUTY = "D"
    WORDS = "E"
    PERSON = "F"


class About(StrEnum):
    """Whom a finding is about."""

    PAIR = "pair"  # a member of staff and a member of the public
    SUBJECT = "subject"  # the member of staff alone


@dataclass(frozen=True)
class Source:
    """Where a sign comes from. The words are checked against the document itself by a test."""

    document: str  # S000-S004: docs/sources.md says which document each is
    place: str  # the case, article or checklist line
    quote: str  # a few words, as they stand


@dataclass(frozen=True)
class Parameter:
    """A number a sign uses, with its unit and the reason for its value."""

    value: float
    unit: str
    why: str


class Given:
    """The values of a sign's parameters, and the day of the scan: `given.least_calls`, `given.as_of`."""

    def __init__(self, as_of: int, values: Mapping[str, float]) -> None:
        self.as_of = as_of
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        """The value of a parameter; AttributeError where the sign declares none of that name."""
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise AttributeError(f"this sign has no parameter called {name}") from None


Expression = Callable[[Known, Given], ir.Table]


@dataclass(frozen=True)
class Sign:
    """A warning sign that guidance or a case describes. Placed above its expression as a decorator.

    The expression gives observations: one row for each record that shows the sign (see `observation.OBSERVATIONS`).
    Counting them, expecting them, and weighing them is not the sign's business.

    `counts` names what one observation is ("look-up with no purpose"), `plural` several of them. `least` names the
    parameter below which what was counted is no finding. `among` says which pairs could have shown the sign: those
    with at least one contact of these kinds (empty: every member of staff, for signs about the subject alone).
    `evidence` False marks a prevention sign: shown to the prevent officer, never counted towards a lead.
    `career` marks a sign that counts over all the years on record, not over the window of a scan.
    `in_the_light_of` names feeds whose records give the contacts another meaning (a declaration, an instruction): such
    a sign says something new even of contacts that another sign has counted.
    `grows_with_work` False marks a sign of which a busy pair should show no more than an idle one.
    `habit` names a way of going about things that several signs see, each in another feed: of these only the weightiest
    counts, since a habit seen twice is one habit.
    `content` marks a sign that reads words: it is off until a force switches it on with an authority. `reads` names the
    stages of keyword sets (`words/keyword_set.py`) it needs, each approved.
    `by_match` marks a sign that takes people whom staff told of for people on record (`Known.matches`): "only" for the
    person of the pair, "also" for somebody through whom the tie may run. It uses those from its parameter `sure` on,
    counts by their probability, and its findings say what they rest on.
    """

    title: str
    asks: str
    family: Family
    about: About
    sources: tuple[Source, ...]
    cases: tuple[str, ...]  # the published cases that show it: "2", "S004"
    needs: tuple[str, ...]  # feeds without which it cannot be assessed
    parameters: Mapping[str, Parameter]
    least: str
    counts: str
    plural: str
    innocent: tuple[str, ...]
    blind_spots: tuple[str, ...]
    among: tuple[ContactKind, ...] = ()
    evidence: bool = True
    content: bool = False
    reads: tuple[str, ...] = ()
    career: bool = False
    grows_with_work: bool = True
    in_the_light_of: tuple[str, ...] = ()
    habit: str = ""
    by_match: Literal["", "only", "also"] = ""
    name: str = ""
    expression: Expression | None = None

    def __call__(self, expression: Expression) -> Self:
        """Completes the sign with the function it stands above; its name is the function's."""
        return replace(self, expression=expression, name=getattr(expression, "__name__", ""))

    def given(self, as_of: int, changed: Mapping[str, float] | None = None) -> Given:
        """The parameters' values, with what a force's settings change."""
        values = {name: parameter.value for name, parameter in self.parameters.items()}
        return Given(as_of, values | dict(changed or {}))

    def observations(self, known: Known, changed: Mapping[str, float] | None = None) -> ir.Table:
        """The expression over what is known; see `observation.OBSERVATIONS`."""
        assert self.expression is not None  # noqa: S101 - a sign without its function cannot be in the catalogue
        return self.expression(known, self.given(known.as_of, changed))
