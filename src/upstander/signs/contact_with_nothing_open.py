"""Calls, texts and messages to a person with no purpose while no incident of theirs was open."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.open_matters import with_nothing_open
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Contact while nothing about the person was open",
    asks="Nobody in the force had anything to do with this person then: what was there to talk about?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "more than what would reasonably be expected of someone in his role"),
        Source("S003", "warning signs in victims", "continued contact after investigation is complete"),
    ),
    cases=("2", "8", "10"),
    needs=("phone_events", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one call can be a wrong number or tie up an end; going on is a choice"),
        "after": Parameter(28, "days", "results, property and letters follow the closing of an investigation"),
    },
    least="least",
    counts="day of contact while nothing about the person was open",
    plural="days of contact while nothing about the person was open",
    among=TALK,
    grows_with_work=False,
    innocent=(
        "The number belongs to a partner agency, a colleague or a tradesman who is also on record.",
        "A caller, a witness or a relative whom nobody wrote into the incident.",
        "A friend of before, of whom nobody was told.",
        "The incident is older than the records that the force handed over.",
    ),
    blind_spots=(
        "People of whom some incident is always open: victims again and again, and incidents that nobody closes.",
        "Contact by private telephone or social media.",
        "What the person sends is not counted: it is not the choice of the member of staff.",
    ),
)
def contact_with_nothing_open(known: Known, given: Given) -> ir.Table:
    """Outgoing contact that nothing explains when nobody in the force had, or had just had, work with the person."""
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.nominal_id.notnull() & (_.answer == Answer.UNEXPLAINED))
    idle = with_nothing_open(sent, known.contacts, known.records, int(given.after * DAY))
    return observe(idle, amount="certainty", once_a_day=True)
