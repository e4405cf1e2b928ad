"""What the store of records behind the desk holds of people, read once for each state of the store and each day."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings
from ibis import _

from upstander.access.sealed import mark
from upstander.contacts.force_time import in_force_time
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind
from upstander.records.store import UnfinishedStoreError, files_of, is_store, open_records
from upstander.workforce.apps_on_devices import messaging_apps
from upstander.workforce.digests.rows import Rows, rows
from upstander.workforce.expected import Expected, ExpectedError, expected
from upstander.workforce.matched.pairs import NEEDED, Compared, Pair, compared
from upstander.workforce.people import here_on
from upstander.workforce.promises import promises
from upstander.workforce.talks import CHECKS, checks_until, talks_of
from upstander.workforce.training import TAKEN, standings, taken_by, taken_until
from upstander.workforce.vetting import vetting

# Feeds whose newest record tells nobody that somebody is looked into: no intelligence, complaints, instructions or
# extractions of handsets are among them.
ROUTINE = (
    "accesses", "phone_events", "positions", "deployments", "incidents", "log_entries", "messages", "device_apps",
    "training", "health_checks", "vetting",
)  # fmt: skip
Stamp = tuple[tuple[str, int, int], ...]


class NotHeld(Exception):  # noqa: N818 - an answer for the person, not an error
    """Nothing can be told: it says why. It never means that all is well."""


@dataclass(frozen=True)
class Held:
    """What was read of people on `day`, one table for each question; where a feed is not held, its table is no answer.

    `present`: which feeds hold anything. `supervisors`: the marks of whoever supervises somebody. `newest`: by feed of
    ROUTINE, the day of its newest record. Each table but `taken` and `checks`, which are what `training` and `talks`
    were told from, has the mark of each number beside it.
    """

    day: dt.date
    asked: Expected
    present: frozenset[str]
    people: pl.DataFrame
    supervisors: frozenset[str]
    taken: pl.DataFrame
    training: pl.DataFrame
    vetting: pl.DataFrame
    checks: pl.DataFrame
    talks: pl.DataFrame
    promises: pl.DataFrame
    apps: pl.DataFrame
    newest: Mapping[str, dt.date]

    def holds(self, *feeds: str) -> bool:
        """Whether every one of these feeds holds anything: without it nothing can be told, and no gap is one."""
        return self.present.issuperset(feeds)

    def with_passed_here(self, passed: pl.DataFrame) -> "Held":
        """The same with what was answered at this desk (attempts.answered_here), whatever day the records end.

        `passed`: the columns of TAKEN, with `mark` in place of staff_id.
        """
        if passed.is_empty():
            return self
        here = passed.join(self.people.select("mark", "staff_id"), on="mark").select(self.taken.columns)
        taken = pl.concat([self.taken, here.cast(self.taken.schema)])
        told = standings(self.people.drop("mark"), taken, self.asked, self.day)
        return replace(self, training=_marked(told))

    def with_talks_here(self, checks: pl.DataFrame) -> "Held":
        """The same with the checks that were held at this desk (integrity.checks_here), whatever day the records end.

        `checks`: the columns of CHECKS, with `mark` in place of staff_id, and `written_on`. Where the force's records
        hold no checks, those of this desk are what is held. One that went back into the records (records_back) stands
        there under the day on which it was written, and is told once, as of the day of the talk.
        """
        if checks.is_empty():
            return self
        here = checks.join(self.people.select("mark", "staff_id"), on="mark")
        went_back = here.select("staff_id", last_on="written_on")
        of_records = self.checks.join(went_back, on=["staff_id", "last_on"], how="anti")
        held = pl.concat([of_records, here.select(CHECKS).cast(self.checks.schema)])
        told = talks_of(self.people.drop("mark"), held, self.asked.talks, self.day)
        return replace(self, talks=_marked(told), present=self.present | {"health_checks"})


def what_is_asked() -> Expected:
    """What the force asks of its people. Raises NotHeld."""
    own = settings.UPSTANDER_EXPECTED
    try:
        return expected(Path(own) if own else None)
    except ExpectedError as error:
        raise NotHeld(f"What is asked of people cannot be read: {error}") from error


def held(today: dt.date) -> Held:
    """What is held on a day, or on the day of the newest record where the records end before it. Raises NotHeld."""
    store = _store()
    return _read(store, _stamp(store), today)


def record_of(staff_id: str) -> pl.DataFrame:
    """Everything that one person was taught (training.taken_by). Raises NotHeld."""
    with DuckDBEngine(memory="1GB") as engine:
        return taken_by(_opened(_store(), engine), engine, staff_id, what_is_asked().courses)


def days_of(people: Collection[str], day: dt.date) -> Rows:
    """What the store holds of some people around a day (digests.rows). Raises NotHeld."""
    with records_opened() as (records, engine):
        return rows(records, engine, people, day)


def matched_here() -> Sequence[Pair] | None:
    """Whom staff told of who may be somebody they met (pairs); none where that cannot be told. Raises NotHeld."""
    found = compared_here()
    return found.pairs if found else None


def compared_here() -> Compared | None:
    """The same, with of how many staff told at all. Raises NotHeld."""
    store = _store()
    return _matched(store, _stamp(store))


@lru_cache(maxsize=1)
def _matched(store: Path, stamp: Stamp) -> Compared | None:  # noqa: ARG001 - as of _read
    with DuckDBEngine(memory="1GB") as engine:
        records = _opened(store, engine)
        return compared(records, engine) if records.has(*NEEDED) else None


@contextmanager
def records_opened() -> Iterator[tuple[Records, DuckDBEngine]]:
    """The records of the store, with the engine that reads them while they are open. Raises NotHeld."""
    with DuckDBEngine(memory="1GB") as engine:
        yield _opened(_store(), engine), engine


def _store() -> Path:
    store = Path(settings.UPSTANDER_RECORDS)
    if not settings.UPSTANDER_RECORDS or not is_store(store):
        raise NotHeld(
            "No records are named to this desk, so that nothing can be told of people: open it with --leads, or set "
            "UPSTANDER_RECORDS to a store that `upstander load` wrote."
        )
    return store


def _stamp(store: Path) -> Stamp:
    """Says whether what was read is still what the store holds. Raises NotHeld while a load puts its files in place."""
    files = [file for feed in all_feeds() for file in files_of(store, feed)]
    try:
        return tuple((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    except OSError as error:
        raise NotHeld(f"The records are being loaded now: try again in a while. ({error})") from error


@lru_cache(maxsize=2)
def _read(store: Path, stamp: Stamp, today: dt.date) -> Held:  # noqa: ARG001 - what the store held is part of the question
    asked = what_is_asked()
    with DuckDBEngine(memory="1GB") as engine:
        records = _opened(store, engine)
        newest = _newest(records, engine)
        day = min([today, max(newest.values(), default=today) + dt.timedelta(days=1)])
        people, taken = here_on(records, engine, day), taken_until(records, engine, day)
        checks = checks_until(records, engine, day)
        return Held(
            day, asked, records.present, people=_marked(people),
            supervisors=frozenset(mark(one) for one in people["supervisor_id"].drop_nulls().unique()),
            taken=taken.select(TAKEN),
            training=_marked(standings(people, taken, asked, day)),
            vetting=_marked(vetting(records, engine, asked.vetting, day)),
            checks=checks,
            talks=_marked(talks_of(people, checks, asked.talks, day)),
            promises=_marked(promises(records, engine, asked.promises, day)),
            apps=messaging_apps(records, engine, asked.messaging_apps.names, day),
            newest=newest,
        )  # fmt: skip


def _marked(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the mark of each number, by which ties are compared."""
    marks = {number: mark(number) for number in rows["staff_id"].unique()}
    return rows.with_columns(mark=pl.col("staff_id").replace_strict(marks, return_dtype=pl.String))


def _opened(store: Path, engine: DuckDBEngine) -> Records:
    try:
        return open_records(store, engine)
    except (UnfinishedStoreError, OSError) as error:
        raise NotHeld(f"The records cannot be read now: {error}") from error


def _newest(records: Records, engine: DuckDBEngine) -> Mapping[str, dt.date]:
    """The day of the newest record of each feed of ROUTINE that is held."""
    found = {}
    for name in ROUTINE:
        since = all_feeds()[name].known_from
        if since and records.has(name):
            newest = engine.rows(records.tables[name].agg(at=_[since].max()))["at"][0]
            if newest is None:  # a file of headings alone was loaded: held, and nothing known from any day
                continue
            instant = all_feeds()[name].column(since).kind is Kind.INSTANT
            found[name] = _day(newest) if instant else dt.date(1970, 1, 1) + dt.timedelta(days=newest)
    return found


def _day(instant: int) -> dt.date:
    told = in_force_time(pl.DataFrame({"at": [instant]}), "at")["at"][0]
    return dt.date.fromisoformat(told[:10])
