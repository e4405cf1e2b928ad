"""Measures over the results of many forces, each with a 95 % interval.

Each subject is ranked among the innocent of their force alone, as if they were its only offender: trials plant more
offenders than there are in life, and these must not take one another's places in a list.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from scipy.stats import chi2

Result = dict[str, Any]  # what `one_force.try_force` gives
BUDGETS = (0.5, 1.0, 2.0, 5.0)  # per cent of staff who are read
NAMES = (10, 25, 50)
Z = 1.96


@dataclass(frozen=True)
class Share:
    """So many of so many, with Wilson's interval."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float]:
        """95 %; 0 to 1 where there is nobody."""
        if not self.whole:
            return 0.0, 1.0
        share, n = self.part / self.whole, self.whole
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        return max(middle - half, 0.0), min(middle + half, 1.0)

    def __str__(self) -> str:
        if not self.whole:
            return "nobody"
        low, high = self.interval
        return f"{self.part / self.whole:.0%} ({low:.0%}-{high:.0%}; {self.part} of {self.whole})"


def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a mean of which so many were counted."""
    low = float(chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(0.975, 2 * count + 2)) / 2


def offenders(result: Result) -> list[dict[str, Any]]:
    """Everybody who offends, traceable or not."""
    return [person for person in result["people"] if person["kind"] == "offender"]


def traceable(result: Result) -> list[dict[str, Any]]:
    """Offenders whom any reader of the records could have found."""
    return [person for person in offenders(result) if person["traceable"]]


def rank_among_innocent(result: Result, order: Sequence[str], staff_id: str) -> int | None:
    """1 = before every innocent person; None where the order does not name them."""
    if staff_id not in order:
        return None
    guilty = {person["staff_id"] for person in offenders(result)}
    return sum(other not in guilty for other in order[: order.index(staff_id)]) + 1


def names_read(result: Result, per_cent: float) -> int:
    """How many people a budget lets a force read: at least one."""
    return max(1, math.ceil(int(result["employed"]) * per_cent / 100))


def recall_at(results: Iterable[Result], order: str, per_cent: float, key: str = "orders") -> Share:
    """The share of traceable subjects who are read within a budget."""
    return _recall(results, order, lambda result: names_read(result, per_cent), key)


def recall_at_names(results: Iterable[Result], order: str, names: int) -> Share:
    """The share of traceable subjects among so many names."""
    return _recall(results, order, lambda _result: names, "orders")


def _recall(results: Iterable[Result], order: str, budget: Any, key: str) -> Share:
    part = whole = 0
    for result in results:
        listed = result[key].get(order, [])
        for person in traceable(result):
            rank = rank_among_innocent(result, listed, person["staff_id"])
            part, whole = part + (rank is not None and rank <= budget(result)), whole + 1
    return Share(part, whole)


def precision_at(results: Sequence[Result], order: str, per_cent: float, per_thousand: float) -> float:
    """The share of offenders among those read, in forces with so many traceable offenders per 1,000 staff."""
    share = recall_at(results, order, per_cent)
    found = share.part / share.whole * per_thousand / 1000 if share.whole else 0.0
    read = sum(names_read(result, per_cent) for result in results) / sum(result["employed"] for result in results)
    return float(found / max(read, found, 1e-9))


def raised(results: Iterable[Result], standing: str) -> list[tuple[Result, str, bool]]:
    """Each member of staff shown with this standing, with their force and whether they offend."""
    found = []
    for result in results:
        guilty = {person["staff_id"] for person in offenders(result)}
        names = dict.fromkeys(lead["staff_id"] for lead in result["leads"] if lead["standing"] == standing)
        found += [(result, name, name in guilty) for name in names]
    return found


def days_gained(results: Iterable[Result]) -> list[int]:
    """For each subject raised of whom the force found out: by how many days the list was earlier."""
    gained = []
    for result in results:
        for person in offenders(result):
            days = [lead["first_raised_on"] for lead in result["leads"] if lead["staff_id"] == person["staff_id"]]
            if days and person["force_knew_on"]:
                gained.append(person["force_knew_on"] - min(days))
    return gained


def look_alikes_raised(results: Iterable[Result]) -> dict[str, Share]:
    """Of each kind of look-alike the share shown, as a lead or as a check."""
    counts: dict[str, list[int]] = {}
    for result in results:
        shown = {lead["staff_id"] for lead in result["leads"]}
        for person in result["people"]:
            if person["kind"] != "offender":
                of_kind = counts.setdefault(person["kind"], [0, 0])
                of_kind[0] += person["staff_id"] in shown
                of_kind[1] += 1
    return {kind: Share(*of_kind) for kind, of_kind in sorted(counts.items())}


def stated_and_realised(result: Result, standing: str | None = None) -> tuple[float, int]:
    """Innocent pairs that the scan states it expects in its list, and how many there are."""
    guilty = {person["staff_id"] for person in offenders(result)}
    listed = [lead for lead in result["leads"] if standing in (None, lead["standing"])]
    stated = max((lead["expected_false"] for lead in listed), default=0.0)
    return stated, sum(lead["staff_id"] not in guilty for lead in listed)


def people_stated_and_realised(result: Result) -> tuple[float, int]:
    """Innocent people, each once however many of their pairs are listed: stated, and how many there are.

    Somebody is held to be as likely innocent as the pair of theirs that is least likely to be.
    """
    guilty = {person["staff_id"] for person in offenders(result)}
    chances: dict[str, float] = {}
    for lead in result["leads"]:
        name = lead["staff_id"]
        chances[name] = min(chances.get(name, 1.0), lead["chance_innocent"])
    return sum(chances.values()), len(chances.keys() - guilty)
