"""Scans as they would be left behind, from the facts of published cases 2 and 10 with invented names, dates and places."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from tests.drawing import draw, instant

PLACES = {"home": (53.70210, -1.50160), "station": (53.71000, -1.51000)}
HOME_LAT, HOME_LON = PLACES["home"]

# Case 2: a PCSO, a burglary, the day after it was charged, a kit nobody asked for, short calls one way, four stops.
CASE_2_RECORDS = {
    "phone_events": """
        event_id | device_id | direction | kind | other_number  | at                  | duration_s
        ---------+-----------+-----------+------+---------------+---------------------+-----------
        B1       | M7        | out       | sms  | +447700900123 | 2025-03-06 18:10    |
        B2       | M7        | out       | call | +447700900123 | 2025-03-21 22:05    | 4
        B3       | M7        | out       | call | +447700900123 | 2025-03-30 00:30    | 0
        B4       | M7        | out       | call | +447700900123 | 2025-03-30 01:30    | 3
        B5       | M7        | out       | call | +447700900123 | 2025-04-11 21:40    | 2
        B6       | M9        | out       | call | +447700900999 | 2025-04-11 21:40    | 75
    """,
    "accesses": """
        access_id | staff_id | at               | system | action | nominal_id | incident_id | reason
        ----------+----------+------------------+--------+--------+------------+-------------+----------
        A1        | P-41     | 2025-03-03 14:00 | RMS    | view   | N-1        | I-1         | new crime
        A2        | P-41     | 2025-04-02 23:10 | RMS    | view   | N-1        |             |
    """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | on_scene_at      | cleared_at
        ------------+----------+-----------+------------------+------------------+-----------------
        I-1         | P-41     | control   | 2025-03-04 18:00 | 2025-03-04 18:30 | 2025-03-04 19:10
    """,
    "positions": """
        device_id | at               | place
        ----------+------------------+------------
        V3        | 2025-03-18 13:02 | home + 60m
        V3        | 2025-03-18 13:20 | home + 60m
        V3        | 2025-03-18 13:41 | home + 62m
        V3        | 2025-04-02 14:00 | home + 210m
        V3        | 2025-04-02 14:30 | home + 210m
        V3        | 2025-04-02 15:30 | station
    """,
}

STOP_1 = f"V3|{instant('2025-03-18 13:02')}"
STOP_2 = f"V3|{instant('2025-04-02 14:00')}"


def contact(kind: str, at: str, **told: Any) -> dict[str, Any]:
    """A row of the pair's contacts as the ledger has it; nothing explains it unless told."""
    row = {"kind": kind, "direction": None, "at": instant(at), "end_at": instant(at), "lat": None, "lon": None}
    row |= {"answer": "unexplained", "purpose": None, "purpose_author": None, "on_duty": True, "feed": "accesses"}
    return row | {"record_id": f"{kind} {at}"} | told


def explained(purpose: str, author: str | None = "P-2") -> dict[str, Any]:
    """What a contact says of itself where somebody's record explains it."""
    return {"answer": "explained", "purpose": purpose, "purpose_author": author}


def stop(at: str, until: str, record_id: str, metres: float, **told: Any) -> dict[str, Any]:
    """A visit of the pair, so many metres east of the home, in the store's micro-degrees."""
    lon = round((HOME_LON + metres / 65_900) * 1e6)
    where = {"lat": round(HOME_LAT * 1e6), "lon": lon, "end_at": instant(until)}
    return contact("visit", at, feed="positions", record_id=record_id, **where, **told)


def strand(sign_id: str, title: str, **told: Any) -> dict[str, Any]:
    """A strand with every part a scan gives."""
    given = {"sign_id": sign_id, "title": title, "family": "B", "asks": "Is there a reason for this contact?"}
    given |= {"explanation": "Four calls under five seconds where 0.4 would be expected.", "seen": 4.0}
    given |= {"expected": 0.4, "at_least_times": 3.2, "peers": "212 community support officers"}
    given |= {"first_at": instant("2025-03-21 22:05"), "last_at": instant("2025-04-11 21:40")}
    given |= {"innocent": ["Calls that went to voicemail."], "blind_spots": ["Personal telephones leave no trace."]}
    source = {"document": "S003", "place": "case 2", "quote": "30 of these calls were less than five seconds"}
    return given | {"source": source} | told


