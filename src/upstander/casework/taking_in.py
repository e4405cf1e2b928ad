"""Takes the leads of a scan onto the desk. Run as the owner of the tables: no one at the desk can make a lead."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from upstander.access.sealed import mark
from upstander.casework.actions.ties import infer
from upstander.casework.comparing_again import compare_again
from upstander.casework.harm import harm_of
from upstander.casework.models import Lead, LeadSeen
from upstander.casework.standing_again import stand_again
from upstander.casework.tied_names import compare_names, learn
from upstander.leads.telling.lead import SCAN_FILES, NotAScanError


@transaction.atomic
def take_in(scan: Path, day: dt.date) -> tuple[int, int]:
    """The leads of a scan's folder, on the day of that scan: how many were new, and how many were there already.

    A lead that is there keeps what people decided of it; what the scan says of it is renewed. Raises NotAScanError.
    """
    if any(not (scan / name).is_file() for name in SCAN_FILES):
        raise NotAScanError(f"{scan} does not hold a scan: run `upstander scan` into it first.")
    listed = pl.read_parquet(scan / "leads.parquet").join(
        pl.read_parquet(scan / "standings.parquet"), on="lead_id", how="left"
    )
    tellings = json.loads((scan / "tellings.json").read_text("utf-8"))
    as_of = dt.date.fromisoformat(json.loads((scan / "report.json").read_text("utf-8"))["as_of"])
    made = [
        _keep(row, tellings.get(row["lead_id"], {}), scan, day, as_of=as_of) for row in listed.iter_rows(named=True)
    ]
    infer_ties(scan)
    learn_names(scan)
    compare_again()
    compare_names()
    stand_again(all_of_them=True)
    return sum(made), len(made) - sum(made)


def _keep(row: Mapping[str, Any], told: Mapping[str, Any], scan: Path, day: dt.date, *, as_of: dt.date) -> bool:
    subject, affected = told.get("subject") or {}, told.get("affected") or {}
    harm = harm_of(told, as_of)
    said = {
        "harm": len(harm),
        "harm_words": harm,
        "lead_id": row["lead_id"],
        "scan": str(scan.resolve()),
        "subject_id": row["staff_id"],
        "subject_name": subject.get("name") or row["staff_id"],
        "affected_id": row["nominal_id"] or "",
        "affected_name": affected.get("name") or row["nominal_id"] or "",
        "standing": row["standing"],
        "place": row["rank"],
        "weight": row["score"],
        "expected_false": row["expected_false"],
        "signs": row["signs"],
        "summary": row["summary"],
        "first_raised_on": row["first_raised_on"],
        "expires_on": row["expires_on"],
        "last_seen_on": day,
    }
    lead, new = Lead.objects.update_or_create(lead_mark=mark(row["lead_id"], "lead"), defaults=said)
    seen = {name: said[name] for name in ("standing", "place", "weight")}
    LeadSeen.objects.update_or_create(lead=lead, day=day, defaults=seen)
    return new


def infer_ties(scan: Path) -> int:
    """Shuts people out whom the records behind a scan tie to somebody; none where those records cannot be read."""
    store = store_of(scan)
    return infer(store) if store else 0


def learn_names(scan: Path) -> None:
    """Adds the names of those to whom somebody has a tie; none where the records behind a scan cannot be read."""
    store = store_of(scan)
    if store:
        learn(store)


def store_of(scan: Path) -> Path | None:
    """The store of records that a scan was made of; none where it is not there any more."""
    store = Path(str(json.loads((scan / "report.json").read_text("utf-8")).get("store", "")))
    return store if store.is_dir() else None
