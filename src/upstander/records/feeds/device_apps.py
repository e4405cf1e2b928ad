"""Apps on force devices."""

from upstander.records.columns import ROUTINE, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

device_apps = Feed(
    name="device_apps",
    title="Apps on force devices",
    meaning="Which apps a force device held, and when.",
    columns=(
        identifier("device_id", "the device"),
        text("app", "the app", sensitivity=ROUTINE),
        instant("first_seen_at", "first seen"),
        instant("last_seen_at", "last seen", nullable=True),
    ),
    key=("device_id", "app", "first_seen_at"),
    keep=Keep(months=24, authority="Force monitoring policy; SI 2018/356 (interception by businesses)"),
    volume=Volume(least=0, most=200),
    known_at="first_seen_at",
    revisable=True,
)
