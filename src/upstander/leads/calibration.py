"""Whether a sign's chance model holds on the force's own records, and what follows where it does not.

Two things are asked of each sign's model (Gneiting, Balabdaoui and Raftery 2007, "Probabilistic forecasts, calibration
and sharpness"): of the odd months, when it was fitted on the even ones; and of the sign's own observations dealt again
(`permutation`), where attachment is undone as far as others could have come upon the same people, and it should be
surprised as seldom as it says. Both are asked of what peers show, not of people's own habits (`Expectation`). Where
either shows many times what it should in the tail, the sign may only advise until its model is mended.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from scipy.stats import nbinom

from upstander.detection import Sign
from upstander.detection.run import Observed
from upstander.leads.expectation import Expectation, Group, fit_groups
from upstander.leads.peers import PeerGroups
from upstander.leads.permutation import counted, dealt_again, episodes, moved
from upstander.leads.settings import Settings

TAIL = 0.001  # what is called rare: one pair in a thousand
FEW = 2  # so many pairs in a tail say nothing about a model
LEAST_MOVED = 0.5  # of the episodes: where the deal gives fewer to somebody else, it repeats the records


@dataclass(frozen=True)
class InTail:
    """How many pairs a model expects beyond its one in a thousand, and how many are there (a mean over deals)."""

    expected: float
    seen: float

    @property
    def ratio(self) -> float:
        """Seen for each one expected."""
        return self.seen / self.expected if self.expected else 0.0

    def fails(self, most: float) -> bool:
        """Whether more than so many times what is expected is seen; one expected pair is the least to go by."""
        return self.seen > FEW and self.seen > most * max(self.expected, 1.0)


@dataclass(frozen=True)
class Health:
    """How well a sign's chance model holds on the force's own records. `advisory`: why it may only advise, or None."""

    held_out: InTail
    dealt_again: InTail
    moved: float  # the share of episodes that the deals gave to somebody else
    share_of_staff: float  # who have a finding of it
    advisory: str | None


UNCALIBRATED = Health(InTail(0.0, 0.0), InTail(0.0, 0.0), 0.0, 0.0, None)


def health(
    observed: Observed, days: pl.DataFrame, expectation: Expectation, findings: pl.DataFrame, settings: Settings
) -> Health:
    """Calibrates one sign on what each pair shows of it on each day (`permutation.by_day`)."""
    peers = expectation.peers
    months = held_out(observed, expectation)
    dealt, share_moved = permuted(observed, days, expectation, int(settings["calibration_deals"]))
    share = findings["staff_id"].n_unique() / max(len(peers.of), 1)
    told = dealt if share_moved >= LEAST_MOVED else InTail(dealt.expected, 0.0)
    said = advisory(observed.sign, months, told, settings["most_unhealthy"])
    return Health(months, dealt, share_moved, share, said)


def held_out(observed: Observed, expectation: Expectation) -> InTail:
    """The tail of the odd months by the model of the even ones, so that no pair vouches for itself."""
    counts = observed.counts
    even = replace(
        observed,
        counts=counts.with_columns(pl.col("seen") - pl.col("odd_months"), pl.col("exposure") / 2),
        exposed=observed.exposed.with_columns(pl.col("exposure") / 2, pl.col("exposure_squared") / 4),
    )
    fitted = fit_groups(even, expectation.peers)
    odd = counts.select("staff_id", seen="odd_months", exposure=pl.col("exposure") / 2)
    return InTail(_expected(fitted), float(_seen(fitted, odd, expectation.peers)))


def permuted(
    observed: Observed, days: pl.DataFrame, expectation: Expectation, deals: int, *, seed: int = 0
) -> tuple[InTail, float]:
    """The tail of the sign's own observations dealt again, by a model fitted to what was dealt; and `moved`."""
    peers, chance = expectation.peers, np.random.default_rng(seed)
    found = episodes(days, observed.counts, peers)
    seen, shares = 0, 0.0
    for _deal in range(deals):
        dealt = dealt_again(found, observed.sign.about, peers, chance)
        again = replace(observed, counts=counted(dealt))
        seen += _seen(fit_groups(again, peers), again.counts, peers)
        shares += moved(dealt)
    return InTail(_expected(expectation.groups), seen / deals), shares / deals


def _expected(groups: dict[str, Group]) -> float:
    return TAIL * sum(group.pairs for group in groups.values())


def _seen(groups: dict[str, Group], counts: pl.DataFrame, peers: PeerGroups) -> int:
    """How many pairs show as much as chance shows in one of a thousand."""
    some = counts.filter((pl.col("seen") > 0) & pl.col("staff_id").is_in(list(peers.of)))
    of_each = [groups[peers.of[staff_id]] for staff_id in some["staff_id"]]
    shape = np.array([group.shape for group in of_each])
    rate = np.array([(group.seen + 0.5) / group.exposure for group in of_each])
    mean = rate * some["exposure"].to_numpy()
    chance = nbinom.sf(np.ceil(some["seen"].to_numpy()) - 1, shape, shape / (shape + mean))
    return int(np.sum(chance < TAIL))


def advisory(sign: Sign, months: InTail, dealt: InTail, most: float) -> str | None:
    """Why a sign may only advise: it serves prevention, or one of its tails fails; None where it counts."""
    if not sign.evidence:
        return "it serves prevention and is never evidence about a person"
    for tail, of_what in ((months, "held-out months"), (dealt, "records dealt again by chance")):
        if tail.fails(most):
            return f"{tail.seen:.0f} pairs lie in the tail of {of_what} where chance gives {tail.expected:.1f}"
    return None
