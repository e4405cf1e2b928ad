"""Homes of staff."""

from upstander.records.columns import identifier, instant, latitude, longitude
from upstander.records.feed import Feed, Keep, Volume

staff_addresses = Feed(
    name="staff_addresses",
    title="Homes of staff",
    meaning="Where staff live, so that a stop at one's own home is not taken for something else.",
    columns=(
        identifier("staff_id", "the member of staff"),
        latitude(),
        longitude(),
        instant("from_at", "first lived there"),
        instant("to_at", "last lived there; empty = still", nullable=True),
    ),
    key=("staff_id", "from_at"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=3),
    known_at="from_at",
    revisable=True,
)
