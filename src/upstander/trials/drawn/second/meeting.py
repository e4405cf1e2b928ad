"""How an offender of the second generation comes upon people: through work, through a colleague's, or before any."""

from collections.abc import Sequence

from upstander.trials.drawn.ground import DAY, Meeting
from upstander.trials.drawn.second.choices import WAITS, Choices
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.surroundings import Surroundings

LATEST = {"a few days": 0.9, "weeks": 0.7, "months": 0.45, "all the time": 0.15}  # how far into the records they meet
LEADS_SCHEMES = ("pcso", "special_constable", "schools_officer", "neighbourhood_officer")
PARTS = {"witness": ("witness",), "relative": ("relative", "other"), "caller": ("caller",)}
TOWN = ("looked up first", "scheme")  # ways on which anybody of the town may be met
MANY = 4, 8  # people, where there are many


def ways_of(ground: Surroundings, staff_id: str) -> list[str]:
    """What their records show of whom they meet, by way and by part; looking somebody up first is open to all."""
    met = ground.met.get(staff_id, ())
    ways = {meeting.way for meeting in met}
    parts = {ground.part_of(meeting) for meeting in met}
    ways |= {way for way, those in PARTS.items() if parts & {*those}}
    if any(ground.met.get(mate) for mate in ground.mates(staff_id)):
        ways.add("colleague's case")
    if ground.role[staff_id] in LEADS_SCHEMES:
        ways.add("scheme")
    return sorted(ways | {"looked up first"})


def meets(acts: LaterActs, staff_id: str, choices: Choices) -> list[Meeting]:
    """The first occasion with each person, in order of time; fewer or none where their work offers no more."""
    ground, draws = acts.around, acts.draws
    wanted = _how_many(acts, choices)
    latest = ground.begin + int(LATEST[choices.pace] * (ground.end - ground.begin))
    if choices.people == "one after another":
        latest = ground.begin + (latest - ground.begin) // 2
    if choices.way in TOWN:
        met = _in_town(acts, choices, latest)
    else:
        met = [m for m in _through_work(ground, staff_id, choices.way) if m.at < latest]
    if choices.seeks_vulnerable:
        met = [m for m in met if m.nominal_id in ground.vulnerable] or met
    chosen: dict[str, Meeting] = {}
    for place in draws.permutation(len(met)).tolist():
        chosen.setdefault(met[place].nominal_id, met[place])
    return sorted(list(chosen.values())[:wanted], key=lambda m: (m.at, m.nominal_id))


def first_act(acts: LaterActs, choices: Choices, met: Meeting) -> int:
    """When they turn to the person: for somebody in custody or on the line at once, for others after a while."""
    wait = int(acts.draws.uniform(*WAITS[choices.wait]) * DAY)
    return met.at + (0 if choices.way in TOWN else wait)


def _how_many(acts: LaterActs, choices: Choices) -> int:
    if choices.people == "one":
        return 1
    return int(acts.draws.integers(*MANY)) if choices.people == "many, briefly" else int(acts.draws.integers(2, 4))


def _in_town(acts: LaterActs, choices: Choices, latest: int) -> list[Meeting]:
    ground, draws = acts.around, acts.draws
    people = draws.choice(len(ground.adults), min(60, len(ground.adults)), replace=False)
    times = draws.integers(ground.begin, max(latest, ground.begin + DAY), len(people))
    return [Meeting(choices.way, ground.adults[p], int(at)) for p, at in zip(people, times, strict=True)]


def _through_work(ground: Surroundings, staff_id: str, way: str) -> Sequence[Meeting]:
    if way == "colleague's case":
        return [m for mate in ground.mates(staff_id) for m in ground.met.get(mate, ()) if m.incident_id]
    met = ground.met.get(staff_id, ())
    return [m for m in met if ground.part_of(m) in PARTS[way]] if way in PARTS else [m for m in met if m.way == way]
