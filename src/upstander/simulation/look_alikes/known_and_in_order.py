"""What is on a person's file and is in order."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings
from upstander.simulation.town import degrees

ANY = ("constable", "detective", "pcso", "neighbourhood_officer")


def complaints_about_other_things(doings: Doings) -> bool:
    """Some complaints over the years, about manners and force used: nothing about abuse of position."""
    staff = doings.colleague(*ANY)
    for number, when in enumerate(doings.spread(FIRST - 2_500 * DAY, doings.world.end, doings.some(3, 5))):
        doings.complaint(staff, int(when), "public", ("incivility", "use_of_force", "neglect_of_duty")[number % 3])
    doings.truth.look_alike(staff, "complaints_about_other_things")
    return True


def one_malicious_source(doings: Doings) -> bool:
    """One person complains again and again; every complaint was looked into and found without substance."""
    met = doings.met(ANY, ("neighbour_dispute", "anti_social_behaviour", "harassment", "assault"), last=0.4)
    if met is None:
        return False
    for when in doings.spread(met.cleared + DAY, doings.world.end, doings.some(3, 7)):
        doings.complaint(
            met.staff,
            int(when),
            "public",
            "discreditable_conduct",
            nominal=met.nominal,
            words="Repeat complainant, no new information.",
        )
    doings.truth.look_alike(met.staff, "one_malicious_source", met.nominal)
    return True


def partner_met_socially(doings: Doings) -> bool:
    """A new partner, declared at once; a theft years ago is the only record, and colleagues dealt with it."""
    staff, nominal = doings.colleague(*ANY), doings.stranger()
    public = doings.world.public
    lat, lon = degrees(public.home_x[[nominal]], public.home_y[[nominal]])
    doings.book.add(
        "associations", staff_id=staff, kind="partner", name=int(public.name_text[nominal]),
        number=int(public.number[nominal]), lat=lat, lon=lon,
        declared_at=doings.left_of(FIRST, doings.chance.one(0, 0.6)),
    )  # fmt: skip
    doings.truth.look_alike(staff, "partner_met_socially", nominal)
    return True


def approach_declared(doings: Doings) -> bool:
    """A victim writes something personal; the officer tells the sergeant the same day and a colleague takes over."""
    met = doings.met(ANY, ("burglary", "harassment", "domestic_abuse", "theft"), last=0.8)
    if met is None:
        return False
    at = doings.duty(met.staff, met.cleared + DAY)
    if at == NOTHING:
        return False
    doings.text(
        met.staff, met.nominal, at, "It was lovely to meet you, would you like a coffee some time?", coming=True
    )
    doings.declare(
        met.staff,
        at + 2 * HOUR,
        "contact_from_public",
        met.nominal,
        "Received a personal message from the victim, did not answer. Sergeant told, case passed on.",
    )
    other = doings.colleague("constable", "detective")
    doings.assign(other, met.incident, "officer_in_case", at + DAY)
    doings.truth.look_alike(met.staff, "approach_declared", met.nominal)
    return True


def short_but_in_own_words(doings: Doings) -> bool:
    """A health check of four minutes in which something was talked through."""
    staff = doings.colleague(*ANY)
    at = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.1, 0.8)))
    if at == NOTHING:
        return False
    doings.book.add(
        "health_checks", staff_id=staff, supervisor_id=int(doings.world.force.supervisor[staff]), completed_at=at,
        seconds_spent=doings.some(200, 300), discussed=True,
    )  # fmt: skip
    doings.truth.look_alike(staff, "short_but_in_own_words")
    return True


def monitoring_closed_with_evidence(doings: Doings) -> bool:
    """Monitoring was promised, done, and ended with a note of what it showed."""
    staff = doings.colleague(*ANY)
    given = FIRST - doings.some(200, 700) * DAY
    doings.instruct(
        staff,
        given,
        "monitoring",
        "Monthly audit for six months; six audits done, nothing of concern.",
        until=given + 182 * DAY,
    )
    doings.truth.look_alike(staff, "monitoring_closed_with_evidence")
    return True


def new_joiner(doings: Doings) -> bool:
    """Joined last month: the course on abuse of position is booked and not yet due."""
    force = doings.world.force
    joiners = np.flatnonzero((force.started > FIRST) & (force.started < doings.world.end))
    if not len(joiners):
        return False
    staff = int(joiners[np.argmax(force.started[joiners])])
    doings.truth.look_alike(staff, "new_joiner")
    return True


STORIES = (
    complaints_about_other_things,
    one_malicious_source,
    partner_met_socially,
    approach_declared,
    short_but_in_own_words,
    monitoring_closed_with_evidence,
    new_joiner,
)
