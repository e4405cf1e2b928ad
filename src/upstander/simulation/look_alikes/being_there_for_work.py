"""Stops and visits that look like too many and have a reason."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.cast import Met
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

OUTSIDE = ("constable", "neighbourhood_officer", "pcso")
AT_HOME = ("domestic_abuse", "burglary", "harassment", "neighbour_dispute", "concern_for_safety", "criminal_damage")


def keys_never_signed_back(doings: Doings) -> bool:
    """The keys log still has yesterday's driver while another drives: a vehicle that two people seem to hold."""
    crews = doings.world.crews
    staff = doings.colleague("constable")
    out = np.flatnonzero((crews.first == staff) & (crews.device != NOTHING) & (crews.start > FIRST))
    if not len(out):
        return False
    for crew in out[:: max(1, len(out) // 6)][:6].tolist():
        late = int(crews.end[crew]) + doings.some(6, 11) * HOUR
        doings.book.add(
            "device_holders", device_id=int(crews.device[crew]), kind="vehicle", staff_id=staff,
            from_at=int(crews.start[crew]) + 14 * MINUTE, to_at=late,
        )  # fmt: skip
    doings.truth.look_alike(staff, "keys_never_signed_back")
    return True


def own_home_nearby(doings: Doings) -> bool:
    """Meal breaks at home, which is round the corner from somebody the officer once attended."""
    force, public = doings.world.force, doings.world.public
    best: tuple[float, Met | None] = (np.inf, None)
    for _ in range(25):
        met = doings.met(OUTSIDE, AT_HOME, last=0.5)
        if met is None:
            break
        metres = float(
            np.hypot(
                force.home_x[met.staff] - public.home_x[met.nominal],
                force.home_y[met.staff] - public.home_y[met.nominal],
            )
        )
        doings.used_staff.discard(met.staff)
        best = min(best, (metres, met), key=lambda found: found[0])
    met = best[1]
    if met is None:
        return False
    doings.used_staff.add(met.staff)
    for when in doings.spread(met.cleared, doings.world.end, doings.some(8, 16)):
        minutes = doings.chance.one(20, 45)
        at = doings.free(met.staff, when, minutes, alone=False)
        doings.stop(met.staff, at, minutes, float(force.home_x[met.staff]), float(force.home_y[met.staff]))
    doings.truth.look_alike(met.staff, "own_home_nearby", met.nominal)
    return True


def meal_stop_nearby(doings: Doings) -> bool:
    """The cafe where everybody stops lies near a home the officer knows from work."""
    met = doings.met(OUTSIDE, AT_HOME, last=0.5)
    if met is None:
        return False
    town, public = doings.world.town, doings.world.public
    cafes = town.places("other")
    metres = np.hypot(
        town.place_x[cafes] - public.home_x[met.nominal], town.place_y[cafes] - public.home_y[met.nominal]
    )
    cafe = int(cafes[metres.argmin()])
    for when in doings.spread(met.cleared, doings.world.end, doings.some(10, 20)):
        minutes = doings.chance.one(12, 30)
        at = doings.free(met.staff, when, minutes, alone=False)
        doings.stop(met.staff, at, minutes, float(town.place_x[cafe]), float(town.place_y[cafe]), away=20)
    doings.truth.look_alike(met.staff, "meal_stop_nearby", met.nominal)
    return True


def street_on_a_patrol_plan(doings: Doings) -> bool:
    """After a burglary the sergeant orders passing attention to one street for a month."""
    met = doings.met(
        ("pcso", "neighbourhood_officer"), ("burglary", "anti_social_behaviour", "neighbour_dispute"), last=0.6
    )
    if met is None:
        return False
    sergeant = int(doings.world.force.supervisor[met.staff])
    start, end = met.cleared + DAY, met.cleared + 32 * DAY
    plan = doings.open_incident("patrol_plan", start, [(met.nominal, "victim")], closed=end)
    doings.assign(met.staff, plan, "neighbourhood", start, end)
    doings.log(sergeant, plan, start + 600, "Passing attention to the street, several times a week.")
    for when in doings.spread(start, end - DAY, doings.some(9, 16)):
        minutes = doings.chance.one(8, 22)
        at = doings.free(met.staff, when, minutes, alone=False)
        if at != NOTHING and at < end:
            doings.visit(met.staff, met.nominal, at, minutes, away=40)
            if doings.perhaps(0.5):
                doings.sent(met.staff, plan, at, minutes)
    doings.truth.look_alike(met.staff, "street_on_a_patrol_plan", met.nominal)
    return True


def daily_round_of_one_street(doings: Doings) -> bool:
    """A community officer whose beat is one estate stops in its main street on most days."""
    staff = doings.colleague("pcso", "neighbourhood_officer")
    nominal = doings.stranger()
    public = doings.world.public
    plan = doings.open_incident("patrol_plan", FIRST + DAY, [(doings.stranger(near=nominal), "caller")])
    doings.assign(staff, plan, "neighbourhood", FIRST + DAY)
    for when in doings.spread(FIRST + DAY, doings.world.end, max(10, doings.world.days // 5)):
        minutes = doings.chance.one(8, 35)
        at = doings.free(staff, when, minutes, alone=False)
        doings.stop(
            staff,
            at,
            minutes,
            float(public.home_x[nominal]),
            float(public.home_y[nominal]),
            away=doings.chance.one(20, 160),
        )
    doings.truth.look_alike(staff, "daily_round_of_one_street")
    return True


def cordon(doings: Doings) -> bool:
    """A long stay a hundred metres from the scene: that is where the cordon ran."""
    met = doings.met(("constable",), ("assault", "sudden_death", "burglary"), last=0.9)
    if met is None:
        return False
    at = doings.free(met.staff, met.cleared + HOUR, 150, alone=False)
    doings.sent(met.staff, met.incident, at, 150, "control")
    doings.visit(met.staff, met.nominal, at, 150, away=110)
    doings.truth.look_alike(met.staff, "cordon", met.nominal)
    return True


def break_between_tasks(doings: Doings) -> bool:
    """Short halts near an old address while assigned elsewhere: the road was closed, or it was time to eat."""
    met = doings.met(("constable",), AT_HOME, last=0.6)
    if met is None:
        return False
    for when in doings.spread(met.cleared + 5 * DAY, doings.world.end, 2):
        at = doings.free(met.staff, when, 7, alone=False)
        doings.visit(met.staff, met.nominal, at, 7, away=120)
    doings.truth.look_alike(met.staff, "break_between_tasks", met.nominal)
    return True


def waiting_outside_a_school(doings: Doings) -> bool:
    """A plan puts a vehicle outside a school when it ends; a home lies on the corner."""
    staff, sergeant = doings.colleague("pcso", "schools_officer", "neighbourhood_officer"), doings.colleague("sergeant")
    town, public = doings.world.town, doings.world.public
    school = doings.chance.any_of(town.places("school", int(doings.world.force.division[staff])))
    metres = np.hypot(public.home_x - town.place_x[school], public.home_y - town.place_y[school])
    nominal = int(metres.argmin())
    plan = doings.open_incident("school_patrol", FIRST + DAY, [])
    doings.assign(staff, plan, "neighbourhood", FIRST + DAY)
    doings.log(sergeant, plan, FIRST + DAY + HOUR, "High visibility patrol at the end of school.")
    for when in doings.spread(FIRST + DAY, doings.world.end, max(8, doings.world.days // 6)):
        at = doings.free(staff, when, 20, alone=False)
        doings.stop(staff, at, 20, float(town.place_x[school]), float(town.place_y[school]), away=25)
        doings.sent(staff, plan, at, 20)
    doings.truth.look_alike(staff, "waiting_outside_a_school", nominal)
    return True


def nearest_unit(doings: Doings) -> bool:
    """Offered up for an emergency at an address known from before, because nobody was nearer."""
    met = doings.met(("constable",), AT_HOME, last=0.6)
    if met is None:
        return False
    at = doings.free(met.staff, met.cleared + 8 * DAY, 35, alone=False)
    if at == NOTHING:
        return False
    incident = doings.open_incident(
        "domestic_abuse", at - 420, [(met.nominal, "victim")], closed=at + 20 * DAY, grade="emergency"
    )
    doings.sent(met.staff, incident, at, 35, "self")
    doings.visit(met.staff, met.nominal, at, 35)
    for other in (doings.colleague("constable"), doings.colleague("constable")):
        doings.sent(other, incident, at + 240, 60, "control")
    radio = doings.colleague("radio_operator")
    doings.log(radio, incident, at - 300, "Nearest unit offers, accepted.")
    doings.truth.look_alike(met.staff, "nearest_unit", met.nominal)
    return True


def statement_alone(doings: Doings) -> bool:
    """The second visit is for the statement, and the area has one officer."""
    met = doings.met(("constable", "detective", "neighbourhood_officer"), AT_HOME, last=0.9)
    if met is None:
        return False
    at = doings.free(met.staff, met.cleared + DAY, 75)
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 15 * DAY)
    doings.sent(met.staff, met.incident, at, 75, "supervisor")
    doings.visit(met.staff, met.nominal, at, 75)
    doings.log(met.staff, met.incident, at + 80 * MINUTE if at != NOTHING else at, "Statement taken.")
    doings.truth.look_alike(met.staff, "statement_alone", met.nominal)
    return True


def hours_with_somebody_unwell(doings: Doings) -> bool:
    """Hours at one address: waiting for an ambulance, or for a missing child to come home."""
    met = doings.met(("constable",), ("mental_health_crisis", "missing_person", "concern_for_safety"), last=0.9)
    if met is None:
        return False
    at = doings.free(met.staff, met.cleared + DAY, 170, alone=False)
    if at == NOTHING:
        return False
    incident = doings.open_incident(
        "mental_health_crisis", at - 1_200, [(met.nominal, "other")], closed=at + 5 * HOUR, grade="emergency"
    )
    doings.sent(met.staff, incident, at, 170, "control")
    doings.visit(met.staff, met.nominal, at, 170)
    doings.log(met.staff, incident, at + HOUR, "Ambulance delayed, officer remains.")
    doings.truth.look_alike(met.staff, "hours_with_somebody_unwell", met.nominal)
    return True


STORIES = (
    keys_never_signed_back,
    own_home_nearby,
    meal_stop_nearby,
    street_on_a_patrol_plan,
    daily_round_of_one_street,
    cordon,
    break_between_tasks,
    waiting_outside_a_school,
    nearest_unit,
    statement_alone,
    hours_with_somebody_unwell,
)
