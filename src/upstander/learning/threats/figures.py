"""The tables of an assessment of threats, drawn from what the desk holds, in steps of five.

They count matters and reports that most people here may not know of. So every number is rounded to a multiple of five,
fewer than five are told as that, and no sums are given that could be taken apart. What is counted is what whoever draws
them may see: a matter about somebody to whom they have a tie is not in it, and the table says so.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from upstander.leads.scan import catalogue
from upstander.learning.case import ROLES as ROLES_OF_CASES
from upstander.learning.case import TOPICS
from upstander.learning.cases_here import library_here
from upstander.learning.evidence import FEEDS, shown
from upstander.learning.known_here import known_here
from upstander.learning.models.checklist import how_far, newest_of
from upstander.learning.registers import registers
from upstander.learning.threats.counting import ROLES, Period, counted, counts_of
from upstander.learning.threats.titles import COUNTED, STAFF, in_steps, people_in_steps
from upstander.workforce.held import Held

NOTHING = "None"
NO_RECORDS = "Cannot be told: no records are named to this desk."


@dataclass(frozen=True)
class Figure:
    """A table: its title, the headings of its two columns, its rows, and what is to be known of it."""

    title: str
    columns: tuple[str, str]
    rows: Sequence[tuple[str, str]]
    note: str = ""


def figures(period: Period, told: Held | None, today: dt.date) -> Mapping[str, Figure]:
    """Every figure by its name. `told`: what the records hold of people, or None where none are named to the desk."""
    drawn = {
        name: _of_counts(title, heading, counts_of(name, period, told)) for name, (title, heading) in COUNTED.items()
    }
    if told is None:  # no row, not even that there is none: a share then leaves the table out
        drawn[ROLES] = Figure(COUNTED[ROLES][0], ("", COUNTED[ROLES][1]), [], NO_RECORDS)
    return drawn | {name: draw(told, today) for name, draw in OTHERS.items()}


def as_data(drawn: Mapping[str, Figure]) -> dict[str, Any]:
    """Figures as they are kept with a version."""
    return {name: asdict(one) for name, one in drawn.items()}


def from_data(kept: Mapping[str, Any]) -> dict[str, Figure]:
    """Figures as they were kept."""
    return {
        name: Figure(one["title"], tuple(one["columns"]), [(row[0], row[1]) for row in one["rows"]], one["note"])
        for name, one in kept.items()
    }


def _of_counts(title: str, heading: str, counts: Counter[str]) -> Figure:
    rows = [(name, in_steps(number)) for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return Figure(title, ("", heading), rows or [(NOTHING, "0")], counted())


def _library(title: str, names: Mapping[str, str], of: Callable[[Any], Iterable[str]]) -> Callable[..., Figure]:
    def draw(_told: Held | None, today: dt.date) -> Figure:
        many = Counter(name for case in library_here(today)[0].cases.values() for name in of(case))
        rows = [(names.get(name, name), str(number)) for name, number in many.most_common()]
        return Figure(title, ("", "Cases"), rows, "Cases of the library, which everybody reads; counted as they are.")

    return draw


def _people(told: Held | None, today: dt.date) -> Figure:
    asked = ("training abuse_of_position", "training supervising", "vetting current", "vetting designated", "talks")
    known = known_here(today, owned=0, lines=0)
    rows = [(ASKED_OF_PEOPLE[name], shown(name, told, today, known).words) for name in asked]
    return Figure("People, as the force's records tell it", ("What", "What the records show"), rows)


ASKED_OF_PEOPLE = {
    "training abuse_of_position": "Training on abuse of position",
    "training supervising": "Training of supervisors",
    "vetting current": "Vetting",
    "vetting designated": "Designated posts",
    "talks": "Talks about integrity",
}


def _records(told: Held | None, today: dt.date) -> Figure:
    known = known_here(today, owned=0, lines=0)
    asked = {name: words.capitalize() for name, (words, _feeds) in FEEDS.items()} | {"apps": "Messaging apps"}
    rows = [(words, shown(name, told, today, known).words) for name, words in asked.items()]
    return Figure("What the records hold", ("Of what", "What is held"), rows)


def _blind(told: Held | None, _today: dt.date) -> Figure:
    title, columns = "Warning signs that nobody could see", ("Sign", "Records that are not held")
    if told is None:
        return Figure(title, columns, [], NO_RECORDS)
    lacking = [
        (sign.title, ", ".join(sorted(set(sign.needs) - told.present)).replace("_", " "))
        for sign in catalogue()
        if not told.holds(*sign.needs)
    ]
    none = "Every sign has its records."
    note = "Of these nothing can be said: it is not that nothing was seen." if lacking else none
    return Figure(title, columns, lacking, note)


def _checklist(_told: Held | None, _today: dt.date) -> Figure:
    lines = registers()["checklist"].lines
    rows = [(name, str(many)) for name, many in how_far(newest_of(lines), lines)]
    return Figure("The checklist for forces of 2021", ("How far the force is", "Lines"), rows)


def _staff(told: Held | None, _today: dt.date) -> Figure:
    """How many people work here, without which a count of a large force beside one of a small force says little."""
    title, columns = "People who work here", ("", "People")
    if told is None:
        return Figure(title, columns, [], NO_RECORDS)
    rows = [("All who work here", people_in_steps(told.people.height))]
    return Figure(title, columns, rows, f"To the nearest hundred, as the records stood on {told.day:%-d %B %Y}.")


OTHERS: Mapping[str, Callable[[Held | None, dt.date], Figure]] = {
    "library_topics": _library("Published cases by topic", TOPICS, lambda case: case.topics),
    "library_roles": _library("Published cases by role", ROLES_OF_CASES, lambda case: case.roles),
    STAFF: _staff,
    "people": _people,
    "records": _records,
    "blind": _blind,
    "checklist": _checklist,
}
