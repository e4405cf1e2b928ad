"""(a) Three complaints in twelve months, as forces use today; (b) complaint counts shrunk to those of the role."""

import polars as pl

from upstander.trials.force import Tables
from upstander.trials.peers import in_order

YEAR = 365 * 86_400_000_000  # microseconds
BELIEF = 2.0  # complaints' worth of belief in the role's mean: what most staff have in a career


def three_in_twelve_months(force: Tables, seed: int) -> list[str]:
    """Those with three or more in any twelve months first, by how many; nobody else has a score."""
    scores: dict[str, float] = {}
    for staff_id, moments in _complaints(force).items():
        most = max(sum(at <= other < at + YEAR for other in moments) for at in moments)
        scores[staff_id] = float(most) if most >= 3 else 0.0
    return in_order(force, scores, seed)


def shrunken_counts(force: Tables, seed: int) -> list[str]:
    """Gamma-Poisson: the count drawn towards the mean of the role, per role mean."""
    counts = {staff_id: len(moments) for staff_id, moments in _complaints(force).items()}
    role = dict(zip(force["staff"]["staff_id"].to_pylist(), force["staff"]["role"].to_pylist(), strict=True))
    by_role: dict[str, list[int]] = {}
    for staff_id, name in role.items():
        by_role.setdefault(name, []).append(counts.get(staff_id, 0))
    mean = {name: (sum(of) + 0.5) / len(of) for name, of in by_role.items()}
    scores = {s: (BELIEF + counts.get(s, 0)) / (BELIEF / mean[name] + 1) / mean[name] for s, name in role.items()}
    return in_order(force, scores, seed)


def _complaints(force: Tables) -> dict[str, list[int]]:
    if "complaints" not in force:
        return {}
    rows = pl.DataFrame(force["complaints"].select(["staff_id", "received_at"]).to_pydict())
    return {str(key[0]): group["received_at"].to_list() for key, group in rows.group_by(["staff_id"])}
