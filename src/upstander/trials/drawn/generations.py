"""Which offenders and look-alikes a force is planted with: each generation was written blind to the signs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from upstander.trials.drawn import look_alikes, offenders
from upstander.trials.drawn.acts import Acts
from upstander.trials.drawn.ground import Ground
from upstander.trials.drawn.second import look_alikes as later_look_alikes
from upstander.trials.drawn.second import offenders as later_offenders
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.moves import Move, draw_moves
from upstander.trials.drawn.second.surroundings import Surroundings
from upstander.trials.drawn.truth import Person
from upstander.trials.force import Tables

FIRST, SECOND = 1, 2
LATEST = SECOND


@dataclass(frozen=True)
class Cast:
    """Draws people for one force; each draw gives somebody, or None who could not be. `acts` holds what they did."""

    acts: Acts
    kinds: tuple[str, ...]
    offender: Callable[[set[str]], Person | None]
    look_alike: Callable[[str, set[str]], Person | None]


def moves_of(generation: int, force: Tables, seed: int) -> list[Move]:
    """Who changes posts in a force of that generation: nobody in the first."""
    return draw_moves(force, seed) if generation == SECOND else []


def cast_of(generation: int, force: Tables, moves: list[Move], draws: np.random.Generator) -> Cast:
    """The people of a generation. ValueError for one that there is not."""
    if generation == FIRST:
        acts = Acts(Ground(force), draws)
        return Cast(
            acts,
            tuple(look_alikes.KINDS),
            lambda taken: offenders.draw_offender(acts, taken),
            lambda kind, taken: look_alikes.draw_look_alike(acts, kind, taken),
        )
    if generation == SECOND:
        came = {one: move.at for move in moves for one in (move.one, move.other)}
        later = LaterActs(Surroundings(force, came), draws)
        return Cast(
            later,
            tuple(later_look_alikes.KINDS),
            lambda taken: later_offenders.draw_offender(later, taken),
            lambda kind, taken: later_look_alikes.draw_look_alike(later, kind, taken),
        )
    raise ValueError(f"there is no generation {generation} of the trial: it has {FIRST} and {SECOND}")
