"""(f) PyOD's IsolationForest, ECOD and LOF: unusual totals of a member of staff, and unusual pairs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from upstander.trials.force import Tables
from upstander.trials.peers import Peer, in_order

COUNTED = ("accesses", "phone_events", "messages", "deployments", "log_entries", "custody_contacts", "public_calls")
MOST_PAIRS = 60_000  # what LOF does in seconds; pairs with the most records are kept


def detectors(seed: int) -> dict[str, Callable[[], Any]]:
    """Each as PyOD ships it; ImportError where PyOD is not installed."""
    from pyod.models.ecod import ECOD  # noqa: PLC0415 - a development dependency
    from pyod.models.iforest import IForest  # noqa: PLC0415
    from pyod.models.lof import LOF  # noqa: PLC0415

    return {"IsolationForest": lambda: IForest(random_state=seed), "ECOD": ECOD, "LOF": LOF}


def peers_of(on_pairs: bool) -> dict[str, Peer]:
    """One peer for each detector, on totals or on pairs."""
    of = "pairs" if on_pairs else "totals"

    def peer(name: str) -> Peer:
        def order(force: Tables, seed: int) -> list[str]:
            rows = pairs(force) if on_pairs else totals(force)
            values = np.log1p(rows.select(pl.selectors.numeric()).to_numpy().astype(np.float64))
            values = (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-9)
            score = _scored(detectors(seed)[name](), values)
            best = (
                rows.select("staff_id")
                .with_columns(score=pl.Series(score))
                .group_by("staff_id")
                .agg(pl.col("score").max())
            )
            low = float(score.min()) - 1
            return in_order(force, {s: v - low for s, v in best.iter_rows()}, seed)

        return order

    return {f"{name} on {of}": peer(name) for name in ("IsolationForest", "ECOD", "LOF")}


def _scored(detector: Any, values: NDArray[np.float64]) -> NDArray[np.float64]:
    detector.fit(values)
    return np.asarray(detector.decision_scores_, dtype=np.float64)


def totals(force: Tables) -> pl.DataFrame:
    """For each member of staff the records of each feed that name them."""
    staff = pl.DataFrame({"staff_id": force["staff"]["staff_id"].to_pylist()})
    for feed in COUNTED:
        if feed in force:
            counts = _staff_of(force, feed).group_by("staff_id").len(name=feed)
            staff = staff.join(counts, on="staff_id", how="left")
    return staff.fill_null(0)


def pairs(force: Tables) -> pl.DataFrame:
    """For each member of staff and person the look-ups, calls, seconds of calls, custody contacts and deployments."""
    parts = [part for part in (_looks(force), _calls(force), _sent(force)) if part is not None]
    both = pl.concat(parts, how="diagonal").group_by("staff_id", "nominal_id").agg(pl.selectors.numeric().sum())
    both = both.with_columns(all=pl.sum_horizontal(pl.selectors.numeric())).sort(
        "all", "staff_id", "nominal_id", descending=True
    )
    return both.drop("all", "nominal_id").head(MOST_PAIRS).fill_null(0)


def _staff_of(force: Tables, feed: str) -> pl.DataFrame:
    if feed != "phone_events":
        return pl.DataFrame({"staff_id": force[feed]["staff_id"].to_pylist()})
    events = pl.DataFrame({"device_id": force[feed]["device_id"].to_pylist()})
    return events.join(_mobiles(force), on="device_id").select("staff_id")


def _mobiles(force: Tables) -> pl.DataFrame:
    held = pl.DataFrame(force["device_holders"].select(["device_id", "staff_id", "kind"]).to_pydict())
    return held.filter(pl.col("kind") == "mobile").select("device_id", "staff_id").unique(["device_id"], keep="last")


def _looks(force: Tables) -> pl.DataFrame | None:
    if "accesses" not in force:
        return None
    rows = pl.DataFrame(force["accesses"].select(["staff_id", "nominal_id", "at"]).to_pydict()).drop_nulls()
    day = pl.col("at") // 86_400_000_000
    return rows.group_by("staff_id", "nominal_id").agg(looks=pl.len(), look_days=day.n_unique())


def _calls(force: Tables) -> pl.DataFrame | None:
    if "phone_events" not in force:
        return None
    events = pl.DataFrame(force["phone_events"].select(["device_id", "other_number", "duration_s"]).to_pydict())
    phones = pl.DataFrame(force["nominal_phones"].select(["nominal_id", "number"]).to_pydict()).unique(
        ["number"], keep="last"
    )
    named = events.join(_mobiles(force), on="device_id").join(phones, left_on="other_number", right_on="number")
    return named.group_by("staff_id", "nominal_id").agg(calls=pl.len(), seconds=pl.col("duration_s").sum())


def _sent(force: Tables) -> pl.DataFrame:
    sent = pl.DataFrame(force["deployments"].select(["incident_id", "staff_id"]).to_pydict())
    parts = pl.DataFrame(force["involvements"].select(["incident_id", "nominal_id"]).to_pydict())
    return sent.join(parts, on="incident_id").group_by("staff_id", "nominal_id").agg(sent=pl.len())
