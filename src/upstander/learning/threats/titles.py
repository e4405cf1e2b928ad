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
    "signs": ("What leads rested on that became matters in the period", "Leads"),
}


def in_steps(number: int) -> str:
    """A number as an assessment may tell it: the nearest multiple of five, and never a few."""
    return few(number) if number < HANDFUL else str(HANDFUL * round(number / HANDFUL))
