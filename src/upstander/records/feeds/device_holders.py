"""Who held which device."""

from upstander.records.columns import choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

device_holders = Feed(
    name="device_holders",
    title="Who held which device",
    meaning="Keys logs, handset issue and vehicle bookings. Several people may hold one device at once.",
    columns=(
        identifier("device_id", "the device"),
        choice("kind", "what it is", "vehicle", "mdt", "radio", "mobile"),
        identifier("staff_id", "the member of staff"),
        instant("from_at", "taken"),
        instant("to_at", "given back; empty = still held", nullable=True),
    ),
    key=("device_id", "staff_id", "from_at"),
    keep=Keep(months=84, authority="Force monitoring policy; SI 2018/356 (interception by businesses)"),
    volume=Volume(least=0.5, most=1500),
    time="from_at",
    revisable=True,
)
