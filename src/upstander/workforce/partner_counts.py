"""Agencies in counts, which name none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InCounts:
    """Agencies: how many, in touch within `every` days, briefed within a year, and with contacts at both levels.

    `serving`: those that serve victims and witnesses, and how many of them were briefed within a year.
    """

    agencies: int
    in_touch: int
    every: int
    briefed: int
    two_levels: int
    serving: int
    serving_briefed: int
