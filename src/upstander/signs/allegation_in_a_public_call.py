"""An allegation against somebody in police, told among other things in a call or a report."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe
from upstander.detection.observation import PARTS
from upstander.detection.words.keyword_set import Stage
from upstander.detection.words.meant import may_be_meant


@Sign(
    title="An allegation told in a call about something else",
    asks="Has anybody followed up what was said here about a member of police?",
    family=Family.WORDS,
    about=About.SUBJECT,
    sources=(
        Source("S004", "overview", "had sent her friend sexually explicit pictures"),
        Source("S004", "questions", "listen to all the information you receive"),
        Source("S003", "case study 7", "was due to go to her house"),
    ),
    cases=("7", "S004"),
    needs=("public_calls", "deployments", "incidents", "involvements"),
    parameters={
        "least": Parameter(0.3, "allegations", "one that may be about three people is still worth asking each"),
        "before": Parameter(14, "days", "“earlier that week”, and a caller may wait for another reason to ring"),
        "metres": Parameter(100, "metres", "one address and its garden, or the houses next to it"),
        "matter": Parameter(30, "days", "a call and the report made of it are about one thing"),
    },
    least="least",
    counts="allegation in a call or report",
    plural="allegations in calls or reports",
    content=True,
    reads=(Stage.ALLEGATION,),
    innocent=(
        "The caller means somebody else who came, or an officer of another force.",
        "The caller was mistaken, or wished somebody ill.",
        "It has been looked into already.",
    ),
    blind_spots=(
        "Calls that are not recorded or not transcribed, and words that no approved keyword set holds.",
        "An allegation that leads to nobody on record: it can be about no one, and is not shown.",
        "Officers sent without a time of arrival, where only the place is known.",
    ),
)
def allegation_in_a_public_call(known: Known, given: Given) -> ir.Table:
    """Calls and reports that say a member of police did something of the kind, for everybody who may be meant.

    Each counts as the share of those who had been with the people concerned, or at the place; one matter counts once.
    """
    meant = may_be_meant(known, before=given.before, metres=given.metres)
    in_order = ibis.window(group_by="staff_id", order_by=["at", "feed", "record_id"])
    meant = meant.mutate(last_at=_["at"].lag().over(in_order))
    meant = meant.mutate(new=(_["at"] > _.last_at + int(given.matter * DAY)).fill_null(False).cast("int64"))
    so_far = ibis.window(group_by="staff_id", order_by=["at", "feed", "record_id"], preceding=None, following=0)
    of_the_matter = ibis.window(group_by=["staff_id", "nth"])
    meant = meant.mutate(nth=_.new.sum().over(so_far))
    meant = meant.mutate(parts=(_.share * PARTS).round().cast("int64").sum().over(of_the_matter))
    counted = meant.mutate(amount=_.share / ibis.greatest(_.parts / PARTS, 1.0))
    return observe(counted, nominal_id=None, amount="amount")
