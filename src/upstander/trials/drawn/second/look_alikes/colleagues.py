"""Look-alikes that other staff explain: who rides along, shares a job, stands in, or does one thing for everybody."""

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, SECOND, Meeting
from upstander.trials.drawn.innocent_work import agreed, moments, reads, rings, visits
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes.how import (
    CASES,
    CUSTODY,
    GOES_OUT,
    STATION,
    How,
    Told,
    distinct,
    free_mates,
    in_records,
    met_by,
    reassigned_late,
    rings_back,
    some_of,
    townspeople,
)


def tutor_and_probationer(acts: LaterActs, staff_id: str, how: How) -> Told:
    """For weeks a probationer is wherever the tutor is, and control mostly names the tutor alone."""
    begin = in_records(acts, 0.05, 0.5)
    for tutor in free_mates(acts, staff_id, how):
        met = [m for m in met_by(acts, tutor, begin, 56 * how.amount, "incident")
               if acts.around.is_on_duty(staff_id, m.at)]  # fmt: skip
        if len(met) >= 4:
            for one in met:
                _rides_along(acts, staff_id, tutor, one, how)
            how.taken.add(tutor)
            return distinct([one.nominal_id for one in met])
    return ()


def _rides_along(acts: LaterActs, staff_id: str, tutor: str, met: Meeting, how: How) -> None:
    if acts.chance(0.7):
        when = met.at + int(acts.draws.integers(1, 40)) * MINUTE
        acts.look_up(staff_id, met.nominal_id, when, incident=met.incident_id if acts.chance(0.5) else None)
    if not acts.chance(how.recorded) or met.incident_id is None:
        return
    ends = next((end for start, end in acts.ground.tasks[tutor] if start == met.at), met.at)
    if ends > met.at + 15 * MINUTE:
        acts.sent(staff_id, met.incident_id, (met.at + 12 * MINUTE, ends), "control")
    for booking in acts.ground.bookings.get(tutor, ()):
        aboard = any(one == staff_id and start < booking.end and end > booking.start
                     for one, start, end in acts.ground.holders[booking.device])  # fmt: skip
        if booking.start <= met.at <= booking.end and not aboard:
            acts.ground.holders[booking.device].append((staff_id, booking.start, booking.end))
            acts.write("device_holders", device_id=booking.device, kind=acts.around.kind_of[booking.device],
                       staff_id=staff_id, from_at=booking.start, to_at=booking.end)  # fmt: skip


