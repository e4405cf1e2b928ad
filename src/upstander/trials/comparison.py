"""Compares what a scan raised with what is known to be true of a force: how much was found, how early, how falsely."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Subject:
    """A member of staff of whom something is true, since when, and when the force found out (None = never)."""

    staff_id: str
    began_on: dt.date
    force_knew_on: dt.date | None = None


@dataclass(frozen=True)
class Shown:
    """A member of staff whom a scan puts before an investigator, and since which day it would have."""

    staff_id: str
    first_raised_on: dt.date


def people_in_order(shown: Sequence[Shown]) -> list[Shown]:
    """Each person once, in the order of the list, with the earliest of their days."""
    earliest: dict[str, dt.date] = {}
    for one in shown:
        earliest[one.staff_id] = min(earliest.get(one.staff_id, one.first_raised_on), one.first_raised_on)
    return [Shown(staff_id, day) for staff_id, day in earliest.items()]


def recall(shown: Sequence[Shown], subjects: Collection[Subject], budget: int) -> float:
    """The share of the subjects among the first `budget` people of the list. ValueError without subjects."""
    true = {subject.staff_id for subject in subjects}
    if not true:
        raise ValueError("there is nobody to be found")
    read = {one.staff_id for one in people_in_order(shown)[:budget]}
    return len(read & true) / len(true)


def precision(shown: Sequence[Shown], subjects: Collection[Subject], budget: int) -> float | None:
    """The share of true ones among the first `budget` people of the list; None where nobody is on it."""
    true = {subject.staff_id for subject in subjects}
    read = people_in_order(shown)[:budget]
    return sum(one.staff_id in true for one in read) / len(read) if read else None


def days_gained(shown: Sequence[Shown], subjects: Collection[Subject]) -> dict[str, int]:
    """For each subject on the list of whom the force found out: by how many days the list was earlier."""
    first = {one.staff_id: one.first_raised_on for one in people_in_order(shown)}
    return {
        subject.staff_id: (subject.force_knew_on - first[subject.staff_id]).days
        for subject in subjects
        if subject.force_knew_on and subject.staff_id in first
    }


def median_days_gained(shown: Sequence[Shown], subjects: Collection[Subject]) -> float | None:
    """The median of `days_gained`; None where nobody was found whom the force found too."""
    gained = days_gained(shown, subjects)
    return median(gained.values()) if gained else None
