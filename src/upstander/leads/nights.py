"""Nights: one scan after another of the same store, and what became of each lead from one to the next.

Each night is a folder of its own, OUT/nights/2025-06-01, with what a scan writes, `history.parquet` and
`over_nights.parquet`. It is made beside the others and takes its name when it is whole, so a night that was stopped
leaves nothing but work to do again.
"""

import datetime as dt
import os
import shutil
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from upstander.contacts.ledger import Answer
from upstander.detection.run import Runs
from upstander.leads.comparing import Change, Compared, changes, listed
from upstander.leads.over_nights import YEAR, Night, over_nights
from upstander.leads.scan import Scan
from upstander.leads.telling.lead import OVER_NIGHTS
from upstander.leads.writing import write_scan

NIGHTS, LATEST, HISTORY = "nights", "latest", "history.parquet"
MOSTLY = 0.5  # of the records that raised it: where more are explained now, that is why it is gone


class Event(StrEnum):
    """What became of a lead in one night."""

    RAISED = "raised"
    RAISED_AGAIN = "raised again"  # it had been gone
    STRONGER = "stronger"
    WEAKER = "weaker"
    NOW_LEAD = "now a lead"
    NOW_CHECK = "now a check"
    EXPLAINED = "explained by a later record"
    LAPSED = "lapsed"  # it is no longer strong enough, or too long ago


EVENTS = {
    Change.ONLY_SECOND: Event.RAISED,
    Change.ONLY_FIRST: Event.LAPSED,
    Change.NOW_LEAD: Event.NOW_LEAD,
    Change.NOW_CHECK: Event.NOW_CHECK,
    Change.STRONGER: Event.STRONGER,
    Change.WEAKER: Event.WEAKER,
}
# One row for each lead that changed. `explained`: of the records that raised it the night before, how many somebody
# else's record explains by now, out of `records`; weights are powers of ten, null where it is not raised.
SCHEMA = {
    "night": pl.Date,
    "lead_id": pl.String,
    "staff_id": pl.String,
    "nominal_id": pl.String,
    "event": pl.String,
    "weight_before": pl.Float64,
    "weight": pl.Float64,
    "explained": pl.Int64,
    "records": pl.Int64,
}
Explained = Mapping[str, tuple[int, int]]  # by lead: how many of its records are explained by now, and of how many
KEYS = ["staff_id", "feed", "record_id"]


def nights(out: Path) -> list[Path]:
    """The nights that are done, the earliest first."""
    return sorted(path for path in (out / NIGHTS).glob("????-??-??") if path.is_dir())


def is_done(out: Path, day: dt.date) -> bool:
    """Whether the night that reads the records known before this day is done."""
    return folder_of(out, day).is_dir()


def folder_of(out: Path, day: dt.date) -> Path:
    """Where that night is, or will be."""
    return out / NIGHTS / day.isoformat()


def write_night(scan: Scan, engine: Runs, store: Path, out: Path, day: dt.date) -> pl.DataFrame:
    """Writes a night and gives its rows of history; OUT/latest leads to the last of all nights."""
    earlier = [night for night in nights(out) if night.name < day.isoformat()]
    whole = folder_of(out, day)
    part = whole.with_name(f"{whole.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    write_scan(scan, engine, store, part)
    rows = _history(earlier, part, scan, engine, day)
    rows.write_parquet(part / HISTORY)
    _over(earlier, part, scan, day).write_parquet(part / OVER_NIGHTS)
    part.rename(whole)
    _point(out / LATEST, nights(out)[-1])
    return rows


def history(out: Path) -> pl.DataFrame:
    """Everything that became of every lead, night by night."""
    return _of(nights(out))


def holding(night: Path) -> list[str]:
    """The leads and checks of a night about people who hold over all its nights (`over_nights`)."""
    people = pl.read_parquet(night / OVER_NIGHTS).filter("holds")
    return (
        listed(night).sort("rank").join(people, on="staff_id", how="semi", maintain_order="left")["lead_id"].to_list()
    )


def _over(earlier: Sequence[Path], now: Path, scan: Scan, day: dt.date) -> pl.DataFrame:
    """What holds over a year of nights; the one before it is read too, to say how long its first stands for."""
    since = (day - dt.timedelta(days=YEAR)).isoformat()
    older = sum(night.name <= since for night in earlier)
    before = [Night(dt.date.fromisoformat(one.name), listed(one)) for one in earlier[max(older - 1, 0) :]]
    return over_nights([*before, Night(day, listed(now))], len(scan.peers.of), scan.settings)


def _of(folders: Sequence[Path]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=SCHEMA), *(pl.read_parquet(night / HISTORY) for night in folders)])


def _history(earlier: Sequence[Path], now: Path, scan: Scan, engine: Runs, day: dt.date) -> pl.DataFrame:
    listed_now = listed(now)
    before = listed(earlier[-1]) if earlier else listed_now.clear()
    known = set(_of(earlier)["lead_id"])
    explained = _explained(earlier[-1], scan, engine) if earlier else {}
    changed = [one for one in changes(before, listed_now) if one.change is not Change.SAME]
    rows = [_row(day, _event(one, known, explained), one, explained) for one in changed]
    return pl.DataFrame(rows, schema=SCHEMA)


def _event(one: Compared, known: set[str], explained: Explained) -> Event:
    event = EVENTS[one.change]
    count, records = explained.get(one.lead_id, (0, 0))
    if event is Event.LAPSED and count > MOSTLY * records:
        return Event.EXPLAINED
    return Event.RAISED_AGAIN if event is Event.RAISED and one.lead_id in known else event


def _explained(before: Path, scan: Scan, engine: Runs) -> Explained:
    """For each lead of the night before how many of its records somebody else explains by now, and of how many."""
    evidence = pl.read_parquet(before / "findings.parquet").explode("evidence").unnest("evidence")
    told = evidence.select("lead_id", "nominal_id", *KEYS).unique()
    contacts = scan.known.contacts
    people = sorted(set(told["staff_id"]))
    mine = contacts.filter(contacts.staff_id.isin(people) & (contacts.answer == Answer.EXPLAINED))
    now = engine.rows(mine.select(*KEYS, about=mine.nominal_id).distinct())
    both = told.join(now, on=KEYS, how="left", maintain_order="left")
    same = pl.col("about").is_not_null() & (pl.col("nominal_id").is_null() | (pl.col("nominal_id") == pl.col("about")))
    each = both.group_by("lead_id", *KEYS).agg(same.any().alias("explained"))
    counted = each.group_by("lead_id").agg(pl.col("explained").sum(), pl.len().alias("records"))
    return {lead_id: (explained, records) for lead_id, explained, records in counted.iter_rows()}


def _row(day: dt.date, event: Event, one: Compared, explained: Explained) -> dict[str, Any]:
    count, records = explained.get(one.lead_id, (0, 0))
    who = {"lead_id": one.lead_id, "staff_id": one.staff_id, "nominal_id": one.nominal_id}
    what = {"night": day, "event": str(event), "weight_before": one.first, "weight": one.second}
    return who | what | {"explained": count, "records": records}


def _point(link: Path, night: Path) -> None:
    part = link.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.symlink_to(night.relative_to(link.parent))
    os.replace(part, link)  # noqa: PTH105 - the one call that is atomic over an existing link
