"""How an offender of the second generation is drawn: more ways, other rhythms, others' names and made-up reasons.

Each choice is drawn without regard to the others: any combination that the member of staff's work allows may come up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from upstander.trials.drawn.choices import ROLES as FIRST_ROLES
from upstander.trials.drawn.choices import one_of

ROLES = {
    **FIRST_ROLES,
    "front desk": ("enquiry_desk_officer",),
    "analyst": ("analyst",),
    "other staff": ("other",),
}
TALK = {
    "force handset": 0.22,
    "own handset": 0.3,
    "force e-mail or chat": 0.08,
    "has them ring in": 0.1,
    "short rings": 0.08,
    "none": 0.22,
}
PRESENCE = {"none": 0.42, "at home": 0.28, "round the corner": 0.12, "shared place": 0.18}
LOOKS = {
    "none": 0.38,
    "record": 0.25,
    "name": 0.12,
    "address or number": 0.1,
    "number plate": 0.05,
    "their incidents": 0.1,  # opens the logs of what they report, and never the person's own record
}
PACES = {"a few days": (1.5, 6.0), "weeks": (8.0, 35.0), "months": (45.0, 110.0), "all the time": (110.0, 230.0)}
RHYTHMS = {"steady": 0.35, "bursts": 0.2, "long pause": 0.2, "grows": 0.1, "fades": 0.1, "weekly": 0.05}
PEOPLE = {"one": 0.5, "one after another": 0.2, "at the same time": 0.15, "many, briefly": 0.15}
WAITS = {"at once": (0.05, 2.0), "days": (3.0, 14.0), "weeks": (20.0, 60.0)}  # days from meeting to the first act
HOURS = {"on duty": 0.55, "edges of shifts": 0.15, "off duty": 0.3}
NAMES = {"own": 0.76, "colleague's log-in": 0.12, "colleague's handset": 0.12}
EXCUSES = (
    "intelligence report",
    "welfare check",
    "own log",
    "colleague's case",
    "takes the work over",
    "types a reason",
)
EXCUSED = 0.16  # how likely each excuse is
FOUND_OUT = {
    "nothing": 0.5,
    "complaint": 0.16,
    "partner agency": 0.1,
    "colleague": 0.1,
    "unsigned letter": 0.08,
    "supervisor": 0.06,
}
AFTERWARDS = {"stops": 0.55, "goes on": 0.25, "lies low": 0.2}
HISTORY = {0: 0.7, 1: 0.2, 3: 0.1}  # earlier concerns on file, of years before
DECLARED = {"nothing": 0.82, "in part": 0.1, "as a friend": 0.08}


@dataclass(frozen=True)
class Choices:
    """One offender as drawn. `name`: in whose name what can be in another's is done; `excuses`: reasons made up."""

    role: str
    way: str
    talk: str
    presence: str
    looks: str
    pace: str
    rhythm: str
    people: str
    wait: str
    hours: str
    name: str
    excuses: tuple[str, ...]
    seeks_vulnerable: bool
    alone: bool
    found_out: str
    afterwards: str
    history: int
    declared: str
    incoming: float  # share of calls and texts that the other party begins
    intensity: float  # around 1: how many acts

    def facts(self) -> dict[str, object]:
        """As kept with the result of a trial."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}


@dataclass(frozen=True)
class Offender:
    """Who it is and how they act. `lender`: the colleague, who knows of nothing, whose name some of it stands in."""

    staff_id: str
    choices: Choices
    lender: str = ""


def draw_choices(draws: np.random.Generator, role: str, ways: Sequence[str]) -> Choices:
    """Draws everything but who it is; `ways` are those by which this member of staff comes upon people."""
    talk, presence, looks = one_of(draws, TALK), one_of(draws, PRESENCE), one_of(draws, LOOKS)
    while (talk, presence, looks) == ("none", "none", "none"):
        talk, presence, looks = one_of(draws, TALK), one_of(draws, PRESENCE), one_of(draws, LOOKS)
    return Choices(
        role=role,
        way=ways[int(draws.integers(len(ways)))],
        talk=talk,
        presence=presence,
        looks=looks,
        pace=list(PACES)[int(draws.integers(len(PACES)))],
        rhythm=one_of(draws, RHYTHMS),
        people=one_of(draws, PEOPLE),
        wait=list(WAITS)[int(draws.integers(len(WAITS)))],
        hours=one_of(draws, HOURS),
        name=one_of(draws, NAMES),
        excuses=tuple(kind for kind in EXCUSES if draws.random() < EXCUSED),
        seeks_vulnerable=bool(draws.random() < 0.5),
        alone=bool(draws.random() < 0.25),
        found_out=one_of(draws, FOUND_OUT),
        afterwards=one_of(draws, AFTERWARDS),
        history=one_of(draws, HISTORY),
        declared=one_of(draws, DECLARED),
        incoming=float(draws.choice([0.0, 0.25, 0.6])),
        intensity=float(np.exp(draws.normal(0, 0.6))),
    )
