"""Agencies in counts, which name none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InCounts:
    """Agencies: how many, in touch within `every` days, briefed within a year, and with contacts at both levels."""

    agencies: int
    in_touch: int
    every: int
    briefed: int
    two_levels: int
