"""All that is said of each lead, gathered so that a terminal, a dossier and the desk tell the same."""

from typing import Any

import ibis.expr.types as ir
import polars as pl
from ibis import _

from upstander.detection.run import Runs
from upstander.leads.findings import Scale
from upstander.leads.innocent import innocent_explanations
from upstander.leads.raising import Raised
from upstander.leads.resemblance import others_known
from upstander.leads.scan import Scan
from upstander.leads.tables import findings_of, lead_id, seen_of
from upstander.leads.wording import explanation

CONTACT_COLUMNS = (
    "staff_id", "nominal_id", "kind", "direction", "at", "end_at", "lat", "lon", "answer", "purpose", "purpose_author",
    "on_duty", "crew", "certainty", "work_ended_at", "feed", "record_id",
)  # fmt: skip
PURPOSE_COLUMNS = (
    "staff_id",
    "nominal_id",
    "purpose",
    "author_id",
    "from_at",
    "ended_at",
    "incident_id",
    "feed",
    "record_id",
)


class Gathered:
    """The rows of a scan that concern anybody who is shown, read from the engine once."""

    def __init__(self, scan: Scan, engine: Runs) -> None:
        people = sorted({raised.pair[0] for raised in scan.raised})
        public = sorted({raised.pair[1] for raised in scan.raised if raised.pair[1] is not None})
        known, records = scan.known, scan.known.records
        of_pairs = _.staff_id.isin(people) & _.nominal_id.isin(public)
        self.contacts = engine.rows(known.contacts.filter(of_pairs).select(*CONTACT_COLUMNS)).sort("at", "record_id")
        self.purposes = engine.rows(known.purposes.filter(of_pairs).select(*PURPOSE_COLUMNS)).sort("from_at")
        about_public = known.contacts.filter(_.nominal_id.isin(public) & (_.kind == "look_up"))
        self.colleagues = engine.rows(about_public.group_by("nominal_id").agg(staff=_.staff_id.nunique()))
        self.staff = engine.rows(records.staff.filter(_.staff_id.isin(people)))
        self.nominals = engine.rows(records.nominals.filter(_.nominal_id.isin(public)))
        self.vulnerable = engine.rows(records.vulnerabilities.filter(_.nominal_id.isin(public)))
        self.addresses = engine.rows(records.nominal_addresses.filter(_.nominal_id.isin(public)))
        self.homes = engine.rows(records.staff_addresses.filter(_.staff_id.isin(people)))
        self.declarations = engine.rows(records.declarations.filter(_.staff_id.isin(people)))
        self.with_device = _ids(engine, records.device_holders, "staff_id", people)
        self.with_shift = _ids(engine, records.shifts, "staff_id", people)
        self.with_number = _ids(engine, records.nominal_phones, "nominal_id", public)
        self.others = engine.rows(_others(scan, public))

    def of(self, frame: pl.DataFrame, raised: Raised) -> pl.DataFrame:
        """The rows of a frame about one raised pair."""
        return frame.filter((pl.col("staff_id") == raised.pair[0]) & pl.col("nominal_id").eq_missing(raised.pair[1]))


def _ids(engine: Runs, table: ir.Table, column: str, among: list[str]) -> set[str]:
    return set(engine.rows(table.filter(table[column].isin(among)).select(column).distinct())[column])


def _others(scan: Scan, public: list[str]) -> Any:
    """Staff with a recorded purpose for the same people: who might know what is not written down."""
    named = scan.known.records.staff.select("staff_id", "name", "role")
    working = scan.known.purposes.filter(_.nominal_id.isin(public))
    return (
        working.join(named, "staff_id")
        .group_by("nominal_id", "staff_id", "name", "role")
        .agg(purpose=_.purpose.min(), last=_.from_at.max())
        .order_by(_.last.desc(), "staff_id")
    )


def tellings(scan: Scan, engine: Runs) -> dict[str, dict[str, Any]]:
    """Every lead in full, by its id; see `leads/telling/parts.py` for how each part is read back."""
    gathered = Gathered(scan, engine)
    return {lead_id(raised.pair): _telling(scan, gathered, rank, raised) for rank, raised in enumerate(scan.raised, 1)}


def _telling(scan: Scan, gathered: Gathered, rank: int, raised: Raised) -> dict[str, Any]:
    found = findings_of(scan, raised.pair)
    contacts = gathered.of(gathered.contacts, raised)
    return {
        "rank": rank,
        "standing": str(raised.standing),
        "score": raised.bans,
        "chance_innocent": raised.chance_innocent,
        "first_raised_on": scan.first_raised[raised.pair].isoformat(),
        "subject": _subject(gathered, raised),
        "affected": _affected(gathered, raised),
        "strands": [_strand(scan, scale, row) for scale, row in found],
        "tested": innocent_explanations(
            raised,
            contacts,
            gathered.of(gathered.purposes, raised),
            gathered.colleagues,
            gathered.declarations,
            others=others_known(raised.pair, scan.matches, compared=scan.known.comparison is not None),
        ),
        "missing": _missing(gathered, raised),
        "would_change_it": _would_change(scan),
        "contacts": contacts.to_dicts(),
        "purposes": gathered.of(gathered.purposes, raised).to_dicts(),
        "people": _people(gathered, raised),
        "addresses": _addresses(gathered, raised),
    }


