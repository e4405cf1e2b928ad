"""Pieces of innocent work that look-alikes are made of: calls, look-ups and visits, ordered and recorded as work is."""

import numpy as np

from upstander.trials.drawn.acts import Acts
from upstander.trials.drawn.ground import DAY, HOUR, Meeting, Span

WORK_WORDS = (
    "Just to let you know the court date is set",
    "Can you ring me about the statement",
    "I will be there at 2",
)


def somebody(acts: Acts, staff_id: str, *ways: str, latest: float = 0.5) -> Meeting | None:
    """An occasion of the first part of the records."""
    ground = acts.ground
    end = ground.begin + int(latest * (ground.end - ground.begin))
    met = [m for m in ground.met.get(staff_id, ()) if m.way in ways and m.at < end]
    return met[int(acts.draws.integers(len(met)))] if met else None


def anybody(acts: Acts, latest: float = 0.5) -> Meeting:
    """Somebody of the town, at a time in the first part of the records."""
    ground = acts.ground
    at = ground.begin + int(acts.draws.random() * latest * (ground.end - ground.begin))
    return Meeting("neighbourhood", ground.adults[int(acts.draws.integers(len(ground.adults)))], at)


def moments(acts: Acts, start: int, days: float, count: float) -> list[int]:
    """About so many moments in so many days, in order."""
    often = max(1, int(acts.draws.poisson(count)))
    moments = np.sort(start + (acts.draws.random(often) * days * DAY).astype(np.int64))
    return [at for at in moments.tolist() if at < acts.ground.end - DAY]


def rings(
    acts: Acts, staff_id: str, nominal: str, span: tuple[int, float], count: float, *, incoming: float = 0.2
) -> None:
    """Calls and texts on duty about the work."""
    for at in moments(acts, *span, count):
        if (when := acts.on_duty(staff_id, at, acts.ground.end)) is None:
            continue
        if acts.chance(0.75):
            acts.call(staff_id, nominal, when, "in" if acts.chance(incoming) else "out")
        else:
            acts.text(staff_id, nominal, when, str(acts.draws.choice(WORK_WORDS)))


def reads(
    acts: Acts, staff_id: str, nominal: str, span: tuple[int, float], *, count: float, incident: str | None
) -> None:
    """Look-ups on duty."""
    for at in moments(acts, *span, count):
        if (when := acts.on_duty(staff_id, at, acts.ground.end)) is not None:
            acts.look_up(staff_id, nominal, when, incident=incident if acts.chance(0.6) else None)


def visits(acts: Acts, staff_id: str, nominal: str, span: tuple[int, float], *, count: float, incident: str | None,
            recorded: float, place: Span | None = None) -> list[Span]:  # fmt: skip
    """Stops at a home; `recorded` is the share that the control room knows of."""
    made = []
    for at in moments(acts, *span, count):
        stood = acts.stay(
            staff_id, nominal, at, acts.ground.end, minutes=float(acts.draws.uniform(10, 50)), place=place
        )
        if stood:
            made.append(stood)
            if incident and acts.chance(recorded):
                acts.sent(staff_id, incident, stood, str(acts.draws.choice(["control", "supervisor", "self"])))
    return made


def agreed(acts: Acts, staff_id: str, met: Meeting, kind: str, role: str, *, days: float) -> str:
    """Work that a supervisor has ordered: an incident, an assignment and the supervisor's line in the log."""
    span = (met.at, min(met.at + int(days * DAY), acts.ground.end))
    incident = acts.open_incident(kind, met.nominal_id, span)
    acts.assign(staff_id, incident, role, span)
    supervisor = acts.ground.supervisor.get(staff_id)
    if supervisor:
        acts.log(supervisor, incident, met.at + HOUR, "Agreed with the team.")
    return incident
