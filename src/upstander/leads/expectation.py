"""What this work normally needs: a Gamma-Poisson model of each peer group, and of a person's own other pairs.

A pair's rate is drawn from its peers' Gamma distribution, and what is seen of it is Poisson (Robbins 1956; Efron and
Morris 1973 on empirical Bayes). The statement made is the lower bound of the pair's own rate over the expected one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import betainc
from scipy.stats import gamma

from upstander.detection.run import Observed
from upstander.leads.peers import PeerGroups

Floats = npt.NDArray[np.float64]
# The shape says how alike innocent pairs are held to be. It is never let above one half: a group of people who are very
# alike would otherwise vouch for a pair that is not. Where a group shows a sign too seldom to say, it is the least.
LEAST_SHAPE, MOST_SHAPE = 0.02, 0.5
LEAST_SEEN = 10.0
TINY = 1e-12  # no chance is said to be smaller
DECIMALS = 6  # of a strength: two pairs that show the same tie, and the last bits of a number do not part them


@dataclass(frozen=True)
class Group:
    """What a peer group shows of one sign: how many pairs, their exposure, the total seen, the Gamma's shape."""

    pairs: int
    exposure: float
    seen: float
    shape: float


@dataclass(frozen=True)
class Rates:
    """For each pair asked about: the shape of its peers' Gamma, and the rates of peers and of the person's others."""

    shape: Floats
    by_peers: Floats
    by_self: Floats


@dataclass(frozen=True)
class Expectation:
    """What is expected of one sign, for everybody on the force."""

    peers: PeerGroups
    groups: dict[str, Group]
    own: dict[str, tuple[float, float]]  # staff_id to all that is seen of theirs, and their exposure
    lower: float

    def expected(self, counts: pl.DataFrame) -> Floats:
        """What peers, the pair itself left out, would show with the same exposure.

        `counts` has a row for each pair: staff_id, seen, exposure.
        """
        group = self._of_each(counts)
        seen, exposure = counts["seen"].to_numpy(), counts["exposure"].to_numpy()
        left = np.maximum(group["exposure"] - exposure, exposure)
        return np.asarray(exposure * (np.maximum(group["seen"] - seen, 0.0) + 0.5) / left)

    def times(self, counts: pl.DataFrame) -> Floats:
        """At least how many times the expected rate: by peers and by the person's own other pairs, the lower one."""
        rates = self._rates(counts)
        seen, exposure = counts["seen"].to_numpy(), counts["exposure"].to_numpy()
        bound = gamma.ppf(self.lower, rates.shape + seen, scale=1.0 / (rates.shape / rates.by_peers + exposure))
        return np.asarray(np.round(bound / np.maximum(rates.by_peers, rates.by_self), DECIMALS))

    def strength(self, counts: pl.DataFrame) -> Floats:
        """The fourth root of how seldom chance shows as much: 10 = in one of ten thousand with the same exposure.

        Of peers and the person's own other pairs the likelier is taken. The chance is that of the Gamma-Poisson
        (negative binomial) distribution, carried on between whole numbers by the incomplete beta function. Its root is
        taken because real counts have far longer tails than the model: ranks hold, sizes do not.
        """
        rates = self._rates(counts)
        mean = np.maximum(rates.by_peers, rates.by_self) * counts["exposure"].to_numpy()
        seen = np.maximum(counts["seen"].to_numpy(), TINY)
        return strength_of(betainc(seen, rates.shape, mean / (mean + rates.shape)))

    def _rates(self, counts: pl.DataFrame) -> Rates:
        group = self._of_each(counts)
        seen, exposure = counts["seen"].to_numpy(), counts["exposure"].to_numpy()
        by_peers = self.expected(counts) / exposure
        others_seen = np.maximum(group["own_seen"] - seen, 0.0)
        others_exposure = np.maximum(group["own_exposure"] - exposure, 0.0)
        by_self = (others_seen + group["shape"]) / (others_exposure + group["shape"] / by_peers)
        return Rates(group["shape"], by_peers, by_self)

    def _of_each(self, counts: pl.DataFrame) -> dict[str, Floats]:
        people = counts["staff_id"].to_list()
        groups = [self.groups[self.peers.of[person]] for person in people]
        own = [self.own.get(person, (0.0, 0.0)) for person in people]
        return {
            "seen": np.array([g.seen for g in groups]),
            "exposure": np.array([g.exposure for g in groups]),
            "shape": np.array([g.shape for g in groups]),
            "own_seen": np.array([o[0] for o in own]),
            "own_exposure": np.array([o[1] for o in own]),
        }


def strength_of(chance: Floats | float) -> Floats:
    """The strength of what chance shows with this probability; see `Expectation.strength`."""
    return np.asarray(np.round(np.maximum(chance, TINY) ** -0.25, DECIMALS))


def chance_of(strength: float) -> float:
    """The probability that a strength stands for."""
    return float(strength**-4.0)


def expect(observed: Observed, peers: PeerGroups, lower: float) -> Expectation:
    """Fits every peer group of one sign."""
    counts = _with_group(observed.counts, peers)
    exposed = _with_group(observed.exposed, peers)
    groups = fit_groups(observed, peers)
    own_seen = dict(counts.group_by("staff_id", maintain_order=True).agg(pl.col("seen").sum()).iter_rows())
    own = {s: (own_seen.get(s, 0.0), float(e)) for s, e in exposed.select("staff_id", "exposure").iter_rows()}
    return Expectation(peers, groups, own, lower)


def fit_groups(observed: Observed, peers: PeerGroups) -> dict[str, Group]:
    """What each peer group shows of one sign, by its name."""
    counts, exposed = _with_group(observed.counts, peers), _with_group(observed.exposed, peers)
    return {name: _fit(name, counts, exposed, peers) for name in set(peers.of.values())}


def _with_group(frame: pl.DataFrame, peers: PeerGroups) -> pl.DataFrame:
    return frame.filter(pl.col("staff_id").is_in(list(peers.of)))


def _fit(name: str, counts: pl.DataFrame, exposed: pl.DataFrame, peers: PeerGroups) -> Group:
    """Method of moments over the pairs of a group, those that show nothing included."""
    members = list(peers.members[name])
    seen = counts.filter(pl.col("staff_id").is_in(members))
    among = exposed.filter(pl.col("staff_id").is_in(members))
    pairs = max(int(among["pairs"].sum()), seen.height, 1)
    exposure = max(float(among["exposure"].sum()), float(seen["exposure"].sum()), 1.0)
    squared = max(float(among["exposure_squared"].sum()), 1.0)
    total = float(seen["seen"].sum())
    return Group(pairs, exposure, total, _shape(seen, (total + 0.5) / exposure, exposure, squared))


def _shape(seen: pl.DataFrame, mean: float, exposure: float, squared: float) -> float:
    """The Gamma's shape from the spread of counts beyond what Poisson chance gives."""
    values, exposures = seen["seen"].to_numpy(), seen["exposure"].to_numpy()
    if values.sum() - values.max(initial=0.0) < LEAST_SEEN:
        return LEAST_SHAPE
    shown = float(np.sum((values - mean * exposures) ** 2 - (mean * exposures) ** 2))
    spread = (shown + mean**2 * squared - mean * exposure) / squared
    return float(np.clip(mean**2 / spread, LEAST_SHAPE, MOST_SHAPE)) if spread > 0 else MOST_SHAPE
