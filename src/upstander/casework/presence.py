"""Finding somebody whom a report could not name: who was at a place at a time, by the records of the newest scan."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from upstander.access.asking import Asker
from upstander.access.sealed import mark
from upstander.casework import policy
from upstander.casework.models import Lead
from upstander.contacts.force_time import in_force_time, instant_of
from upstander.contacts.presence import who_was_near
from upstander.engines import DuckDBEngine
from upstander.leads.telling.lead import TellingError, read_lead
from upstander.records.as_known import Records
from upstander.records.store import UnfinishedStoreError, open_records

NEEDED = {"positions": "where devices were", "device_holders": "who held them"}


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
class WasThere:
    """A member of staff whose devices were near, and how that is known of each device."""

    number: str
    name: str
    whys: tuple[str, ...]


def who_was_there(asker: Asker, place: Place) -> list[WasThere]:
    """Who was there, the first to come first, without those of whom the asker may know nothing. Raises NotLookedFor."""
    with DuckDBEngine() as engine:
        try:
            records = open_records(_newest_store(asker), engine)
        except (UnfinishedStoreError, TellingError, OSError) as error:
            raise NotLookedFor(f"The records cannot be read now: {error}") from error
        _or_not_looked_for(records)
        first, last = place.instants()
        near = who_was_near(
            records, engine, place.lat, place.lon, from_at=first, to_at=last, metres=float(place.metres)
        )
        found = in_force_time(engine.rows(near), "first_at", "last_at")
        names = _names(engine.rows(records.staff.select("staff_id", "name")))
    whys: dict[str, tuple[str, ...]] = {}
    for row in found.iter_rows(named=True):
        if not asker.may_know_of(mark(row["staff_id"])):
            whys[row["staff_id"]] = (*whys.get(row["staff_id"], ()), _why(row))
    return [WasThere(number, names.get(number, ""), told) for number, told in whys.items()]


def _newest_store(asker: Asker) -> Path:
    """The store behind the newest scan of which the asker may see a lead."""
    for lead in Lead.objects.order_by("-last_seen_on", "place", "id"):
        if not policy.against_lead(asker, lead.subject_mark):
            return read_lead(Path(lead.scan), lead.lead_id).store
    raise NotLookedFor("No scan has been taken in, so that there are no records to look in.")


def _or_not_looked_for(records: Records) -> None:
    missing = [said for feed, said in NEEDED.items() if not records.has(feed)]
    if missing:
        raise NotLookedFor(f"The records do not say {' nor '.join(missing)}: whether anybody was there cannot be told.")


def _names(staff: pl.DataFrame) -> dict[str, str]:
    return dict(staff.iter_rows())


def _why(row: dict[str, Any]) -> str:
    """How it is known, in a sentence."""
    stayed = "stood" if row["stopped"] else "passed"
    duty = {True: "on duty", False: "off duty", None: "with no shift on record"}[row["on_duty"]]
    said = f"{row['device_id']} {stayed} {row['metres']:.0f} metres away, {row['first_at'][:16]} to "
    said += f"{row['last_at'][11:16]}, {duty}"
    return said if row["certainty"] is None else f"{said}; it was they with a certainty of {row['certainty']:.0%}"
