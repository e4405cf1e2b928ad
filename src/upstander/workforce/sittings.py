"""One sitting of a module: which questions are drawn, in what order, what was answered, and what it came to.

Nothing here asks a database or a clock. The order differs from sitting to sitting, so that answers are not copied.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from upstander.workforce.modules import Choice, Module, Question

A_MINUTE, MOST = 60, 4 * 60 * 60  # seconds


@dataclass(frozen=True)
class Drawn:
    """A question as one sitting shows it. `order`: which of its choices stands first, second and so on."""

    question: str
    order: tuple[int, ...]


@dataclass(frozen=True)
class Marked:
    """What somebody answered to a question, beside what is right."""

    question: Question
    chosen: Choice
    right: Choice

    @property
    def is_right(self) -> bool:
        """Whether it was answered rightly."""
        return self.chosen is self.right


def draw(module: Module, chance: random.Random, first: Collection[str] = ()) -> list[Drawn]:
    """So many questions of a module as it asks, and the order of each one's choices.

    `first`: ids of questions that must be among them, as far as there is room: those that were wrong the last time.
    """
    pool = list(module.questions)
    chance.shuffle(pool)
    pool.sort(key=lambda one: one.id not in first)
    chosen = pool[: module.asked]
    chance.shuffle(chosen)
    return [Drawn(one.id, tuple(chance.sample(range(len(one.choices)), len(one.choices)))) for one in chosen]


def offered(module: Module, drawn: Drawn) -> tuple[Question, list[tuple[int, str]]]:
    """A question with its choices as they are shown: the place of each, from 1, and its words. Raises KeyError."""
    question = module.question(drawn.question)
    return question, [(place, question.choices[one].text) for place, one in enumerate(drawn.order, 1)]


def marked(module: Module, drawn: Sequence[Drawn], places: Mapping[str, int]) -> list[Marked]:
    """Each answer beside what is right. `places`: for each question, at which place the chosen one stood, from 1.

    Raises KeyError where a question was not answered, or is in this version no more.
    """
    told = []
    for one in drawn:
        question = module.question(one.question)
        chosen = question.choices[one.order[places[one.question] - 1]]
        told.append(Marked(question, chosen, question.choices[question.right]))
    return told


def coarse(seconds: float) -> int:
    """Time as it is kept: in whole minutes, and of four hours or more only that; nobody is timed by the second."""
    minutes = -(-int(max(seconds, 1)) // A_MINUTE)
    return min(minutes * A_MINUTE, MOST)
