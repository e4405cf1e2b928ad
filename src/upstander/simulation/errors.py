"""What goes wrong between an event and its record, at the small rates that extracts really show."""

import numpy as np

from upstander.simulation.arrays import NOTHING
from upstander.simulation.world import World

WRONG_PERSON = {"log_entries": 0.001, "deployments": 0.001, "device_holders": 0.002, "accesses": 0.0002}


def go_wrong(world: World) -> None:
    """Puts some records down to somebody else, and reads some handsets out for investigations that came to nothing."""
    chance = world.chance("errors")
    for feed, share in WRONG_PERSON.items():
        table = world.book.table(feed)
        rows = np.flatnonzero(chance.happens(share, len(table["staff_id"])))
        table["staff_id"][rows] = chance.whole(0, len(world.force), len(rows))
        world.book.replace(feed, table)
    _read_out_handsets(world)


def _read_out_handsets(world: World) -> None:
    """Other investigations read handsets too: most of what the bill shows is still there, some has gone."""
    chance = world.chance("handsets")
    events = world.book.table("phone_events")
    issued = world.force.phone[world.force.phone != NOTHING]
    for device in issued[chance.happens(0.012, len(issued))].tolist():
        read_at = int(chance.one(world.end - world.days * 60_000, world.end))
        mine = np.flatnonzero((events["device_id"] == device) & (events["at"] < read_at))
        kept = mine[chance.happens(0.85, len(mine))]
        world.book.add(
            "device_extractions",
            device_id=device,
            extracted_at=read_at,
            kind=events["kind"][kept],
            direction=events["direction"][kept],
            other_number=events["other_number"][kept],
            at=events["at"][kept],
        )
