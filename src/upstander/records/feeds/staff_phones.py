"""Telephone numbers of staff."""

from upstander.records.columns import choice, identifier, instant, phone
from upstander.records.feed import Feed, Keep, Volume

staff_phones = Feed(
    name="staff_phones",
    title="Telephone numbers of staff",
    meaning="Work numbers, and personal numbers that staff have declared.",
    columns=(
        identifier("staff_id", "the member of staff"),
        phone("number", "the number"),
        choice("kind", "who provides it", "work", "personal"),
        instant("from_at", "first held"),
        instant("to_at", "last held; empty = still held", nullable=True),
    ),
    key=("staff_id", "number", "from_at"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=5),
    known_at="from_at",
    revisable=True,
)
