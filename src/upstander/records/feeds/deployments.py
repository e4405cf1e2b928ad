"""Who was sent."""

from upstander.records.columns import choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

deployments = Feed(
    name="deployments",
    title="Who was sent",
    meaning="Who was sent to an incident, by whom, and when they were there.",
    columns=(
        identifier("incident_id", "the incident"),
        identifier("staff_id", "the member of staff"),
        choice("tasked_by", "who decided it", "control", "supervisor", "self"),
        instant("assigned_at", "sent"),
        instant("on_scene_at", "arrived", nullable=True),
        instant("cleared_at", "left", nullable=True),
    ),
    key=("incident_id", "staff_id", "assigned_at"),
    keep=Keep(months=84, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0.5, most=3000),
    time="assigned_at",
    revisable=True,
)
