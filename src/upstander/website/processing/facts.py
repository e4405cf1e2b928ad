"""What is set and held today: the feeds of the store, what the last scan asked and of itself measured, and periods."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from upstander.casework.retention import Retention, of_replies, of_reports
from upstander.records.catalogue import all_feeds
from upstander.records.feed import Feed
from upstander.records.store import files_of, is_store

REPORT = "report.json"
NEEDED: Mapping[str, tuple[type, ...]] = {
    "signs_assessed": (list,), "signs_not_assessed": (list,), "null_health": (list,), "settings": (dict,),
    "settings_changed": (dict,), "content_authority": (str, type(None)), "keyword_sets": (list,), "raised": (dict,),
    "expected_false_leads": (int, float), "raised_by_kind": (dict,), "feeds_missing": (list,),
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """`held`: the feeds that the store holds, none where it cannot be read; `scan`: the report of the last scan.

    `why_no_store`, `why_no_scan` and `why_no_periods` say why one cannot be told of; where they are empty it can.
    """

    held: tuple[Feed, ...]
    not_held: tuple[Feed, ...]
    why_no_store: str
    scan: Mapping[str, Any]
    why_no_scan: str
    periods: Sequence[Retention]
    why_no_periods: str


def facts() -> Facts:
    """What is so now. It reads no record, only which there are."""
    store = Path(settings.UPSTANDER_RECORDS)
    known = bool(settings.UPSTANDER_RECORDS) and is_store(store)
    held = tuple(feed for feed in all_feeds().values() if known and files_of(store, feed.name))
    scan, why_not = _last_scan()
    periods, why_no_periods = _periods()
    return Facts(
        held,
        tuple(feed for feed in all_feeds().values() if known and feed not in held),
        "" if known else "No records are named to this desk (UPSTANDER_RECORDS), so it cannot be told which are held.",
        scan,
        why_not,
        periods,
        why_no_periods,
    )


def _periods() -> tuple[Sequence[Retention], str]:
    try:
        return (of_reports(), of_replies()), ""
    except (OSError, ValueError, TypeError, KeyError):
        return (), "The periods of this desk cannot be read, so it cannot be told how long what it holds is kept."


def _last_scan() -> tuple[Mapping[str, Any], str]:
    """The report of the scan that UPSTANDER_SCAN names, or why there is none."""
    if not settings.UPSTANDER_SCAN:
        return {}, "No scan is named to this desk (UPSTANDER_SCAN), so it cannot be told what was asked."
    file = Path(settings.UPSTANDER_SCAN) / REPORT
    try:
        read = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}, "The report of the last scan cannot be read, so it cannot be told what was asked."
    if not isinstance(read, dict) or any(not isinstance(read.get(name), kind) for name, kind in NEEDED.items()):
        return {}, "The last scan was made by another version of the program, so it cannot be told what was asked."
    return read, ""
