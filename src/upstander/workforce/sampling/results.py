"""What a sample showed, in counts: how many are checked, and how much was recorded and within policy, by team.

Of few, each could be somebody: where a number, or what is left beside it, is fewer than five, it is not told. Nor is
how many were drawn of those shown: less what was planned of each team, it would tell somebody that one of theirs was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from upstander.workforce.models import SampleCheck, SampledContact, Verdict
from upstander.workforce.people import HANDFUL, few

UNTOLD = "too few to tell"


@dataclass(frozen=True)
class OfTeam:
    """The results of a team in words. `there`: how many there were to draw from, where that is known."""

    team: str
    there: str
    checked: str
    recorded: str
    within: str


def newest(sampled: SampledContact) -> SampleCheck | None:
    """The check of a contact that counts."""
    return next(reversed(sampled.checks.all()), None)


def results(sampled: Iterable[SampledContact], population: Mapping[str, int]) -> Sequence[OfTeam]:
    """Results by team, and of all teams together in the last row where there are several."""
    by_team: dict[str, list[SampledContact]] = {}
    for one in sampled:
        by_team.setdefault(str(one.team), []).append(one)
    told = [_of(team or "No team", held, population.get(team, 0)) for team, held in sorted(by_team.items())]
    everything = [one for held in by_team.values() for one in held]
    return [*told, _of("All teams", everything, sum(population.values()))] if len(told) > 1 else told


def _of(team: str, held: Sequence[SampledContact], there: int) -> OfTeam:
    checks = [check for one in held if (check := newest(one))]
    recorded = sum(check.recorded == Verdict.YES for check in checks)
    within = sum(check.within == Verdict.YES for check in checks)
    return OfTeam(team, few(there), few(len(checks)), told_of(recorded, checks), told_of(within, checks))


def told_of(number: int, of: Sequence[object]) -> str:
    """A number of so many as it may be read: neither it nor what is left beside it may be a handful."""
    left = len(of) - number
    if len(of) < HANDFUL or 0 < number < HANDFUL or 0 < left < HANDFUL:
        return UNTOLD
    return f"{number} of {len(of)}"
