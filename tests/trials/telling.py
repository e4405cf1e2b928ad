"""Cases and look-alikes told as text tables of feeds, with shorter tables for what many records say in one way.

A cell of `at` or `day` that holds several times, with commas between them, stands for as many rows. Beside the feeds:

    people   nominal_id | home | number | vulnerable | since        nominals, nominal_addresses, nominal_phones, vulnerabilities
    duty     staff_id | day | from | to | vehicle                   shifts and, where a vehicle is named, device_holders
    sent     staff_id | incident_id | at | minutes | by             deployments
    stays    device_id | at | minutes | place                       positions, one a minute
    phones   staff_id | device_id                                   device_holders of a handset, always
    crimes   incident_id | kind | grade | at | closed_at | place | people     incidents and involvements (victims)
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from tests.drawing import Places, cells, draw
from upstander.trials.force import Tables
from upstander.trials.planting import Story, days_of, homes

SEVERAL = ("at", "day", "start_at")
ALWAYS = "2024-01-01 00:00"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Told:
    """A case or look-alike as it is drawn.

    `cast`: each name used for staff, and the role of the member of the ordinary force who plays it. `places`: the names
    of homes and other places in streets of the force. `subject` and `person` say which pair it is about; a person of
    None = the member of staff alone. `found_out`: the day on which the force of the source found out.
    """

    name: str
    cast: Mapping[str, str]
    places: tuple[str, ...]
    drawings: Mapping[str, str]
    subject: str
    person: str | None = None
    found_out: dt.date | None = None
    others: tuple[str, ...] = field(default=())  # further people affected

    def story(self, force: Tables) -> Story:
        """The records to be planted in a force, at places of that force."""
        places = homes(force, self.places, sum(map(ord, self.name)))
        rows: dict[str, Rows] = {}
        for name, drawing in self.drawings.items():
            for feed, told in SHORTER.get(name, _as_it_is(name))(list(_one_by_one(drawing))):
                rows.setdefault(feed, []).extend(told)
        tables = {feed: _drawn(feed, told, places) for feed, told in rows.items() if told}
        return Story(self.name, tables, self.cast, self._days(self.drawings.get("duty", "")))

    def _days(self, duty: str) -> dict[str, frozenset[int]]:
        told: dict[str, list[dt.date]] = {}
        for row in _one_by_one(duty) if duty else ():
            told.setdefault(row["staff_id"], []).append(dt.date.fromisoformat(row["day"]))
        return {staff_id: days_of(days) for staff_id, days in told.items()}


def every(first: str, days: float, count: int, hours: tuple[float, ...] = (0,)) -> str:
    """Times for a cell: `count` of them from the first on, so many days apart, at changing hours after the first's."""
    began = dt.datetime.fromisoformat(first)
    moments = [began + dt.timedelta(days=int(n * days), hours=hours[n % len(hours)]) for n in range(count)]
    return ", ".join(f"{moment:%Y-%m-%d %H:%M}" for moment in moments)


def days_in(times: str) -> str:
    """The days of a cell of times, each once."""
    return ", ".join(dict.fromkeys(time.strip()[:10] for time in times.split(",")))


def _one_by_one(drawing: str) -> Iterator[dict[str, str]]:
    for row in cells(drawing):
        several = next((name for name in SEVERAL if "," in row.get(name, "")), None)
        if several is None:
            yield row
            continue
        for one in row[several].split(","):
            yield row | {several: one.strip()}


def _drawn(feed: str, rows: Rows, places: Places) -> pa.Table:
    groups: dict[tuple[str, ...], Rows] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    parts = []
    for number, (columns, group) in enumerate(groups.items()):
        lines = [" | ".join(columns), *(" | ".join(row.values()) for row in group)]
        table = draw(feed, "\n".join(lines), places)
        parts.append(_own_ids(table, number))
    return pa.concat_tables(parts)


def _own_ids(table: pa.Table, number: int) -> pa.Table:
    """Names that the drawing made for keys, told apart from those of the other parts of the same feed."""
    if not number:
        return table
    first = table.column_names[0]
    if not first.endswith("_id") or first in ("staff_id", "nominal_id", "incident_id", "device_id", "custody_id"):
        return table
    values = [f"{value} part {number}" for value in table[first].to_pylist()]
    return table.set_column(0, table.schema.field(0), pa.array(values, pa.string()))


