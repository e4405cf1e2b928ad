"""What else could be tried with the same records: one file each, one function that gives staff in order."""

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow.compute as pc

from upstander.trials.force import Tables

Peer = Callable[[Tables, int], list[str]]  # records, seed of the ties; every member of staff, the first to read first


def in_order(force: Tables, scores: Mapping[str, float], seed: int) -> list[str]:
    """Every member of staff by score, the highest first; ties by a draw, so that no peer gains by the order of ids."""
    staff = sorted(force["staff"].filter(pc.is_null(force["staff"]["left_on"]))["staff_id"].to_pylist())
    draw = np.random.default_rng([seed, 7]).random(len(staff))
    keyed = {
        staff_id: (-float(scores.get(staff_id, 0.0)), float(tie)) for staff_id, tie in zip(staff, draw, strict=True)
    }
    return sorted(staff, key=keyed.__getitem__)
