"""The kinds of value a feed may hold, and how the store keeps each of them.

The store keeps only types that every engine treats alike (see docs/decisions/0002): an instant is an int64 of
microseconds since 1970 UTC, a date an int32 of days since 1970, degrees an int32 of micro-degrees.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """What a value means, whatever form a supplier writes it in."""

    ID = "id"  # opaque text, 1-64 characters
    TEXT = "text"
    INSTANT = "instant"  # UTC, microseconds
    DATE = "date"
    DEGREES = "degrees"  # WGS84
    SECONDS = "seconds"  # whole, 0 or more
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    PHONE = "phone"  # E.164
    CHOICE = "choice"  # one of a named list


class Sensitivity(StrEnum):
    """How much harm a reading without a purpose does."""

    ROUTINE = "routine"
    PERSONAL = "personal"
    SPECIAL = "special"  # special category, content of messages, or what may identify a survivor or reporter


STORED_AS: dict[Kind, pa.DataType] = {
    Kind.ID: pa.string(),
    Kind.TEXT: pa.string(),
    Kind.INSTANT: pa.int64(),
    Kind.DATE: pa.int32(),
    Kind.DEGREES: pa.int32(),
    Kind.SECONDS: pa.int32(),
    Kind.WHOLE: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.TRUTH: pa.bool_(),
    Kind.PHONE: pa.string(),
    Kind.CHOICE: pa.string(),
}


@dataclass(frozen=True)
class Column:
    """One column of a feed: what it is called, what it holds and what it means."""

    name: str
    kind: Kind
    meaning: str
    nullable: bool = False
    choices: tuple[str, ...] = field(default=())
    unit: str | None = None
    sensitivity: Sensitivity = Sensitivity.ROUTINE
    least: float | None = None
    most: float | None = None

    @property
    def stored_as(self) -> pa.DataType:
        """The Arrow type of this column in the store."""
        return STORED_AS[self.kind]


ROUTINE, PERSONAL, SPECIAL = Sensitivity.ROUTINE, Sensitivity.PERSONAL, Sensitivity.SPECIAL


def identifier(name: str, meaning: str, *, nullable: bool = False, sensitivity: Sensitivity = ROUTINE) -> Column:
    """Opaque text of 1 to 64 characters."""
    return Column(name, Kind.ID, meaning, nullable, sensitivity=sensitivity)


def text(name: str, meaning: str, *, nullable: bool = False, sensitivity: Sensitivity = PERSONAL) -> Column:
    """Free text."""
    return Column(name, Kind.TEXT, meaning, nullable, sensitivity=sensitivity)


def instant(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """A moment in UTC, to the microsecond."""
    return Column(name, Kind.INSTANT, meaning, nullable, unit="UTC")


def date(name: str, meaning: str, *, nullable: bool = False, sensitivity: Sensitivity = ROUTINE) -> Column:
    """A calendar day."""
    return Column(name, Kind.DATE, meaning, nullable, sensitivity=sensitivity)


def latitude(*, nullable: bool = False) -> Column:
    """Degrees north, WGS84."""
    return Column(
        "lat", Kind.DEGREES, "degrees north", nullable, unit="degrees WGS84", sensitivity=PERSONAL, least=-90, most=90
    )


def longitude(*, nullable: bool = False) -> Column:
    """Degrees east, WGS84."""
    return Column(
        "lon", Kind.DEGREES, "degrees east", nullable, unit="degrees WGS84", sensitivity=PERSONAL, least=-180, most=180
    )


def seconds(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """A length of time in whole seconds, 0 or more."""
    return Column(name, Kind.SECONDS, meaning, nullable, unit="seconds", least=0, most=2**31 - 1)


def number(
    name: str,
    meaning: str,
    *,
    nullable: bool = False,
    unit: str | None = None,
    least: float | None = None,
    most: float | None = None,
) -> Column:
    """A number that may have a fraction."""
    return Column(name, Kind.NUMBER, meaning, nullable, unit=unit, least=least, most=most)


def truth(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """True or false."""
    return Column(name, Kind.TRUTH, meaning, nullable)


def phone(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """A telephone number in E.164 form; other forms are brought to it on loading."""
    return Column(name, Kind.PHONE, meaning, nullable, sensitivity=PERSONAL)


def choice(
    name: str, meaning: str, *choices: str, nullable: bool = False, sensitivity: Sensitivity = ROUTINE
) -> Column:
    """One of a named list."""
    return Column(name, Kind.CHOICE, meaning, nullable, choices=choices, sensitivity=sensitivity)
