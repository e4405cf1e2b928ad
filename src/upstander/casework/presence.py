"""Finding somebody whom a report could not name: who was near a place at a time, and how near each trace puts them.

By the records of the newest scan. The degrees say how near in place and time a trace is, and not how likely it is that
the report is about them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from upstander.access.asking import Asker
from upstander.access.sealed import mark
from upstander.casework import policy
from upstander.casework.describing import About
from upstander.casework.models import Lead
from upstander.casework.taking_in import store_of
from upstander.contacts.clock import HOUR, MINUTE
from upstander.contacts.force_time import in_force_time, instant_of
from upstander.contacts.presence import who_was_near
from upstander.contacts.whereabouts import devices_held, on_duty_without_a_trace, seen_around, sent_there
from upstander.engines import DuckDBEngine, Engine
from upstander.records.as_known import Records
from upstander.records.store import UnfinishedStoreError, open_records

SENT, STOOD, PASSED, STREETS, AREA = "sent", "stood", "passed", "streets", "area"
STREETS_METRES, STREETS_TIME = 500, 30 * MINUTE
AREA_METRES, AREA_TIME = 2_000, 4 * HOUR
DEGREES: Mapping[str, str] = {  # the nearest first
    SENT: "Sent to an incident there",
    STOOD: "A device stood there",
    PASSED: "A device passed there",
    STREETS: "A device was in the streets around: within 500 metres, at most half an hour before or after",
    AREA: "A device was in that area: within 2 kilometres, at most four hours before or after",
}
ORDER = list(DEGREES)
LOOKED_AT = 50  # leads of the newest scan
SEEN, WERE_SENT = ("positions", "device_holders"), ("deployments", "incidents")
LACKING: Mapping[tuple[str, ...], str] = {
    SEEN: "The records do not say where devices were and who held them: whether a device was there cannot be told.",
    WERE_SENT: "The records hold no incidents with who was sent: whether anybody was sent there cannot be told.",
    ("shifts",): "The records hold no shifts: who was on duty cannot be told.",
}
DAY_ONE = dt.date(1970, 1, 1)


class NotLookedFor(Exception):  # noqa: N818 - an answer for the person, not an error
    """Nobody could be looked for: it says why. It never means that nobody was there."""


@dataclass(frozen=True)
class Place:
    """Where and when: degrees, metres around, and two times of day in force time; an earlier end is the next day."""

    lat: float
    lon: float
    metres: int
    day: dt.date
    from_time: dt.time
    to_time: dt.time

    def instants(self) -> tuple[int, int]:
        """The two ends in microseconds since 1970."""
        later = self.day + dt.timedelta(days=1) if self.to_time <= self.from_time else self.day
        ends = (dt.datetime.combine(self.day, self.from_time), dt.datetime.combine(later, self.to_time))
        first, last = (instant_of(end.isoformat()) for end in ends)
        return first, last


@dataclass(frozen=True)
class Trace:
    """One trace: by which record, how near it puts somebody (one of DEGREES), and in a sentence."""

    degree: str
    record: str
    said: str


@dataclass(frozen=True)
class Somebody:
    """A member of staff: what the records hold of them, and their traces, the nearest first."""

    number: str
    name: str
    about: About
    traces: tuple[Trace, ...] = ()

    @property
    def degree(self) -> str:
        """How near their nearest trace puts them, in words."""
        return DEGREES[self.traces[0].degree]


@dataclass(frozen=True)
class Found:
    """Who was near; who was on duty then with no trace of where; and what the records cannot say."""

    near: list[Somebody]
    not_assessed: list[Somebody]
    lacking: list[str] = field(default_factory=list)


def who_was_there(asker: Asker, place: Place) -> Found:
    """Who was near, the nearest first, without those of whom the asker may know nothing. Raises NotLookedFor."""
    with DuckDBEngine() as engine:
        try:
            records = open_records(newest_store(asker), engine)
        except (UnfinishedStoreError, OSError) as error:
            raise NotLookedFor(f"The records cannot be read now: {error}") from error
        _or_not_looked_for(records)
        return _found(asker, place, records, engine)


def _found(asker: Asker, place: Place, records: Records, engine: Engine) -> Found:
    traces: dict[str, list[Trace]] = {}
    for staff_id, trace in _traces(place, records, engine):
        if all(trace.record != known.record for known in traces.get(staff_id, ())):  # a nearer trace of it is told
            traces.setdefault(staff_id, []).append(trace)
    first, last = place.instants()
    silent = on_duty_without_a_trace(records, engine, from_at=first, to_at=last)
    unseen = [one for one in engine.rows(silent)["staff_id"].to_list() if one not in traces]
    known = _known(records, engine, place)

    def told(numbers: list[str]) -> list[Somebody]:
        seen = [one for one in numbers if not asker.may_know_of(mark(one))]
        return [Somebody(one, *known.get(one, ("", About())), tuple(traces.get(one, ()))) for one in seen]

    near = sorted(told(list(traces)), key=lambda one: ORDER.index(one.traces[0].degree))
    return Found(near, told(unseen), [said for feeds, said in LACKING.items() if not records.has(*feeds)])


def _traces(place: Place, records: Records, engine: Engine) -> Iterator[tuple[str, Trace]]:
    """Every trace with whose it is, from near to far."""
    first, last = place.instants()
    where: dict[str, Any] = {"records": records, "engine": engine, "lat": place.lat, "lon": place.lon}
    sent = sent_there(**where, from_at=first, to_at=last, metres=place.metres)
    yield from _told(engine, sent, lambda _row: SENT, _sent)
    near = who_was_near(**where, from_at=first, to_at=last, metres=float(place.metres))
    yield from _told(engine, near, lambda row: STOOD if row["stopped"] else PASSED, _near)
    for degree, metres, time in ((STREETS, STREETS_METRES, STREETS_TIME), (AREA, AREA_METRES, AREA_TIME)):
        around = seen_around(**where, from_at=first - time, to_at=last + time, metres=metres)
        yield from _told(engine, around, lambda _row, degree=degree: degree, _around)


def _told(
    engine: Engine, table: ir.Table, degree: Callable[..., str], words: Callable[[dict[str, Any]], tuple[str, str]]
) -> list[tuple[str, Trace]]:
    rows = in_force_time(engine.rows(table), "first_at", "last_at").to_dicts()
    told = [(row["staff_id"], Trace(degree(row), *words(row))) for row in rows]
    return sorted(told, key=lambda one: ORDER.index(one[1].degree))


def newest_store(asker: Asker) -> Path:
    """The store behind the newest scan of which the asker may see a lead. Raises NotLookedFor and OSError."""
    newest = Lead.objects.order_by("-last_seen_on", "place", "id").values_list("subject_mark", "scan")
    for subject, scan in newest[:LOOKED_AT]:  # the database shows none that may not be seen: the first will do
        if not policy.against_lead(asker, subject):
            store = store_of(Path(scan))
            if store is None:
                raise NotLookedFor("The records cannot be read now: the store that the newest scan read is not there.")
            return store
    raise NotLookedFor("No scan has been taken in, so that there are no records to look in.")


def _or_not_looked_for(records: Records) -> None:
    if not records.has(*SEEN) and not records.has(*WERE_SENT):
        raise NotLookedFor(f"{LACKING[SEEN]} {LACKING[WERE_SENT]}")


def _known(records: Records, engine: Engine, place: Place) -> dict[str, tuple[str, About]]:
    """The name of each member of staff, and what is held of them."""
    first, last = place.instants()
    devices: dict[str, list[tuple[str, str]]] = {}
    for staff_id, device, kind in engine.rows(devices_held(records, engine, from_at=first, to_at=last)).iter_rows():
        devices.setdefault(staff_id, []).append((device, kind))
    staff = engine.rows(records.staff.select("staff_id", "name", "role", "sex", "started_on")).to_dicts()
    return {row["staff_id"]: (row["name"], _about(row, devices.get(row["staff_id"], []))) for row in staff}


def _about(row: dict[str, Any], devices: list[tuple[str, str]]) -> About:
    return About(row["role"], row["sex"] or "", _day(row["started_on"]), tuple(sorted(devices)))


def _day(days: int | None) -> dt.date | None:
    return None if days is None else DAY_ONE + dt.timedelta(days=days)


def _when(row: dict[str, Any]) -> str:
    return f"{row['first_at'][:16]} to {row['last_at'][11:16]}"


def _duty(row: dict[str, Any]) -> str:
    return {True: "on duty", False: "off duty", None: "with no shift on record"}[row["on_duty"]]


def _sent(row: dict[str, Any]) -> tuple[str, str]:
    came = "" if row["arrived"] else ", with no arrival on record"
    said = f"incident {row['incident_id']}, {row['metres']:.0f} metres away, {_when(row)}"
    return f"incident {row['incident_id']}", f"{said}, sent by {row['tasked_by']}{came}"


def _near(row: dict[str, Any]) -> tuple[str, str]:
    """How it is known, in a sentence."""
    stayed = "stood" if row["stopped"] else "passed"
    said = f"{row['device_id']} {stayed} {row['metres']:.0f} metres away, {_when(row)}, {_duty(row)}"
    sure = "" if row["certainty"] is None else f"; it was they with a certainty of {row['certainty']:.0%}"
    return row["device_id"], said + sure


def _around(row: dict[str, Any]) -> tuple[str, str]:
    return row["device_id"], f"{row['device_id']} came within {row['metres']:.0f} metres, {_when(row)}, {_duty(row)}"
