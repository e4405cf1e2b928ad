"""How an offender of the trial is drawn: choices that do not depend on one another, each from what the cases vary.

The cases differ in role, in how the two met, in channel, pace, care, in how many people were affected and in what the
force came to know. Any combination may be drawn that the member of staff's own work allows, so most are like no case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")

# Groups of roles, each drawn as often as the others: six of the eleven in the sources were PCSOs or police staff.
ROLES = {
    "constable": ("constable",),
    "pcso": ("pcso",),
    "neighbourhood": ("neighbourhood_officer",),
    "detective": ("detective",),
    "custody": ("custody_officer", "detention_officer"),
    "call handler": ("call_handler",),
    "radio operator": ("radio_operator",),
    "safeguarding": ("safeguarding_officer", "family_liaison_officer"),
    "schools": ("schools_officer",),
    "sergeant": ("sergeant",),
    "special": ("special_constable",),
}
CHANNELS = {"force handset": 0.3, "own handset": 0.3, "messages": 0.1, "only presence": 0.15, "only look-ups": 0.15}
PACES = {"days": (3, 12), "months": (30, 120), "a year": (120, 360)}  # days from the first act to the last
CARE = ("parks away", "writes own log", "colleagues' work as cover", "off duty", "address or number only", "alone")
CAREFUL = 0.25  # how likely each kind of care is
PEOPLE = {1: 0.6, 2: 0.2, 3: 0.1, 4: 0.1}
FOUND_OUT = {"nothing": 0.5, "complaint": 0.25, "partner agency": 0.15, "colleague": 0.1}


@dataclass(frozen=True)
class Choices:
    """One offender as drawn. `presence` and `looks`: whether talk is joined by visits and by look-ups."""

    role: str
    way: str
    channel: str
    presence: bool
    looks: bool
    pace: str
    care: tuple[str, ...]
    people: int
    found_out: str
    declares: bool
    incoming: float  # share of calls and texts that the other party begins
    intensity: float  # around 1: how many acts

    def facts(self) -> dict[str, object]:
        """As kept with the result of a trial."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}


def draw_choices(draws: np.random.Generator, role: str, ways: Sequence[str]) -> Choices:
    """Draws everything but who it is; `ways` are those by which this member of staff meets people."""
    channel = one_of(draws, CHANNELS)
    talks = channel not in ("only presence", "only look-ups")
    return Choices(
        role=role,
        way=ways[int(draws.integers(len(ways)))],
        channel=channel,
        presence=channel == "only presence" or (talks and draws.random() < 0.5),
        looks=channel == "only look-ups" or (talks and draws.random() < 0.6),
        pace=list(PACES)[int(draws.integers(len(PACES)))],
        care=tuple(kind for kind in CARE if draws.random() < CAREFUL),
        people=one_of(draws, PEOPLE),
        found_out=one_of(draws, FOUND_OUT),
        declares=bool(draws.random() < 0.1),
        incoming=float(draws.choice([0.0, 0.25, 0.5])),
        intensity=float(np.exp(draws.normal(0, 0.5))),
    )


def one_of(draws: np.random.Generator, weights: dict[T, float]) -> T:
    """One of these, by weight."""
    return list(weights)[int(draws.choice(len(weights), p=list(weights.values())))]
