"""The wrong person of a like name was opened on the way to the right one."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import Answer, ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose


@Purpose(
    title="A namesake of somebody there was a purpose to look up",
    recorded_by="whoever recorded the purpose with the person who was meant",
    innocent="a search gives several people of one name; the wrong one is opened first",
    needs=("nominals",),
    limits={
        "within": Limit(10, "minutes", "the right record is opened straight before or after the wrong one"),
        "unlike": Limit(2, "letters", "one letter wrong, or two swapped, is how names are mistyped"),
    },
    form=Form.CONTACTS,
)
def wrong_name_result(basis: Basis, given: Given) -> ir.Table:
    """Look-ups within minutes of an explained look-up, by the same member of staff, of somebody of a like name."""
    names = basis.background.records.nominals.select("nominal_id", name=ibis._.name.lower())
    wrong = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    wrong = wrong.mutate(run=_runs(wrong, given.within)).join(names, "nominal_id")
    right = _right_ones(basis.contacts, names, given.within)
    both = wrong.join(right, [wrong.staff_id == right.right_staff, wrong.run == right.right_run])
    both = both.filter((both["at"] - both.right_at).abs() <= given.within)
    both = both.filter((both.nominal_id != both.right_id) & (both.name.levenshtein(both.right_name) <= given.unlike))
    return explained(
        both, author_id=both.right_author, purpose_feed=both.right_feed, purpose_record_id=both.right_record
    )


def _runs(table: ir.Table, length: int) -> ir.Value:
    """The run of so many microseconds each look-up falls in, and the ones before and after it."""
    run = table["at"] // length
    return ibis.range(run - 1, run + 2).unnest()


def _right_ones(contacts: ir.Table, names: ir.Table, length: int) -> ir.Table:
    meant = contacts.filter((contacts.kind == ContactKind.LOOK_UP.value) & (contacts.answer == Answer.EXPLAINED.value))
    return meant.join(names, "nominal_id").select(
        right_staff="staff_id",
        right_id="nominal_id",
        right_at="at",
        right_run=ibis._["at"] // length,
        right_name="name",
        right_author="purpose_author",
        right_feed="purpose_feed",
        right_record="purpose_record_id",
    )
