"""What a scan did: what it read, what it could not ask, how far its chance models hold, and with what settings."""

import datetime as dt
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from upstander.contacts.answers import share_explained
from upstander.contacts.left_out import left_out
from upstander.detection.run import NotAssessed, Runs
from upstander.leads.calibration import InTail
from upstander.leads.fairness import noticeable, raised_by_kind
from upstander.leads.keyword_hits import NOTE, keyword_sets_used
from upstander.leads.raising import Standing
from upstander.leads.scan import Scan, feeds_read
from upstander.records.catalogue import all_feeds

LIBRARIES = ("upstander", "duckdb", "ibis-framework", "polars", "numpy", "scipy", "splink")


def run_report(scan: Scan, engine: Runs, store: Path) -> dict[str, Any]:
    """The report of a scan, as JSON."""
    read = feeds_read(scan.known.records, engine)
    by_kind = raised_by_kind(scan.known.records, {one.pair[0] for one in scan.raised}, scan.as_of, engine)
    return {
        "as_of": _day(scan.as_of),
        "store": str(store.resolve()),
        "records_read": read,
        "feeds_missing": sorted(set(all_feeds()) - set(read)),
        "people_scanned": len(scan.peers.of),
        "signs_assessed": [scale.sign.name for scale in scan.scales],
        "signs_not_assessed": [
            {"sign_id": one.sign.name, "title": one.sign.title, "because": one.because}
            for one in scan.assessment.not_assessed
        ],
        "feeds_worth_adding": feeds_worth_adding(scan.assessment.not_assessed),
        "contacts_explained": engine.rows(share_explained(scan.known.contacts)).to_dicts(),
        "left_out": engine.rows(left_out(scan.known.records)).to_dicts(),
        "null_health": [_health(scale) for scale in scan.scales],
        "raised": {str(s): sum(one.standing is s for one in scan.raised) for s in Standing},
        "expected_false_leads": _expected_false(scan),
        "leads_by_coincidence": round(scan.by_chance, 2),
        "raised_by_kind": by_kind,
        "raised_noticeably_more_or_less": noticeable(by_kind),
        "taken_over_or_made_anew": list(scan.known.made),
        "prevention": [_prevention(scale) for scale in scan.scales if not scale.sign.evidence],
        "settings": {name: scan.settings[name] for name in scan.settings.numbers},
        "settings_changed": {name: dict(changed) for name, changed in scan.settings.signs.items()},
        "content_authority": scan.settings.content_authority,
        "keyword_sets": keyword_sets_used(scan, engine),
        "keyword_sets_note": NOTE if scan.settings.content_authority else None,
        "expected_false_note": (
            "The chances of innocence rest on assumed rates until a force's own outcomes come back; "
            "they have not been measured on a real force."
        ),
        "versions": {name: version(name) for name in LIBRARIES} | {"python": sys.version.split()[0]},
    }


def feeds_worth_adding(not_assessed: Sequence[NotAssessed]) -> list[dict[str, Any]]:
    """Which feeds, handed over together, would let the most signs be asked for each of them; the best three first.

    Signs that words keep off are not counted: no feed changes that.
    """
    wanted = [frozenset(one.missing) for one in not_assessed if one.missing]
    offers = [(sorted(feeds), sum(other <= feeds for other in wanted)) for feeds in set(wanted)]
    best = sorted(offers, key=lambda offer: (-offer[1] / len(offer[0]), len(offer[0]), offer[0]))
    return [{"feeds": feeds, "signs": signs} for feeds, signs in best[:3]]


def _day(instant: int) -> str:
    return dt.datetime.fromtimestamp(instant / 1e6, tz=dt.UTC).date().isoformat()


def _health(scale: Any) -> dict[str, Any]:
    health = scale.health
    return {
        "sign_id": scale.sign.name,
        "family": str(scale.sign.family),
        "findings": scale.findings.height,
        "pairs_that_show_it_at_all": scale.weak.height,
        "held_out_months": _in_tail(health.held_out),
        "dealt_again": _in_tail(health.dealt_again) | {"moved": round(health.moved, 2)},
        "share_of_staff": round(health.share_of_staff, 4),
        "advisory": health.advisory,
    }


def _in_tail(tail: InTail) -> dict[str, float]:
    """How many pairs the model calls one in a thousand, and how many of those there are."""
    return {"expected": round(tail.expected, 2), "seen": round(tail.seen, 2), "ratio": round(tail.ratio, 2)}


def _prevention(scale: Any) -> dict[str, Any]:
    return {"sign_id": scale.sign.name, "title": scale.sign.title, "people": scale.weak["staff_id"].n_unique()}


def _expected_false(scan: Scan) -> float:
    leads = [one.expected_false for one in scan.raised if one.standing is Standing.LEAD]
    return round(max(leads, default=0.0), 2)
