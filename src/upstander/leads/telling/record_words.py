"""What one record says, in a sentence. A feed with no sentence of its own is told column by column."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from upstander.leads.telling.force_time import clock, day_of, moment, said
from upstander.records.as_known import MICROSECONDS_A_DAY
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind, instant
from upstander.records.feed import Feed

LONGEST_QUOTE = 400  # characters of free text shown in one line of evidence; the record holds the rest
CHANNELS = {"sms": "Text", "email": "E-mail", "teams": "Teams message", "whatsapp": "WhatsApp message"}
STOP: Feed = dataclasses.replace(
    all_feeds()["positions"], columns=(*all_feeds()["positions"].columns, instant("end_at", "when it ended"))
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What telling a record needs beside it: the names of people by their id, and the force's time zone."""

    names: Mapping[str, str]
    zone: str

    def name(self, person_id: str | None) -> str:
        """A person by name and id, or by id alone."""
        if person_id is None:
            return "somebody not named"
        name = self.names.get(person_id, person_id)
        return name if name == person_id else f"{name} ({person_id})"

    def time(self, instant: int | None) -> str:
        """An instant in force time."""
        return said(instant, self.zone)


def in_words(feed: str, row: Row, known: Known) -> str:
    """What a record of a feed says, as one or two sentences; values are those of the store."""
    sentence = SENTENCES.get(feed)
    return sentence(row, known) if sentence else _column_by_column(feed, row, known)


def quoted(text: str | None) -> str:
    """Free text in quotation marks, cut where it is very long."""
    if not text:
        return "(no words)"
    return f"“{text}”" if len(text) <= LONGEST_QUOTE else f"“{text[:LONGEST_QUOTE]}…” (cut; the record holds the rest)"


def plain(value: str | None) -> str:
    """One of a named list, as words."""
    return (value or "not said").replace("_", " ")


def how_long(seconds: int) -> str:
    """A length of time: "4 s", "2 min 5 s", "1 h 20 min"."""
    if seconds < 60:
        return f"{seconds} s"
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    return f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")


def _access(row: Row, known: Known) -> str:
    about = f" about {known.name(row['nominal_id'])}" if row["nominal_id"] else ""
    typed = f", typed {quoted(row['search_text'])}" if row["search_text"] else ""
    incident = f", under incident {row['incident_id']}" if row["incident_id"] else ", no incident named"
    reason = f"reason given {quoted(row['reason'])}" if row["reason"] else "no reason given"
    return f"{known.name(row['staff_id'])}: {row['action']} in {row['system']}{about}{typed}{incident}, {reason}."


def _phone_event(row: Row, _known: Known) -> str:
    what = {"call": "Call", "sms": "Text", "mms": "Picture message"}[row["kind"]]
    way = "to" if row["direction"] == "out" else "from"
    return f"{what} {way} {row['other_number']} on device {row['device_id']}{_length_of_call(row)}."


def _length_of_call(row: Row) -> str:
    if row["kind"] != "call" or row["duration_s"] is None:
        return ""
    return f", {how_long(row['duration_s'])}" if row["duration_s"] else ", not connected"


def _message(row: Row, _known: Known) -> str:
    way = "to" if row["direction"] == "out" else "from"
    return f"{CHANNELS.get(row['channel'], 'Message')} {way} {row['other_party']}: {quoted(row['text'])}"