def case_2() -> dict[str, Any]:
    """The telling of a lead like case 2."""
    phone = {"direction": "out", "feed": "phone_events"}
    return {
        "subject": {"staff_id": "P-41", "name": "Ashby Rourke", "role": "pcso", "team_id": "T-6"},
        "affected": {"nominal_id": "N-1", "name": "Maris Penhallow", "vulnerable": ["learning_difficulty", "isolated"]},
        "standing": "lead",
        "rank": 2,
        "score": 7.1,
        "chance_innocent": 0.2,
        "summary": "Ashby Rourke went on calling Maris Penhallow after the burglary was charged, and a vehicle he "
        "held stood twice near her home with no task there.",
        "first_raised_on": "2025-04-02",
        "strands": [
            strand("short_calls_one_way", "Short calls, all one way"),
            strand("stops_near_a_home_without_a_task", "Stops near a home without a task", family="C", seen=2.0),
        ],
        "tested": [{"explanation": "Shared vehicle", "shown": "Nobody else held V3 on those days."}],
        "missing": ["No record of messages was given."],
        "would_change_it": ["A task to fit the burglary kit, recorded by somebody else."],
        "contacts": [
            contact("look_up", "2025-03-03 14:00", record_id="A1", **explained("assignment")),
            contact("look_up", "2025-03-03 15:00", record_id="A1b", **explained("assignment")),
            contact("deployment", "2025-03-04 18:30", feed="deployments", **explained("deployment", None)),
            contact("text", "2025-03-06 18:10", record_id="B1", **phone),
            contact("call", "2025-03-21 22:05", record_id="B2", on_duty=False, **phone),
            contact("call", "2025-03-30 00:30", record_id="B3", on_duty=None, **phone),
            contact("call", "2025-03-30 01:30", record_id="B4", on_duty=None, **phone),
            contact("look_up", "2025-04-02 23:10", record_id="A2"),
            contact("call", "2025-04-11 21:40", record_id="B5", **phone),
            stop("2025-03-18 13:02", "2025-03-18 13:41", STOP_1, 60),
            stop("2025-04-02 14:00", "2025-04-02 14:30", STOP_2, 210),
        ],
        "people": [
            {"id": "P-41", "name": "Ashby Rourke", "kind": "subject", "tie": ""},
            {"id": "N-1", "name": "Maris Penhallow", "kind": "affected", "tie": "victim of incident I-1"},
            {"id": "P-2", "name": "Wren Castellane", "kind": "colleague", "tie": "line manager; recorded the work"},
            {"id": "N-8", "name": "Orla Vance", "kind": "public", "tie": "texted by the subject 9 times"},
        ],
        "addresses": [{"label": "Home of Maris Penhallow", "lat": HOME_LAT, "lon": HOME_LON}],
    }


CASE_2_EVIDENCE = {
    "short_calls_one_way": [("phone_events", key) for key in ("B2", "B3", "B4", "B5")],
    "stops_near_a_home_without_a_task": [("positions", STOP_1), ("positions", STOP_2)],
}


def case_10() -> dict[str, Any]:
    """The telling of a lead like case 10: handed over, then on several occasions near her address, by terminal."""
    hold = f"MDT5|{instant('2025-06-12 20:00')}"
    return {
        **case_2(),
        "subject": {"staff_id": "P-77", "name": "Corin Thackery", "role": "constable", "team_id": None},
        "affected": {"nominal_id": "N-5", "name": "Isolde Marchetti", "vulnerable": ["domestic_abuse"]},
        "standing": "check",
        "summary": "Corin Thackery's terminal was near Isolde Marchetti's address though he was not sent there.",
        "strands": [strand("near_a_home_while_tasked_elsewhere", "Near a home while tasked elsewhere", family="C")],
        "contacts": [
            contact("deployment", "2025-06-02 18:30", feed="deployments", **explained("deployment")),
            contact("look_up", "2025-06-02 22:00", answer="self_explained", purpose="own_log_entry"),
            stop("2025-06-12 20:00", "2025-06-12 20:40", hold, 30),
            stop("2025-06-14 20:00", "2025-06-14 20:40", "MDT5|2", 90, answer="cannot_assess"),
        ],
        "people": [],
    }


