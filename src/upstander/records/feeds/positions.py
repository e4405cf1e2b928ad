"""Positions of devices."""

from upstander.records.columns import identifier, instant, latitude, longitude, number
from upstander.records.feed import Feed, Keep, Volume

positions = Feed(
    name="positions",
    title="Positions of devices",
    meaning="Where vehicles, terminals and radios were.",
    columns=(
        identifier("device_id", "the device"),
        instant("at", "when"),
        latitude(),
        longitude(),
        number("speed_kmh", "speed", nullable=True, unit="km/h", least=0, most=400),
    ),
    key=("device_id", "at"),
    keep=Keep(months=12, authority="Force monitoring policy; SI 2018/356 (interception by businesses)"),
    volume=Volume(least=500, most=400000),
    time="at",
)
