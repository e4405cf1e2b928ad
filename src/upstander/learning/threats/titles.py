"""What an assessment of threats counts of the desk, and in which steps it tells a number."""

from collections.abc import Mapping

from upstander.workforce.people import HANDFUL, few

COUNTED: Mapping[str, tuple[str, str]] = {
    "reports": ("Reports by how they came", "Reports"),
    "intelligence_by_way": ("Intelligence by how it came", "Reports of intelligence"),
    "intelligence_by_category": ("Intelligence by national category of corruption", "Reports of intelligence"),
    "matters": ("Matters opened, by what the subject is", "Matters"),
    "stands": ("Where the matters opened in the period stand now", "Matters"),
    "outcomes": ("Outcomes imposed in the period", "Outcomes"),
    "roles": ("Matters opened, by what the subject works as in the force's records", "Matters"),
    "ways": ("Ways that leads rested on which became matters in the period", "Leads"),
    "signs": ("What leads rested on that became matters in the period", "Leads"),
}
STAFF = "staff"
"""The figure of how many people work here, beside which counts are rates."""

HUNDRED = 100  # people: what is told of how many work for a force is the nearest hundred

WAYS: Mapping[str, str] = {  # by family of the catalogue of signs
    "A": "Look-ups in police systems",
    "B": "Calls and messages",
    "C": "Being near, with no task there",
    "D": "The work itself: visits, custody, calls kept or closed",
    "E": "What was written or said",
    "F": "What was known before, or was not declared",
}


def people_in_steps(number: int) -> str:
    """A number of people who work for a force: the nearest hundred, and of fewer than one no number."""
    return str(HUNDRED * round(number / HUNDRED)) if number >= HUNDRED else f"fewer than {HUNDRED}"


def in_steps(number: int) -> str:
    """A number as an assessment may tell it: the nearest multiple of five, and never a few."""
    return few(number) if number < HANDFUL else str(HANDFUL * round(number / HANDFUL))
