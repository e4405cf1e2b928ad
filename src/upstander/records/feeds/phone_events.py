"""Calls and texts of work devices."""

from upstander.records.columns import choice, identifier, instant, phone, seconds
from upstander.records.feed import Feed, Keep, Volume

phone_events = Feed(
    name="phone_events",
    title="Calls and texts of work devices",
    meaning="An operator's itemised bill: calls and texts of devices the force issues.",
    columns=(
        identifier("event_id", "the call or text"),
        identifier("device_id", "the device"),
        choice("direction", "who began it", "out", "in"),
        choice("kind", "what it was", "call", "sms", "mms"),
        phone("other_number", "the other party"),
        instant("at", "when it began"),
        seconds("duration_s", "length of a call; 0 = not connected", nullable=True),
    ),
    key=("event_id",),
    keep=Keep(months=24, authority="Force monitoring policy; SI 2018/356 (interception by businesses)"),
    volume=Volume(least=5, most=10000),
    time="at",
    sort=("device_id", "other_number", "at"),
)
