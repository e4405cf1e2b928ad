"""Look-alikes that a member of the public explains: who they are, what they do, what the force has wrong of them."""

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE
from upstander.trials.drawn.innocent_work import agreed, anybody, moments, reads, rings, somebody, visits
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes.how import CASES, GOES_OUT, How, Told, free_mates, townspeople

WITNESS_WORDS = ("Thank you dear x", "Kettle is on x", "Is it Tuesday you are coming?", "God bless, see you soon x")
ELDERLY = 70 * 365  # days


def two_of_one_name(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Two of one name at one address: the case is about the one, and what is done is put down to the other."""
    met = somebody(acts, staff_id, "case", "incident")
    if met is None:
        return ()
    ground, person = acts.ground, met.nominal_id
    twin = f"N{acts.draws.integers(10**6, 10**7)}x"
    acts.write("nominals", nominal_id=twin, name=ground.name[person], sex=acts.around.sex.get(person),
               born_on=acts.around.born_on.get(person))  # fmt: skip
    lat, lon = ground.home[person]
    acts.write("nominal_addresses", nominal_id=twin, lat=lat, lon=lon, postcode=ground.postcode.get(person),
               from_at=ground.begin - 300 * DAY)  # fmt: skip
    acts.write("nominal_phones", nominal_id=twin, number=ground.number[person], from_at=ground.begin - 300 * DAY)
    for known in (ground.home, ground.postcode, ground.number, ground.name):
        known[twin] = known[person]
    incident = agreed(acts, staff_id, met, "harassment", "officer_in_case", days=60)
    mistaken = twin if acts.chance(0.7) else person
    reads(acts, staff_id, mistaken, (met.at, 50), count=9 * how.amount, incident=incident)
    rings(acts, staff_id, mistaken, (met.at, 50), 8 * how.amount)
    visits(acts, staff_id, mistaken, (met.at, 50), count=2 * how.amount, incident=incident, recorded=how.recorded)
    return (person, twin)


def moved_house_and_number(acts: LaterActs, staff_id: str, how: How) -> Told:
    """A victim now lives and rings where, on record, somebody else does: the force enters the change late or never."""
    met = somebody(acts, staff_id, "case", "incident", latest=0.6)
    if met is None:
        return ()
    before = townspeople(acts, 1)[0]
    if before == met.nominal_id:
        return ()
    incident = agreed(acts, staff_id, met, "domestic_abuse", "officer_in_case", days=70)
    lat, lon = acts.ground.home[before]
    entered = met.at + int(acts.draws.uniform(15, 60) * DAY)
    if acts.chance(how.recorded) and entered < acts.ground.end:
        acts.write("nominal_addresses", nominal_id=met.nominal_id, lat=lat, lon=lon, from_at=entered)
        acts.write("nominal_phones", nominal_id=met.nominal_id, number=acts.ground.number[before], from_at=entered)
    rings(acts, staff_id, before, (met.at + DAY, 60), 10 * how.amount, incoming=0.4)
    visits(acts, staff_id, before, (met.at + DAY, 60), count=4 * how.amount, incident=incident, recorded=how.recorded)
    reads(acts, staff_id, met.nominal_id, (met.at, 60), count=6, incident=incident)
    return (met.nominal_id, before)


def rings_only_this_officer(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Somebody in need trusts one officer, rings at all hours, and is rung back on the next shift."""
    met = somebody(acts, staff_id, "incident", "case", latest=0.4) or anybody(acts, 0.4)
    factor = str(acts.draws.choice(["mental_health", "isolated"]))
    acts.write("vulnerabilities", nominal_id=met.nominal_id, factor=factor,
               recorded_at=met.at, incident_id=met.incident_id)  # fmt: skip
    for at in moments(acts, met.at, 100, 22 * how.amount):
        missed = acts.off_duty(staff_id, at, acts.ground.end)
        if missed is None:
            continue
        acts.call(staff_id, met.nominal_id, missed, "in", answered=False)
        back = acts.on_duty(staff_id, missed, acts.ground.end)
        if back is None or not acts.chance(0.7):
            continue
        acts.call(staff_id, met.nominal_id, back, answered=True)
        if acts.chance(how.recorded / 2):
            incident = acts.open_incident("concern_for_safety", met.nominal_id, (back, back + 5 * HOUR))
            acts.log(staff_id, incident, back + 15 * MINUTE, "Rang, spoken to, no concerns.")
    return (met.nominal_id,)


def elderly_witness_to_a_fraud(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Months of statements from one old witness: long visits, tea, and texts signed with a kiss."""
    born = acts.around.born_on
    old = [one for one in acts.ground.adults if acts.ground.begin // DAY - born[one] > ELDERLY]
    if not old:
        return ()
    nominal = old[int(acts.draws.integers(len(old)))]
    start = acts.ground.begin + int(acts.draws.uniform(0.02, 0.25) * (acts.ground.end - acts.ground.begin))
    closes = start + 75 * DAY  # the file goes to lawyers; they still ask for more
    incident = acts.new_id("incidents")
    acts.write("incidents", incident_id=incident, reported_at=start, closed_at=min(closes, acts.ground.end),
               kind="fraud", grade="scheduled")  # fmt: skip
    acts.write("involvements", incident_id=incident, nominal_id=nominal, role="witness", from_at=start)
    acts.assign(staff_id, incident, "investigator", (start, min(closes, acts.ground.end)))
    span = (start, 110.0)
    for at in moments(acts, *span, 7 * how.amount):
        stood = acts.stay(staff_id, nominal, at, acts.ground.end, minutes=float(acts.draws.uniform(45, 120)))
        if stood and acts.chance(how.recorded / 2):
            acts.sent(staff_id, incident, stood, "self")
    rings(acts, staff_id, nominal, span, 12 * how.amount, incoming=0.5)
    for at in moments(acts, *span, 6 * how.amount):
        if (when := acts.on_duty(staff_id, at, acts.ground.end)) is not None:
            acts.text(staff_id, nominal, when, str(acts.draws.choice(WITNESS_WORDS)), direction="in", held=0.5)
    reads(acts, staff_id, nominal, span, count=8, incident=incident)
    return (nominal,)


def own_relative_a_victim(acts: LaterActs, staff_id: str, how: How) -> Told:
    """A relative is a victim in a colleague's case; they ring the relative with the work handset, as families do."""
    met = anybody(acts, 0.5)
    owners = free_mates(acts, staff_id, how)
    if not owners:
        return ()
    nominal = met.nominal_id
    if acts.chance(how.recorded):
        acts.write("associations", staff_id=staff_id, kind="relative", name=acts.ground.name[nominal],
                   number=acts.ground.number[nominal], declared_at=acts.ground.begin - 400 * DAY)  # fmt: skip
    agreed(acts, owners[0], met, "burglary", "officer_in_case", days=40)
    for at in moments(acts, met.at, 100, 18 * how.amount):
        when = acts.off_duty(staff_id, at, acts.ground.end)
        if when is not None:
            acts.call(staff_id, nominal, when, "in" if acts.chance(0.5) else "out")
    visits(acts, staff_id, nominal, (met.at, 90), count=2 * how.amount, incident=None, recorded=0)
    return (nominal,)


def partner_on_record(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Their partner, whom they did not meet at work and have declared, was once a victim: calls home, meals at home."""
    nominal = townspeople(acts, 1)[0]
    home = acts.ground.staff_home.get(staff_id)
    if home is None:
        return ()
    ground = acts.ground
    acts.open_incident("theft", nominal, (ground.begin + DAY, ground.begin + 20 * DAY), at_home=False)
    acts.write("associations", staff_id=staff_id, kind="partner", name=ground.name[nominal], lat=home[0], lon=home[1],
               number=ground.number[nominal] if acts.chance(how.recorded) else None,
               declared_at=ground.begin - 300 * DAY)  # fmt: skip
    if acts.chance(how.recorded):
        acts.write("nominal_addresses", nominal_id=nominal, lat=home[0], lon=home[1], from_at=ground.begin - 250 * DAY)
    for at in moments(acts, ground.begin, 140, 35 * how.amount):
        if (when := acts.on_duty(staff_id, at, ground.end)) is not None:
            acts.call(staff_id, nominal, when, "in" if acts.chance(0.5) else "out")
    visits(acts, staff_id, nominal, (ground.begin, 140), count=8 * how.amount, incident=None, recorded=0, place=home)
    return (nominal,)


def complains_again_and_again(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Somebody whose case goes against them complains of the one who works it, of whatever comes to mind."""
    met = somebody(acts, staff_id, "case", "incident", latest=0.6)
    if met is None:
        return ()
    incident = agreed(acts, staff_id, met, "harassment", "officer_in_case", days=80)
    kinds = ("incivility", "discreditable_conduct", "abuse_of_position_sexual", "system_misuse", "other")
    for at in moments(acts, met.at + 3 * DAY, 80, 3 * how.amount):
        acts.write("complaints", staff_id=staff_id, nominal_id=met.nominal_id, received_at=at, source="public",
                   category=str(acts.draws.choice(kinds, p=[0.3, 0.25, 0.1, 0.1, 0.25])))  # fmt: skip
    rings(acts, staff_id, met.nominal_id, (met.at, 70), 6 * how.amount, incoming=0.6)
    reads(acts, staff_id, met.nominal_id, (met.at, 70), count=9 * how.amount, incident=incident)
    return (met.nominal_id,)


def takes_witnesses_to_court(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Fetches a frightened witness and brings them home on each day of a trial, in a case closed long ago."""
    met = somebody(acts, staff_id, "case", "incident", latest=0.4)
    if met is None:
        return ()
    begin = met.at + 45 * DAY
    for day in range(how.often(6)):
        for hour in (0, 5):
            acts.stay(staff_id, met.nominal_id, begin + day * DAY + hour * HOUR, acts.ground.end,
                      minutes=float(acts.draws.uniform(5, 20)))  # fmt: skip
    rings(acts, staff_id, met.nominal_id, (begin - 5 * DAY, 14), 7 * how.amount, incoming=0.3)
    if acts.chance(how.recorded) and met.incident_id:
        acts.assign(staff_id, met.incident_id, "victim_liaison", (begin - 5 * DAY, begin + 14 * DAY))
    return (met.nominal_id,)


KINDS = {
    "two of one name": (two_of_one_name, CASES),
    "moved house and number": (moved_house_and_number, CASES),
    "rings only this officer": (rings_only_this_officer, (*CASES, "family_liaison_officer")),
    "elderly witness to a fraud": (elderly_witness_to_a_fraud, CASES),
    "own relative a victim": (own_relative_a_victim, (*CASES, "sergeant")),
    "partner on record": (partner_on_record, (*CASES, "sergeant")),
    "complains again and again": (complains_again_and_again, CASES),
    "takes witnesses to court": (takes_witnesses_to_court, GOES_OUT),
}
