"""(g) A draw, and whoever does the most of everything: what any method must beat."""

from upstander.trials.force import Tables
from upstander.trials.peers import in_order
from upstander.trials.peers.outliers import totals


def random_order(force: Tables, seed: int) -> list[str]:
    """Everybody in a drawn order."""
    return in_order(force, {}, seed)


def busiest(force: Tables, seed: int) -> list[str]:
    """By all records that name a member of staff."""
    rows = totals(force)
    counted = rows.select("staff_id", n=rows.drop("staff_id").sum_horizontal())
    return in_order(force, dict(counted.iter_rows()), seed)
