"""How somebody stands towards a module on a day: told from what they read and answered, and kept nowhere."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from upstander.workforce.modules import Module


class State(StrEnum):
    """How somebody stands towards a module."""

    UNDERSTOOD = "understood"
    LAPSED = "to be repeated"
    FAILED = "answered, not passed"
    READ = "read, not answered"
    BEGUN = "begun to read"
    NOT_BEGUN = "not begun"


@dataclass(frozen=True)
class Try:
    """One sitting that was sent."""

    day: dt.date
    version: int
    right: int
    asked: int


@dataclass(frozen=True)
class Stands:
    """How somebody stands. `on`: the day of what counts, if any; `tries`: how many sittings were sent.

    `due`: until when it holds, or by when it must be passed. `here`: whether it was passed here, and not by the force's
    own record.
    """

    state: State
    on: dt.date | None
    due: dt.date
    tries: int
    here: bool = True

    def late(self, day: dt.date) -> bool:
        """Whether it should have been passed by now."""
        return self.due <= day


def due_when_new(module: Module, started_on: dt.date | None, joining_days: int) -> dt.date:
    """By when somebody who never passed it must have: from the day they came, or that there was something to take."""
    return max(started_on or module.dated, module.dated) + dt.timedelta(days=joining_days)


def stands(
    module: Module,
    tries: Sequence[Try],
    *,
    pages_read: int,
    due: dt.date,
    day: dt.date,
    elsewhere: dt.date | None = None,
) -> Stands:
    """How somebody stands. `due`: by when it must be passed, where nothing that was passed here says so.

    `elsewhere`: when the force's own record says that they passed the course that the module counts as.
    """
    count = [
        one for one in tries if one.day <= day and (module.earlier_versions_count or one.version == module.version)
    ]
    here = max((one.day for one in count if module.passed(one.right, one.asked)), default=None)
    passed = max((one for one in (here, elsewhere) if one), default=None)
    newest = max((one.day for one in count), default=None)
    if passed:
        until = passed + dt.timedelta(days=module.again_after_days)
        holds = until > day
        failed_since = newest is not None and newest >= until
        state = State.UNDERSTOOD if holds else State.FAILED if failed_since else State.LAPSED
        return Stands(state, newest if failed_since else passed, until, len(count), here=passed == here)
    return Stands(_not_passed(module, bool(count), pages_read), newest, due, len(count))


def _not_passed(module: Module, answered: bool, pages_read: int) -> State:
    if answered:
        return State.FAILED
    if pages_read >= len(module.pages):
        return State.READ
    return State.BEGUN if pages_read else State.NOT_BEGUN


@dataclass(frozen=True)
class Wrongly:
    """How often a question was asked, how often answered wrongly, and which wrong choice was chosen most."""

    question: str
    asked: int
    wrong: int
    most: int | None
    most_often: int


def wrongly(answers: Iterable[tuple[str, int, bool]]) -> list[Wrongly]:
    """The questions of one version by how often they were answered wrongly, the worst first.

    `answers`: for each answer the question, the number of the choice, and whether it was right.
    """
    asked: Counter[str] = Counter()
    chosen: dict[str, Counter[int]] = {}
    for question, choice, right in answers:
        asked[question] += 1
        if not right:
            chosen.setdefault(question, Counter())[choice] += 1
    told = []
    for question, many in asked.items():
        found = chosen.get(question, Counter())
        most = found.most_common(1)[0] if found else (None, 0)
        told.append(Wrongly(question, many, found.total(), *most))
    return sorted(told, key=lambda one: (-one.wrong / one.asked, one.question))
