"""Incidents."""

from upstander.records.columns import ROUTINE, choice, identifier, instant, latitude, longitude, text
from upstander.records.feed import Feed, Keep, Volume

incidents = Feed(
    name="incidents",
    title="Incidents",
    meaning="What policing was asked to do, from the command and control system or the crime system.",
    columns=(
        identifier("incident_id", "the incident"),
        instant("reported_at", "reported"),
        instant("closed_at", "closed; empty = open", nullable=True),
        text("kind", "type, in the words of the force", sensitivity=ROUTINE),
        choice("grade", "how urgent", "emergency", "priority", "scheduled", "resolution_without_deployment"),
        latitude(nullable=True),
        longitude(nullable=True),
    ),
    key=("incident_id",),
    keep=Keep(months=84, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0.5, most=2000),
    time="reported_at",
    revisable=True,
)
