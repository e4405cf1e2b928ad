"""How what somebody was offered stands. Pure functions of rows that are here: no database is asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from upstander.workforce.models import WelfareOffer, WelfareStep, WelfareStepKind

ANSWERS = (WelfareStepKind.TAKEN_UP, WelfareStepKind.NOT_WANTED)


@dataclass(frozen=True)
class Standing:
    """An offer with what became of it. `answer`: in words, empty where there is none. `closed_on`: none while open."""

    offer: WelfareOffer
    answer: str
    due_on: dt.date
    closed_on: dt.date | None
    today: dt.date

    @property
    def late(self) -> bool:
        """Whether they were to have spoken by now."""
        return self.closed_on is None and self.due_on < self.today

    def over(self, days: int) -> bool:
        """Whether it ended so many days ago or more."""
        return self.closed_on is not None and self.closed_on + dt.timedelta(days=days) <= self.today


def standing(offer: WelfareOffer, today: dt.date) -> Standing:
    """How one stands."""
    steps = list(offer.steps.all())
    answers = [one.get_what_display() for one in steps if one.what in ANSWERS]
    dues = [one.due_on for one in steps if one.due_on]
    return Standing(offer, answers[-1] if answers else "", (dues or [offer.due_on])[-1], _closed_on(steps), today)


def _closed_on(steps: Iterable[WelfareStep]) -> dt.date | None:
    return next((one.happened_on for one in steps if one.what == WelfareStepKind.CLOSED), None)


def keeper(offer: WelfareOffer) -> str:
    """Who keeps it now, by mark."""
    last = next(reversed(offer.handovers.all()), None)
    return last.supervisor_mark if last else offer.supervisor_mark
