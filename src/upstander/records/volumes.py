"""How much a store holds of each feed, and whether that is silence or a flood for a force of its size."""

from collections.abc import Mapping
from pathlib import Path

from upstander.records.catalogue import all_feeds
from upstander.records.checking import Engine
from upstander.records.columns import Kind
from upstander.records.feed import Feed
from upstander.records.report import FeedVolume
from upstander.records.sql import quoted
from upstander.records.store import files_of

DAY = 86_400_000_000
YEAR = 365.25 * DAY
SHORTEST = 28 * DAY  # less than four weeks says nothing about a year


def volumes(store: Path, engine: Engine) -> dict[str, FeedVolume]:
    """Rows, earliest and latest of every feed that the store holds."""
    return {
        name: _volume(feed, files, engine) for name, feed in all_feeds().items() if (files := files_of(store, name))
    }


def _volume(feed: Feed, files: list[Path], engine: Engine) -> FeedVolume:
    time = feed.known_from
    scale = DAY if time and feed.column(time).kind is Kind.DATE else 1
    ends = f'min("{time}") * {scale}, max("{time}") * {scale}' if time else "NULL, NULL"
    paths = ", ".join(quoted(str(file)) for file in files)
    rows, earliest, latest = engine.run(
        f"SELECT count(*), {ends} FROM read_parquet([{paths}], hive_partitioning = false)"
    ).fetchall()[0]
    return FeedVolume(feed.name, rows, earliest, latest)


def volume_warnings(held: Mapping[str, FeedVolume]) -> list[str]:
    """A sentence for each feed that holds far less or far more than a force of this many staff would."""
    staff = held["staff"].rows if "staff" in held else 0
    if not staff:
        return ["there are no members of staff, so whether the volumes are right cannot be told"]
    return [warning for volume in held.values() if (warning := _warning(volume, staff))]


def _warning(volume: FeedVolume, staff: int) -> str | None:
    expected = all_feeds()[volume.feed].volume
    span = max((volume.latest or 0) - (volume.earliest or 0), 1)
    timed = all_feeds()[volume.feed].time is not None
    if timed and span < SHORTEST:
        return None
    each = volume.rows / staff / (span / YEAR if timed else 1)
    said = f"{volume.feed}: {each:,.1f} a year for each member of staff"
    if timed and each < expected.least:
        return f"silence in {said}, where at least {expected.least:g} are usual"
    if each > expected.most and (timed or volume.earliest is None):
        return f"flood in {said}, where at most {expected.most:g} are usual"
    return None