def job_share(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Two share a post and its cases, and the cases stand in the name of the other."""
    mates = [one for one in free_mates(acts, staff_id, how) if acts.ground.role[one] == acts.ground.role[staff_id]]
    if not mates:
        return ()
    how.taken.add(mates[0])
    told = []
    for nominal in townspeople(acts, how.often(4)):
        met = Meeting("case", nominal, in_records(acts, 0.02, 0.5))
        incident = agreed(acts, mates[0], met, str(acts.draws.choice(["harassment", "fraud", "assault"])),
                          "officer_in_case", days=80)  # fmt: skip
        for one in (staff_id, mates[0]):
            reads(acts, one, nominal, (met.at, 75), count=7, incident=incident)
            rings(acts, one, nominal, (met.at, 75), 4)
        reassigned_late(acts, staff_id, incident, met.at + 20 * DAY, how)
        told.append(nominal)
    return distinct(told)


def covers_the_sick(acts: LaterActs, staff_id: str, how: How) -> Told:
    """A colleague is ill; the cases are looked through on the first day, rung and visited, and put over late."""
    for colleague in free_mates(acts, staff_id, how):
        for began, _ended in acts.around.sick.get(colleague, ()):
            cases = met_by(acts, colleague, began - 45 * DAY, 45, "case", "incident")
            if len(cases) >= 3 and began < acts.ground.end - 15 * DAY:
                chosen = some_of(acts, cases, how.often(6))
                for met in chosen:
                    _stands_in(acts, staff_id, met, began, how)
                return distinct([met.nominal_id for met in chosen])
    return ()


def _stands_in(acts: LaterActs, staff_id: str, met: Meeting, began: int, how: How) -> None:
    reads(acts, staff_id, met.nominal_id, (began, 2), count=2, incident=met.incident_id)
    rings(acts, staff_id, met.nominal_id, (began + HOUR, 14), 2.5)
    visits(acts, staff_id, met.nominal_id, (began + DAY, 12), count=0.6, incident=met.incident_id,
           recorded=how.recorded)  # fmt: skip
    reassigned_late(acts, staff_id, met.incident_id, began, how)


def duty_phone_never_signed_in(acts: LaterActs, staff_id: str, how: How) -> Told:
    """They signed the team's telephone out once; for weeks others ring people with it, in this one's name."""
    mates = acts.around.mates(staff_id)
    begin = in_records(acts, 0.05, 0.5)
    days = 50
    people = [met for mate in mates for met in met_by(acts, mate, begin - 20 * DAY, 30, "incident", "case", "call")]
    if not people:
        return ()
    device = f"D{acts.draws.integers(100000, 999999)}x"
    back = begin + days * DAY if acts.chance(how.recorded) else None
    acts.write("device_holders", device_id=device, kind="mobile", staff_id=staff_id, from_at=begin, to_at=back)
    chosen = some_of(acts, people, 6)
    for met in chosen:
        for at in moments(acts, begin, days, 6 * how.amount):
            mate = str(acts.draws.choice(mates))
            if (when := acts.on_duty(mate, at, begin + days * DAY)) is not None:
                acts.write("phone_events", device_id=device, direction="in" if acts.chance(0.3) else "out",
                           kind="call", other_number=acts.ground.number[met.nominal_id], at=when,
                           duration_s=int(acts.draws.integers(0, 400)))  # fmt: skip
    return distinct([met.nominal_id for met in chosen])


def restricted_to_the_telephone(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Hurt, and kept indoors: rings back for every team whom nobody has rung yet."""
    begin = in_records(acts, 0.05, 0.5)
    acts.write("instructions", staff_id=staff_id, kind="restricted_duties", given_at=begin - DAY,
               ends_at=begin + 60 * DAY, text="Knee injury. Station work only.")  # fmt: skip
    everybody = [met for one in sorted(acts.ground.role)
                 for met in met_by(acts, one, begin, 50, "incident", "case")]  # fmt: skip
    told = []
    for met in some_of(acts, everybody, how.often(60)):
        for attempt in range(int(acts.draws.integers(1, 4))):
            at = met.at + DAY + attempt * int(1.5 * DAY)
            if rings_back(acts, staff_id, met, at, how=how, words="Victim rung, update given."):
                told.append(met.nominal_id)
    return distinct(told)


def data_quality_days(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Two days of putting right what the audit found: hundreds of records opened, edited and opened again."""
    told = []
    people = townspeople(acts, how.often(110))
    day = in_records(acts, 0.1, 0.85)
    for _ in range(2):
        start = acts.on_duty(staff_id, day, acts.ground.end)
        if start is None:
            break
        day = start + 10 * HOUR
        for number, nominal in enumerate(people):
            at = start + number * int(acts.draws.integers(40, 90)) * SECOND
            if not acts.around.is_on_duty(staff_id, at):
                break
            reason = "data quality" if acts.chance(how.recorded) else None
            acts.look_up(staff_id, nominal, at, reason=reason)
            if acts.chance(0.6):
                acts.files(staff_id, nominal, at + 25 * SECOND, "crime", reason)
            told.append(nominal)
    return distinct(told)


def sergeant_who_samples(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Rings people of the team's cases to ask how they were treated, and writes some of it down."""
    begin = in_records(acts, 0.05, 0.4)
    people = [met for mate in acts.around.mates(staff_id) for met in met_by(acts, mate, begin, 60, "case", "incident")]
    sample = some_of(acts, people, how.often(20))
    return distinct(
        [
            met.nominal_id
            for met in sample
            if rings_back(acts, staff_id, met, met.at + 8 * DAY, how=how, words="Quality call made.")
        ]
    )


def speaks_the_language(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Everybody asks them to ring and to come along, because nobody else can talk to these people."""
    told = []
    for nominal in townspeople(acts, how.often(6)):
        owners = sorted(one for one in acts.ground.role if one != staff_id and acts.ground.role[one] in CASES)
        if not owners:
            return ()
        met = Meeting("case", nominal, in_records(acts, 0.02, 0.7))
        incident = agreed(acts, str(acts.draws.choice(owners)), met, "domestic_abuse", "officer_in_case", days=40)
        rings(acts, staff_id, nominal, (met.at, 35), 4, incoming=0.4)
        reads(acts, staff_id, nominal, (met.at, 35), count=2, incident=incident)
        visits(acts, staff_id, nominal, (met.at, 30), count=1, incident=incident, recorded=how.recorded)
        told.append(nominal)
    return distinct(told)


def same_sex_in_custody(acts: LaterActs, staff_id: str, how: How) -> Told:
    """The only one of their sex on the shift: every search, shower and long check of such detainees is theirs."""
    mine = acts.around.staff_sex.get(staff_id)
    begin = in_records(acts, 0.02, 0.4)
    people = [met for met in met_by(acts, staff_id, begin, 70 * how.amount, "custody")
              if mine and acts.around.sex.get(met.nominal_id) == mine]  # fmt: skip
    told = []
    for met in people:
        for hour in acts.draws.uniform(0.2, 8, int(acts.draws.integers(1, 5))).tolist():
            at = met.at + int(hour * HOUR)
            if met.custody_id and acts.around.is_on_duty(staff_id, at):
                end = at + int(acts.draws.uniform(4, 22) * MINUTE)
                kind = str(acts.draws.choice(["cell_check", "medical", "drug_test", "escort"]))
                acts.with_detainee(staff_id, met.nominal_id, met.custody_id, (at, end), kind)
                told.append(met.nominal_id)
    return distinct(told)


KINDS = {
    "tutor and probationer": (tutor_and_probationer, ("constable", "pcso", "neighbourhood_officer")),
    "job share": (job_share, (*CASES, "family_liaison_officer")),
    "covers the sick": (covers_the_sick, CASES),
    "duty phone never signed in": (duty_phone_never_signed_in, (*GOES_OUT, *CUSTODY, "call_handler")),
    "restricted to the telephone": (restricted_to_the_telephone, ("constable", "neighbourhood_officer", "detective")),
    "data quality days": (data_quality_days, STATION),
    "sergeant who samples": (sergeant_who_samples, ("sergeant",)),
    "speaks the language": (speaks_the_language, CASES),
    "same sex in custody": (same_sex_in_custody, CUSTODY),
}
