"""How what a former force was asked stands. Pure functions of rows that are here: no database is asked."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from upstander.workforce.models import AskedOf, CameBack, Transferee, TransfereeAsk

ANSWERED = frozenset({CameBack.RECEIVED, CameBack.NOTHING_HELD})


@dataclass(frozen=True)
class Asked:
    """How one kind of question stands. `ask`: the newest, none where nobody asked. `came_back`: in words, or empty."""

    what: AskedOf
    ask: TransfereeAsk | None
    came_back: str
    answered: bool
    today: dt.date

    @property
    def late(self) -> bool:
        """Whether an answer was to have come by now."""
        return self.ask is not None and not self.came_back and self.ask.due_on < self.today


@dataclass(frozen=True)
class Standing:
    """Somebody with how each kind of question stands."""

    transferee: Transferee
    asked: Sequence[Asked]

    @property
    def late(self) -> bool:
        """Whether an answer is late."""
        return any(one.late for one in self.asked)

    @property
    def answered(self) -> bool:
        """Whether everything was asked and answered."""
        return all(one.answered for one in self.asked)


def standing(transferee: Transferee, today: dt.date) -> Standing:
    """How somebody stands."""
    asks = list(transferee.asks.all())
    return Standing(transferee, [_asked(what, asks, today) for what in AskedOf])


def _asked(what: AskedOf, asks: Iterable[TransfereeAsk], today: dt.date) -> Asked:
    last = next((one for one in reversed(list(asks)) if one.what == what), None)
    reply = next(reversed(last.replies.all()), None) if last else None
    came_back = str(reply.get_came_back_display()) if reply else ""
    return Asked(what, last, came_back, reply is not None and reply.came_back in ANSWERED, today)


def in_order(told: Iterable[Standing]) -> list[Standing]:
    """Those with a late answer first, then those who lack one, then by name."""
    return sorted(told, key=lambda one: (not one.late, one.answered, one.transferee.name))
