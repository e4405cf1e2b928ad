"""How much of an innocent pattern there is, how much of it others wrote down, and pieces that several kinds share."""

from dataclasses import dataclass

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Meeting
from upstander.trials.drawn.second.doings import LaterActs

GOES_OUT = ("constable", "pcso", "neighbourhood_officer", "special_constable", "schools_officer")
CASES = ("constable", "detective", "safeguarding_officer", "neighbourhood_officer", "pcso")
CUSTODY = ("custody_officer", "detention_officer")
STATION = ("enquiry_desk_officer", "analyst", "other", "pcso", "call_handler")
SOME = {"little": 0.5, "usual": 1.0, "much": 2.0}  # how much of it there is
Told = tuple[str, ...]  # the people of the public it is about


@dataclass(frozen=True)
class How:
    """`amount`: around 1; `recorded`: the share that others wrote down; `taken`: staff who have a part already."""

    amount: float
    recorded: float
    taken: set[str]

    def often(self, count: float) -> int:
        """About so many, and one at least."""
        return max(1, round(count * self.amount))


def free_mates(acts: LaterActs, staff_id: str, how: How) -> list[str]:
    """Team-mates who have no part yet, in an order drawn."""
    mates = [one for one in acts.around.mates(staff_id) if one not in how.taken]
    return [mates[place] for place in acts.draws.permutation(len(mates)).tolist()]


def met_by(acts: LaterActs, staff_id: str, begin: int, days: float, *ways: str) -> list[Meeting]:
    """The first occasion with each person whom they met in so many days, in order."""
    until = begin + int(days * DAY)
    first: dict[str, Meeting] = {}
    for met in sorted(acts.ground.met.get(staff_id, ()), key=lambda m: (m.at, m.nominal_id)):
        if met.way in ways and begin <= met.at < until:
            first.setdefault(met.nominal_id, met)
    return list(first.values())


def some_of(acts: LaterActs, people: list[Meeting], count: int) -> list[Meeting]:
    """At most so many of them, drawn."""
    order = acts.draws.permutation(len(people))[:count]
    return [people[place] for place in sorted(order.tolist())]


def townspeople(acts: LaterActs, count: int) -> list[str]:
    """So many adults of the town, drawn."""
    adults = acts.ground.adults
    return [adults[p] for p in acts.draws.choice(len(adults), min(count, len(adults)), replace=False).tolist()]


def in_records(acts: LaterActs, earliest: float, latest: float) -> int:
    """A time in that part of the records."""
    ground = acts.ground
    return ground.begin + int(acts.draws.uniform(earliest, latest) * (ground.end - ground.begin))


def names_a_place(acts: LaterActs, kind: str, place: tuple[int, int], span: tuple[int, int]) -> str:
    """An incident about a place, with nobody of the public in it; returns its identifier."""
    incident = acts.new_id("incidents")
    acts.write("incidents", incident_id=incident, reported_at=span[0], closed_at=span[1], kind=kind,
               grade="scheduled", lat=place[0], lon=place[1])  # fmt: skip
    return incident


def rings_back(acts: LaterActs, staff_id: str, met: Meeting, at: int, *, how: How, words: str) -> bool:
    """Opens the record, rings, and writes a line for the share that is written down; False with no shift left."""
    when = acts.on_duty(staff_id, at, acts.ground.end - DAY)
    if when is None:
        return False
    named = met.incident_id if acts.chance(0.7) else None
    acts.look_up(staff_id, met.nominal_id, when, by="record" if acts.chance(0.7) else "name", incident=named)
    acts.call(staff_id, met.nominal_id, when + 3 * MINUTE)
    if met.incident_id and acts.chance(how.recorded):
        acts.log(staff_id, met.incident_id, when + 12 * MINUTE, words)
    return True


def reassigned_late(acts: LaterActs, staff_id: str, incident: str | None, at: int, how: How) -> None:
    """The work is put into their name days after they began it, or never."""
    late = at + int(acts.draws.uniform(0.2, 10) * DAY)
    if incident and acts.chance(how.recorded) and late < acts.ground.end - HOUR:
        acts.assign(staff_id, incident, "officer_in_case", (late, None))


def distinct(people: list[str]) -> Told:
    """Each once, in order."""
    return tuple(dict.fromkeys(people))
