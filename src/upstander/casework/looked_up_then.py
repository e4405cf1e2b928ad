"""What those who were at a place then looked up: the second half of finding somebody whom a report could not name.

S004: names were asked of who had visited. Only of those whom a trace puts at the place itself, and whom the description
fits: the look-ups of whoever was in the streets around are nobody's to read for this.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from upstander.access.asking import Asker
from upstander.access.sealed import mark
from upstander.casework.presence import PASSED, SENT, STOOD, NotLookedFor, Place, Somebody, newest_store
from upstander.contacts.clock import DAY
from upstander.contacts.force_time import in_force_time
from upstander.contacts.presence import looked_up_after
from upstander.contacts.tables import in_few_columns
from upstander.engines import DuckDBEngine
from upstander.records.store import UnfinishedStoreError, open_records

AT_THE_PLACE = (SENT, STOOD, PASSED)
DAYS = 7  # after the time that was asked about, as `upstander who` reads by default
MOST = 200  # look-ups on a page


@dataclass(frozen=True)
class LookUp:
    """One look-up in words: by whom, when, about whom or what, what was done, and what explains it."""

    number: str
    name: str
    when: str
    about: str
    done: str
    explained: str


@dataclass(frozen=True)
class LookedUp:
    """Of whom look-ups were read; those look-ups; how many more there are; and why none could be read, if so."""

    of: tuple[str, ...] = ()
    look_ups: tuple[LookUp, ...] = ()
    more: int = 0
    lacking: str = ""


def looked_up_then(asker: Asker, place: Place, people: Sequence[Somebody]) -> LookedUp:
    """What those of some people who were at the place looked up from then until a week after it.

    Raises NotLookedFor where the records cannot be read.
    """
    names = {one.number: one.name for one in people if one.traces and one.traces[0].degree in AT_THE_PLACE}
    names = {number: name for number, name in names.items() if not asker.may_know_of(mark(number))}
    if not names:
        return LookedUp()
    with DuckDBEngine() as engine:
        try:
            return _read(asker, place, names, engine)
        except (UnfinishedStoreError, OSError) as error:
            raise NotLookedFor(f"The records cannot be read now: {error}") from error


def _read(asker: Asker, place: Place, names: dict[str, str], engine: DuckDBEngine) -> LookedUp:
    records = open_records(newest_store(asker), engine)
    if not records.has("accesses"):
        return LookedUp(lacking="The records hold no look-ups: what they then looked up cannot be told.")
    first, last = place.instants()
    there = engine.hold("were_there", pa.table({"staff_id": pa.array(list(names), pa.string())}))
    rows = engine.rows(looked_up_after(records, engine, there, from_at=first, until=last + DAYS * DAY))
    looked = in_force_time(rows, "at").sort("staff_id", "at")
    lines = zip(looked["staff_id"], in_few_columns(looked).iter_rows(), strict=True)
    told = [LookUp(number, names[number], *(str(cell or "") for cell in cells)) for number, cells in lines]
    return LookedUp(tuple(names), tuple(told[:MOST]), max(len(told) - MOST, 0))