REPORT = {
    "as_of": "2025-05-01",
    "records_read": {"phone_events": 104_233, "accesses": 41_002},
    "feeds_missing": ["messages"],
    "signs_not_assessed": [
        {"sign_id": "messages_ending_in_kisses", "title": "Messages ending in kisses", "because": "No messages given."}
    ],
    "settings": {"false_discovery": 0.2, "least": {"peers": 30}},
    "versions": {"upstander": "0.1.0"},
    "expected_false_note": "Where a scan expects false leads, it counts them from the force's own records.",
}


def write_scan(
    scan: Path,
    tellings: Mapping[str, dict[str, Any]],
    evidence: Mapping[str, Mapping[str, Sequence[tuple[str, str]]]],
    **report: Any,
) -> Path:
    """Writes what a scan writes: leads, findings, standings, its report and the tellings."""
    scan.mkdir(parents=True, exist_ok=True)
    leads = [
        {"lead_id": lead_id, "rank": number, "staff_id": told["subject"]["staff_id"], "score": 7.1}
        | {"nominal_id": (told.get("affected") or {}).get("nominal_id"), "expected_false": 0.4 * number}
        | {"first_raised_on": dt.date(2025, 4, 2), "signs": [], "summary": told.get("summary", "")}
        for number, (lead_id, told) in enumerate(tellings.items(), start=1)
    ]
    pl.DataFrame(leads).write_parquet(scan / "leads.parquet")
    findings = [
        {"finding_id": f"{lead_id} {sign}", "lead_id": lead_id, "sign_id": sign, "explanation": ""}
        | {"evidence": [{"feed": feed, "record_id": key} for feed, key in records]}
        for lead_id, signs in evidence.items()
        for sign, records in signs.items()
    ]
    pl.DataFrame(findings).write_parquet(scan / "findings.parquet")
    standings = [
        {"lead_id": lead_id, "standing": told.get("standing"), "families": ["B", "C"]}
        | {"expires_on": dt.date(2025, 7, 30) if told.get("standing") == "check" else None}
        for lead_id, told in tellings.items()
    ]
    pl.DataFrame(standings, schema_overrides={"expires_on": pl.Date}).write_parquet(scan / "standings.parquet")
    (scan / "report.json").write_text(json.dumps(REPORT | report), "utf-8")
    (scan / "tellings.json").write_text(json.dumps(tellings), "utf-8")
    return scan


def write_store(store: Path, drawings: Mapping[str, str] = CASE_2_RECORDS) -> Path:
    """Writes drawn records as the store lays them out, in months where a feed has a time."""
    for feed, drawing in drawings.items():
        rows = draw(feed, drawing, PLACES)
        for month in _months(feed, rows):
            folder = store / "records" / feed / month[0]
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(month[1], folder / "load.parquet")
    return store


def _months(feed: str, rows: Any) -> list[tuple[str, Any]]:
    time = {"phone_events": "at", "accesses": "at", "positions": "at", "deployments": "assigned_at"}.get(feed)
    if time is None:
        return [("", rows)]
    frame = pl.DataFrame(rows).with_columns(month=pl.from_epoch(time, time_unit="us").dt.strftime("month=%Y-%m"))
    parts = frame.partition_by("month", as_dict=True, include_key=False)
    return [(str(month), part.to_arrow().cast(rows.schema)) for (month,), part in parts.items()]


def write_case_2(folder: Path, **changed: Any) -> Path:
    """The scan of case 2 with its store; lead id "L-2". Parts of the telling may be changed."""
    store = write_store(folder / "store")
    return write_scan(folder / "out", {"L-2": case_2() | changed}, {"L-2": CASE_2_EVIDENCE}, store=str(store))
