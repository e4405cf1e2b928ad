"""Lets stories happen: which of the eleven cases and the look-alikes a force of that size gets."""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from types import ModuleType

from upstander.simulation import cases, look_alikes
from upstander.simulation.causes import told_as
from upstander.simulation.chance import Chance
from upstander.simulation.doings import Doings
from upstander.simulation.truth import Truth
from upstander.simulation.world import World

STAFF_FOR_A_CASE = 150  # far more than in life (about 1 in 1,000 a year), so that a newcomer sees something
Story = Callable[[Doings], bool]


def all_cases() -> dict[str, ModuleType]:
    """Every case by its number, found by looking in the folder."""
    modules = [importlib.import_module(f"{cases.__name__}.{m.name}") for m in pkgutil.iter_modules(cases.__path__)]
    return {module.CASE: module for module in modules}


def all_look_alikes() -> dict[str, Story]:
    """Every look-alike by its kind: the public functions of the files in the folder, those that take `doings`."""
    found: dict[str, Story] = {}
    for entry in pkgutil.iter_modules(look_alikes.__path__):
        module = importlib.import_module(f"{look_alikes.__name__}.{entry.name}")
        found |= {story.__name__: story for story in module.STORIES}
    return found


def tell_stories(world: World, truth: Truth, cases_told: Sequence[str] | None = None) -> None:
    """Look-alikes and cases happen in one stream, in an order drawn by the seed.

    `cases_told` names the cases that are to happen; None lets the size of the force choose, as in a demonstration.
    """
    chance = world.chance("stories")
    size = len(world.force)
    known = all_cases()
    chosen = _as_many_as_fit(chance, size, known) if cases_told is None else list(cases_told)
    rounds = max(1, round(size / 600))
    happenings = [(f"case {case}", known[case].happen) for case in chosen]
    happenings += [(kind, story) for kind, story in all_look_alikes().items() for _ in range(rounds)]
    _happen(world, truth, [happenings[i] for i in chance.draws.permutation(len(happenings))])


def _as_many_as_fit(chance: Chance, size: int, known: dict[str, ModuleType]) -> list[str]:
    wanted = max(1, round(size / STAFF_FOR_A_CASE))
    traced = [case for case, module in known.items() if module.EARLY_TRACE]
    chosen: list[str] = []
    while len(chosen) < wanted:  # a small force gets different cases; a large one every one, and then some again
        pool = list(known) if wanted >= len(known) - 1 else traced
        chosen += [pool[i] for i in chance.draws.permutation(len(pool))]
    return chosen[: max(wanted, len(known) if wanted >= len(known) - 1 else wanted)]


def _happen(world: World, truth: Truth, happenings: list[tuple[str, Story]]) -> None:
    staff: set[int] = set()
    people: set[int] = set()
    taken: dict[int, list[tuple[int, int]]] = {}
    for number, (name, story) in enumerate(happenings):
        for attempt in range(2):  # a second draw may find people where the first did not
            known = len(truth.subjects)
            with world.book.because(told_as(name, number)):
                happened = story(Doings(world, truth, f"{name} {number} {attempt}", staff, people, taken))
            truth.began_in(told_as(name, number), known)
            if happened:
                break
