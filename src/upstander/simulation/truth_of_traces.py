"""Writes down why each trace came to be, beside the table of what was planted and never into the records."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from upstander.records.feed import Feed
from upstander.simulation.arrays import NOTHING, Whole
from upstander.simulation.book import Book, Table
from upstander.simulation.causes import ABOUT_INCIDENT, ABOUT_PERSON, BECAUSE, Began, nature, plain
from upstander.simulation.truth import Truth
from upstander.simulation.world import World
from upstander.simulation.writing import Labels

MEANT = [(name, pa.string()) for name in ("cause", "nature", "incident_id", "nominal_id")]
CAUSES = pa.schema([("feed", pa.string()), ("record_id", pa.string()), *MEANT])
STAYS = pa.schema([("staff_id", pa.string()), ("start_at", pa.int64()), ("end_at", pa.int64()), *MEANT])
ATTENDING = "attending"


class CausesFile:
    """TRUTH/causes.parquet while it grows."""

    def __init__(self, folder: Path, book: Book, labels: Labels, began: Began) -> None:
        self._book, self._labels, self._began = book, labels, began
        self._file = pq.ParquetWriter(folder / "causes.parquet", CAUSES)

    def take(self, feed: Feed, rows: Table, written: pa.Table) -> None:
        """Adds the rows of a feed that were just written, each by the key it was written under."""
        staff = rows.get("staff_id", np.full(len(rows[BECAUSE]), NOTHING))
        time = rows[str(feed.time)]
        meant = _meant(self._labels, rows[ABOUT_INCIDENT], rows[ABOUT_PERSON])
        causes = self._book.causes.texts
        told = {"feed": pa.repeat(feed.name, len(time)), "record_id": _key(feed, written)}
        told |= _causes(causes, self._began, rows[BECAUSE], staff, time) | meant
        self._file.write_table(pa.table(told, schema=CAUSES))

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


@dataclass(frozen=True)
class _Stay:
    """Arrays with one cell for each stay of a member of staff."""

    staff: Whole
    start: Whole
    end: Whole
    cause: Whole
    incident: Whole
    person: Whole

    def only(self, rows: Whole) -> "_Stay":
        return _Stay(*(cells[rows] for cells in vars(self).values()))


def write_stays(folder: Path, world: World, truth: Truth, labels: Labels) -> None:
    """TRUTH/stays.parquet: where each of a crew went for a task or of their own accord, but no halts on patrol."""
    parts = [_tasks(world), *_errands(world)]
    stays = _Stay(*(np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])))
    causes = _causes(world.book.causes.texts, truth.began, stays.cause, stays.staff, stays.start)
    instants = {"start_at": pa.array(stays.start * 1_000_000), "end_at": pa.array(stays.end * 1_000_000)}
    told = {"staff_id": labels.of("staff_id", stays.staff)} | instants | causes
    told |= _meant(labels, stays.incident, stays.person)
    pq.write_table(pa.table(told, schema=STAYS), folder / "stays.parquet")


def _tasks(world: World) -> _Stay:
    incident, crew, _, _, arrived, cleared = world.jobs.columns()
    cause = np.full(len(crew), world.book.causes.place(ATTENDING))
    one = _Stay(crew, arrived, cleared, cause, incident, world.incidents.person[incident])
    return _for_each_of_crew(world, one, crew)


def _errands(world: World) -> list[_Stay]:
    """The partner who was in the vehicle stopped for the same cause."""
    errands, parts = world.errands, []
    columns = errands.staff, errands.start, errands.end, errands.cause, errands.about
    for staff, start, end, cause, about in zip(*columns, strict=True):
        incident, person = (np.broadcast_to(one, len(staff)) for one in about)
        one = _Stay(staff, start, end, np.full(len(staff), cause), incident, person)
        parts.append(_for_each_of_crew(world, one, np.maximum(world.crews.of(world.roster, staff, start), 0)))
    return parts


def _for_each_of_crew(world: World, stays: _Stay, crew: Whole) -> _Stay:
    members = [replace(stays, staff=member[crew]) for member in (world.crews.first, world.crews.second)]
    there = [part.only(np.flatnonzero(part.staff != NOTHING)) for part in members]
    return _Stay(*(np.concatenate([vars(part)[name] for part in there]) for name in vars(stays)))


def _causes(texts: list[str], began: Began, cause: Whole, staff: Whole, at: Whole) -> dict[str, pa.Array]:
    rows = zip(cause.tolist(), staff.tolist(), at.tolist(), strict=True)
    natures = [str(nature(texts[place], who, when, began)) for place, who, when in rows]
    words = pa.array([plain(text) for text in texts])
    return {"cause": words.take(pa.array(cause)), "nature": pa.array(natures, pa.string())}


def _meant(labels: Labels, incident: Whole, person: Whole) -> dict[str, pa.Array]:
    return {"incident_id": labels.of("incident_id", incident), "nominal_id": labels.of("nominal_id", person)}


def _key(feed: Feed, written: pa.Table) -> pa.Array:
    """The key of each record as text, as readers of the store join it."""
    parts = [written[name].combine_chunks() for name in feed.key]
    texts = [part.cast(pa.int64()).cast(pa.string()) if pa.types.is_timestamp(part.type) else part for part in parts]
    return texts[0] if len(texts) == 1 else pc.binary_join_element_wise(*texts, "|")
