"""What a scan says of each keyword set: how often it hit in ordinary texts of this force, and what the set carries."""

import datetime as dt
from typing import Any

import pyarrow as pa

from upstander.detection import Family
from upstander.detection.run import Runs
from upstander.detection.words.carrying import fingerprint
from upstander.detection.words.hits import Hits, hits
from upstander.detection.words.keyword_set import FalseHits, KeywordSet, Stage
from upstander.leads.scan import Scan

NOTE = (
    "Hits of keyword sets are counted in messages of staff to people met through work, where no other sign was found, "
    "and in calls and logs. Nobody has read them. Every false hit is a hit, and nearly all of these are false: a set's "
    "rate of false hits is no higher than the rate given, and near it."
)
PAIRS = pa.schema([("staff_id", pa.string()), ("nominal_id", pa.string())])


def keyword_sets_used(scan: Scan, engine: Runs) -> list[dict[str, Any]]:
    """Every keyword set with who approved it, what is known of its false hits, and its hits in this force's texts.

    None at all where no authority to read words is recorded; `hits_here` is null where nothing was read,
    and else names the words that were searched for by their fingerprint.
    """
    if not scan.settings.content_authority:
        return []
    found = {one.keyword_set: one for one in _found(scan, engine)}
    return [_told(one, found.get(one.name)) for one in scan.settings.keyword_sets]


def _found(scan: Scan, engine: Runs) -> tuple[Hits, ...]:
    """The hits where no other sign was found: one that reads no words, and is evidence of something."""
    if scan.assessment.read is None:
        return ()
    other = [s for s in scan.scales if s.sign.evidence and s.sign.family is not Family.WORDS]
    pairs = [row for s in other for row in s.findings.select(PAIRS.names).to_dicts()]
    others = engine.hold("pairs_with_other_signs", pa.Table.from_pylist(pairs, schema=PAIRS))
    return hits(scan.assessment.read, engine, scan.settings.keyword_sets, others)


def _told(one: KeywordSet, here: Hits | None) -> dict[str, Any]:
    facts = ("name", "stage", "language", "owner", "authority", "file")
    told = {name: str(getattr(one, name)) for name in facts}
    return told | {
        "reviewed_on": one.reviewed_on.isoformat(),
        "used": one.approved,
        "false_hits": one.false_hits.told,
        "hits_here": _measured(here) | {"words_sha256": fingerprint(one)} if here else None,
        "said": f"{one.name}: {said_here(one, here)}; {said_carried(one.false_hits)}",
    }


def _measured(here: Hits) -> dict[str, Any]:
    rates = ("per_thousand", "at_most", "per_thousand_conversations")
    counts = ("texts", "hits", "conversations", "conversations_with_hits")
    told = {name: None if (rate := getattr(here, name)) is None else round(rate, 3) for name in rates}
    days = {"from_day": _day(here.first_at), "to_day": _day(here.last_at)}
    return told | {name: getattr(here, name) for name in counts} | days


def said_here(one: KeywordSet, here: Hits | None) -> str:
    """The hits of a set in this force's ordinary texts, in words."""
    texts = "calls and lines of logs" if one.stage is Stage.ALLEGATION else "messages"
    if here is None:
        return "no texts were read" if one.approved else "approved by nobody, so not used"
    if here.per_thousand is None or here.at_most is None:
        return f"no ordinary {texts} of this force to measure it on"
    rate = f"{here.per_thousand:.1f} hits in 1,000 {texts} of this force"
    counted = f"{here.hits:,} in {here.texts:,}; at most {here.at_most:.1f}"
    if here.per_thousand_conversations is not None:
        counted += f"; {here.per_thousand_conversations:.1f} in 1,000 conversations"
    return f"{rate} ({counted})"


def said_carried(carried: FalseHits) -> str:
    """What a set carries about its false hits, in words; a set with none measured says so."""
    if carried.per_thousand is None:
        return f"it carries no false-hit rate ({carried.measured_on})"
    whose = f" of {carried.whose}" if carried.whose else ""
    when = f", {carried.day.isoformat()}" if carried.day else ""
    texts = f", {carried.texts:,} texts{whose}{when}" if carried.texts else ""
    return f"it carries {carried.per_thousand:g} in 1,000 ({carried.measured_on}{texts})"


def _day(instant: int | None) -> str | None:
    return None if instant is None else dt.datetime.fromtimestamp(instant / 1e6, tz=dt.UTC).date().isoformat()
