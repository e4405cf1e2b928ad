"""The number or the home had changed hands, and the force entered it late."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.identities import valid_at
from upstander.contacts.instead import meant_for
from upstander.contacts.ledger import ContactKind
from upstander.contacts.nearness import within
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose
from upstander.contacts.together import together

ASKED = ("feed", "record_id", "staff_id", "nominal_id", "kind", "at")


@Purpose(
    title="The number or the home was already somebody else's",
    recorded_by="whoever entered the new number or address, and whoever recorded the purpose with that person",
    innocent="a victim who moves or takes over a number, and whose record is put right weeks later",
    needs=("incidents",),
    limits={
        "late": Limit(
            56, "days", "open work is reviewed every four weeks: the second review finds what is out of date"
        ),
        "same": Limit(10, "metres", "one house, one stair: a receiver cannot tell them apart"),
    },
    form=Form.CONTACTS,
    indirect=True,
)
def changed_hands(basis: Basis, given: Given) -> ir.Table:
    """Contact at a number or home that soon afterwards is entered for another person, there being a purpose with them.

    From the entry on both hold it, and the contact may be with either: that is told elsewhere.
    """
    return meant_for(together(_by_number(basis, given), _by_home(basis, given)), basis)


def _by_number(basis: Basis, given: Given) -> ir.Table:
    talk = basis.unexplained.filter(basis.unexplained.other_party.notnull())
    later = basis.background.records.nominal_phones.filter(ibis._.from_at.notnull())
    later = later.select("from_at", other_id="nominal_id", other_party="number")
    return _entered_late(talk.select(*ASKED, "other_party").join(later, "other_party"), given)


def _by_home(basis: Basis, given: Given) -> ir.Table:
    visits = basis.unexplained.filter(basis.unexplained.kind == ContactKind.VISIT.value)
    homes = basis.background.records.nominal_addresses
    theirs = homes.semi_join(visits, "nominal_id").select(
        "nominal_id", "lat", "lon", valid_from="from_at", to_at="to_at"
    )
    later = homes.cross_join(visits.aggregate(earliest=visits["at"].min()))  # few are entered while records are kept
    later = later.filter(later.from_at > later.earliest)
    later = later.select("from_at", other_id="nominal_id", near_lat="lat", near_lon="lon")
    shared = within(theirs, later, given.same).drop("lat", "lon")
    both = visits.select(*ASKED).join(shared, "nominal_id")
    return _entered_late(both.filter(valid_at(both["at"], both.valid_from, both.to_at)), given)


def _entered_late(both: ir.Table, given: Given) -> ir.Table:
    late = (both.from_at > both["at"]) & (both.from_at <= both["at"] + given.late)
    return both.filter(late & (both.other_id != both.nominal_id)).select(*ASKED, "other_id").distinct()
