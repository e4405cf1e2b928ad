"""One lead with everything a scan left about it, read back from the scan's folder."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from upstander.leads.telling.force_time import FORCE_ZONE
from upstander.leads.telling.parts import (
    Address,
    Affected,
    Contact,
    OverNights,
    Person,
    Purpose,
    Strand,
    Subject,
    Tested,
)

HANDLING_MARKING = "OFFICIAL-SENSITIVE"
SCAN_FILES = ("leads.parquet", "findings.parquet", "standings.parquet", "report.json", "tellings.json")
OVER_NIGHTS = "over_nights.parquet"


class TellingError(Exception):
    """A lead that cannot be told; the message says why in plain words."""


class NotAScanError(TellingError):
    """A folder that does not hold what a scan writes."""


class UnknownLeadError(TellingError):
    """A lead that is not in a scan. The message names no other lead."""


class UntellableLeadError(TellingError):
    """A lead without evidence or without innocent explanations: it may be shown to nobody."""


@dataclass(frozen=True)
class EvidenceKey:
    """One record that raised a lead: its feed, its key there, and the numbers of the strands that rest on it."""

    feed: str
    record_id: str
    strands: tuple[int, ...]


@dataclass(frozen=True)
class LeadInFull:
    """One lead as a scan left it. Instants are microseconds since 1970 UTC, chances are 0 to 1."""

    lead_id: str
    subject: Subject
    affected: Affected | None
    standing: str
    rank: int | None
    chance_innocent: float | None
    expected_false: float | None
    first_raised_on: str | None
    expires_on: dt.date | None
    summary: str
    strands: tuple[Strand, ...]
    tested: tuple[Tested, ...]
    missing: tuple[str, ...]
    would_change_it: tuple[str, ...]
    contacts: tuple[Contact, ...]
    purposes: tuple[Purpose, ...]
    people: tuple[Person, ...]
    addresses: tuple[Address, ...]
    evidence: tuple[EvidenceKey, ...]
    report: Mapping[str, Any]
    fingerprints: Mapping[str, str]  # SHA-256 of each file of the scan, by its name
    over_nights: OverNights | None = None  # None: the scan is not one of a row of nights

    @property
    def zone(self) -> str:
        """The force's time zone, by its IANA name."""
        return str(self.report.get("settings", {}).get("time_zone", FORCE_ZONE))

    @property
    def marking(self) -> str:
        """The handling marking that the force's settings give, or the one shipped."""
        return str(self.report.get("settings", {}).get("handling_marking", HANDLING_MARKING))

    @property
    def store(self) -> Path:
        """Where the records are that the scan read."""
        return Path(str(self.report.get("store", "")))

    @property
    def names(self) -> dict[str, str]:
        """What the people in this lead are called, by their id."""
        named = {person.id: person.name for person in self.people} | {self.subject.staff_id: self.subject.name}
        return named | ({self.affected.nominal_id: self.affected.name} if self.affected else {})

    @property
    def innocent(self) -> tuple[str, ...]:
        """The innocent explanations that the strands name, each once."""
        return tuple(dict.fromkeys(text for strand in self.strands for text in strand.innocent))


def read_lead(scan: Path, lead_id: str) -> LeadInFull:
    """One lead of the scan in a folder.

    Raises NotAScanError, UnknownLeadError, or UntellableLeadError.
    """
    missing = [name for name in SCAN_FILES if not (scan / name).is_file()]
    if missing:
        raise NotAScanError(f"{scan} does not hold a scan: {', '.join(missing)} not found.")
    row = _one(pl.scan_parquet(scan / "leads.parquet"), lead_id)
    if row is None:
        raise UnknownLeadError(f"There is no lead {lead_id!r} in this scan.")
    lead = _in_full(scan, lead_id, row)
    if not lead.evidence or not (lead.innocent or lead.tested):
        raise UntellableLeadError(
            f"Lead {lead_id} has no evidence or no innocent explanations, and so must not be told. Scan again."
        )
    return lead


def _in_full(scan: Path, lead_id: str, row: Mapping[str, Any]) -> LeadInFull:
    telling = json.loads((scan / "tellings.json").read_text("utf-8")).get(lead_id, {})
    standing = _one(pl.scan_parquet(scan / "standings.parquet"), lead_id) or {}
    strands = tuple(Strand.read(given) for given in telling.get("strands") or ())
    affected = telling.get("affected")
    return LeadInFull(
        lead_id=lead_id,
        subject=Subject.read(telling.get("subject") or {"staff_id": row["staff_id"]}),
        affected=Affected.read(affected) if affected else None,
        standing=telling.get("standing") or standing.get("standing") or "lead",
        rank=telling.get("rank", row.get("rank")),
        chance_innocent=telling.get("chance_innocent"),
        expected_false=row.get("expected_false"),
        first_raised_on=telling.get("first_raised_on") or _iso(row.get("first_raised_on")),
        expires_on=standing.get("expires_on"),
        summary=telling.get("summary") or row.get("summary") or "",
        strands=strands,
        tested=tuple(Tested.read(given) for given in telling.get("tested") or ()),
        missing=tuple(telling.get("missing") or ()),
        would_change_it=tuple(telling.get("would_change_it") or ()),
        contacts=tuple(sorted(map(Contact.read, telling.get("contacts") or ()), key=lambda c: (c.at, c.record_id))),
        purposes=tuple(sorted(map(Purpose.read, telling.get("purposes") or ()), key=lambda p: (p.from_at, p.purpose))),
        people=tuple(Person.read(given) for given in telling.get("people") or ()),
        addresses=tuple(Address.read(given) for given in telling.get("addresses") or ()),
        evidence=_evidence(scan, lead_id, strands),
        report=json.loads((scan / "report.json").read_text("utf-8")),
        fingerprints={name: hashlib.sha256((scan / name).read_bytes()).hexdigest() for name in SCAN_FILES},
        over_nights=_over_nights(scan / OVER_NIGHTS, row["staff_id"]),
    )


def _over_nights(file: Path, staff_id: str) -> OverNights | None:
    rows = pl.read_parquet(file).filter(pl.col("staff_id") == staff_id).to_dicts() if file.is_file() else []
    return OverNights(rows[0]["nights"], rows[0]["holds"]) if rows else None


def _one(table: pl.LazyFrame, lead_id: str) -> dict[str, Any] | None:
    rows = table.filter(pl.col("lead_id") == lead_id).head(1).collect().to_dicts()
    return rows[0] if rows else None


def _evidence(scan: Path, lead_id: str, strands: tuple[Strand, ...]) -> tuple[EvidenceKey, ...]:
    number_of = {strand.sign_id: number for number, strand in enumerate(strands, start=1)}
    findings = pl.scan_parquet(scan / "findings.parquet").filter(pl.col("lead_id") == lead_id).collect()
    found: dict[tuple[str, str], set[int]] = {}
    for sign_id, records in findings.select("sign_id", "evidence").iter_rows():
        for record in records or ():
            found.setdefault((record["feed"], record["record_id"]), set()).update({number_of.get(sign_id, 0)} - {0})
    return tuple(EvidenceKey(feed, key, tuple(sorted(numbers))) for (feed, key), numbers in sorted(found.items()))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
