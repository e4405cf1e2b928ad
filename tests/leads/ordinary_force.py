"""An ordinary force for tests of weighing: contacts that nothing explains fall on pairs by chance."""

import numpy as np
import pyarrow as pa

from tests.drawing import instant
from upstander.contacts.known import Known
from upstander.contacts.ledger import CONTACTS, PURPOSES, STAFF_STOPS
from upstander.detection import About, ContactKind, Family, Given, Parameter, Sign, Source, observe
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds

AS_OF = instant("2025-12-31")
DAY = 86_400_000_000


def sign_of(family: Family, kind: ContactKind, least: float = 2, **changes: object) -> Sign:
    """A sign of a family that sees every contact of a kind that nothing explains."""

    def seen(known: Known, given: Given):
        contacts = known.contacts
        return observe(contacts.filter((contacts.kind == kind) & (contacts.answer == "unexplained")))

    facts = {
        "title": f"Contacts of kind {kind}", "asks": "?", "family": family, "about": About.PAIR, "cases": ("2", "8", "10"),
        "sources": (Source("S001", "here", "a few words"),), "needs": (), "least": "least", "among": (kind,),
        "parameters": {"least": Parameter(least, "contacts", "test")}, "counts": "contact", "plural": "contacts",
        "innocent": ("Nobody wrote it down.",), "blind_spots": ("None.",),
    }  # fmt: skip
    named = Sign(**(facts | {n: v for n, v in changes.items() if n != "name"}))(seen)
    return Sign(**(named.__dict__ | {"name": changes.get("name", f"sees_{kind}")}))


LOOK_UPS = sign_of(Family.SYSTEMS, ContactKind.LOOK_UP)
VISITS = sign_of(Family.PLACE, ContactKind.VISIT)
CALLS = sign_of(Family.PHONE, ContactKind.CALL)


class OrdinaryForce:
    """People and pairs, with what chance leaves unexplained; anything else is added by hand."""

    def __init__(self, people: int = 150, pairs: int = 40, seed: int = 1, unrecorded: float = 0.03) -> None:
        chance = np.random.default_rng(seed)
        self.staff = [
            {
                "staff_id": f"S{n}",
                "name": f"Officer {n}",
                "role": "constable",
                "team_id": f"T{n // 12}",
                "started_on": 0,
            }
            for n in range(people)
        ]
        self.rows: list[dict[str, object]] = []
        for person in range(people):
            habit = unrecorded * chance.gamma(2.0, 0.5)
            for kind, usual in (("look_up", 4.0), ("visit", 1.0), ("call", 2.0)):
                for pair in np.repeat(np.arange(pairs), chance.poisson(usual, pairs)):
                    day, explained = int(chance.integers(1, 360)), bool(chance.random() > habit)
                    self.add(f"S{person}", f"N{person}-{pair}", kind, day, explained=explained)

    def add(self, staff_id: str, nominal_id: str, kind: str, days_ago: int, *, explained: bool = False) -> None:
        """One contact some days before the scan."""
        at = AS_OF - days_ago * DAY + 36_000_000_000
        self.rows.append({
            "staff_id": staff_id, "nominal_id": nominal_id, "kind": kind, "at": at, "end_at": at, "certainty": 1.0,
            "answer": "explained" if explained else "unexplained", "feed": "accesses", "record_id": str(len(self.rows)),
        })  # fmt: skip

    def known(self, engine: DuckDBEngine) -> Known:
        """The force as the machinery reads it."""
        tables = {n: engine.hold(n, f.arrow_schema.empty_table()) for n, f in all_feeds().items()}
        tables["staff"] = engine.hold(
            "staff", pa.Table.from_pylist(self.staff, schema=all_feeds()["staff"].arrow_schema)
        )
        return Known(
            Records(tables, frozenset({"staff"})),
            engine.hold("contacts", pa.Table.from_pylist(self.rows, schema=CONTACTS)),
            engine.hold("purposes", PURPOSES.empty_table()),
            engine.hold("staff_stops", STAFF_STOPS.empty_table()),
            AS_OF,
        )
