"""What differs between two scans: who is raised by one alone, whose standing or weight changed, and why it may be.

Made for a change of settings, whose effect is to be seen before it is adopted, and for two nights of one force.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from upstander.leads.telling.lead import NotAScanError

LEAST_CHANGE = 0.1  # powers of ten: a quarter more or less likely
SAID = ("as_of", "store", "people_scanned", "content_authority", "settings_changed")
COLUMNS = ["lead_id", "staff_id", "nominal_id", "score", "standing"]


class Change(StrEnum):
    """What became of something that was raised, from the first scan to the second."""

    ONLY_FIRST = "raised by the first only"
    ONLY_SECOND = "raised by the second only"
    NOW_LEAD = "was a check, is a lead"
    NOW_CHECK = "was a lead, is a check"
    STRONGER = "stronger"
    WEAKER = "weaker"
    SAME = "the same"


@dataclass(frozen=True)
class Compared:
    """One thing that either scan raised. Weights are powers of ten of the likelihood ratio; None = not raised."""

    lead_id: str
    staff_id: str
    nominal_id: str | None
    change: Change
    first: float | None
    second: float | None


@dataclass(frozen=True)
class Comparison:
    """Two scans side by side. `why`: what of their records and settings differs, by its name, in both."""

    raised: tuple[Compared, ...]
    why: dict[str, tuple[Any, Any]]
    leads: tuple[int, int]
    checks: tuple[int, int]
    expected_false: tuple[float, float]  # innocent ones expected in the whole of each list


def compare(first: Path, second: Path) -> Comparison:
    """Sets two folders that scans wrote side by side. Raises NotAScanError for a folder that none wrote."""
    one, two = listed(first), listed(second)
    reports = _report(first), _report(second)
    raised = reports[0]["raised"], reports[1]["raised"]
    return Comparison(
        raised=changes(one, two),
        why=_differing(*reports),
        leads=(raised[0]["lead"], raised[1]["lead"]),
        checks=(raised[0]["check"], raised[1]["check"]),
        expected_false=(_expected(one), _expected(two)),
    )


def listed(folder: Path) -> pl.DataFrame:
    """What a scan raised, with its standing. Raises NotAScanError for a folder that no scan wrote."""
    try:
        return pl.read_parquet(folder / "leads.parquet").join(
            pl.read_parquet(folder / "standings.parquet"), on="lead_id"
        )
    except FileNotFoundError as error:
        raise NotAScanError(f"{folder} holds no leads.parquet: name the folder that `upstander scan` wrote") from error


def _report(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


def _expected(leads: pl.DataFrame) -> float:
    return max(leads["expected_false"].to_list(), default=0.0)


def changes(first: pl.DataFrame, second: pl.DataFrame) -> tuple[Compared, ...]:
    """What became of everything that either list holds, in the order of the second."""
    one = {row["lead_id"]: row for row in first.select(COLUMNS).to_dicts()}
    two = {row["lead_id"]: row for row in second.select(COLUMNS).to_dicts()}
    in_order = [*two, *(lead_id for lead_id in one if lead_id not in two)]
    return tuple(_one(one.get(lead_id), two.get(lead_id)) for lead_id in in_order)


def _one(first: dict[str, Any] | None, second: dict[str, Any] | None) -> Compared:
    known = second or first or {}
    one, two = (None if row is None else row["score"] for row in (first, second))
    return Compared(known["lead_id"], known["staff_id"], known["nominal_id"], _change(first, second), one, two)


def _change(first: dict[str, Any] | None, second: dict[str, Any] | None) -> Change:
    if first is None or second is None:
        return Change.ONLY_SECOND if first is None else Change.ONLY_FIRST
    if first["standing"] != second["standing"]:
        return Change.NOW_LEAD if second["standing"] == "lead" else Change.NOW_CHECK
    more = second["score"] - first["score"]
    if abs(more) < LEAST_CHANGE:
        return Change.SAME
    return Change.STRONGER if more > 0 else Change.WEAKER


def _differing(first: dict[str, Any], second: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The settings, records and signs that are not the same in both reports."""
    one, two = _facts(first), _facts(second)
    names = dict.fromkeys([*one, *two])
    return {name: (one.get(name), two.get(name)) for name in names if one.get(name) != two.get(name)}


def _facts(report: dict[str, Any]) -> dict[str, Any]:
    facts = {name.replace("_", " "): report[name] for name in SAID}
    facts |= {f"setting {name}": value for name, value in report["settings"].items()}
    facts |= {f"records of {feed}": count for feed, count in report["records_read"].items()}
    not_assessed = {one["sign_id"]: one["because"] for one in report["signs_not_assessed"]}
    return facts | {f"sign {sign_id}": f"not assessed: {because}" for sign_id, because in not_assessed.items()}