def _subject(gathered: Gathered, raised: Raised) -> dict[str, Any]:
    rows = gathered.staff.filter(pl.col("staff_id") == raised.pair[0]).select("staff_id", "name", "role", "team_id")
    return rows.to_dicts()[0] if rows.height else {"staff_id": raised.pair[0]}


def _affected(gathered: Gathered, raised: Raised) -> dict[str, Any] | None:
    nominal_id = raised.pair[1]
    if nominal_id is None:
        return None
    name = gathered.nominals.filter(pl.col("nominal_id") == nominal_id)["name"].to_list()
    factors = gathered.vulnerable.filter(pl.col("nominal_id") == nominal_id)["factor"].unique().sort().to_list()
    return {"nominal_id": nominal_id, "name": name[0] if name else None, "vulnerable": factors}


def _strand(scan: Scan, scale: Scale, row: dict[str, Any]) -> dict[str, Any]:
    sign, seen = scale.sign, seen_of(scan, scale, row)
    source = sign.sources[0]
    return {
        "sign_id": sign.name,
        "title": sign.title,
        "family": str(sign.family),
        "asks": sign.asks,
        "explanation": explanation(seen),
        "seen": seen.seen,
        "expected": seen.expected,
        "at_least_times": seen.times,
        "peers": seen.peers,
        "first_at": seen.first_at,
        "last_at": seen.last_at,
        "advisory": scale.health.advisory,
        "innocent": list(sign.innocent),
        "blind_spots": list(sign.blind_spots),
        "source": {"document": source.document, "place": source.place, "quote": source.quote},
    }


def _missing(gathered: Gathered, raised: Raised) -> list[str]:
    """What the force's records do not hold about these two people, so that what is not seen is not taken for absent."""
    staff_id, nominal_id = raised.pair
    said = [
        (
            staff_id not in gathered.with_device,
            "No vehicle or handset is on record as held by this member of staff: calls and stops cannot be assessed.",
        ),
        (
            staff_id not in gathered.with_shift,
            "No shifts of this member of staff are on record: what was on duty cannot be assessed.",
        ),
        (
            nominal_id is not None and nominal_id not in gathered.with_number,
            "No telephone number of this person is on record: calls and texts with them cannot be found.",
        ),
        (
            nominal_id is not None and gathered.addresses.filter(pl.col("nominal_id") == nominal_id).is_empty(),
            "No address of this person is on record: stops near their home cannot be found.",
        ),
    ]
    return [words for is_missing, words in said if is_missing]


def _would_change(scan: Scan) -> list[str]:
    asked = [
        "A record by somebody else, made at the time, of work that covers these contacts.",
        "Any of the innocent explanations under each strand, shown from a record or by somebody who was there.",
    ]
    if scan.assessment.not_assessed:
        asked.append("The feeds that are missing: what they hold may explain these contacts or add to them.")
    return asked


def _people(gathered: Gathered, raised: Raised) -> list[dict[str, str]]:
    staff_id, nominal_id = raised.pair
    subject = _subject(gathered, raised)
    people = [
        {
            "id": staff_id,
            "name": subject.get("name") or staff_id,
            "kind": "subject",
            "tie": str(subject.get("role", "")).replace("_", " "),
        }
    ]
    affected = _affected(gathered, raised)
    if affected is None:
        return people
    people.append(
        {
            "id": str(nominal_id),
            "name": affected["name"] or str(nominal_id),
            "kind": "affected",
            "tie": "the person concerned",
        }
    )
    others = gathered.others.filter((pl.col("nominal_id") == nominal_id) & (pl.col("staff_id") != staff_id)).head(6)
    for other in others.iter_rows(named=True):
        tie = f"{other['role'].replace('_', ' ')}, {other['purpose'].replace('_', ' ')}"
        people.append({"id": other["staff_id"], "name": other["name"], "kind": "colleague", "tie": tie})
    return people


def _addresses(gathered: Gathered, raised: Raised) -> list[dict[str, Any]]:
    of_person = gathered.addresses.filter(pl.col("nominal_id").eq_missing(raised.pair[1]))
    of_subject = gathered.homes.filter(pl.col("staff_id") == raised.pair[0])
    labelled = [("Address of the person", of_person), ("Home of the member of staff", of_subject)]
    return [
        {"label": label, "lat": row["lat"], "lon": row["lon"]}
        for label, frame in labelled
        for row in frame.select("lat", "lon").unique(maintain_order=True).to_dicts()
    ]