Tellings = Iterator[tuple[str, Rows]]


def _as_it_is(feed: str) -> Callable[[Rows], Tellings]:
    def told(rows: Rows) -> Tellings:
        yield feed, rows

    return told


def _people(rows: Rows) -> Tellings:
    yield "nominals", [{"nominal_id": r["nominal_id"], "name": r.get("name", r["nominal_id"])} for r in rows]
    since = {"from_at": ALWAYS}
    lived = [{"nominal_id": r["nominal_id"], "place": r["home"]} | since for r in rows if r["home"]]
    yield "nominal_addresses", lived
    yield (
        "nominal_phones",
        [{"nominal_id": r["nominal_id"], "number": r["number"]} | since for r in rows if r.get("number")],
    )
    noted = [
        {"nominal_id": r["nominal_id"], "factor": r["vulnerable"], "recorded_at": r["since"]}
        for r in rows
        if r.get("vulnerable")
    ]
    yield "vulnerabilities", noted


def _duty(rows: Rows) -> Tellings:
    spans = [(r, *_span(r["day"], r["from"], r["to"])) for r in rows]
    yield (
        "shifts",
        [{"staff_id": r["staff_id"], "start_at": start, "end_at": end, "kind": "duty"} for r, start, end in spans],
    )
    yield (
        "device_holders",
        [
            {"device_id": r["vehicle"], "kind": "vehicle", "staff_id": r["staff_id"], "from_at": start, "to_at": end}
            for r, start, end in spans
            if r.get("vehicle")
        ],
    )


def _span(day: str, start: str, end: str) -> tuple[str, str]:
    until = dt.datetime.fromisoformat(f"{day} {end}") + dt.timedelta(days=end <= start)
    return f"{day} {start}", f"{until:%Y-%m-%d %H:%M}"


def _sent(rows: Rows) -> Tellings:
    told = []
    for r in rows:
        came, left = _after(r["at"], 10), _after(r["at"], 10 + int(r["minutes"]))
        times = {"assigned_at": r["at"], "on_scene_at": came, "cleared_at": left}
        told.append({"incident_id": r["incident_id"], "staff_id": r["staff_id"], "tasked_by": r["by"]} | times)
    yield "deployments", told


def _stays(rows: Rows) -> Tellings:
    """A position every minute with a receiver's error, between a drive there and a drive away."""
    told = []
    for r in rows:
        wander = random.Random(r["at"])  # noqa: S311 - an error of a receiver is no secret
        for minute in range(-3, int(r["minutes"]) + 4):
            outside = max(-minute, minute - int(r["minutes"]), 0)
            base, _, metres = r["place"].partition(" +")
            away = int(metres.rstrip("m") or 0) + 400 * outside + (0 if outside else wander.randint(0, 15))
            told.append({"device_id": r["device_id"], "at": _after(r["at"], minute), "place": f"{base} +{away}m"})
    yield "positions", told


def _after(time: str, minutes: int) -> str:
    return f"{dt.datetime.fromisoformat(time) + dt.timedelta(minutes=minutes):%Y-%m-%d %H:%M}"


def _phones(rows: Rows) -> Tellings:
    yield "device_holders", [r | {"kind": "mobile", "from_at": ALWAYS} for r in rows]


def _crimes(rows: Rows) -> Tellings:
    kept = ("incident_id", "kind", "grade", "closed_at", "place")
    yield "incidents", [{k: r.get(k, "") for k in kept} | {"reported_at": r["at"]} for r in rows]
    part = [
        {"incident_id": r["incident_id"], "nominal_id": person, "role": "victim", "from_at": r["at"]}
        for r in rows
        for person in filter(None, map(str.strip, r["people"].split("&")))
    ]
    yield "involvements", part


SHORTER: Mapping[str, Callable[[Rows], Tellings]] = {
    "people": _people,
    "duty": _duty,
    "sent": _sent,
    "stays": _stays,
    "phones": _phones,
    "crimes": _crimes,
}


def table(columns: str, rows: Iterable[str]) -> str:
    """A drawing of many like rows, each written as its cells with bars between them."""
    return "\n".join([columns, *rows])
