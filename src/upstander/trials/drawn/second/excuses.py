"""Reasons that an offender makes up: written by themselves, on record like honest ones, and no traces of theirs."""

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Meeting, Span
from upstander.trials.drawn.second.choices import Choices, Offender
from upstander.trials.drawn.second.doings import LaterActs

REASONS = ("investigation", "data quality", "briefing", "attending")
LINES = ("Welfare check, spoken to at the door, all in order.", "Seen and advised.", "Update given in person.")


def typed_reason(acts: LaterActs, choices: Choices) -> str | None:
    """What stands in the field for the reason of a look-up."""
    says = "types a reason" in choices.excuses and acts.chance(0.7)
    return str(acts.draws.choice(REASONS)) if says or acts.chance(0.12) else None


def named_incident(acts: LaterActs, who: Offender, met: Meeting, at: int) -> str | None:
    """The incident that a look-up names: a colleague's, the one they met in, or none."""
    staff_id, choices = who.staff_id, who.choices
    cover = acts.ground.colleagues_case(staff_id, met.nominal_id, at) if "colleague's case" in choices.excuses else None
    return cover or (met.incident_id if acts.chance(0.25) else None)


def prepares(acts: LaterActs, who: Offender, met: Meeting, begin: int) -> None:
    """What is made up once: a report about the person, and the work taken into their own hands."""
    staff_id, choices = who.staff_id, who.choices
    when = acts.on_duty(staff_id, begin, acts.ground.end)
    if when is None:
        return
    if "intelligence report" in choices.excuses:
        acts.files(staff_id, met.nominal_id, when, "intelligence", "intelligence")
    if "takes the work over" in choices.excuses and met.incident_id:
        takes_over(acts, staff_id, met.incident_id, when)


def takes_over(acts: LaterActs, staff_id: str, incident: str, at: int) -> None:
    """Puts the work of an incident into their own name; a sergeant needs to ask nobody."""
    role = "investigator" if acts.ground.role[staff_id] == "sergeant" else "officer_in_case"
    acts.assign(staff_id, incident, role, (at, at + int(acts.draws.uniform(10, 40) * DAY)))
    acts.log(staff_id, incident, at + 5 * MINUTE, "I will take this one from here.")


def accounts_for(acts: LaterActs, who: Offender, met: Meeting, stood: Span) -> None:
    """A log of their own making for a visit that nobody asked for."""
    staff_id, choices = who.staff_id, who.choices
    if "welfare check" in choices.excuses and acts.chance(0.5):
        opened = stood[0] - int(acts.draws.integers(1, 15)) * MINUTE
        incident = acts.open_incident("concern_for_safety", met.nominal_id, (opened, stood[1] + HOUR))
        acts.sent(staff_id, incident, stood, "self")
        acts.log(staff_id, incident, stood[1] + 10 * MINUTE, str(acts.draws.choice(LINES)))
        acts.write("accesses", staff_id=staff_id, at=opened, system="command_and_control", action="edit",
                   incident_id=incident)  # fmt: skip
    elif "own log" in choices.excuses and met.incident_id and acts.chance(0.6):
        acts.sent(staff_id, met.incident_id, stood, "self")
        acts.log(staff_id, met.incident_id, stood[1] + 5 * MINUTE, str(acts.draws.choice(LINES)))
