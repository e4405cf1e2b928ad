"""Takes the leads of a scan onto the desk. Run as the owner of the tables: no one at the desk can make a lead."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from upstander.casework.models import Lead
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
    made = [_keep(row, tellings.get(row["lead_id"], {}), scan, day) for row in listed.iter_rows(named=True)]
    return sum(made), len(made) - sum(made)


def _keep(row: Mapping[str, Any], told: Mapping[str, Any], scan: Path, day: dt.date) -> bool:
    subject, affected = told.get("subject") or {}, told.get("affected") or {}
    said = {
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
    _lead, new = Lead.objects.update_or_create(lead_id=row["lead_id"], defaults=said)
    return new
