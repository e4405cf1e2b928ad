"""What a telling of a lead is made of, each part read from what the scan wrote and silent where it wrote nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from upstander.leads.telling.force_time import microseconds

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """The member of staff a lead is about."""

    staff_id: str
    name: str
    role: str | None
    team_id: str | None

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON; a name that is not known is the id."""
        staff_id = str(given["staff_id"])
        return cls(staff_id, given.get("name") or staff_id, given.get("role"), given.get("team_id"))


@dataclass(frozen=True)
class Affected:
    """The member of the public a lead is about, and what is recorded that makes them vulnerable."""

    nominal_id: str
    name: str
    vulnerable: tuple[str, ...]

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON; a name that is not known is the id."""
        nominal_id = str(given["nominal_id"])
        return cls(nominal_id, given.get("name") or nominal_id, tuple(given.get("vulnerable") or ()))


@dataclass(frozen=True)
class Strand:
    """One sign seen in this lead: what it asks, what was expected and what was seen, and where it comes from."""

    sign_id: str
    title: str
    family: str | None
    asks: str | None
    explanation: str
    seen: float | None
    expected: float | None
    at_least_times: float | None
    peers: str | None
    first_at: int | None
    last_at: int | None
    innocent: tuple[str, ...]
    blind_spots: tuple[str, ...]
    source: Mapping[str, str]
    advisory: bool

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON."""
        return cls(
            sign_id=given["sign_id"],
            title=given.get("title") or given["sign_id"].replace("_", " "),
            family=given.get("family"),
            asks=given.get("asks"),
            explanation=given.get("explanation") or "",
            seen=given.get("seen"),
            expected=given.get("expected"),
            at_least_times=given.get("at_least_times"),
            peers=given.get("peers"),
            first_at=microseconds(given.get("first_at")),
            last_at=microseconds(given.get("last_at")),
            innocent=tuple(given.get("innocent") or ()),
            blind_spots=tuple(given.get("blind_spots") or ()),
            source=given.get("source") or {},
            advisory=bool(given.get("advisory")),
        )


@dataclass(frozen=True)
class Tested:
    """An innocent explanation that the scan tested, and what that showed."""

    explanation: str
    shown: str

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON."""
        return cls(given["explanation"], given.get("shown") or "not said")


@dataclass(frozen=True)
class Contact:
    """One contact of the pair. Degrees WGS84; `answer` is one of contacts.ledger.Answer."""

    kind: str
    direction: str | None
    at: int
    end_at: int
    lat: float | None
    lon: float | None
    answer: str
    purpose: str | None
    purpose_author: str | None
    on_duty: bool | None
    feed: str
    record_id: str

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON."""
        at = microseconds(given["at"]) or 0
        end_at = microseconds(given.get("end_at"))
        return cls(
            kind=given["kind"],
            direction=given.get("direction"),
            at=at,
            end_at=at if end_at is None else end_at,
            lat=degrees(given.get("lat")),
            lon=degrees(given.get("lon")),
            answer=given.get("answer") or "cannot_assess",
            purpose=given.get("purpose"),
            purpose_author=given.get("purpose_author"),
            on_duty=given.get("on_duty"),
            feed=given.get("feed") or "",
            record_id=given.get("record_id") or "",
        )


@dataclass(frozen=True)
class Purpose:
    """An interval in which policing gave the subject a reason for contact with the affected person."""

    purpose: str
    author_id: str | None
    from_at: int
    ended_at: int | None
    incident_id: str | None

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON."""
        began = microseconds(given["from_at"]) or 0
        ended = microseconds(given.get("ended_at"))
        return cls(given["purpose"], given.get("author_id"), began, ended, given.get("incident_id"))


@dataclass(frozen=True)
class Person:
    """Somebody in the network: `kind` is subject, affected, colleague or public; `tie` says how they belong."""

    id: str
    name: str
    kind: str
    tie: str

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON; a name that is not known is the id."""
        return cls(given["id"], given.get("name") or given["id"], given.get("kind") or "public", given.get("tie") or "")


@dataclass(frozen=True)
class Address:
    """A place that matters to a lead, in degrees WGS84."""

    label: str
    lat: float
    lon: float

    @classmethod
    def read(cls, given: Given) -> Self:
        """From the scan's JSON."""
        return cls(given.get("label") or "Address", degrees(given["lat"]) or 0.0, degrees(given["lon"]) or 0.0)


def degrees(given: float | None) -> float | None:
    """Degrees of a position: a whole number is in the store's micro-degrees, one with a fraction is in degrees."""
    return given / 1e6 if isinstance(given, int) else given


@dataclass(frozen=True)
class OverNights:
    """On how many nights of a year the subject was raised, and whether the evidence of them all holds."""

    nights: int
    holds: bool
