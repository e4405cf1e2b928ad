"""Incident log."""

from upstander.records.columns import SPECIAL, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

log_entries = Feed(
    name="log_entries",
    title="Incident log",
    meaning="Lines of an incident log, by whom and when.",
    columns=(
        identifier("incident_id", "the incident"),
        identifier("staff_id", "the member of staff"),
        instant("at", "when"),
        text("text", "what was written", nullable=True, sensitivity=SPECIAL),
    ),
    key=("incident_id", "staff_id", "at"),
    keep=Keep(months=84, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0.5, most=8000),
    time="at",
)
