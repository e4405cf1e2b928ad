"""What a purpose is: facts that a person can read, above one pure function from records to what policing asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import UNITS
from upstander.contacts.trace import Background


class Form(StrEnum):
    """What the function of a purpose gives."""

    TIMES = "times"  # rows of ledger.PURPOSES, from the records alone
    TIMES_FROM_WORK = "times_from_work"  # the same, from the purposes of the first form
    CONTACTS = "contacts"  # rows of EXPLAINED_CONTACTS: single contacts and what explains each


# The columns a purpose of the form CONTACTS gives; the first four name the contact.
EXPLAINED_CONTACTS = {
    "feed": "string",
    "record_id": "string",
    "staff_id": "string",
    "nominal_id": "string",
    "purpose": "string",
    "author_id": "string",
    "purpose_feed": "string",
    "purpose_record_id": "string",
}


@dataclass(frozen=True)
class Words:
    """Where a purpose is spoken of. The words are as they stand in the document."""

    document: str  # S000-S004: docs/sources.md says which document each is
    place: str
    quote: str


@dataclass(frozen=True)
class Limit:
    """A length of time or a number that a purpose uses, with the reason for its value."""

    value: float
    unit: str  # minutes, hours, days; or what is counted
    why: str


class Given:
    """The values of a purpose's limits by name: times in microseconds, numbers as they are."""

    def __init__(self, limits: Mapping[str, Limit]) -> None:
        self._values = {name: int(limit.value * UNITS.get(limit.unit, 1)) for name, limit in limits.items()}

    def __getattr__(self, name: str) -> Any:
        """The value of a limit; AttributeError where the purpose declares none of that name."""
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise AttributeError(f"this purpose has no limit called {name}") from None


@dataclass(frozen=True)
class Basis:
    """What the function of a purpose may read. Later forms may read what earlier ones gave."""

    background: Background
    work: ir.Table = None  # purposes of the form TIMES
    purposes: ir.Table = None  # all purposes with times: ledger.PURPOSES
    contacts: ir.Table = None  # contacts as the purposes with times left them
    unexplained: ir.Table = None  # those of them about known people that nobody else's record explains
    staff_stops: ir.Table = None  # ledger.STAFF_STOPS
    homes_near: ir.Table = None  # see `visits.homes_near`


Expression = Callable[[Basis, Given], ir.Table]


@dataclass(frozen=True)
class Purpose:
    """What a policing purpose is. Placed above its function as a decorator.

    `recorded_by` says who writes the record it rests on: a purpose that only the subject recorded explains weakly.
    `innocent` says what ordinary work it protects. `work` marks purposes that are work with the person itself, whose
    beginning and end the ledger tells beside each contact; supervision or a briefing is not. `indirect` marks
    those that explain by what was meant for somebody else or what many do: told only where nothing nearer explains.
    """

    title: str
    recorded_by: str
    innocent: str
    needs: tuple[str, ...]  # feeds without which it explains nothing
    limits: Mapping[str, Limit] = field(default_factory=dict)
    words: Words | None = None
    form: Form = Form.TIMES
    work: bool = False
    indirect: bool = False
    name: str = ""
    expression: Expression | None = None

    def __call__(self, expression: Expression) -> Self:
        """Completes the purpose with the function it stands above; its name is the function's."""
        return replace(self, expression=expression, name=getattr(expression, "__name__", ""))

    def rows(self, basis: Basis) -> ir.Table:
        """What the function gives: rows of ledger.PURPOSES, or of EXPLAINED_CONTACTS."""
        assert self.expression is not None  # noqa: S101 - a purpose without its function cannot be in the catalogue
        return self.expression(basis, Given(self.limits)).mutate(purpose=ibis.literal(self.name))