def _stop(row: Row, known: Known) -> str:
    place = f"{row['lat'] / 1e6:.5f}, {row['lon'] / 1e6:.5f}"
    if row["end_at"] is None:
        return f"Device {row['device_id']} stopped at {place}; when it left is not known."
    pings = "1 position" if row["pings"] == 1 else f"{row['pings']} positions"
    length = how_long((row["end_at"] - row["at"]) // 1_000_000)
    left = clock(row["end_at"], known.zone)
    return f"Device {row['device_id']} stopped at {place} for {length}, until {left} ({pings})."


def _public_call(row: Row, known: Known) -> str:
    caller = known.name(row["nominal_id"]) if row["nominal_id"] else row["other_number"] or "a number not shown"
    kept = "recorded" if row["recorded"] else "not recorded"
    words = f" {quoted(row['transcript'])}" if row["transcript"] else ""
    line, length = plain(row["line"]), how_long(row["duration_s"])
    return f"{known.name(row['staff_id'])} answered {caller} on {line}, {length}, {kept}.{words}"


def _deployment(row: Row, known: Known) -> str:
    tasked = "of their own motion" if row["tasked_by"] == "self" else f"by {plain(row['tasked_by'])}"
    on_scene = f", there from {known.time(row['on_scene_at'])}" if row["on_scene_at"] else ""
    cleared = f" until {known.time(row['cleared_at'])}" if row["cleared_at"] else ""
    return f"{known.name(row['staff_id'])} sent to incident {row['incident_id']} {tasked}{on_scene}{cleared}."


def _incident(row: Row, known: Known) -> str:
    closed = f"closed {known.time(row['closed_at'])}" if row["closed_at"] else "not closed"
    return f"Incident {row['incident_id']} ({plain(row['kind'])}, {plain(row['grade'])}) reported; {closed}."


def _log_entry(row: Row, known: Known) -> str:
    return f"{known.name(row['staff_id'])} wrote in the log of incident {row['incident_id']}: {quoted(row['text'])}"


def _custody(row: Row, known: Known) -> str:
    length = how_long((row["end_at"] - row["start_at"]) // 1_000_000)
    who = f"{known.name(row['staff_id'])} with {known.name(row['nominal_id'])}"
    return f"{plain(row['kind']).capitalize()} in custody {row['custody_id']}: {who}, {length}."


def _complaint(row: Row, known: Known) -> str:
    about = f"about {known.name(row['staff_id'])}"
    return f"Complaint {about} from {plain(row['source'])}, {plain(row['category'])}: {quoted(row['summary'])}"


def _intelligence(row: Row, _known: Known) -> str:
    graded = f", graded {row['grading']}" if row["grading"] else ""
    return f"Intelligence from {plain(row['source'])}{graded}: {quoted(row['text'])}"


def _declaration(row: Row, known: Known) -> str:
    other = known.name(row["nominal_id"]) if row["nominal_id"] else row["other_party"]
    about = f" about {other}" if other else ""
    return f"{known.name(row['staff_id'])} declared {plain(row['kind'])}{about}: {quoted(row['text'])}"


def _instruction(row: Row, known: Known) -> str:
    about = f" about {known.name(row['nominal_id'])}" if row["nominal_id"] else ""
    ends = f", until {known.time(row['ends_at'])}" if row["ends_at"] else ""
    return f"{known.name(row['staff_id'])} was given {plain(row['kind'])}{about}{ends}: {quoted(row['text'])}"


def _column_by_column(feed: str, row: Row, known: Known) -> str:
    columns = [c for c in all_feeds()[feed].columns if row.get(c.name) is not None]
    told = "; ".join(f"{c.name.replace('_', ' ')} {_value(c, row[c.name], known)}" for c in columns)
    return f"{all_feeds()[feed].title}: {told}."


def _value(column: Column, value: Any, known: Known) -> str:
    told: dict[Kind, Callable[[Any], str]] = {
        Kind.INSTANT: known.time,
        Kind.DATE: lambda days: day_of(moment(days * MICROSECONDS_A_DAY, "UTC").date()),
        Kind.DEGREES: lambda degrees: f"{degrees / 1e6:.5f}",
        Kind.TRUTH: lambda truth: "yes" if truth else "no",
        Kind.ID: known.name,
        Kind.TEXT: quoted,
        Kind.CHOICE: plain,
    }
    return told.get(column.kind, str)(value)


SENTENCES: dict[str, Callable[[Row, Known], str]] = {
    "accesses": _access,
    "phone_events": _phone_event,
    "messages": _message,
    "positions": _stop,
    "public_calls": _public_call,
    "deployments": _deployment,
    "incidents": _incident,
    "log_entries": _log_entry,
    "custody_contacts": _custody,
    "complaints": _complaint,
    "intelligence": _intelligence,
    "declarations": _declaration,
    "instructions": _instruction,
}
