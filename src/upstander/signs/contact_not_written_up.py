"""Contact in open work that this member of staff, who usually writes contact up, did not write up."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, SECOND
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)
CONTACT = ("staff_id", "nominal_id", "record_id")


@Sign(
    title="Contact not written up",
    asks="Why is this contact not in the log, where this member of staff's other contact is?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(Source("S003", "warning signs", "reasons for contact/visit seem thin"),),
    cases=("2", "10"),
    needs=("phone_events", "log_entries", "incidents", "involvements"),
    parameters={
        "least": Parameter(3, "days", "a forgotten entry or two happens in any work"),
        "within": Parameter(3, "days", "after rest days at the latest"),
        "talk": Parameter(30, "seconds", "a shorter call reached nobody, or a machine"),
    },
    least="least",
    counts="day of contact not written up",
    plural="days of contact not written up",
    among=TALK,
    innocent=(
        "A colleague wrote it up, or it stands in a notebook or another system.",
        "Nothing was said that was worth an entry.",
        "Written up late, after leave.",
    ),
    blind_spots=(
        "Staff who write up nothing with anybody: there is nothing to compare with.",
        "An entry about something else in the same days looks like a write-up.",
    ),
)
def contact_not_written_up(known: Known, given: Given) -> ir.Table:
    """Outgoing contact in open work with no log entry of theirs in time, by how often they write up others' contact.

    Contact that somebody else's record explains is counted too: it is the writing up that is asked about.
    """
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter((_.kind != ContactKind.CALL) | (_.end_at - _.at >= int(given.talk * SECOND)))
    sent = sent.filter(_.nominal_id.notnull() & _.work_began_at.notnull() & _.work_ended_at.isnull())
    due = sent.mutate(due_at=_.at + int(given.within * DAY)).filter(_.due_at <= given.as_of)
    told = due.left_join(_written_up(due, known), CONTACT).mutate(written=_.written.fill_null(0))
    by_them, of_the_pair = ibis.window(group_by="staff_id"), ibis.window(group_by=["staff_id", "nominal_id"])
    with_others = told.mutate(
        others=_.count().over(by_them) - _.count().over(of_the_pair),
        others_written=_.written.sum().over(by_them) - _.written.sum().over(of_the_pair),
    ).filter((_.written == 0) & (_.others_written > 0))
    weight = _.certainty * _.others_written / _.others
    return observe(with_others.mutate(weight=weight), at="due_at", amount="weight", once_a_day=True)


def _written_up(due: ir.Table, known: Known) -> ir.Table:
    """The contacts soon after which they wrote in the log of an incident of theirs with the person; written = 1."""
    work = known.purposes.select("staff_id", "nominal_id", work_id="incident_id")
    logs = known.records.log_entries.select("staff_id", work_id="incident_id", written_at="at")
    entries = due.select(*CONTACT, "at", "due_at").inner_join(work, ["staff_id", "nominal_id"])
    entries = entries.inner_join(logs, ["staff_id", "work_id"]).filter(_.written_at.between(_.at, _.due_at))
    return entries.select(*CONTACT).distinct().mutate(written=1)
