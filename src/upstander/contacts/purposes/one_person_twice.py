"""The force has one person on record twice, and the work stands under the other record."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.instead import meant_for
from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.together import together


@Purpose(
    title="One person who is on record twice",
    recorded_by="whoever recorded the purpose with the same person under the other record",
    innocent="a record made anew at a desk because a search did not find the old one",
    needs=("nominals",),
    form=Form.CONTACTS,
    indirect=True,
)
def one_person_twice(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Contact with somebody of the same name, date of birth and number or home as one there is a purpose with."""
    asked = basis.unexplained.select("feed", "record_id", "staff_id", "nominal_id", "kind", "at")
    return meant_for(asked.join(_twice(basis), "nominal_id"), basis)


def _twice(basis: Basis) -> ir.Table:
    """Two records of one person, both ways: nominal_id, other_id."""
    records = basis.background.records
    people = records.nominals.filter(records.nominals.born_on.notnull())
    people = people.select("nominal_id", "born_on", name=people.name.strip().lower())
    other = people.rename(other_id="nominal_id")
    alike = people.join(other, ["born_on", "name"]).filter(ibis._.nominal_id != ibis._.other_id)
    place = ibis._.lat.cast("string") + "," + ibis._.lon.cast("string")
    numbers = records.nominal_phones.select("nominal_id", shared="number")
    marks = together(numbers, records.nominal_addresses.select("nominal_id", shared=place)).distinct()
    mine = alike.join(marks, "nominal_id")
    theirs = marks.rename(other_id="nominal_id")
    return mine.semi_join(theirs, ["other_id", "shared"]).select("nominal_id", "other_id").distinct()
