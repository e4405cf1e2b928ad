"""One force of a trial: how large, how long, how well it records, what it lacks, and whom the trial plants in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from upstander.trials.drawn.generations import FIRST, cast_of, moves_of
from upstander.trials.drawn.second.moves import moved
from upstander.trials.drawn.tracks import with_stays
from upstander.trials.drawn.truth import Person
from upstander.trials.force import Tables
from upstander.trials.planting import with_records

QUALITY = {  # share of rows that were never written
    "good": {},
    "fair": {"deployments": 0.1, "log_entries": 0.2, "assignments": 0.03},
    "poor": {"deployments": 0.25, "log_entries": 0.5, "assignments": 0.1},
}  # fmt: skip
MAY_BE_MISSING = ("positions", "phone_events", "accesses", "messages", "custody_contacts", "log_entries",
                  "public_calls", "declarations", "shifts")  # fmt: skip
ENRICHED = 20.0  # offenders per 1,000 staff where recall is measured
LOOK_ALIKES = 50.0  # per 1,000 staff, everywhere
SMALLEST = 70  # staff: below it the simulation cannot always fill every kind of unit
TRIES = 40  # draws of an offender who cannot be, before the force has one fewer


@dataclass(frozen=True)
class Plan:
    """A force as it is to be. `prevalence`: offenders per 1,000 staff. Everything else follows from the seed.

    `generation`: which offenders and look-alikes are drawn (see `generations.py`).
    """

    seed: int
    staff: int
    days: int
    prevalence: float
    quality: str
    missing: tuple[str, ...]
    generation: int = FIRST

    @property
    def name(self) -> str:
        """For the file of its result."""
        return f"force-{self.seed}"


def draw_plan(seed: int, prevalence: float, generation: int = FIRST) -> Plan:
    """Draws a force of 70 to 300 staff over 120 to 240 days; about half of them lack a feed or two."""
    draws = np.random.default_rng([seed, 1])
    lacks = int(draws.choice([0, 1, 2], p=[0.5, 0.3, 0.2]))
    return Plan(
        seed=seed,
        staff=max(SMALLEST, int(draws.integers(60, 301))),
        days=int(draws.integers(120, 241)),
        prevalence=prevalence,
        quality=str(draws.choice(list(QUALITY))),
        missing=tuple(sorted(draws.choice(MAY_BE_MISSING, lacks, replace=False).tolist())),
        generation=generation,
    )


def populate(force: Tables, plan: Plan) -> tuple[Tables, list[Person]]:
    """Plants offenders and look-alikes in an ordinary force, then leaves out what it does not record or keep."""
    draws = np.random.default_rng([plan.seed, 2])
    moves = moves_of(plan.generation, force, plan.seed)
    force = moved(force, moves)
    cast = cast_of(plan.generation, force, moves, draws)
    taken: set[str] = set()
    people: list[Person] = []
    _draw(people, taken, int(draws.poisson(plan.prevalence * plan.staff / 1000)), partial(cast.offender, taken))
    kinds = [str(kind) for kind in draws.permutation(list(cast.kinds))]
    wanted = max(1, round(LOOK_ALIKES * plan.staff / 1000))
    for number in range(wanted):
        _draw(people, taken, 1, partial(cast.look_alike, kinds[number % len(kinds)], taken))
    planted = with_records(force, cast.acts.tables())
    planted["positions"] = with_stays(force["positions"], cast.acts.stays, draws)
    return _as_recorded(planted, plan, draws), people


def _draw(people: list[Person], taken: set[str], wanted: int, draw: Callable[[], Person | None]) -> None:
    for _ in range(wanted):
        person = next((found for _ in range(TRIES) if (found := draw()) is not None), None)
        if person is not None:
            people.append(person)
            taken.add(person.staff_id)


def _as_recorded(force: Tables, plan: Plan, draws: np.random.Generator) -> Tables:
    kept = {name: table for name, table in force.items() if name not in plan.missing}
    for name, share in QUALITY[plan.quality].items():
        if name in kept:
            kept[name] = kept[name].filter(pa.array(draws.random(kept[name].num_rows) >= share))
    return kept
