"""Look-alikes of the second generation: innocent people whose records look odd for reasons that work and life give."""

from collections.abc import Callable

from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes import colleagues, people, places
from upstander.trials.drawn.second.look_alikes.how import SOME, How, Told
from upstander.trials.drawn.truth import Person

Tell = Callable[[LaterActs, str, How], Told]
KINDS: dict[str, tuple[Tell, tuple[str, ...]]] = {**colleagues.KINDS, **places.KINDS, **people.KINDS}


def draw_look_alike(acts: LaterActs, kind: str, taken: set[str]) -> Person | None:
    """Draws who it is and how; None where nobody free could be it, or they met nobody in time."""
    tell, roles = KINDS[kind]
    free = acts.ground.with_no_part(roles, taken)
    if not free:
        return None
    staff_id = free[int(acts.draws.integers(len(free)))]
    amount = str(acts.draws.choice(list(SOME)))
    how = How(SOME[amount], float(acts.draws.choice([0.3, 0.6, 0.9])), taken)
    acts.begin()
    affected = tell(acts, staff_id, how)
    if not affected:
        acts.abandon()
        return None
    choices: dict[str, object] = {"role": acts.ground.role[staff_id], "amount": amount, "recorded": how.recorded}
    return Person(staff_id, kind, choices, affected, None, traces=acts.traces)
