"""Integrity health checks."""

from upstander.records.columns import identifier, instant, seconds, truth
from upstander.records.feed import Feed, Keep, Volume

health_checks = Feed(
    name="health_checks",
    title="Integrity health checks",
    meaning="Yearly conversations between staff and supervisors about integrity.",
    columns=(
        identifier("staff_id", "the member of staff"),
        identifier("supervisor_id", "who led it", nullable=True),
        instant("completed_at", "completed"),
        seconds("seconds_spent", "time spent", nullable=True),
        truth("discussed", "whether anything was talked through"),
    ),
    key=("staff_id", "completed_at"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=5),
    known_at="completed_at",
)
