"""More contact with a person than work of that grade normally brings."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.keys import record_id
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

PURPOSE = ("purpose_feed", "purpose_record_id")
TOWARDS = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="More service than the grade of the work brings",
    asks="Why did this person get so much more contact than others with work of the same grade?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S003", "warning signs in victims", "level of service seems excessively high"),
        Source("S000", "overview", "graded as a low priority response"),
        Source("S003", "case study 2", "more than what would reasonably be expected of someone in his role"),
    ),
    cases=("2", "4", "8"),
    needs=("incidents", "involvements", "phone_events", "device_holders", "nominal_phones"),
    parameters={
        "least": Parameter(3, "contacts", "beyond what is already more than usual: a week of calls, no slip"),
        "times": Parameter(3, "times the usual", "people and jobs differ; three times the mean is beyond most of that"),
        "some": Parameter(
            3, "contacts", "where the usual is near none: an attempt, an answer and a result are service"
        ),
        "enough": Parameter(20, "pieces of work", "fewer by one role do not say what is usual; the grade alone does"),
        "for_work": Parameter(0.3, "of a contact", "a purpose explains that there was contact, not how much"),
    },
    least="least",
    counts="contact beyond what the grade of the work brings",
    plural="contacts beyond what the grade of the work brings",
    among=(ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.DEPLOYMENT),
    innocent=(
        "A plan for somebody who is a victim again and again.",
        "A person who cannot be reached, or who needs things said more than once.",
        "Work that grew more serious after it was graded.",
    ),
    blind_spots=(
        "Contact by private telephone or social media.",
        "Forces where nobody's work contact is on a bill: there is no usual.",
        "Forces whose work with people is recorded on no incident.",
    ),
)
def service_above_the_grade(known: Known, given: Given) -> ir.Table:
    """Contacts towards a person in excess of what their latest work together normally brings."""
    work = _work(known)
    numbered = _numbered(known, work)
    usual = _usual(work, numbered)
    both = numbered.inner_join(usual, ["grade", "role"])
    mean = ibis.ifelse(both.pieces >= given.enough, both.of_role, both.of_grade)
    beyond = both.filter(both.number > ibis.greatest(mean * given.times, given.some))
    beyond = beyond.filter(_.answer != Answer.CANNOT_ASSESS)
    beyond = _without_liaison(beyond, known)
    weight = ibis.ifelse(beyond.answer == Answer.EXPLAINED, given.for_work, 1.0)
    return observe(beyond, amount=beyond.certainty * weight)


def _without_liaison(contacts: ir.Table, known: Known) -> ir.Table:
    """Without what being the liaison of a victim or a family explains: being in contact is that work."""
    assignments = known.records.assignments
    liaison = assignments.mutate(key=record_id(assignments, "assignments")).filter(_.role == "victim_liaison")
    explains = [contacts.purpose_record_id == liaison.key, contacts.purpose_feed == "assignments"]
    return contacts.anti_join(liaison, explains)


def _work(known: Known) -> ir.Table:
    """Each piece of work of a pair: staff_id, nominal_id, incident_id, began_at, grade, role."""
    on_record = known.purposes.filter(_.incident_id.notnull() & _.nominal_id.notnull())
    work = on_record.group_by("staff_id", "nominal_id", "incident_id").agg(began_at=_.from_at.min())
    roles = known.records.staff.select("staff_id", "role")
    graded = work.inner_join(known.records.incidents.select("incident_id", "grade"), "incident_id")
    return graded.left_join(roles, "staff_id").drop("staff_id_right").mutate(role=_.role.fill_null("other"))


def _numbered(known: Known, work: ir.Table) -> ir.Table:
    """Each contact towards a person, with the latest work before it, and which contact of that work it is."""
    out = known.contacts.filter(_.kind.isin([str(kind) for kind in TOWARDS]) & (_.direction == "out"))
    out = out.select("staff_id", "nominal_id", "at", "feed", "record_id", "certainty", "answer", *PURPOSE)
    pieces = work.rename(worker="staff_id", person="nominal_id")
    both = out.inner_join(
        pieces, [out.staff_id == pieces.worker, out.nominal_id == pieces.person, pieces.began_at <= out.at]
    )
    contact = ["staff_id", "nominal_id", "feed", "record_id"]
    latest = ibis.window(group_by=contact, order_by=[both.began_at.desc(), both.incident_id])
    one = both.mutate(place=ibis.row_number().over(latest)).filter(_.place == 0)
    in_order = ibis.window(group_by=["staff_id", "nominal_id", "incident_id"], order_by=["at", "record_id"])
    return one.mutate(number=ibis.row_number().over(in_order) + 1)


def _usual(work: ir.Table, numbered: ir.Table) -> ir.Table:
    """By grade and role: the mean number of contacts of a piece of work, of_role and of_grade, and how many pieces."""
    done = numbered.group_by("grade", "role").agg(done=_.certainty.sum())
    pieces = work.group_by("grade", "role").agg(pieces=_.count())
    both = pieces.left_join(done, ["grade", "role"]).drop("grade_right", "role_right")
    both = both.mutate(done=_.done.fill_null(0.0))
    of_grade = both.group_by("grade").agg(all_done=_.done.sum(), all_pieces=_.pieces.sum())
    known = both.inner_join(of_grade, "grade")
    return known.select("grade", "role", "pieces", of_role=_.done / _.pieces, of_grade=_.all_done / _.all_pieces)
