"""The two tables other programs may rely on, and the standing of each lead, in the form of the records contract."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import pyarrow as pa

from upstander.detection import Sign
from upstander.leads.combining import Pair
from upstander.leads.expectation import chance_of
from upstander.leads.findings import Scale
from upstander.leads.raising import Raised, Standing
from upstander.leads.resemblance import resting_on
from upstander.leads.scan import Scan
from upstander.leads.wording import Seen, explanation, summary

INSTANT = pa.timestamp("us", tz="UTC")
LEADS = pa.schema(
    [
        ("lead_id", pa.string()),
        ("rank", pa.int32()),
        ("staff_id", pa.string()),
        ("nominal_id", pa.string()),
        ("score", pa.float64()),
        ("expected_false", pa.float64()),
        ("first_raised_on", pa.date32()),
        ("signs", pa.list_(pa.string())),
        ("summary", pa.string()),
    ]
)
FINDINGS = pa.schema(
    [
        ("finding_id", pa.string()),
        ("lead_id", pa.string()),
        ("sign_id", pa.string()),
        ("staff_id", pa.string()),
        ("nominal_id", pa.string()),
        ("first_at", INSTANT),
        ("last_at", INSTANT),
        ("strength", pa.float64()),
        ("explanation", pa.string()),
        ("evidence", pa.list_(pa.struct([("feed", pa.string()), ("record_id", pa.string())]))),
    ]
)
STANDINGS = pa.schema(
    [
        ("lead_id", pa.string()),
        ("standing", pa.string()),  # lead | check
        ("chance_innocent", pa.float64()),
        ("families", pa.list_(pa.string())),
        ("expires_on", pa.date32()),  # null for leads
    ]
)


def identity(kind: str, *parts: str | None) -> str:
    """The same parts give the same id at every scan."""
    joined = "\x1f".join("" if part is None else part for part in parts)
    return f"{kind}{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


def lead_id(pair: Pair) -> str:
    """The id of the lead about a pair, or about a subject alone."""
    return identity("L", *pair)


def strength_order(found: Iterable[tuple[Scale, dict[str, float]]]) -> list[tuple[Scale, dict[str, float]]]:
    """Findings with the weightiest first."""
    return sorted(found, key=lambda one: (-one[1]["weight"], one[0].sign.name))


def findings_of(scan: Scan, pair: Pair) -> list[tuple[Scale, dict[str, float]]]:
    """What every sign found about a pair and about its subject alone, the weightiest first."""
    found = []
    for scale in scan.scales:
        if not scale.sign.evidence:
            continue
        for about in dict.fromkeys((pair, (pair[0], None))):
            found += [(scale, row) for row in _of(scale, about)]
    return strength_order(found)


def _of(scale: Scale, pair: Pair) -> list[dict[str, float]]:
    person = pl.col("nominal_id").is_null() if pair[1] is None else pl.col("nominal_id") == pair[1]
    return scale.findings.filter((pl.col("staff_id") == pair[0]) & person).to_dicts()


def seen_of(scan: Scan, scale: Scale, row: dict[str, float]) -> Seen:
    """A finding in the form that is put into words."""
    peers = scan.peers.describe(str(row["staff_id"]))
    return Seen(
        sign=scale.sign,
        seen=row["seen"],
        expected=row["expected"],
        times=row["times"],
        chance=chance_of(row["strength"]),
        first_at=int(row["first_at"]),
        last_at=int(row["last_at"]),
        peers=peers,
        rests_on=_rests_on(scan, scale.sign, row),
    )


def _rests_on(scan: Scan, sign: Sign, row: Mapping[str, Any]) -> str:
    if not sign.by_match:
        return ""
    sure = sign.given(0, scan.settings.signs.get(sign.name)).sure
    return resting_on(sign, (str(row["staff_id"]), row["nominal_id"]), scan.matches, sure)


def named(key: str, by_id: dict[str, str]) -> str:
    """A person's name with the id, or the id alone where no name is on record."""
    return f"{by_id[key]} ({key})" if by_id.get(key) else key


def leads_table(scan: Scan, staff: dict[str, str], nominals: dict[str, str]) -> pa.Table:
    """One row for each lead, the first to read first."""
    rows = [_lead(scan, rank, raised, staff, nominals) for rank, raised in enumerate(scan.raised, 1)]
    return pa.Table.from_pylist(rows, schema=LEADS)


def _lead(scan: Scan, rank: int, raised: Raised, staff: dict[str, str], nominals: dict[str, str]) -> dict[str, object]:
    found = findings_of(scan, raised.pair)
    seen = [seen_of(scan, scale, row) for scale, row in found]
    subject, affected = named(raised.pair[0], staff), named(raised.pair[1], nominals) if raised.pair[1] else None
    return {
        "lead_id": lead_id(raised.pair),
        "rank": rank,
        "staff_id": raised.pair[0],
        "nominal_id": raised.pair[1],
        "score": raised.bans,
        "expected_false": raised.expected_false,
        "first_raised_on": scan.first_raised[raised.pair],
        "signs": [scale.sign.name for scale, _row in found],
        "summary": summary(raised, subject, affected, seen),
    }


def findings_table(scan: Scan) -> pa.Table:
    """One row for each finding of each lead, with the records behind it."""
    rows = [
        _finding(scan, raised.pair, scale, row)
        for raised in scan.raised
        for scale, row in findings_of(scan, raised.pair)
    ]
    return pa.Table.from_pylist(rows, schema=FINDINGS)


def _finding(scan: Scan, pair: Pair, scale: Scale, row: dict[str, float]) -> dict[str, object]:
    about: Pair = (str(row["staff_id"]), None if row["nominal_id"] is None else str(row["nominal_id"]))
    evidence = scan.evidence.rows(scale.sign.name, about).select("feed", "record_id").unique(maintain_order=True)
    return {
        "finding_id": identity("F", scale.sign.name, *pair, *about),
        "lead_id": lead_id(pair),
        "sign_id": scale.sign.name,
        "staff_id": about[0],
        "nominal_id": about[1],
        "first_at": int(row["first_at"]),
        "last_at": int(row["last_at"]),
        "strength": row["weight"],
        "explanation": explanation(seen_of(scan, scale, row)),
        "evidence": evidence.to_dicts(),
    }


def standings_table(scan: Scan) -> pa.Table:
    """Whether each lead stands as a lead or as a check, and when a check lapses."""
    return pa.Table.from_pylist([_standing(scan, raised) for raised in scan.raised], schema=STANDINGS)


def _standing(scan: Scan, raised: Raised) -> dict[str, object]:
    return {
        "lead_id": lead_id(raised.pair),
        "standing": str(raised.standing),
        "chance_innocent": raised.chance_innocent,
        "families": sorted({str(strand.family) for strand in raised.strands}),
        "expires_on": expires_on(scan, raised),
    }


def expires_on(scan: Scan, raised: Raised) -> dt.date | None:
    """The day a check lapses unless a later scan raises it again; None for a lead, which a person decides."""
    if raised.standing is Standing.LEAD:
        return None
    day = dt.datetime.fromtimestamp(scan.as_of / 1e6, tz=dt.UTC).date()
    return day + dt.timedelta(days=int(scan.settings["check_days"]))
