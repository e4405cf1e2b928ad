"""Kept off the street, and so on the telephone for those who go out."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.purpose import Basis, Given, Limit, Purpose, Words
from upstander.contacts.restricted import restricted_for_no_conduct
from upstander.contacts.times import times
from upstander.contacts.together import together
from upstander.records.as_known import Records

ACCUSED = ("suspect", "detainee")  # nobody rings them back to tell how matters stand
RUN = 28  # days: restrictions and incidents are joined by the runs in which they fall, and no range alone


@Purpose(
    title="Kept indoors, and rings people for those who go out",
    recorded_by="the force, which restricted their duties; and whoever dealt with the incident",
    innocent="somebody hurt or expecting a child, who rings back for every team whom nobody has rung yet",
    needs=("instructions", "incidents", "involvements"),
    limits={
        "told": Limit(14, "days", "victims are told a result within five working days; twice that, for rest days"),
        "review": Limit(365, "days", "a restriction that nobody ended holds for a year: by then it has been reviewed"),
    },
    words=Words("S001", "Code of Ethics, confidentiality", "a legitimate or authorised policing purpose"),
)
def kept_indoors(basis: Basis, given: Given) -> ir.Table:
    """Talk and look-ups soon after a colleague's incident, while duties are restricted for no reason of conduct.

    Never visits, and nobody who is told anything about conduct at the same time: whoever may not meet the public
    because of what they did is not to ring it either.
    """
    kept = restricted_for_no_conduct(basis.background.records)
    kept = kept.mutate(ends_at=kept.ends_at.fill_null(kept.given_at + given.review))
    runs = ibis.range(day_of(kept.given_at - given.told, RUN), day_of(kept.ends_at, RUN) + 1)
    people = _of_colleagues(basis.background.records)
    both = kept.mutate(run=runs.unnest()).join(people.mutate(run=day_of(people.known_at, RUN)), "run")
    both = both.filter(
        both.dealt_by != both.staff_id, both.known_at < both.ends_at, both.known_at + given.told > both.given_at
    )
    last = both.known_at + given.told
    return times(
        both,
        from_at=ibis.greatest(both.given_at, both.known_at),
        ended_at=ibis.least(last, both.ends_at),
        records=0,
        talk=0,
        presence=None,
        feed="instructions",
    ).distinct()


def _of_colleagues(records: Records) -> ir.Table:
    """Who was part of each incident that somebody dealt with: incident_id, nominal_id, known_at, dealt_by."""
    people = records.involvements.filter(records.involvements.role.notin(ACCUSED))
    people = people.group_by("incident_id", "nominal_id").aggregate(known_at=people.from_at.min())
    dealt = together(*(each.select("incident_id", "staff_id") for each in (records.deployments, records.assignments)))
    return people.join(dealt.distinct().rename(dealt_by="staff_id"), "incident_id")
