"""(d) How much the work handset is used, against the median of the role."""

import statistics

import polars as pl

from upstander.trials.force import Tables
from upstander.trials.peers import in_order


def volume_against_role(force: Tables, seed: int) -> list[str]:
    """Calls and texts of the handset over the role's median."""
    if "phone_events" not in force:
        return in_order(force, {}, seed)
    holders = pl.DataFrame(force["device_holders"].select(["device_id", "staff_id", "kind"]).to_pydict())
    mobile = holders.filter(pl.col("kind") == "mobile")
    events = pl.DataFrame({"device_id": force["phone_events"]["device_id"].to_pylist()})
    counts = dict(events.join(mobile, on="device_id").group_by("staff_id").len().iter_rows())
    role = dict(zip(force["staff"]["staff_id"].to_pylist(), force["staff"]["role"].to_pylist(), strict=True))
    middle = {
        name: statistics.median([counts.get(s, 0) for s in role if role[s] == name]) for name in set(role.values())
    }
    return in_order(force, {s: counts.get(s, 0) / (middle[name] + 1) for s, name in role.items()}, seed)
